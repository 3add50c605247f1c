"""Type 3 glyph procedures: the paths that small content streams fill (ISO 32000-1, 9.6.5)."""

import re
from collections.abc import Mapping

from pipeline.repair.program import MOST_POINTS, FontProgramError, Outline, Program, hash_points
from pipeline.repair.raster import Curves

Matrix = tuple[float, float, float, float, float, float]

_TOKENS = re.compile(rb"[-+]?(?:\d+\.?\d*|\.\d+)|/?[A-Za-z'\"*][\w*'\"]*")
_MOST_TOKENS = 200_000
_EM = 2048.0
"""Units to the em that coordinates are given in, whatever the font's own."""
_DEEPEST_STATE = 64


class Type3Program(Program):
    """A Type 3 font: glyph ids are character codes. A procedure that paints a picture has no outline."""

    has_gsub = False

    def __init__(self, procedures: Mapping[int, bytes], matrix: Matrix, names: Mapping[int, str]) -> None:
        self._procedures = procedures
        self._matrix = tuple(value * _EM for value in matrix)
        self._names = names
        self._drawn: dict[int, _Path] = {}
        self.glyph_count = len(procedures)
        self.units_per_em = _EM

    def outline(self, glyph: int) -> Outline | None:
        """See `Program`; the hash holds inside one font only, since each file has its own units."""
        path = self._draw(glyph)
        if not path.curves:
            return None
        exact = hash_points(b"type3", (), bytes(path.tags), path.coordinates)
        return Outline(exact, path.curves, _EM, self.advance(glyph))

    def advance(self, glyph: int) -> float:
        """See `Program`; the width that the procedure itself declares."""
        return self._draw(glyph).width

    def glyph_name(self, glyph: int) -> str | None:
        """See `Program`; the name of the procedure."""
        return self._names.get(glyph)

    def _draw(self, glyph: int) -> "_Path":
        if glyph not in self._drawn:
            path = _Path()
            path.run(self._procedures.get(glyph, b""), self._matrix)
            self._drawn[glyph] = path
        return self._drawn[glyph]


def open_type3(procedures: Mapping[int, bytes], matrix: Matrix, names: Mapping[int, str] | None = None) -> Type3Program:
    """Open a Type 3 font.

    Args:
        procedures: for each character code the decoded content stream of its procedure.
        matrix: the font's FontMatrix, from glyph space to ems.
        names: for each character code the name of its procedure (Skia's look like the original glyph ids).
    """
    return Type3Program(procedures, matrix, names or {})


class _Path:
    """What a procedure fills, in units of 1/2048 em."""

    def __init__(self) -> None:
        self.curves = Curves()
        self.tags = bytearray()
        self.coordinates: list[float] = []
        self.width = 0.0
        self._pen = self._start = (0.0, 0.0)

    def run(self, stream: bytes, matrix: tuple[float, ...]) -> None:
        """Read a content stream up to its end or its first inline picture; `matrix` leads to the units here."""
        saved: list[tuple[float, ...]] = []
        numbers: list[float] = []
        for count, match in enumerate(_TOKENS.finditer(stream)):
            if count > _MOST_TOKENS:
                raise FontProgramError("a glyph procedure without end")
            token = match[0]
            if token == b"BI":
                break
            if token[0] in b"-+.0123456789":
                numbers.append(float(token))
                continue
            if token == b"q" and len(saved) < _DEEPEST_STATE:
                saved.append(matrix)
            elif token == b"Q" and saved:
                matrix = saved.pop()
            elif token == b"cm" and len(numbers) >= 6:
                matrix = _product(numbers[-6:], matrix)
            elif token in (b"d0", b"d1") and numbers:
                self.width = numbers[0] * matrix[0]
            else:
                self._operate(token, numbers, matrix)
            numbers.clear()
        self._close()

    def _operate(self, operator: bytes, numbers: list[float], matrix: tuple[float, ...]) -> None:
        points = [_moved(x, y, matrix) for x, y in zip(numbers[::2], numbers[1::2], strict=False)]
        if operator == b"m" and len(points) == 1:
            self._move(points[0])
        elif operator == b"l" and len(points) == 1:
            self._line(points[0])
        elif operator == b"c" and len(points) == 3:
            self._curve(*points)
        elif operator == b"v" and len(points) == 2:
            self._curve(self._pen, *points)
        elif operator == b"y" and len(points) == 2:
            self._curve(points[0], points[1], points[1])
        elif operator == b"re" and len(numbers) == 4:
            self._rectangle(numbers, matrix)
        elif operator in (b"h", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"s"):
            self._close()

    def _rectangle(self, numbers: list[float], matrix: tuple[float, ...]) -> None:
        x, y, width, height = numbers
        corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
        first, *others = (_moved(*corner, matrix) for corner in corners)
        self._move(first)
        for corner in others:
            self._line(corner)
        self._close()

    def _move(self, point: tuple[float, float]) -> None:
        self._close()
        self._pen = self._start = point
        self._note(b"m", *point)

    def _line(self, point: tuple[float, float]) -> None:
        self.curves.lines.append((*self._pen, *point))
        self._note(b"l", *point)
        self._pen = point

    def _curve(self, a: tuple[float, float], b: tuple[float, float], end: tuple[float, float]) -> None:
        self.curves.cubics.append((*self._pen, *a, *b, *end))
        self._note(b"c", *a, *b, *end)
        self._pen = end

    def _close(self) -> None:
        if self._pen != self._start:
            self.curves.lines.append((*self._pen, *self._start))
            self._pen = self._start

    def _note(self, tag: bytes, *points: float) -> None:
        self.tags += tag
        self.coordinates.extend(points)
        if len(self.tags) > MOST_POINTS:
            raise FontProgramError("an outline without end")


def _moved(x: float, y: float, matrix: tuple[float, ...]) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _product(inner: list[float], outer: tuple[float, ...]) -> tuple[float, ...]:
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m
