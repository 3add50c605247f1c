"""Reading order of what stands outside ruled tables: bands, columns, and tables without rules."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from pipeline.extract.drawn import Columns, Floating, drawn_apart, is_drawn_by_cells
from pipeline.extract.fragments import Fragment, Row, make_rows
from pipeline.extract.gutters import Band, best_band, inner_gutters, is_letterhead, is_prose
from pipeline.extract.lines import LineMaker, union
from pipeline.extract.pieces import Level, Piece, ends_paragraph, is_white_before, piece_of_grid, pieces_of
from pipeline.extract.tables import Grid, make_table
from pipeline.extract.unruled import cells_by_row, is_story, rows_in_columns
from pipeline.model.document import Cell, Line, Table
from pipeline.model.document import Row as TableRow

_NEXT = 2.5
"""Sizes of the type from one row of a table to the next at most."""
_PARTED = 1.5
"""Usual steps from one level of a table to the next; a line of its own that stands further down heads what is below."""
_FOOT = 0.75
"""Share of the page's height below which its text ends where it goes on on the next page."""
_NOTE = 0.5
"""Share of the width of the text that a note beside it takes up at most."""
_SENTENCE_ENDS = tuple('.!?:;។៕៖”"')
DEEPEST = 6
"""Columns inside columns; more is a drawing."""


@dataclass(slots=True)
class Layout:
    """A page's items in reading order, with the left edges of each table's columns by the table's `id`."""

    body: list[Line | Table] = field(default_factory=list)
    edges: dict[int, list[float]] = field(default_factory=dict)
    unruled: set[int] = field(default_factory=set)
    """The `id` of tables whose right end is only that of their words."""
    running: list[Line] = field(default_factory=list)
    """Running heads, running feet and page numbers."""
    turned: list[Line] = field(default_factory=list)
    """Lines in other directions than the page's: stamps, watermarks, words up the margin."""


def open_columns(layout: Layout) -> list[float]:
    """Return the left edges of the columns of the table without rules that ends a page; none where none does."""
    last = next((item for item in reversed(layout.body) if isinstance(item, Table)), None)
    return layout.edges[id(last)] if last is not None and id(last) in layout.unruled else []


def read_in_order(
    fragments: Iterable[Fragment], grids: list[Grid], maker: LineMaker, columns: Sequence[float] = ()
) -> Layout:
    """Return the lines and tables of a page in reading order.

    Two columns are read one after the other; where a row of short pieces stands beside another column and the rows
    agree, it is a table without rules. Everything else is read row by row. `columns` are the left edges of those of a
    table without rules that ends the page before, and may go on here with a row or two.
    """
    levels = [pieces_of(row) for row in make_rows(fragments)]
    levels += [[piece_of_grid(grid)] for grid in grids]
    levels.sort(key=lambda level: level[0].top)
    layout = Layout()
    going_on = rows_in_columns(levels, columns)
    if going_on:
        gutters = list(columns[1:])
        layout.body.append(_unruled_table(cells_by_row(levels[:going_on], gutters), gutters, maker, layout))
        layout.edges[id(layout.body[0])] = list(columns)
    layout.body += _order(levels[going_on:], maker, layout, depth=0)
    return layout


def _order(levels: list[Level], maker: LineMaker, layout: Layout, depth: int) -> list[Line | Table]:
    if depth == DEEPEST or len(levels) < 2:
        return [item for level in levels for item in _items(level, maker, layout)]
    apart = drawn_apart(levels)
    if isinstance(apart, Floating):
        return _with_floating(apart, levels, maker, layout, depth)
    band = best_band(levels)
    if band is not None and not (apart is not None and _is_story_with_notes(_to_its_end(band, levels), levels)):
        return _with_band(_to_its_end(band, levels), levels, maker, layout, depth)
    if apart is not None:
        return _with_columns(apart, levels, maker, layout, depth)
    return [item for level in levels for item in _items(level, maker, layout)]


def _with_floating(
    block: Floating, levels: list[Level], maker: LineMaker, layout: Layout, depth: int
) -> list[Line | Table]:
    """A text box is read where the story beside it begins a paragraph: at the nearest such place, up or down."""
    own = {id(piece) for piece in block.pieces}
    rest = [[piece for piece in level if id(piece) not in own] for level in levels]
    boxed = [[piece for piece in level if id(piece) in own] for level in levels]
    left = min(piece.x0 for piece in block.pieces)
    ends = [n for n in range(1, len(rest)) if ends_paragraph(rest[:n], rest[n], left)]
    if not rest[-1] or rest[-1][-1].text.endswith(_SENTENCE_ENDS):
        ends.append(len(rest))
    ends.append(0)
    place = min(ends, key=lambda n: (abs(n - block.first), -n))
    above, box, below = (
        _order([level for level in part if level], maker, layout, depth + 1)
        for part in (rest[:place], boxed, rest[place:])
    )
    return [*above, *_closed(box), *below]


def _with_columns(
    band: Columns | Band, levels: list[Level], maker: LineMaker, layout: Layout, depth: int
) -> list[Line | Table]:
    before, inside, after = levels[: band.first], levels[band.first : band.last + 1], levels[band.last + 1 :]
    left = [kept for level in inside if (kept := [piece for piece in level if piece.x1 <= band.x])]
    right = [kept for level in inside if (kept := [piece for piece in level if piece.x1 > band.x])]
    first, second = (_order(side, maker, layout, depth + 1) for side in (left, right))
    if not after and left and left[-1][0].top > _FOOT * maker.height and _goes_over_page(left, right):
        first, second = _closed(second), first
    elif left and right and not is_prose(inside, band.x):
        first, second = _closed(first), _closed(second)
    return [*_order(before, maker, layout, depth), *first, *second, *_order(after, maker, layout, depth)]


def _closed(items: list[Line | Table]) -> list[Line | Table]:
    """The items of a block that nothing outside goes on with: its last line ends a paragraph."""
    if items and isinstance(items[-1], Line):
        items[-1].ends_paragraph = True
    return items


def _goes_over_page(left: list[Level], right: list[Level]) -> bool:
    """Whether a paragraph at the foot of a page goes on on the next, past a short note beside it: who is to act."""
    if not right or right[-1][0].top >= left[-1][0].top:
        return False
    wide, narrow = (_width(side) for side in (left, right))
    return narrow < _NOTE * wide and not left[-1][-1].text.endswith(_SENTENCE_ENDS)


def _width(levels: list[Level]) -> float:
    pieces = [piece for level in levels for piece in level]
    return max(piece.x1 for piece in pieces) - min(piece.x0 for piece in pieces)


def _is_story_with_notes(band: Band, levels: list[Level]) -> bool:
    """Whether the rows of a band are a story with notes beside it, read cell by cell: no table of data."""
    inside = levels[band.first : band.last + 1]
    return band.aligned and is_drawn_by_cells(inside) and is_story(cells_by_row(inside, inner_gutters(inside, band.x)))


def _to_its_end(band: Band, levels: list[Level]) -> Band:
    """The band as far down as it was drawn: with what one side goes on with, without what was drawn after both."""
    last = _before_heading(band, levels)
    inside = levels[band.first : last + 1]
    if is_drawn_by_cells(inside):
        right = max(piece.order for level in inside for piece in level if piece.x1 > band.x)
        while last > band.first and all(piece.x1 <= band.x and piece.order > right for piece in levels[last]):
            last -= 1
    drawn = max(piece.order for level in levels[band.first : last + 1] for piece in level)
    while last + 1 < len(levels) and is_white_before(levels[last + 1], band.x):
        below = levels[last + 1]
        next_row = band.aligned and _follows(levels[last], below) and all(piece.x1 > band.x for piece in below)
        if min(piece.order for piece in below) > drawn and not next_row:
            break
        last += 1
    return replace(band, last=last)


def _before_heading(band: Band, levels: list[Level]) -> int:
    """The last level of a band before a line of its own under wider white, which heads what stands below it."""
    tops = [level[0].top for level in levels[band.first : band.last + 1]]
    steps = [after - before for before, after in itertools.pairwise(tops)]
    for n, step in enumerate(steps[1:], 2):
        alone = len(levels[band.first + n]) == 1 and levels[band.first + n][0].x1 <= band.x
        if band.aligned and alone and step > _PARTED * median(steps[: n - 1]):
            return band.first + n - 1
    return band.last


def _follows(level: Level, below: Level) -> bool:
    """Whether the words below stand no further down than the next line or row does."""
    size = max((piece.row.size for piece in below if piece.row is not None), default=0.0)
    return below[0].top - level[0].top <= _NEXT * size


def _with_band(band: Band, levels: list[Level], maker: LineMaker, layout: Layout, depth: int) -> list[Line | Table]:
    if not band.aligned or is_letterhead(band, levels, maker.page_no):
        return _with_columns(band, levels, maker, layout, depth)
    inside = levels[band.first : band.last + 1]
    gutters = inner_gutters(inside, band.x)
    rows = cells_by_row(inside, gutters)
    if len(rows) == 1 and is_drawn_by_cells(inside):
        return _with_columns(band, levels, maker, layout, depth)
    return [
        *_order(levels[: band.first], maker, layout, depth),
        _unruled_table(rows, gutters, maker, layout),
        *_order(levels[band.last + 1 :], maker, layout, depth),
    ]


def _items(level: Level, maker: LineMaker, layout: Layout) -> list[Line | Table]:
    grids = []
    for piece in level:
        if piece.grid is not None:
            grids.append(make_table(piece.grid, maker))
            layout.edges[id(grids[-1])] = piece.grid.column_edges
    rows = [piece.row for piece in level if piece.row is not None]
    return [maker.line(_joined(rows)), *grids] if rows else list(grids)


def _joined(rows: list[Row]) -> Row:
    """Pieces that stand side by side as one row."""
    largest = max(rows, key=lambda row: row.size)
    return Row([fragment for row in rows for fragment in row.fragments], largest.baseline, largest.size)


def _unruled_table(
    rows: list[list[list[list[Piece]]]], gutters: list[float], maker: LineMaker, layout: Layout
) -> Table:
    made = [
        TableRow(
            [
                Cell([maker.line(_joined([piece.row for piece in line if piece.row])) for line in cell], column)
                for column, cell in enumerate(cells)
            ]
        )
        for cells in rows
    ]
    box = union(line.box for row in made for cell in row.cells for line in cell.lines)
    table = Table(made, maker.page_no, box)
    layout.edges[id(table)] = [box[0], *gutters]
    layout.unruled.add(id(table))
    return table
