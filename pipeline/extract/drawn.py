"""Blocks by the order of drawing: producers draw a column, a cell or a text box as a whole before the next one.

Where the order goes back up the page beside what was drawn before, two blocks stand side by side, however few lines
they have; a table or a tab stop is drawn row by row.
"""

import itertools
from dataclasses import dataclass

from pipeline.extract.gutters import is_cell_column
from pipeline.extract.pieces import Level, Piece, is_white_before, letter_count

_HEAD = 1
"""The last level at the top of a page with which a letterhead begins."""
NARROW = 4.0
"""Points of white between blocks that were drawn apart at least."""
_BULLET = 2
"""Letters that the bullet or number of a list has at most."""

_Place = tuple[int, int, Piece]
"""Order of drawing, level, piece."""


@dataclass(slots=True)
class Columns:
    """Levels `first` to `last` that are two columns with a gutter that ends at `x`."""

    first: int
    last: int
    x: float


@dataclass(slots=True)
class Floating:
    """A block beside the story, at levels `first` to `last`: a text box."""

    first: int
    last: int
    pieces: list[Piece]


def drawn_apart(levels: list[Level]) -> Columns | Floating | None:
    """Return two columns, or a text box beside the story, that the order of drawing shows; None where it shows none."""
    placed = _in_order(levels)
    for n in range(len(placed)):
        if n == 0 or placed[n][1] < placed[n - 1][1]:
            found = _block(placed, n, levels)
            if found is not None:
                return found
    return None


def is_drawn_by_cells(levels: list[Level]) -> bool:
    """Return whether the order of drawing goes back up somewhere among levels."""
    placed = _in_order(levels)
    return any(after[1] < before[1] for before, after in itertools.pairwise(placed))


def _in_order(levels: list[Level]) -> list[_Place]:
    placed = [(piece.order, index, piece) for index, level in enumerate(levels) for piece in level]
    return sorted(placed, key=lambda place: place[0])


def _block(placed: list[_Place], n: int, levels: list[Level]) -> Columns | Floating | None:
    """What the block that begins with the n-th piece drawn is: a column, a text box or nothing of its own."""
    block = [placed[n]]
    if not _is_free(block, levels):
        return None
    for place in placed[n + 1 :]:
        if place[1] < block[-1][1] or not _is_free([*block, place], levels):
            break
        block.append(place)
    first, last = block[0][1], block[-1][1]
    x0, x1 = _reach(block)
    own = {id(piece) for _, _, piece in block}
    beside = [piece for level in levels[first : last + 1] for piece in level if id(piece) not in own]
    before = _before(placed[:n], x0, x1)
    if before and before[0][1] <= last:
        last = max(last, before[-1][1])
        x = x0 if before[0][2].x1 <= x0 else min(piece.x0 for _, _, piece in before)
        inside = levels[first : last + 1]
        white = all(is_white_before(level, x, NARROW) for level in inside)
        return Columns(first, last, x) if white and is_cell_column(inside, x) else None
    pieces = [piece for _, _, piece in block]
    behind = placed[n + len(block) : n + len(block) + 1]
    if behind and any(piece is behind[0][2] for level in levels[max(first - 1, 0) : last + 1] for piece in level):
        return None  # what is drawn next stands beside it: the first of two columns
    if not beside or not _has_words(pieces):
        return None
    if first <= _HEAD and all(piece.x1 <= x0 - NARROW for piece in beside):
        return Columns(0, last, x0)  # the right half of a letterhead
    return Floating(first, last, pieces)


def _before(placed: list[_Place], x0: float, x1: float) -> list[_Place]:
    """The pieces drawn right before a block, on one side of it, from top to bottom."""
    found: list[_Place] = []
    on_left = bool(placed) and placed[-1][2].x1 <= x0 - NARROW
    for place in reversed(placed):
        if found and place[1] > found[-1][1]:
            break
        if not (place[2].x1 <= x0 - NARROW if on_left else place[2].x0 >= x1 + NARROW):
            break
        found.append(place)
    return found[::-1]


def _is_free(block: list[_Place], levels: list[Level]) -> bool:
    """Whether nothing else on the levels of a block stands above, below or close to it."""
    x0, x1 = _reach(block)
    own = {id(piece) for _, _, piece in block}
    return all(
        piece.x1 <= x0 - NARROW or piece.x0 >= x1 + NARROW
        for level in levels[block[0][1] : block[-1][1] + 1]
        for piece in level
        if id(piece) not in own
    )


def _has_words(pieces: list[Piece]) -> bool:
    """Whether most pieces are words, rather than bullets and numbers that were drawn apart from their lines."""
    return 2 * sum(letter_count(piece.text) > _BULLET for piece in pieces) > len(pieces)


def _reach(block: list[_Place]) -> tuple[float, float]:
    return min(piece.x0 for _, _, piece in block), max(piece.x1 for _, _, piece in block)
