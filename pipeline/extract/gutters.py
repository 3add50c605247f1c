"""White gutters: where rows of text stand side by side as columns, and where the white is only a wide space."""

import itertools
from dataclasses import dataclass
from statistics import median

from pipeline.extract.markers import split_bullet
from pipeline.extract.pieces import Level, apart, is_white_before, letter_count

WIDE_GUTTER = 36.0
"""Points; white this wide is never a word space, so that fewer lines prove a column."""
FEWEST_LINES = 4
"""Lines on either side that a column has at least."""
FEWEST_INNER = 2
"""The same inside a table, where the other columns prove the rows."""
PROSE_WIDTH = 0.26
"""Share of the text's width that the lines of a column of prose take up at least (median)."""

NARROWEST_PROSE = 100.0
"""Points; the same for the narrowest columns of a newsletter."""


@dataclass(slots=True)
class Band:
    """Levels `first` to `last` with a gutter that ends at `x`."""

    first: int
    last: int
    x: float
    aligned: bool
    """Whether the rows of both sides agree: a table without rules rather than columns of prose."""
    weight: int
    """Number of levels that prove it."""


def best_band(levels: list[Level], fewest: int = FEWEST_LINES) -> Band | None:
    """Return the band of columns that most levels prove, or None where everything is read row by row.

    `fewest` are the lines on either side that a column has at least.
    """
    candidates = _gutter_candidates(levels, fewest)
    bands = [band for x in candidates for band in _bands(levels, x, fewest)]
    return max(bands, key=lambda band: (band.weight, band.last - band.first), default=None)


def inner_gutters(levels: list[Level], x: float) -> list[float]:
    """All columns' left ends of a table without rules that has one at x, the first column's left out.

    Inside a table the white between two columns may be no wider than a word space of justified type.
    """
    found = [x]
    levels = [apart(level) for level in levels]
    for right_of in (False, True):
        side = [kept for level in levels if (kept := [piece for piece in level if (piece.x1 > x) == right_of])]
        band = best_band(side, FEWEST_INNER)
        if band is not None and band.aligned and 2 * (band.last - band.first + 1) >= len(side):
            found.extend(inner_gutters(side, band.x))
    return sorted(found)


def is_letterhead(band: Band, levels: list[Level], page_no: int) -> bool:
    """Whether two aligned blocks are the head of a letter: few lines at the top of page 1, the right ones centred."""
    inside = levels[band.first : band.last + 1]
    if page_no != 1 or band.first > 2 or len(inside) > 6 or any(len(level) > 2 for level in inside):
        return False
    starts = [piece.x0 for level in inside for piece in level if piece.x1 > band.x]
    return max(starts) - min(starts) > 6


def _gutter_candidates(levels: list[Level], fewest: int) -> list[float]:
    """Left ends that may be those of a right-hand column, rounded down to two points."""
    pieces = [piece for level in levels for piece in level]
    if len(pieces) < 4:
        return []
    left = min(piece.x0 for piece in pieces)
    width = max(piece.x1 for piece in pieces) - left
    seen: dict[int, int] = {}
    for level in levels:
        for index, piece in enumerate(level):
            if piece.x0 > left + 0.1 * width:
                place = int(piece.x0 // 2)
                seen[place] = seen.get(place, 0) + (2 if index else 1)
    flush = {2.0 * place for place, count in seen.items() if count >= fewest}
    return sorted(flush | _ragged_starts(levels))


def _ragged_starts(levels: list[Level]) -> set[float]:
    """Left ends of right-hand blocks whose lines are centred: the least of each run of three rows or more in pairs."""
    found = set()
    for paired, run in itertools.groupby(levels, key=lambda level: len(level) == 2):
        starts = [level[1].x0 for level in run] if paired else []
        if len(starts) >= FEWEST_LINES - 1:
            found.add(2.0 * (min(starts) // 2))
    return found


def _bands(levels: list[Level], x: float, fewest: int) -> list[Band]:
    """Runs of levels that leave a strip before `x` white, where both sides have enough lines."""
    found = []
    start = 0
    for index in range(len(levels) + 1):
        if index < len(levels) and is_white_before(levels[index], x):
            continue
        band = _judge(levels, start, index, x, fewest)
        if band is not None:
            found.append(band)
        start = index + 1
    return found


def _judge(levels: list[Level], start: int, end: int, x: float, fewest: int) -> Band | None:
    """The band of two columns among levels `start` to `end`, or None where one side is not a column of text."""
    inside = levels[start:end]
    lefts = [index for index, level in enumerate(inside) if any(piece.x1 <= x for piece in level)]
    rights = [index for index, level in enumerate(inside) if any(piece.x1 > x for piece in level)]
    both = sorted(set(lefts) & set(rights))
    if not lefts or not rights:
        return None
    if min(len(lefts), len(rights), _overlap(lefts, rights)) >= FEWEST_LINES and is_prose(inside, x):
        first, last = min(lefts[0], rights[0]), max(lefts[-1], rights[-1])
        return Band(start + first, start + last, x, False, min(len(lefts), len(rights)))
    if len(both) < 2:
        return None
    first, last = both[0], both[-1]
    while last + 1 in rights and last + 1 not in lefts:
        last += 1
    last = _before_wide_break(inside, first, last)
    weight = sum(first <= index <= last for index in both)
    if weight < 2 or not _is_cell_grid(inside[first : last + 1], weight, x, fewest):
        return None
    return Band(start + first, start + last, x, True, weight)


def _is_cell_grid(levels: list[Level], both: int, x: float, fewest: int) -> bool:
    """Whether enough lines begin at x, or stand on both sides of a gutter, to make a column of cells."""
    flush = sum(abs(piece.x0 - x) <= 3 for level in levels for piece in level)
    white = x - max(piece.x1 for level in levels for piece in level if piece.x1 <= x)
    enough = fewest if white < WIDE_GUTTER else min(fewest, FEWEST_LINES - 1)
    return max(both, flush) >= enough and (fewest == FEWEST_INNER or is_cell_column(levels, x))


def _before_wide_break(levels: list[Level], first: int, last: int) -> int:
    """The last level before white that parts a table from what follows it, a signature block for instance."""
    steps = [levels[index + 1][0].top - levels[index][0].top for index in range(first, last)]
    if not steps:
        return last
    widest = max(WIDE_GUTTER, 3 * min((step for step in steps if step > 1), default=0.0))
    return next((first + index for index, step in enumerate(steps) if step > widest), last)


def _overlap(lefts: list[int], rights: list[int]) -> int:
    """Number of levels over which both columns run."""
    return min(lefts[-1], rights[-1]) - max(lefts[0], rights[0]) + 1


def is_prose(levels: list[Level], x: float) -> bool:
    """Return whether the lines of both sides are long, and those of the left side run up to the gutter."""
    left = [piece for level in levels for piece in level if piece.x1 <= x]
    right = [piece for level in levels for piece in level if piece.x1 > x]
    x0, x1 = min(piece.x0 for piece in left), max(piece.x1 for piece in right)
    edge = max(piece.x1 for piece in left)
    left_width = median(piece.x1 - piece.x0 for piece in left)
    right_width = median(piece.x1 - piece.x0 for piece in right)
    full = sum(piece.x1 >= edge - 0.1 * (x1 - x0) for piece in left)
    return min(left_width, right_width) >= max(PROSE_WIDTH * (x1 - x0), NARROWEST_PROSE) and full >= 0.5 * len(left)


def is_cell_column(levels: list[Level], x: float) -> bool:
    """Return whether the left side is a column of cells: bullets and labels ("Date:") belong to what is beside."""
    texts = [piece.text for level in levels for piece in level if piece.x1 <= x]
    words = [text for text in texts if letter_count(split_bullet(text)[1]) > 2]
    labels = [text for text in texts if text.endswith((":", "៖"))]
    answers = [piece.text for level in levels for piece in level if piece.x1 > x and piece.text.startswith((":", "៖"))]
    return len(words) >= 0.6 * len(texts) and max(len(labels), len(answers)) < 0.4 * len(texts)
