"""Pictures on a page: their boxes within it, and strips and tiles of one picture put together."""

from collections.abc import Iterable, Sequence

from pipeline.model.minutes import Box

TOUCHING = 1.0
"""Points between two boxes that are parts of one picture."""
MOST_BOXES = 400
"""A page with more pictures than this is taken for one picture: tiles, or a pattern."""


def clipped(boxes: Iterable[Box], width: float, height: float) -> list[Box]:
    """Return what of the boxes lies within the page, in their order; what lies outside or has no area is left out."""
    found = []
    for x0, top, x1, bottom in boxes:
        box = (max(0.0, x0), max(0.0, top), min(width, x1), min(height, bottom))
        if box[2] > box[0] and box[3] > box[1]:
            found.append(box)
    return found


def joined(boxes: Sequence[Box]) -> list[Box]:
    """Return the boxes with those that touch or overlap put together to one around them, from top to bottom."""
    if len(boxes) > MOST_BOXES:
        return [union(boxes)]
    found: list[Box] = []
    for box in boxes:
        while touching := [other for other in found if _touch(box, other)]:
            found = [other for other in found if other not in touching]
            box = union([box, *touching])
        found.append(box)
    return sorted(found, key=lambda box: (box[1], box[0]))


def union(boxes: Sequence[Box]) -> Box:
    """Return the smallest box around all of the boxes, of which there is at least one."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def share_of_page(boxes: Iterable[Box], width: float, height: float) -> float:
    """Return the share of a page under boxes that lie within it, 0 to 1; overlaps count twice up to the whole page."""
    covered = sum((x1 - x0) * (bottom - top) for x0, top, x1, bottom in boxes)
    return min(1.0, covered / (width * height)) if width * height > 0 else 0.0


def _touch(one: Box, other: Box) -> bool:
    return (
        one[0] <= other[2] + TOUCHING
        and other[0] <= one[2] + TOUCHING
        and one[1] <= other[3] + TOUCHING
        and other[1] <= one[3] + TOUCHING
    )
