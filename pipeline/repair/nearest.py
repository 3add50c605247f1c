"""Nearest shapes: which known glyphs look like one that no atlas font draws."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.repair.raster import SIDE, Shape

_BOX_WEIGHTS = np.array([0.5, 1.0, 0.5, 1.0, 0.3], np.float32)
"""What an em of difference in left, bottom, right, top and advance costs beside a whole cell's ink."""


class Match(NamedTuple):
    """A known glyph's visual string and how far its look is."""

    string: str
    distance: float


class Gallery:
    """Shapes with their strings, ready to be compared."""

    def __init__(self, strings: Sequence[str], bitmaps: NDArray[np.uint8], boxes: NDArray[np.float32]) -> None:
        self._strings = strings
        self._features = _softened(bitmaps)
        self._squares = np.einsum("ij,ij->i", self._features, self._features)
        self._boxes = boxes

    def nearest(self, shape: Shape, k: int, scale: float) -> list[Match]:
        """The `k` nearest different strings, nearest first."""
        distances = self._distances(shape, scale)
        best: dict[str, float] = {}
        for place in np.argsort(distances):
            best.setdefault(self._strings[place], float(distances[place]))
            if len(best) == k:
                break
        return [Match(*pair) for pair in best.items()]

    def _distances(self, shape: Shape, scale: float) -> NDArray[np.float32]:
        feature = _softened(shape.bitmap[None])[0]
        ink = self._squares - 2 * (self._features @ feature) + feature @ feature
        box = ((self._boxes - shape.box * np.float32(scale)) ** 2) @ _BOX_WEIGHTS
        distances: NDArray[np.float32] = np.sqrt(np.maximum(ink / SIDE**2, 0) + box)
        return distances


def _softened(bitmaps: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Bitmaps as rows of features between 0 and 1."""
    return bitmaps.astype(np.float32) / np.float32(15)
