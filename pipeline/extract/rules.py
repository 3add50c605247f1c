"""Ruling lines: which of a page's paths are borders of tables."""

import itertools
from collections.abc import Iterator

from playa.content import GraphicState, PathObject

from pipeline.extract.ink import Edge, PageInk

THICKEST_RULE = 3.0
"""Points; a filled rectangle no thicker than this is a ruling line, a thicker one is a shaded area."""
SHORTEST_RULE = 3.0


def ruling_lines(path: PathObject, ink: PageInk) -> Iterator[Edge]:
    """Yield the ruling lines a path draws: strokes along an axis, thin filled rectangles, sides of other rectangles."""
    if path.fill and not path.stroke and _is_white(path.gstate):
        return
    points: list[tuple[float, float]] = []
    for segment in path.segments:
        if segment.operator == "m":
            yield from _outline_edges(points, path, ink)
            points = [segment.points[0]]
        elif segment.operator == "l":
            points.append(segment.points[0])
        elif segment.operator == "h":
            if points:
                points.append(points[0])
        else:
            points = []
            break
    yield from _outline_edges(points, path, ink)


def _is_white(state: GraphicState) -> bool:
    values = state.ncolor.values
    return len(values) in (1, 3) and all(value >= 0.999 for value in values)


def _outline_edges(points: list[tuple[float, float]], path: PathObject, ink: PageInk) -> Iterator[Edge]:
    if len(points) < 2:
        return
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    x0, x1, top, bottom = min(xs), max(xs), min(ys), max(ys)
    if x1 - x0 > 0.95 * ink.width and bottom - top > 0.95 * ink.height:
        return
    if bottom - top <= THICKEST_RULE:
        if x1 - x0 >= SHORTEST_RULE:
            yield Edge("h", (top + bottom) / 2, x0, x1)
    elif x1 - x0 <= THICKEST_RULE:
        if bottom - top >= SHORTEST_RULE:
            yield Edge("v", (x0 + x1) / 2, top, bottom)
    elif path.stroke or len(points) == 5 or len(points) == 4:
        yield from _side_edges(points)


def _side_edges(points: list[tuple[float, float]]) -> Iterator[Edge]:
    for (ax, ay), (bx, by) in itertools.pairwise(points):
        if abs(ay - by) < 0.5 and abs(ax - bx) >= SHORTEST_RULE:
            yield Edge("h", (ay + by) / 2, min(ax, bx), max(ax, bx))
        elif abs(ax - bx) < 0.5 and abs(ay - by) >= SHORTEST_RULE:
            yield Edge("v", (ax + bx) / 2, min(ay, by), max(ay, by))
