"""Nearest shapes: which known glyphs look like one that no atlas font draws.

Bitmaps are blurred, centred and brought to one contrast, so that the weight of the pen counts little; boxes are
measured in heights of the font's own letters. The weights were chosen by leaving 18 families out in turn: of the glyphs
of running text, the nearest string is right for 96 to 100 % in text faces, 64 to 94 % in display faces and 95 % in
Busra; it is among the nearest six for 100 %, 91 to 100 % and 99.98 %.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.repair.composed import Shown, compose
from pipeline.repair.raster import SIDE, Floats, Shape

USUAL_HEIGHT = 0.6
"""Ems: the height of letters where a font shows too few to tell."""
_FEWEST_LETTERS = 4
_BASELINE, _LOWEST_LETTER, _NARROWEST = 0.04, 0.25, 0.2
"""Ems: what stands this close to the baseline, is this tall and this wide may be a letter."""
_BOX_WEIGHTS = np.sqrt(np.array([0.2, 0.2, 0.8, 0.8, 0.05], np.float32))
"""What width, height, bottom, top and advance count beside the mean difference of ink."""
_WIDEST = 3.0
"""Letter heights; advances beyond are no wider."""
_CONTRAST = 0.5
_EDITIONS = 60
"""Shapes that one string has at most among the nearest, usually."""
_STRANGE = 0.12
"""A glyph that is farther than this from all known ones may be a whole syllable."""


class Match(NamedTuple):
    """A known glyph's visual string and how far its look is."""

    string: str
    distance: float


class Gallery:
    """Shapes with their strings, ready to be compared."""

    def __init__(self, shown: Shown, fonts: Sequence[Mapping[str, int]] = ()) -> None:
        """Show shapes; `fonts` are the strings and the places of the shapes of fonts to compose syllables from."""
        self._shown, self._fonts = shown, fonts
        self._single = _Wall(shown)

    def nearest(self, shape: Shape, k: int, height: float) -> list[Match]:
        """The `k` nearest different strings and ASCII ones between them, nearest first.

        `height` is that of the letters of the shape's font. What looks like nothing known is compared with whole
        syllables too.
        """
        place = _places(shape.box[None], np.array([height]))
        feature = np.concatenate([_looks(shape.bitmap[None]), place], axis=1)[0]
        matches = self._single.nearest(feature, k)
        if self._fonts and (not matches or matches[0].distance > _STRANGE):
            matches = sorted(matches + self._composed.nearest(feature, k), key=lambda match: match.distance)
        return _first(matches, k)

    @cached_property
    def _composed(self) -> "_Wall":
        return _Wall(compose(self._shown, self._fonts))


class _Wall:
    """Features of shapes side by side."""

    def __init__(self, shown: Shown) -> None:
        self._strings = shown.strings
        self._features = np.concatenate([_looks(shown.bitmaps), _places(shown.boxes, shown.heights)], axis=1)
        self._squares = np.einsum("ij,ij->i", self._features, self._features)

    def nearest(self, feature: Floats, k: int) -> list[Match]:
        """The `k` nearest different strings to one row of features."""
        squared = self._squares - 2 * (self._features @ feature) + feature @ feature
        places = _ascending(squared, k * _EDITIONS)
        return _first((Match(self._strings[at], float(max(squared[at], 0.0) ** 0.5)) for at in places), k)


def _first(matches: Iterable[Match], k: int) -> list[Match]:
    """The first match of each string until there are `k`; ASCII is not counted, so that it crowds no Khmer out."""
    best: dict[str, Match] = {}
    counted = 0
    for match in matches:
        if match.string not in best:
            best[match.string] = match
            counted += not match.string.isascii()
            if counted == k:
                break
    return list(best.values())


def _ascending(values: Floats, first: int) -> Iterator[int]:
    """The places of values in ascending order: the `first` smallest sorted alone, which is mostly enough, then all."""
    if first < len(values):
        smallest = np.argpartition(values, first)[:first]
        yield from smallest[np.argsort(values[smallest])].tolist()
    yield from np.argsort(values)[first if first < len(values) else 0 :].tolist()


def letter_height(shapes: Iterable[Shape]) -> float:
    """The height of a font's letters in ems, from any of its glyphs: the median of those on the baseline."""
    boxes = np.array([shape.box for shape in shapes]).reshape(-1, 5)
    on_baseline = np.abs(boxes[:, 1]) < _BASELINE
    letters = boxes[on_baseline & (boxes[:, 3] > _LOWEST_LETTER) & (boxes[:, 4] > _NARROWEST)]
    return float(np.median(letters[:, 3])) if len(letters) >= _FEWEST_LETTERS else USUAL_HEIGHT


def _looks(bitmaps: NDArray[np.uint8]) -> Floats:
    """Bitmaps as features: a distance of 1 between two is the greatest there is."""
    ink: NDArray[np.float32] = bitmaps.reshape(-1, SIDE, SIDE).astype(np.float32)
    padded = np.pad(ink, ((0, 0), (1, 1), (0, 0)))
    ink = (padded[:, :-2] + ink + ink + padded[:, 2:]) / np.float32(4)
    padded = np.pad(ink, ((0, 0), (0, 0), (1, 1)))
    ink = (padded[:, :, :-2] + ink + ink + padded[:, :, 2:]) / np.float32(4)
    flat = ink.reshape(len(bitmaps), SIDE * SIDE)
    flat -= flat.mean(axis=1, keepdims=True)
    contrast = np.sqrt((flat**2).mean(axis=1, keepdims=True) + 1e-4)
    looks: Floats = flat / contrast * np.float32(_CONTRAST / SIDE)
    return looks


def _places(boxes: Floats, heights: NDArray[np.floating]) -> Floats:
    left, bottom, right, top, advance = (boxes / heights[:, None]).T
    sizes = np.stack([right - left, top - bottom, bottom, top, np.minimum(advance, _WIDEST)], axis=1)
    places: Floats = (sizes * _BOX_WEIGHTS).astype(np.float32)
    return places
