"""What a glyph looks like: its ink as a small bitmap inside its box, its box and its advance."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

SIDE = 16
"""Cells along each side of the bitmap."""
_SUBLINES = 5
"""Scan lines through each row of cells."""
_STEPS = 8
"""Straight pieces that stand for one curve."""

Point = tuple[float, float]
Floats = NDArray[np.float32]


@dataclass
class Curves:
    """An outline as pieces between points: straight, quadratic and cubic, each a flat tuple of its points."""

    lines: list[tuple[float, ...]] = field(default_factory=list)
    quadratics: list[tuple[float, ...]] = field(default_factory=list)
    cubics: list[tuple[float, ...]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.lines or self.quadratics or self.cubics)

    def segments(self) -> NDArray[np.float64]:
        """All pieces as straight segments, shape (n, 4): x0, y0, x1, y1."""
        parts = [np.array(self.lines, float).reshape(-1, 4)]
        for pieces, degree in ((self.quadratics, 2), (self.cubics, 3)):
            if pieces:
                parts.append(_flattened(np.array(pieces, float).reshape(len(pieces), degree + 1, 2), degree))
        return np.concatenate(parts)


@dataclass(frozen=True)
class Shape:
    """The look of a glyph, independent of units, curve kinds and direction."""

    bitmap: NDArray[np.uint8]
    """Coverage 0 to 15 of SIDE x SIDE cells that fill the box, top row first, flat."""
    box: Floats
    """Left, bottom, right, top in ems, and the advance in ems: five values."""


def _flattened(points: NDArray[np.float64], degree: int) -> NDArray[np.float64]:
    t = np.linspace(0, 1, _STEPS + 1)
    weights = (
        np.stack([(1 - t) ** 2, 2 * t * (1 - t), t**2])
        if degree == 2
        else np.stack([(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3])
    )
    along = np.einsum("kt,nkd->ntd", weights, points)
    return np.concatenate([along[:, :-1], along[:, 1:]], axis=2).reshape(-1, 4)


def describe(curves: Curves, units_per_em: float, advance: float) -> Shape:
    """The shape of an outline in font units."""
    segments = curves.segments()
    xs, ys = segments[:, ::2], segments[:, 1::2]
    left, right, bottom, top = xs.min(), xs.max(), ys.min(), ys.max()
    width, height = max(right - left, 1e-6), max(top - bottom, 1e-6)
    columns = (xs - left) * (SIDE / width)
    rows = (top - ys) * (SIDE / height)
    box = np.array([left, bottom, right, top, advance], np.float32) / np.float32(units_per_em)
    return Shape(_coverage(columns, rows), box)


def _coverage(columns: NDArray[np.float64], rows: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Ink of closed contours given as segment ends in cells, (n, 2) each: exact along x, sampled along y."""
    lines = (np.arange(SIDE * _SUBLINES) + 0.5) / _SUBLINES
    start, end = rows[:, :1], rows[:, 1:]
    crosses = (np.minimum(start, end) <= lines) & (lines < np.maximum(start, end))
    piece, line = np.nonzero(crosses)
    along = (lines[line] - rows[piece, 0]) / (rows[piece, 1] - rows[piece, 0])
    x = np.clip(columns[piece, 0] + along * (columns[piece, 1] - columns[piece, 0]), 0, SIDE - 1e-9)
    sign = np.where(rows[piece, 1] > rows[piece, 0], 1.0, -1.0)
    order = np.lexsort((x, line))
    return _filled(line[order], x[order], sign[order])


def _filled(line: NDArray[np.int64], x: NDArray[np.float64], sign: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Coverage by the non-zero rule from the crossings of each scan line, sorted by line and x."""
    winding = np.rint(np.cumsum(sign))
    inside = np.flatnonzero((winding[:-1] != 0) & (line[:-1] == line[1:]))
    ink = np.zeros((SIDE * _SUBLINES, SIDE + 1))
    for at, way in ((x[inside], 1.0), (x[inside + 1], -1.0)):
        cell = at.astype(int)
        np.add.at(ink, (line[inside], cell), way * (cell + 1 - at))
        np.add.at(ink, (line[inside], cell + 1), way * (at - cell))
    rows = np.cumsum(ink[:, :SIDE], axis=1).reshape(SIDE, _SUBLINES, SIDE).mean(axis=1)
    cells: NDArray[np.uint8] = np.rint(np.clip(rows, 0, 1) * 15).astype(np.uint8).ravel()
    return cells
