"""Pieces: stretches of print on one line, found by the letters that stand side by side.

tesseract's own search for lines loses whole lines of Khmer, whose marks stand as high above and as far below the
letters as another line would (docs/benchmarks.md); so it is given one line at a time, cut out here.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from pipeline.scan.blobs import Blobs
from pipeline.scan.picture import Gray
from pipeline.scan.rulings import Ruling

_APART = 2.0
"""Heights of a letter; letters further apart are of two pieces. A word space is one, justified ones twice that."""
_SAME_LINE = 0.55
"""Share of the lower one of two letters that stands beside the other where both are on one line."""
_AS_HIGH = 2.2
"""Times the height of the lower one that the other one has at most."""
_PITCH = 1.2
"""Heights of a letter; what runs nearer above or below a line is marks of that line: lines are two and more apart."""
_REACH, _BESIDE = 1.3, 2.5
"""Heights of a letter from a piece, up or down and sideways, within which a mark belongs to it."""
_ROOM, _RIM = 0.8, 0.1
"""Heights of a letter kept above and below the letters, where marks may stand, and around all ink (measured)."""


@dataclass(slots=True)
class Piece:
    """Letters and marks on one line."""

    blobs: list[int]
    x0: int
    x1: int
    top: float
    """Of its letters, marks apart, in pixels."""
    base: float
    """Where its letters stand, in pixels."""

    @property
    def middle(self) -> float:
        """Half way between the top and the foot of its letters."""
        return (self.top + self.base) / 2


def find_pieces(blobs: Blobs, rulings: Sequence[Ruling]) -> list[Piece]:
    """Return the pieces of a picture in no order; upright rulings part them."""
    if not blobs.letter:
        return []
    pieces = _without_marks(_chained(blobs, [ruling for ruling in rulings if not ruling.level]), blobs)
    _add_marks(pieces, blobs)
    for piece in pieces:
        boxes = blobs.boxes[piece.blobs]
        piece.x0, piece.x1 = int(boxes[:, 0].min()), int(boxes[:, 2].max())
    return pieces


def _chained(blobs: Blobs, walls: Sequence[Ruling]) -> list[Piece]:
    """Letters with those that stand near at their right, on one line, as pieces; those with most ink first."""
    letters = np.nonzero(blobs.is_letter())[0]
    letters = letters[np.argsort(blobs.boxes[letters, 0], kind="stable")]
    boxes = blobs.boxes[letters]
    group = np.arange(len(letters))

    def root(n: int) -> int:
        while group[n] != n:
            group[n] = group[group[n]]
            n = int(group[n])
        return n

    heights = boxes[:, 3] - boxes[:, 1]
    ends = np.searchsorted(boxes[:, 0], boxes[:, 2] + _APART * blobs.letter, side="right")
    for n, end in enumerate(ends):
        near = np.arange(n + 1, end)
        beside = np.minimum(boxes[n, 3], boxes[near, 3]) - np.maximum(boxes[n, 1], boxes[near, 1])
        lower, higher = np.minimum(heights[n], heights[near]), np.maximum(heights[n], heights[near])
        for other in near[(beside >= _SAME_LINE * lower) & (higher <= _AS_HIGH * lower)]:
            if not _walled(boxes[n], boxes[other], walls):
                group[root(int(other))] = root(n)
    members: dict[int, list[int]] = {}
    for n in range(len(letters)):
        members.setdefault(root(n), []).append(int(letters[n]))
    made = [_piece(each, blobs) for each in members.values()]
    return sorted(made, key=lambda piece: -int(blobs.areas[piece.blobs].sum()))


def _walled(one: NDArray[np.int64], other: NDArray[np.int64], walls: Sequence[Ruling]) -> bool:
    """Whether an upright ruling stands between two letters."""
    middle = (max(one[1], other[1]) + min(one[3], other[3])) / 2
    x0, x1 = (one[0] + one[2]) / 2, (other[0] + other[2]) / 2
    return any(x0 < wall.at < x1 and wall.start <= middle <= wall.end for wall in walls)


def _piece(members: list[int], blobs: Blobs) -> Piece:
    boxes = blobs.boxes[members]
    top, base = float(np.median(boxes[:, 1])), float(np.median(boxes[:, 3]))
    return Piece(members, int(boxes[:, 0].min()), int(boxes[:, 2].max()), top, base)


def _without_marks(pieces: Sequence[Piece], blobs: Blobs) -> list[Piece]:
    """The pieces; those that run close above or below one with more ink are its marks and go into it."""
    kept: list[Piece] = []
    for piece in pieces:
        hosts = [
            other
            for other in kept
            if abs(other.middle - piece.middle) < _PITCH * blobs.letter
            and min(other.x1, piece.x1) - max(other.x0, piece.x0) > 0.5 * (piece.x1 - piece.x0)
        ]
        if hosts:
            min(hosts, key=lambda other: abs(other.middle - piece.middle)).blobs.extend(piece.blobs)
        else:
            kept.append(piece)
    return kept


def _add_marks(pieces: Sequence[Piece], blobs: Blobs) -> None:
    """Give each mark to the piece whose letters are nearest up or down; beside a piece only what is level with it."""
    if not pieces:
        return
    places = np.array([(piece.x0, piece.top, piece.x1, piece.base) for piece in pieces])
    for mark in np.nonzero(blobs.is_mark())[0]:
        x0, top, x1, bottom = blobs.boxes[mark]
        middle = (top + bottom) / 2
        aside = np.maximum(0, np.maximum(places[:, 0] - x1, x0 - places[:, 2])) / blobs.letter
        away = np.maximum(0, np.maximum(places[:, 1] - middle, middle - places[:, 3])) / blobs.letter
        off = np.where(aside <= np.where(away > 0, 1.0, _BESIDE), away + aside / 10, np.inf)
        nearest = int(np.argmin(off))
        if off[nearest] <= _REACH:
            pieces[nearest].blobs.append(int(mark))


def cut_out(piece: Piece, gray: Gray, blobs: Blobs) -> tuple[Gray, int, int]:
    """Return the picture of a piece alone, what belongs to its neighbours painted white, and its corner's x and y."""
    boxes = blobs.boxes[piece.blobs]
    room, rim = _ROOM * blobs.letter, round(_RIM * blobs.letter)
    x0, x1 = max(0, int(boxes[:, 0].min()) - rim), int(boxes[:, 2].max()) + rim
    top = max(0, round(min(boxes[:, 1].min(), piece.top - room)) - rim)
    bottom = round(max(boxes[:, 3].max(), piece.base + room)) + rim
    labels = blobs.labels[top:bottom, x0:x1]
    own = np.isin(labels, np.array(piece.blobs) + 1)
    foreign = ndimage.binary_dilation((labels > 0) & ~own, iterations=2) & ~ndimage.binary_dilation(own, iterations=2)
    cut = gray[top:bottom, x0:x1].copy()
    cut[foreign] = 255
    return cut, x0, top
