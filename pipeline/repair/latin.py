"""Latin letters and signs put right where the text layer has them wrong: glyph by glyph, one reading for a document."""

from collections.abc import Mapping

from pipeline.model.document import Document, Span
from pipeline.model.minutes import Repair
from pipeline.repair.drawn_letters import drawn_lines, drawn_words, is_apart, spans_of
from pipeline.repair.garbled_signs import pairs_of, read_signs
from pipeline.repair.ligatures import Key, Reading, read_ligatures, suspects

SWAPPED = 0.99
"""Confidence in letters that are all there, with their bytes in the wrong place."""
_GHOSTSCRIPT = "Ghostscript"
UNKNOWN = "\ufffd"
_MOST_BLANKS = 2
"""Blanks that stand in a text between what two glyphs say."""


def put_latin_right(document: Document) -> Document:
    """Return the document with the right letters in the place of wrong ones; `orig` keeps what the file says."""
    readings = {
        (key, cid): Reading(letters, SWAPPED)
        for key, font in document.fonts.items()
        for cid, letters in font.swapped.items()
    }
    suspected = {key: options for key, options in suspects(document.fonts).items() if key not in readings}
    signs = {key: font for key, font in document.fonts.items() if pairs_of(font)}
    fonts = {key for key, _ in suspected} | signs.keys()
    if fonts:
        lines = list(drawn_lines(document, fonts))
        readings |= read_ligatures(drawn_words(lines), document.fonts, suspected, readings)
        readings |= read_signs(lines, signs, _GHOSTSCRIPT in (document.source.producer or ""))
    if readings:
        touched = {key for key, _ in readings}
        for span in spans_of(document):
            if span.font in touched:
                _put_right(span, readings)
    return document


def _put_right(span: Span, readings: Mapping[Key, Reading]) -> None:
    if span.repair is not None and span.repair.method == "legacy":
        return
    text, sure = _rewritten(span, readings) if span.repair is None else _replaced(span, readings)
    if text == span.text:
        return
    span.orig = span.text if span.orig is None else span.orig
    span.text = text
    if span.repair is None:
        span.repair = Repair(method="decipher", confidence=sure, flags=[])


def _rewritten(span: Span, readings: Mapping[Key, Reading]) -> tuple[str, float]:
    """The text of a span with what its glyphs are known to stand for, and the least confidence among these.

    What the glyphs say stands in the text in their order, blanks between.
    """
    text, place, sure = span.text, 0, 1.0
    for n, glyph in enumerate(span.glyphs):
        said = glyph.text.replace("\0", UNKNOWN)
        found = text.find(said, place, place + len(said) + _MOST_BLANKS)
        if found < 0:
            place += len(said)
            continue
        reading = readings.get((span.font or "", glyph.cid))
        letters = said if reading is None else reading.letters
        if reading is not None:
            sure = min(sure, reading.confidence)
            if not said and n and is_apart(span.glyphs[n - 1], glyph, span.size or 10.0):
                letters = f" {letters}"
        text = text[:found] + letters + text[found + len(said) :]
        place = found + len(letters)
    return text, sure


def _replaced(span: Span, readings: Mapping[Key, Reading]) -> tuple[str, float]:
    """The same for a span that was read from its glyphs before: what it took over from the text layer is put right."""
    text = span.text
    for glyph in span.glyphs:
        reading = readings.get((span.font or "", glyph.cid))
        if reading is not None and glyph.text.strip("\0") and not glyph.text.isascii():
            text = text.replace(glyph.text, reading.letters)
    return text, 1.0
