"""Blobs: the connected parts of a picture's ink, told into letters, marks on letters, and specks."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from pipeline.scan.clean import Ink

_EIGHT = np.ones((3, 3))
_SPECK = 0.1
"""Heights of a letter; what has no more ink than the square of it is dust. A full stop has three times that."""
_LOWEST, _HIGHEST, _WIDEST = 0.6, 3.0, 14.0
"""Heights of a letter between which blobs are letters (Khmer ones with a subscript drawn to them, capitals, large
print), and how wide they are at most: letters of a word may touch."""
_LARGEST = 60.0
"""Points; blobs that are higher or wider say nothing of the height of letters: tables, pictures."""


@dataclass(frozen=True, slots=True)
class Blobs:
    """The connected parts of the ink, numbered from 0."""

    labels: NDArray[np.int32]
    """Pixel by pixel, the number of its blob plus one; 0 where there is no ink."""
    boxes: NDArray[np.int64]
    """x0, top, x1, bottom in pixels, a row each."""
    areas: NDArray[np.int64]
    """Pixels of ink."""
    letter: float
    """The height of a small letter without what hangs on it, in pixels; 0 where there is no letter."""

    @property
    def heights(self) -> NDArray[np.int64]:
        """In pixels."""
        return self.boxes[:, 3] - self.boxes[:, 1]

    @property
    def widths(self) -> NDArray[np.int64]:
        """In pixels."""
        return self.boxes[:, 2] - self.boxes[:, 0]

    def is_letter(self) -> NDArray[np.bool_]:
        """Which blobs have the size of letters."""
        low = (self.heights >= _LOWEST * self.letter) & (self.heights <= _HIGHEST * self.letter)
        return low & (self.widths <= _WIDEST * self.letter) & ~self.is_speck()

    def is_speck(self) -> NDArray[np.bool_]:
        """Which blobs are dust."""
        return self.areas <= max(4.0, (_SPECK * self.letter) ** 2)

    def is_mark(self) -> NDArray[np.bool_]:
        """Which blobs are neither letters nor dust nor pictures: vowels, subscripts, dots, dashes."""
        fits = (self.heights <= 4 * self.letter) & (self.widths <= _WIDEST * self.letter)
        return fits & ~self.is_letter() & ~self.is_speck()


def find_blobs(ink: Ink, scale: float, letter: float | None = None) -> Blobs:
    """Return the connected parts of the ink; `scale` is in pixels a point, `letter` the height of letters if known."""
    labels, count = ndimage.label(ink, _EIGHT)
    places = ndimage.find_objects(labels)
    boxes = np.array([(x.start, y.start, x.stop, y.stop) for y, x in places], dtype=np.int64).reshape(-1, 4)
    areas = np.bincount(labels.ravel(), minlength=count + 1)[1:].astype(np.int64)
    if letter is None:
        letter = _height_of_letters(boxes, areas, _LARGEST * scale)
    return Blobs(labels.astype(np.int32), boxes, areas, letter)


def _height_of_letters(boxes: NDArray[np.int64], areas: NDArray[np.int64], largest: float) -> float:
    """The median height of blobs, weighed by their ink: marks and dust have little of it."""
    heights, widths = boxes[:, 3] - boxes[:, 1], boxes[:, 2] - boxes[:, 0]
    usual = (heights <= largest) & (widths <= largest) & (heights > 2)
    heights, weights = heights[usual], areas[usual]
    if not len(heights):
        return 0.0
    order = np.argsort(heights, kind="stable")
    summed = np.cumsum(weights[order])
    return float(heights[order][np.searchsorted(summed, summed[-1] / 2)])
