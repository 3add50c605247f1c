"""Leaders of a contents page: the dots between a heading and its page number are no text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.extract.markers import CONTENTS_STYLE
from pipeline.model.document import Glyph, Line, Page, Span

_SIGNS = "._·…․"
_ENTRY = re.compile(rf"\S\s*(?:[{_SIGNS}]\s?){{5,}}\s*(?:\d{{1,3}}|[ivxlIVXL]{{1,6}})$")
_RUN = re.compile(rf"\s*(?:[{_SIGNS}]\s?){{3,}}\s*")
_FEWEST = 3
"""Dots in a row that are a leader."""


def drop_leaders(pages: Sequence[Page]) -> None:
    """Give the entries of contents pages their style, and take the leaders out of them, in place."""
    for page in pages:
        page.body = [_entry(item) if isinstance(item, Line) else item for item in page.body]


def _entry(line: Line) -> Line:
    if _ENTRY.search(line.text) is None:
        return line
    spans = [_without_leader(span) for span in line.spans]
    kept: list[Span] = []
    for span in spans:
        if span.text.strip() or span.glyphs:
            kept.append(span)
        elif kept:
            kept[-1] = replace(kept[-1], text=f"{kept[-1].text} ")
    return replace(line, spans=list(_spaced(kept)), style=CONTENTS_STYLE)


def _without_leader(span: Span) -> Span:
    if _RUN.search(span.text) is None:
        return span
    return replace(span, text=_RUN.sub(" ", span.text), glyphs=tuple(_without_dots(span.glyphs)), actual=())


def _without_dots(glyphs: Sequence[Glyph]) -> Iterator[Glyph]:
    """The glyphs but for dots in a row, blanks between them not counted."""
    run: list[Glyph] = []
    for glyph in [*glyphs, None]:
        if glyph is not None and glyph.text.strip(_SIGNS + " ") == "" and glyph.text:
            run.append(glyph)
            continue
        if sum(bool(each.text.strip()) for each in run) < _FEWEST:
            yield from run
        run = []
        if glyph is not None:
            yield glyph


def _spaced(spans: Sequence[Span]) -> Iterator[Span]:
    """The spans with one blank where a leader was between two of them, none at the ends of the line."""
    before = " "
    for n, span in enumerate(spans):
        text = span.text.lstrip() if before.endswith(" ") else span.text
        if n == len(spans) - 1:
            text = text.rstrip()
        before = text or before
        yield replace(span, text=text)
