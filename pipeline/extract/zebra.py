"""Tables of which only every other row is drawn: shaded rows and the plain ones between them are one table."""

import itertools
from collections.abc import Sequence
from operator import itemgetter
from statistics import median

from pipeline.extract.fragments import Fragment
from pipeline.extract.tables import SNAP, Grid
from pipeline.model.minutes import Box

_HIGHEST = 2.5
"""Heights of the drawn rows; what is higher between two of them is no row."""
_LINE, _NEXT = 1.4, 2.2
"""Sizes of the type from one line of a row to the next, and from a drawn row to the words of a plain one, at most."""
_FEWEST_CELLS = 2
"""Cells with words that the plain row between two drawn ones has at least."""


def with_plain_rows(grids: Sequence[Grid], fragments: Sequence[Fragment]) -> list[Grid]:
    """Return the grids, those of the same columns that only a plain row parts as one."""
    joined: list[Grid] = []
    for grid in sorted(grids, key=lambda each: each.box[1]):
        above = next((each for each in reversed(joined) if _same_columns(each, grid)), None)
        row = _row_between(above, grid, fragments) if above is not None else None
        if above is None or row is None:
            joined.append(grid)
            continue
        cells = [*above.cells, *row, *grid.cells]
        box = (above.box[0], above.box[1], above.box[2], grid.box[3])
        joined[joined.index(above)] = Grid(cells, box)
    found = {id(grid) for grid in grids}
    return [grid if id(grid) in found else _with_outer_rows(grid, fragments) for grid in joined]


def _with_outer_rows(grid: Grid, fragments: Sequence[Fragment]) -> Grid:
    """A table with the plain rows that stand right above and below its drawn ones."""
    cells = list(grid.cells)
    x0, top, x1, bottom = grid.box
    while (row := _outer_row(grid, [each for each in fragments if each.baseline < top], top, up=True)) is not None:
        top = row[0][1]
        cells += row
    below = [each for each in fragments if each.middle > bottom]
    row = _outer_row(grid, below, bottom, up=False)
    if row is not None:
        bottom = row[0][3]
        cells += row
    return Grid(sorted(cells, key=itemgetter(1, 0)), (x0, top, x1, bottom))


def _outer_row(grid: Grid, fragments: Sequence[Fragment], at: float, up: bool) -> list[Box] | None:
    """The cells of the plain row that ends or begins at a height, None where what stands next is no row."""
    words = sorted((each for each in fragments if not each.blank), key=lambda each: each.baseline, reverse=up)
    row: list[Fragment] = []
    for each in words:
        step = abs(each.baseline - row[-1].baseline) if row else abs(each.middle - at)
        if step > (_LINE if row else _NEXT) * each.size:
            break
        row.append(each)
    if not row:
        return None
    size = max(each.size for each in row)
    top = min(each.baseline for each in row) - size if up else at
    bottom = at if up else max(each.baseline for each in row) + size / 2
    return _cells(grid, row, top, bottom)


def _same_columns(one: Grid, other: Grid) -> bool:
    pairs = zip([*one.column_edges, one.box[2]], [*other.column_edges, other.box[2]], strict=False)
    return len(one.column_edges) == len(other.column_edges) and all(abs(x - y) <= SNAP for x, y in pairs)


def _row_between(above: Grid, below: Grid, fragments: Sequence[Fragment]) -> list[Box] | None:
    """The cells of the plain row between two grids; None where what stands there is no row of them."""
    top, bottom = above.box[3], below.box[1]
    heights = [cell[3] - cell[1] for cell in (*above.cells, *below.cells)]
    if bottom - top > _HIGHEST * median(heights):
        return None
    if bottom - top <= SNAP:
        return []
    words = [each for each in fragments if top < each.middle < bottom and not each.blank]
    return _cells(below, words, top, bottom)


def _cells(grid: Grid, words: Sequence[Fragment], top: float, bottom: float) -> list[Box] | None:
    """The cells of a row of a grid's columns that holds words, None where they do not fit into the columns."""
    edges = [*grid.column_edges, grid.box[2]]
    for each in words:
        crossed = [x for x in edges if each.x0 < x - 1 and x + 1 < each.x1]
        if len(words) == len(crossed) == 1 or any(each.space_near(x) is None for x in crossed):
            return None
        if each.x0 < edges[0] - 1 or each.x1 > edges[-1] + 1:
            return None
    filled = {sum(each.x0 > x - 1 for x in edges) for each in words}
    if len(filled) < _FEWEST_CELLS:
        return None
    return [(x0, top, x1, bottom) for x0, x1 in itertools.pairwise(edges)]
