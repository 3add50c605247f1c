"""Latin ligatures whose letters the text layer has with their bytes in the wrong place (`pipeline.extract.swapped`)."""

from collections.abc import Iterator, Mapping

from pipeline.model.document import Document, Span
from pipeline.model.minutes import Repair

SURE = 0.99
"""Confidence in a line that is put right so: the letters are still there, and nothing else can have been meant."""


def put_ligatures_right(document: Document) -> None:
    """Replace such ligatures by their letters; `orig` keeps what the file says."""
    swapped = {key: font.swapped for key, font in document.fonts.items() if font.swapped}
    if not swapped:
        return
    for span in _spans(document):
        if span.font in swapped:
            _settle(span, _put_right(span, swapped[span.font]))


def _put_right(span: Span, letters: Mapping[int, str]) -> str:
    """The text of a span; what stands for swapped ligatures stands there in the order of their glyphs."""
    text, place = span.text, 0
    for glyph in span.glyphs:
        if glyph.cid in letters and (found := text.find(glyph.text, place)) >= 0:
            text = text[:found] + letters[glyph.cid] + text[found + len(glyph.text) :]
            place = found + len(letters[glyph.cid])
    return text


def _settle(span: Span, text: str) -> None:
    if text == span.text:
        return
    span.orig = span.text if span.orig is None else span.orig
    span.text = text
    if span.repair is None:
        span.repair = Repair(method="decipher", confidence=SURE, flags=[])


def _spans(document: Document) -> Iterator[Span]:
    for page in document.pages:
        for line in (*page.lines(), *page.furniture):
            yield from line.spans
