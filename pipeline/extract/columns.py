"""Reading order of what stands outside ruled tables: bands, columns, and tables without rules."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.extract.fragments import Fragment, Row, make_rows
from pipeline.extract.gutters import Level, Piece, best_band, inner_gutters, is_letterhead, pieces_of
from pipeline.extract.lines import LineMaker, union
from pipeline.extract.tables import Grid, make_table
from pipeline.model.document import Cell, Line, Table
from pipeline.model.document import Row as TableRow


@dataclass(slots=True)
class Layout:
    """A page's items in reading order, with the left edges of each table's columns by the table's `id`."""

    body: list[Line | Table] = field(default_factory=list)
    edges: dict[int, list[float]] = field(default_factory=dict)
    unruled: set[int] = field(default_factory=set)
    """The `id` of tables whose right end is only that of their words."""
    turned: list[Line] = field(default_factory=list)
    """Lines in other directions than the page's: stamps, watermarks, words up the margin."""


def read_in_order(fragments: Iterable[Fragment], grids: list[Grid], maker: LineMaker) -> Layout:
    """Return the lines and tables of a page in reading order.

    Two columns are read one after the other; where a row of short pieces stands beside another column and the rows
    agree, it is a table without rules. Everything else is read row by row.
    """
    levels = [pieces_of(row) for row in make_rows(fragments)]
    levels += [[Piece(None, grid, grid.box[0], grid.box[2], grid.box[1])] for grid in grids]
    levels.sort(key=lambda level: level[0].top)
    layout = Layout()
    layout.body = _order(levels, maker, layout, depth=0)
    return layout


def _order(levels: list[Level], maker: LineMaker, layout: Layout, depth: int) -> list[Line | Table]:
    band = best_band(levels) if depth < 3 else None
    if band is None:
        return [item for level in levels for item in _items(level, maker, layout)]
    before, inside, after = levels[: band.first], levels[band.first : band.last + 1], levels[band.last + 1 :]
    left = [kept for level in inside if (kept := [piece for piece in level if piece.x1 <= band.x])]
    right = [kept for level in inside if (kept := [piece for piece in level if piece.x1 > band.x])]
    if band.aligned and not is_letterhead(band, levels, maker.page_no):
        middle: list[Line | Table] = [_unruled_table(inside, inner_gutters(inside, band.x), maker, layout)]
    else:
        middle = _order(left, maker, layout, depth + 1) + _order(right, maker, layout, depth + 1)
    return _order(before, maker, layout, depth) + middle + _order(after, maker, layout, depth)


def _items(level: Level, maker: LineMaker, layout: Layout) -> list[Line | Table]:
    grids = []
    for piece in level:
        if piece.grid is not None:
            grids.append(make_table(piece.grid, maker))
            layout.edges[id(grids[-1])] = piece.grid.column_edges
    rows = [piece.row for piece in level if piece.row is not None]
    if not rows:
        return list(grids)
    joined = Row([fragment for row in rows for fragment in row.fragments], rows[0].baseline, rows[0].size)
    return [maker.line(joined), *grids]


def _unruled_table(levels: list[Level], gutters: list[float], maker: LineMaker, layout: Layout) -> Table:
    rows: list[list[list[Row]]] = []
    previous: Level | None = None
    leading = _leading(levels)
    for level in levels:
        columns: list[list[Fragment]] = [[] for _ in range(len(gutters) + 1)]
        for piece in level:
            if piece.row is not None:
                columns[sum(piece.x1 > x for x in gutters)].extend(piece.row.fragments)
        if not rows or (columns[0] and _starts_row(level, previous, gutters[0], leading)):
            rows.append([[] for _ in columns])
        for cell, fragments in zip(rows[-1], columns, strict=True):
            if fragments:
                largest = max(fragments, key=lambda fragment: fragment.size)
                cell.append(Row(fragments, largest.baseline, largest.size))
        previous = level
    made = [
        TableRow([Cell([maker.line(row) for row in cell], column) for column, cell in enumerate(cells)])
        for cells in rows
    ]
    box = union(line.box for row in made for cell in row.cells for line in cell.lines)
    table = Table(made, maker.page_no, box)
    layout.edges[id(table)] = [box[0], *gutters]
    layout.unruled.add(id(table))
    return table


def _leading(levels: list[Level]) -> float:
    steps = [after[0].top - before[0].top for before, after in itertools.pairwise(levels)]
    return min((step for step in steps if step > 1), default=12.0)


def _starts_row(level: Level, previous: Level | None, x: float, leading: float) -> bool:
    """Whether a level whose left cell has text begins a row, or goes on with the one above."""
    if previous is None or level[0].top - previous[0].top > 1.35 * leading:
        return True
    if not any(piece.x1 <= x for piece in previous):
        return True
    text = next(piece.text for piece in level if piece.x1 <= x)
    return not text[:1].islower() and any(piece.x1 > x for piece in level)
