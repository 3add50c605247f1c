"""Pieces of content streams (ISO 32000-1, 8 and 9) that producers put together."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from tests.press.describe import Colour
from tests.press.fonts import Face
from tests.press.pdf import number
from tests.press.shape import Glyph
from tests.press.sheet import Rule


def colour(values: Colour) -> bytes:
    """Return the operator that sets the fill colour; black as one grey value."""
    if values == (0.0, 0.0, 0.0):
        return b"0 g\n"
    return b" ".join(number(value) for value in values) + b" rg\n"


def placed(coded: Sequence[tuple[bytes, Glyph]], face: Face, size: float, x: float, y: float) -> bytes:
    """Return Tm and TJ operators for glyphs and their codes from (x, y) on, y upwards.

    Glyphs that the shaper raised or lowered get a Tm of their own.
    """
    parts = []
    for dy, group in groupby(coded, key=lambda pair: pair[1].dy):
        stretch = list(group)
        parts.append(b"1 0 0 1 %s %s Tm\n" % (number(x), number(y + dy * size / 1000)))
        parts.append(_shown(stretch, face))
        x += sum(glyph.advance for _, glyph in stretch) * size / 1000
    return b"".join(parts)


def _shown(coded: Iterable[tuple[bytes, Glyph]], face: Face) -> bytes:
    """Return one TJ operator, advances and offsets set right against the natural widths."""
    parts: list[bytes] = []
    string, debt = b"", 0.0
    for code, glyph in coded:
        before = debt + glyph.dx
        if abs(before) > 0.0005:
            parts += [*_literal(string), number(-before)]
            string, debt = b"", 0.0
        string += code
        debt += glyph.advance - face.width(glyph.id) - (glyph.dx if abs(before) > 0.0005 else 0.0)
    return b"[" + b"".join(parts + _literal(string)) + b"] TJ\n"


def _literal(string: bytes) -> list[bytes]:
    return [b"<" + string.hex().upper().encode() + b">"] if string else []


def fill_rules(rules: Sequence[Rule], page_height: float) -> bytes:
    """Return rules as filled rectangles, as Word draws the borders of cells."""
    return b"".join(
        b"%s %s %s %s re\nf*\n"
        % (
            number(rule.x0),
            number(page_height - rule.bottom),
            number(rule.x1 - rule.x0),
            number(rule.bottom - rule.top),
        )
        for rule in rules
    )
