"""Bullets that a page draws as shapes: browsers print the discs and squares of their lists as paths, not as glyphs."""

from collections.abc import Iterable, Sequence

from playa.content import PathObject

from pipeline.model.document import Line
from pipeline.model.minutes import Box

BULLET = "•"
_SMALLEST, _LARGEST = 1.5, 8.0
"""Points across."""
_ROUND = 1.35
"""How many times as wide as high, or as high as wide, a bullet may be."""
_MIDDLE = (0.2, 0.85)
"""Share of a line's height, from its top, in which the middle of its bullet lies."""
_FURTHEST = 2.5
"""Line heights between a bullet and the words behind it."""


def drawn_dot(path: PathObject) -> Box | None:
    """Return the box in points of a path that may be a bullet: small, as wide as high; None for any other."""
    points = [point for segment in path.segments for point in segment.points]
    if not (path.fill or path.stroke) or len(points) < 4:
        return None
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    x0, top, x1, bottom = min(xs), min(ys), max(xs), max(ys)
    sides = sorted((x1 - x0, bottom - top))
    return (x0, top, x1, bottom) if sides[0] >= _SMALLEST and sides[1] <= min(_LARGEST, _ROUND * sides[0]) else None


def mark_dots(lines: Iterable[Line], dots: Sequence[Box]) -> None:
    """Give each line that a drawn bullet stands before its marker; one stands right of another line's end is none."""
    if not dots:
        return
    found = list(lines)
    for line in found:
        if line.marker is None and any(_stands_before(dot, line) and not _follows(dot, found) for dot in dots):
            line.marker = BULLET


def _stands_before(dot: Box, line: Line) -> bool:
    height = line.box[3] - line.box[1]
    middle = (dot[1] + dot[3]) / 2 - line.box[1]
    level = _MIDDLE[0] * height <= middle <= _MIDDLE[1] * height
    return level and 0 <= line.box[0] - dot[2] <= _FURTHEST * height


def _follows(dot: Box, lines: Sequence[Line]) -> bool:
    """Whether words stand close before a shape on its level: then it parts words, or is one of them."""
    middle = (dot[1] + dot[3]) / 2
    return any(
        line.box[1] < middle < line.box[3] and 0 <= dot[0] - line.box[2] < line.box[3] - line.box[1] for line in lines
    )
