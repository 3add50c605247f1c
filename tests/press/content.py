"""Pieces of content streams (ISO 32000-1, 8 and 9) that producers put together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from tests.press.describe import Colour
from tests.press.fonts import Face
from tests.press.pdf import number, written
from tests.press.shape import Glyph
from tests.press.sheet import GlyphRun, Rule

Matrix = tuple[float, float, float, float]
"""The part of a text matrix that turns and scales."""

UPRIGHT: Matrix = (1, 0, 0, 1)


def colour(values: Colour) -> bytes:
    """Return the operator that sets the fill colour; black as one grey value."""
    if values == (0.0, 0.0, 0.0):
        return b"0 g\n"
    return b" ".join(number(value) for value in values) + b" rg\n"


def placed(
    coded: Sequence[tuple[bytes, Glyph]], face: Face, size: float, x: float, y: float, matrix: Matrix = UPRIGHT
) -> bytes:
    """Return Tm and TJ operators for glyphs and their codes from (x, y) on, y upwards or as the matrix has it.

    Glyphs that the shaper raised or lowered get a Tm of their own.
    """
    parts = []
    turned = b" ".join(map(number, matrix))
    up = size / 1000 if matrix[3] > 0 else -size / 1000
    for dy, group in groupby(coded, key=lambda pair: pair[1].dy):
        stretch = list(group)
        parts.append(b"%s %s %s Tm\n" % (turned, number(x), number(y + dy * up)))
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


@dataclass(frozen=True)
class Frame:
    """The coordinates in which a producer sets text; the default is the page's own."""

    unit: float = 1.0
    """Points."""
    down: bool = False
    """True where y grows downwards, as in browsers."""
    size_in_matrix: bool = False
    """True where the text matrix has the size of the type, and the font is chosen at size 1."""

    def wrapped(self, body: bytes, page_height: float) -> bytes:
        """Return content set in this frame, for a page in points."""
        if not self.down:
            return body
        unit, down = number(self.unit), number(-self.unit)
        return b"q\n%s 0 0 %s 0 %s cm\n%sQ\n" % (unit, down, number(page_height), body)

    def text(
        self, resource: str, coded: Sequence[tuple[bytes, Glyph]], run: GlyphRun, x: float, page_height: float
    ) -> bytes:
        """Return the operators that set glyphs of a run from `x` (points from the page's left) on."""
        size = run.size / self.unit
        y = run.y / self.unit if self.down else page_height - run.y
        by = size if self.size_in_matrix else 1.0
        matrix = (by, 0.0, 0.0, -by if self.down else by)
        chosen = b"/%s %s Tf\n" % (resource.encode(), number(size / by))
        return chosen + placed(coded, run.face, size, x / self.unit, y, matrix)


def spanned(body: bytes, actual: str) -> bytes:
    """Return content marked with the text it stands for (ISO 32000-1, 14.9.4)."""
    return b"/Span <</ActualText %s>> BDC\n%sEMC\n" % (written(actual), body)


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
