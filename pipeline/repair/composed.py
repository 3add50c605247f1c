"""Shapes of whole syllables put together from the shapes of their parts, for fonts that draw them as one glyph.

Busra and Mondulkiri have a glyph of its own for a consonant with what is drawn ahead of it (left vowel, subscript RO)
and behind it (the right halves of OO and AU). All of these stand side by side, so advances are enough to place them.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.repair.raster import SIDE, Floats

_CONSONANTS = [chr(code) for code in range(0x1780, 0x17A3)]
_LEFT_VOWELS = ("", "\u17c1", "\u17c2", "\u17c3")
_RO = ("", "\u17d2\u179a")
_E, _AA, _AU = "\u17c1", "\u17b6", "\u17c5"
_MOST_PARTS = 4


class Shown(NamedTuple):
    """Shapes and what they stand for."""

    strings: list[str]
    bitmaps: NDArray[np.uint8]
    """(n, SIDE * SIDE), 0 to 15."""
    boxes: Floats
    """(n, 5) in ems, as in `Shape.box`."""
    heights: NDArray[np.floating]
    """(n): the height of the letters of each shape's font, in ems."""


def compose(shown: Shown, fonts: Sequence[Mapping[str, int]]) -> Shown:
    """Put syllables together from the parts of each font: for each font its strings and their places in `shown`."""
    found = [recipe for font in fonts for recipe in _recipes(font)]
    parts = np.array([[*places, *[-1] * (_MOST_PARTS - len(places))] for _, places in found], int).reshape(-1, 4)
    boxes, shifts = _joined_boxes(shown.boxes, parts)
    ink = np.zeros((len(parts), SIDE, SIDE), np.float32)
    for column in range(_MOST_PARTS):
        used = parts[:, column] >= 0
        places = parts[used, column]
        own = shown.boxes[places, :4] + shifts[used, column, None] * np.array([1, 0, 1, 0], np.float32)
        across = _overlaps(own[:, [0, 2]], boxes[used][:, [0, 2]])
        down = _overlaps(-own[:, [3, 1]], -boxes[used][:, [3, 1]])
        cells = shown.bitmaps[places].reshape(-1, SIDE, SIDE).astype(np.float32)
        ink[used] += np.einsum("nij,njk,nlk->nil", down, cells, across, optimize=True)
    bitmaps = np.rint(np.clip(ink, 0, 15)).astype(np.uint8).reshape(len(parts), -1)
    return Shown([string for string, _ in found], bitmaps, boxes, shown.heights[parts[:, 0]])


def _recipes(font: Mapping[str, int]) -> Iterator[tuple[str, list[int]]]:
    """Each syllable that a font has the parts of, as a visual string and the places of the parts from left to right."""
    for base, left, ro, tail in product(_CONSONANTS, _LEFT_VOWELS, _RO, ("", _AA, _AU)):
        if not (left or ro) or (tail == _AA and left not in ("", _E)) or (tail == _AU and left != _E):
            continue
        right = [base + tail] if base + tail in font else [base, tail]
        wanted = [part for part in (left, ro, *right) if part]
        if all(part in font for part in wanted):
            yield base + ro + left + tail, [font[part] for part in wanted]


def _joined_boxes(boxes: Floats, parts: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """The box around the parts of each composition (n, 5), and how far each part is shifted (n, 4)."""
    used = parts >= 0
    each = boxes[np.maximum(parts, 0)]
    advances = np.where(used, each[..., 4], 0)
    shifts = np.cumsum(advances, axis=1) - advances
    low = np.where(used[..., None], each[..., :2] + np.stack([shifts, 0 * shifts], axis=2), np.inf).min(axis=1)
    high = np.where(used[..., None], each[..., 2:4] + np.stack([shifts, 0 * shifts], axis=2), -np.inf).max(axis=1)
    whole: Floats = np.concatenate([low, high, advances.sum(axis=1, keepdims=True)], axis=1).astype(np.float32)
    return whole, shifts.astype(np.float32)


def _overlaps(own: Floats, whole: Floats) -> Floats:
    """How much of each cell of a whole (n, SIDE) each cell of a part covers (SIDE), along one axis; extents (n, 2)."""
    steps = np.arange(SIDE + 1, dtype=np.float32) / SIDE
    part = own[:, :1] + (own[:, 1:] - own[:, :1]) * steps
    cells = whole[:, :1] + (whole[:, 1:] - whole[:, :1]) * steps
    start = np.maximum(cells[:, :-1, None], part[:, None, :-1])
    end = np.minimum(cells[:, 1:, None], part[:, None, 1:])
    size = np.maximum(whole[:, 1:] - whole[:, :1], 1e-6)[..., None] / SIDE
    covered: Floats = (np.maximum(end - start, 0) / size).astype(np.float32)
    return covered
