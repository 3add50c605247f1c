"""Lines written anew from the readings of their glyphs."""

from pipeline.model.document import Glyph, Line, Span
from pipeline.repair.rewrite import GlyphReading, rewrite_line

ADVANCES = {1: ("រ", 0.5), 2: ("ំ", 0.0), 3: ("ល", 0.8), 4: ("ក", 0.7)}
READINGS = {"f": {code: GlyphReading(text, 1.0, "id") for code, (text, _) in ADVANCES.items()}}


def line_of(codes: list[int], shifts: dict[int, float]) -> Line:
    """A line of 10 points; `shifts` moves single glyphs, by their place, without moving those behind them."""
    pen, glyphs = 0.0, []
    for place, code in enumerate(codes):
        advance = 10 * ADVANCES[code][1]
        x0 = pen + shifts.get(place, 0.0)
        glyphs.append(Glyph(code, "x", (x0, 0.0, x0 + advance, 10.0)))
        pen += advance
    span = Span("x" * len(codes), font="f", size=10.0, box=(0.0, 0.0, pen, 10.0), glyphs=tuple(glyphs))
    return Line([span], 1, (0.0, 0.0, pen, 10.0))


def test_a_sign_moved_over_its_base_is_no_blank() -> None:
    line = line_of([1, 2, 3, 4], {1: 1.9})
    rewrite_line(line, READINGS)
    assert line.text == "រំលក"


def test_a_gap_before_a_base_is_a_blank() -> None:
    line = line_of([1, 2, 3, 4], {2: 2.5, 3: 2.5})
    rewrite_line(line, READINGS)
    assert line.text == "រំ លក"
