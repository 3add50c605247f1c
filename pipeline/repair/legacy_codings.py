"""The 8-bit codes that a document draws in a font: those of its typeface, whatever the PDF numbers its glyphs by.

A simple font is encoded in WinAnsi, MacRoman or names of its own, or leaves its codes to the program; a composite one
numbers glyphs, and only a ToUnicode map or the program's own map leads back to codes. No declaration can be believed
unseen, so every way is offered, and what the codes read as decides.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from fontTools.agl import toUnicode
from fontTools.ttLib.standardGlyphOrder import standardGlyphOrder

from pipeline.model.document import Font, Glyph, Span
from pipeline.repair.embedded import open_font
from pipeline.repair.legacy_codes import codes_of
from pipeline.repair.program import FontProgramError

SPACE_GAP = 0.16
"""Em; a wider gap between two glyphs is a blank, as in pipeline.extract.lines."""
BLANK = " "
_SILENT = "\0\ufffd"
_HIGHEST = 0xFF

Coding = Mapping[int, str]
"""8-bit code by the number of a glyph in the content stream (`Glyph.cid`)."""


def codings(font: Font) -> list[Coding]:
    """Ways to the codes of a PDF font, the most usual first; those that give the same codes once.

    What a way does not know is not in its mapping.
    """
    found: list[Coding] = []
    for way in _ways(font):
        drawn = {cid: code for cid, code in way.items() if cid in font.said}
        if drawn and drawn not in found:
            found.append(drawn)
    return found


def codes_drawn(spans: Sequence[Span], coding: Mapping[str, Coding], blank: str) -> list[str]:
    """The codes of neighbouring spans, span by span; `blank` stands where only a gap between the glyphs shows one.

    Args:
        spans: as they stand in the line.
        coding: by font key; a glyph that it does not know is U+FFFD. Where there is none, the text gives the codes.
        blank: the code that draws a blank.
    """
    found: list[str] = []
    pen: float | None = None
    last = blank
    for span in spans:
        if not span.glyphs or span.font not in coding:
            found.append(codes_of(span.text))
            pen = None
            continue
        size, known = span.size or 10.0, coding[span.font or ""]
        codes = []
        for glyph in span.glyphs:
            code = known.get(glyph.cid, "\ufffd")
            apart = pen is not None and glyph.box[0] - pen > SPACE_GAP * size
            if apart and not code.isspace() and not last.isspace() and blank not in (code, last):
                codes.append(blank)
            codes.append(code)
            last, pen = code, _pen(pen, glyph)
        found.append("".join(codes))
    return found


def _pen(pen: float | None, glyph: Glyph) -> float:
    """Where the ink ends: a sign without width, set back over its base, does not move it back."""
    return glyph.box[2] if pen is None or glyph.box[2] > glyph.box[0] else max(pen, glyph.box[2])


def _ways(font: Font) -> Iterator[Coding]:
    yield {cid: codes_of(text) for cid, text in font.said.items() if text.strip(_SILENT)}
    if font.kind != "Type0":
        single = [cid for cid in font.said if cid <= _HIGHEST]
        yield {cid: chr(cid) for cid in single}
        yield {cid: codes_of(bytes([cid]).decode("mac_roman")) for cid in single}
    elif font.program is not None:
        yield from _ways_of_program(font)


def _ways_of_program(font: Font) -> Iterator[Coding]:
    """By the program's own character map; by the order that nearly all fonts of that time keep their glyphs in."""
    try:
        embedded = open_font(font)
        letters = embedded.program.cmap()
    except FontProgramError:
        return
    glyphs = {cid: embedded.glyph(cid) for cid in font.said}
    by_glyph = {glyph: code for code, glyph in sorted(letters.items(), reverse=True)}
    yield _through(glyphs, {glyph: codes_of(chr(code)) for glyph, code in by_glyph.items()})
    yield _through(glyphs, {g: codes_of(bytes([c]).decode("mac_roman")) for g, c in by_glyph.items() if c <= _HIGHEST})
    names = {glyph: name for glyph in glyphs.values() if (name := embedded.program.glyph_name(glyph))}
    yield _through(glyphs, {glyph: codes_of(toUnicode(name)) for glyph, name in names.items()})
    yield _through(glyphs, {glyph: codes_of(toUnicode(name)) for glyph, name in enumerate(standardGlyphOrder)})


def _through(glyphs: Mapping[int, int], codes: Mapping[int, str]) -> Coding:
    return {cid: codes[glyph] for cid, glyph in glyphs.items() if codes.get(glyph)}


def best_known(ways: Iterable[Coding], drawn: Iterable[int]) -> list[Coding]:
    """Those of the ways that know nearly all of the glyphs drawn, each of them one 8-bit code."""
    numbers = list(drawn)
    return [way for way in ways if sum(len(way.get(cid, "")) == 1 for cid in numbers) >= 0.9 * len(numbers)]
