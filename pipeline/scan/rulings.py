"""Ruling lines of a picture: found, and taken out of the ink, so that letters that touch them stand free."""

from typing import NamedTuple

import numpy as np
from scipy import ndimage

from pipeline.scan.clean import Ink

_THICKEST = 0.4
"""Heights of a letter; what is thicker is a bar or a picture."""
_SHORTEST_LEVEL, _SHORTEST_UPRIGHT = 3.5, 3.2
"""Heights of a letter; strokes of letters stay below."""
_GAP = 3
"""Pixels of white that a line may have without ending."""


class Ruling(NamedTuple):
    """A level or upright line, in pixels."""

    level: bool
    at: float
    """Its middle: distance from the top where it is level, from the left where it is upright."""
    start: int
    end: int


def take_rulings(ink: Ink, letter: float) -> tuple[Ink, list[Ruling]]:
    """Return the ink without ruling lines, and the lines; `letter` is the height of a small letter in pixels."""
    level, level_ink = _runs(ink, round(_SHORTEST_LEVEL * letter), _THICKEST * letter)
    upright, upright_ink = _runs(ink.T, round(_SHORTEST_UPRIGHT * letter), _THICKEST * letter)
    rulings = [Ruling(True, at, start, end) for at, start, end in level]
    rulings += [Ruling(False, at, start, end) for at, start, end in upright]
    return ink & ~level_ink & ~upright_ink.T, rulings


def _runs(ink: Ink, length: int, thickest: float) -> tuple[list[tuple[float, int, int]], Ink]:
    """Thin runs of ink along the rows, at least so long: middle, start and end of each; and their ink."""
    closed = _widened(_narrowed(_widened(ink, _GAP), _GAP), 1) if _GAP > 1 else ink
    long = _widened(_narrowed(closed, length), length)
    labels, count = ndimage.label(long, np.ones((3, 3)))
    found: list[tuple[float, int, int]] = []
    thin = np.zeros(count + 1, dtype=bool)
    for number, place in enumerate(ndimage.find_objects(labels), start=1):
        rows, columns = place
        area = int((labels[place] == number).sum())
        wide = columns.stop - columns.start
        if area / wide <= thickest and rows.stop - rows.start <= 2 * thickest:
            thin[number] = True
            found.append(((rows.start + rows.stop - 1) / 2, columns.start, columns.stop))
    mine = thin[labels]
    return found, ndimage.binary_dilation(mine, np.ones((3, 1))) & ink


def _narrowed(ink: Ink, length: int) -> Ink:
    narrowed: Ink = ndimage.minimum_filter1d(ink.view(np.uint8), length, axis=1, mode="constant").view(np.bool_)
    return narrowed


def _widened(ink: Ink, length: int) -> Ink:
    """Grown along the rows; `origin` undoes the shift of filters of even length."""
    origin = -1 if length % 2 == 0 else 0
    widened: Ink = ndimage.maximum_filter1d(ink.view(np.uint8), length, axis=1, mode="constant", origin=origin).view(
        np.bool_
    )
    return widened
