"""Repair of text that is not what the page shows, and the word on each page's text: how it was had and how sure."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from pipeline.lost import lost
from pipeline.model.document import Document
from pipeline.pace import UNHURRIED, Cause, Pace
from pipeline.repair.judge import judge, tell_unread
from pipeline.repair.latin import put_latin_right
from pipeline.repair.legacy_spans import read_legacy

if TYPE_CHECKING:
    from pipeline.repair.guide import Guide

__all__ = ["repair", "tell_unread"]

_UNJUDGED = 0.5
"""How sure a page at most is of which not all was done."""
_KHMER = re.compile("[\u1780-\u17d3]")
_SAYS_NOTHING = "\0\ufffd"


def repair(document: Document, guide: "Guide | None" = None, pace: Pace = UNHURRIED) -> Document:
    """Return the document with its text put right where the text layer has it wrong, and each page's text judged.

    Khmer in 8-bit fonts is read by its codes, other Khmer from the glyphs where it can be, by their order in the font
    where nothing else is there or by deciphering their codes, and else from what a wrong map has left of it; Latin
    ligatures are told from what is left of their letters. `guide` is what a person says of damaged text beforehand. A
    step that an earlier process has died of is left out, and an issue says so.
    """

    def step(mark: str, work: Callable[[Document], Document], document: Document) -> Document:
        def without(cause: Cause) -> Document:
            for page in document.pages:
                page.facts.confidence = min(page.facts.confidence, _UNJUDGED)
            document.issues.append(lost(f"The text was not fully repaired or judged ({mark})", cause))
            return document

        return pace.attempt(mark, lambda: work(document), without)

    document = step("reading 8-bit fonts", read_legacy, document)
    if any(font.program is not None for font in document.fonts.values()):
        from pipeline.repair.glyphs import read_glyphs

        document = step("reading glyphs", read_glyphs, document)
    if any(font.kind == "Type0" and font.program is None for font in document.fonts.values()):
        from pipeline.repair.known_layouts import read_known_layouts

        document = step("trying known layouts", read_known_layouts, document)
    if any(_is_doubtful(said) for font in document.fonts.values() for said in font.said.values()):
        from pipeline.repair.codes import read_codes

        document = step("deciphering codes", lambda known: read_codes(known, pace=pace), document)
    document = step("putting Latin letters right", put_latin_right, document)
    if any(_KHMER.search(line.text) for line in document.all_lines()):
        from pipeline.repair.bare_text import read_bare_text
        from pipeline.repair.guide import UNGUIDED

        document = step("deciphering", lambda known: read_bare_text(known, guide or UNGUIDED, pace), document)
    return step("judging", judge, document)


def _is_doubtful(said: str) -> bool:
    """Whether what a text layer says of a code is Khmer, or nothing."""
    return not said.strip(_SAYS_NOTHING) or _KHMER.search(said) is not None
