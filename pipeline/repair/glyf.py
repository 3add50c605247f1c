"""TrueType outlines: the points of simple and composite glyphs (OpenType specification 1.9, tables glyf and loca)."""

from collections.abc import Iterator
from struct import unpack_from
from typing import NamedTuple

from pipeline.repair.program import MOST_POINTS, FontProgramError, guarded, hash_points
from pipeline.repair.raster import Curves, Point

_DEEPEST_COMPOSITE = 8
_MOST_COMPONENTS = 64

_ON_CURVE, _X_SHORT, _Y_SHORT, _REPEAT, _X_SAME, _Y_SAME = 1, 2, 4, 8, 16, 32
_WORDS, _XY_VALUES, _SCALE, _MORE, _SCALE_XY, _MATRIX = 1, 2, 8, 32, 64, 128


class Points(NamedTuple):
    """A glyph's points in font units."""

    xs: list[int]
    ys: list[int]
    tags: bytes
    """1 for a point on the curve, 0 for a control point."""
    ends: list[int]
    """The last point of each contour."""


class _Component(NamedTuple):
    glyph: int
    anchored: bool
    """True where `first` and `second` are a shift in x and y, False where they are points to be laid on each other."""
    first: int
    second: int
    matrix: tuple[float, float, float, float]


class GlyfTable:
    """The outlines of a TrueType font."""

    def __init__(self, glyf: bytes, loca: bytes, long_offsets: bool) -> None:
        self._glyf = glyf
        self._loca = loca
        self._long = long_offsets

    def points(self, glyph: int) -> Points | None:
        """The points of a glyph, components put together; None where it has no ink.

        Raises:
            FontProgramError: the glyph is damaged, or its components have no end.
        """
        points = guarded(lambda: self._read(glyph, 0))
        return points if points is not None and _has_ink(points) else None

    def _read(self, glyph: int, depth: int) -> Points | None:
        start, end = self._extent(glyph)
        if end - start < 10:
            return None
        data = self._glyf[start:end]
        contours = unpack_from(">h", data)[0]
        return _read_simple(data, contours) if contours >= 0 else self._read_composite(data, depth)

    def _extent(self, glyph: int) -> tuple[int, int]:
        size = 4 if self._long else 2
        if glyph < 0 or (glyph + 2) * size > len(self._loca):
            return 0, 0
        start, end = unpack_from(">II" if self._long else ">HH", self._loca, glyph * size)
        return (start, end) if self._long else (2 * start, 2 * end)

    def _read_composite(self, data: bytes, depth: int) -> Points:
        if depth >= _DEEPEST_COMPOSITE:
            raise FontProgramError("components inside components without end")
        whole = Points([], [], b"", [])
        for component in _components(data):
            part = self._read(component.glyph, depth + 1)
            if part is not None:
                whole = _joined(whole, part, component)
            if len(whole.xs) > MOST_POINTS:
                raise FontProgramError("an outline without end")
        return whole


def _has_ink(points: Points) -> bool:
    """Whether any contour encloses something: contours of one point are only anchors."""
    return any(end - start > 1 for start, end in zip([-1, *points.ends], points.ends, strict=False))


def exact_hash(points: Points) -> bytes:
    """The hash that is equal for equal points, tags and contours."""
    return hash_points(b"quadratic", points.ends, points.tags, points.xs + points.ys)


def trace(points: Points) -> Curves:
    """The curves through the points, with the on-curve points that TrueType leaves out put in."""
    curves = Curves()
    start = 0
    for end in points.ends:
        contour = [(points.xs[i], points.ys[i], points.tags[i]) for i in range(start, end + 1)]
        start = end + 1
        if len(contour) > 1:
            _trace_contour(contour, curves)
    return curves


def _read_simple(data: bytes, contours: int) -> Points:
    ends = list(unpack_from(f">{contours}H", data, 10))
    count = ends[-1] + 1 if ends else 0
    if count > MOST_POINTS or ends != sorted(ends):
        raise FontProgramError("contours out of order")
    place = 10 + 2 * contours
    place += 2 + unpack_from(">H", data, place)[0]
    flags = bytearray()
    while len(flags) < count:
        flag = data[place]
        place += 1
        flags.append(flag)
        if flag & _REPEAT:
            flags += bytes([flag]) * data[place]
            place += 1
    del flags[count:]
    xs, place = _read_axis(data, place, flags, _X_SHORT, _X_SAME)
    ys, _ = _read_axis(data, place, flags, _Y_SHORT, _Y_SAME)
    return Points(xs, ys, bytes(flag & _ON_CURVE for flag in flags), ends)


def _read_axis(data: bytes, place: int, flags: bytes | bytearray, short: int, same: int) -> tuple[list[int], int]:
    """The coordinates of one axis, and where the next begins."""
    at, values = 0, []
    for flag in flags:
        if flag & short:
            at += data[place] if flag & same else -data[place]
            place += 1
        elif not flag & same:
            step = data[place] << 8 | data[place + 1]
            at += step - 0x10000 if step & 0x8000 else step
            place += 2
        values.append(at)
    return values, place


def _components(data: bytes) -> Iterator[_Component]:
    place, flags = 10, _MORE
    for _ in range(_MOST_COMPONENTS):
        if not flags & _MORE:
            return
        flags, glyph = unpack_from(">HH", data, place)
        shift = flags & _XY_VALUES
        kind = (">hh" if shift else ">HH") if flags & _WORDS else (">bb" if shift else ">BB")
        first, second = unpack_from(kind, data, place + 4)
        place += 8 if flags & _WORDS else 6
        matrix = (1.0, 0.0, 0.0, 1.0)
        if flags & _SCALE:
            scale = unpack_from(">h", data, place)[0] / 16384
            matrix, place = (scale, 0.0, 0.0, scale), place + 2
        elif flags & _SCALE_XY:
            across, up = unpack_from(">hh", data, place)
            matrix, place = (across / 16384, 0.0, 0.0, up / 16384), place + 4
        elif flags & _MATRIX:
            a, b, c, d = unpack_from(">hhhh", data, place)
            matrix, place = (a / 16384, b / 16384, c / 16384, d / 16384), place + 8
        yield _Component(glyph, bool(shift), first, second, matrix)


def _joined(whole: Points, part: Points, component: _Component) -> Points:
    a, b, c, d = component.matrix
    xs, ys = part.xs, part.ys
    if component.matrix != (1.0, 0.0, 0.0, 1.0):
        xs, ys = (
            [round(a * x + c * y) for x, y in zip(part.xs, part.ys, strict=True)],
            [round(b * x + d * y) for x, y in zip(part.xs, part.ys, strict=True)],
        )
    dx, dy = component.first, component.second
    if not component.anchored:
        dx, dy = whole.xs[dx] - xs[dy], whole.ys[dx] - ys[dy]
    start = len(whole.xs)
    return Points(
        whole.xs + [x + dx for x in xs],
        whole.ys + [y + dy for y in ys],
        whole.tags + part.tags,
        whole.ends + [start + end for end in part.ends],
    )


def _trace_contour(contour: list[tuple[int, int, int]], curves: Curves) -> None:
    first = next((index for index, point in enumerate(contour) if point[2]), None)
    if first is None:
        x, y = (contour[0][0] + contour[-1][0]) / 2, (contour[0][1] + contour[-1][1]) / 2
        start: Point = (x, y)
        rest = contour
    else:
        start = contour[first][:2]
        rest = contour[first + 1 :] + contour[:first]
    pen, control = start, None
    for x, y, on_curve in [*rest, (*start, 1)]:
        if on_curve:
            if control is None:
                curves.lines.append((*pen, x, y))
            else:
                curves.quadratics.append((*pen, *control, x, y))
            pen, control = (x, y), None
            continue
        if control is not None:
            middle = ((control[0] + x) / 2, (control[1] + y) / 2)
            curves.quadratics.append((*pen, *control, *middle))
            pen = middle
        control = (x, y)
