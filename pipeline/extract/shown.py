"""What looks like print on a page, be it a picture or drawn as outlines, seen at a low resolution.

What is dark is cut into strips; where a strip goes light and dark from top to bottom as lines of print do, and the dark
piece goes light and dark from left to right as letters do, it is a piece of print.
"""

import numpy as np
from numpy.typing import NDArray

from pipeline.model.minutes import Box

RESOLUTION = 90
"""Dots an inch: letters of 7 points are 5 dots high, and an A4 page is rendered in 2 ms, a scan in 20 to 90."""
STRIP = 60
"""Dots; narrow enough that a page two degrees askew still has white between its lines in a strip."""
_DARKER = 45
"""Of 255: what is by so much darker than the paper around it is ink."""
_TILE = 30
"""Dots; the paper is as bright as the brightest fifth of a tile."""
_PAPER = 80
"""Percentile."""
_LEAST_HEIGHT, _MOST_HEIGHT = 4, 44
"""Dots of a piece of print from top to bottom."""
_LETTERS = 2.5
"""Times that a row of dots turns dark within a strip, on average over a piece: letters, not a rule or a curve."""
_DENSITY = (0.06, 0.6)
"""Share of a piece that is ink."""

_FLAT = 20
"""Of 255: what differs by no more from the paper around it is paper."""

Grey = NDArray[np.uint8]
Bitmap = NDArray[np.bool_]


def ink_and_paper(page: Grey) -> tuple[Bitmap, Bitmap]:
    """Return where a page in shades of grey is darker than its paper, and where it is paper.

    A photograph is neither for the most part; a scan is nearly all the one or the other, be it dim or shaded.
    """
    height, width = page.shape
    padded = np.pad(page, ((0, -height % _TILE), (0, -width % _TILE)), mode="edge")
    rows, columns = padded.shape[0] // _TILE, padded.shape[1] // _TILE
    tiles = padded.reshape(rows, _TILE, columns, _TILE).swapaxes(1, 2).reshape(rows, columns, -1)
    brightest = np.percentile(tiles, _PAPER, axis=2).astype(np.int16)
    around = brightest.repeat(_TILE, axis=0).repeat(_TILE, axis=1)[:height, :width] - page
    return around > _DARKER, abs(around) < _FLAT


def pieces_of_print(ink: Bitmap) -> list[Box]:
    """Return the pieces of print in a bitmap, each at most a strip wide; in dots from its top left corner."""
    found: list[Box] = []
    for left in range(0, ink.shape[1], STRIP):
        strip = ink[:, left : left + STRIP]
        if strip.shape[1] < STRIP // 3:
            continue
        dark = np.concatenate(([False], strip.sum(axis=1) >= 2, [False]))
        turns = np.flatnonzero(dark[1:] != dark[:-1])
        for top, bottom in zip(turns[::2], turns[1::2], strict=True):
            if _LEAST_HEIGHT <= bottom - top <= _MOST_HEIGHT and _is_print(strip[top:bottom]):
                found.append((float(left), float(top), float(left + strip.shape[1]), float(bottom)))
    return found


def dots(box: Box) -> tuple[slice, slice]:
    """Return the rows and columns of a rendered page that a box in points takes up."""
    x0, top, x1, bottom = (max(0, round(side * RESOLUTION / 72)) for side in box)
    return slice(top, bottom + 1), slice(x0, x1 + 1)


def _is_print(piece: Bitmap) -> bool:
    density = piece.mean()
    turns = (piece[:, 1:] & ~piece[:, :-1]).sum(axis=1).mean()
    return bool(_DENSITY[0] <= density <= _DENSITY[1] and turns >= _LETTERS)
