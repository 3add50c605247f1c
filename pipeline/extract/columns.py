"""Reading order of what stands outside ruled tables: bands, columns, and tables without rules."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import median

from pipeline.extract.fragments import Fragment, Row, make_rows
from pipeline.extract.lines import LineMaker
from pipeline.extract.markers import split_bullet
from pipeline.extract.tables import Grid, make_table
from pipeline.model.document import Cell, Line, Table
from pipeline.model.document import Row as TableRow

GUTTER = 8.0
"""Points; the narrowest white strip between two columns."""
WIDE_GUTTER = 36.0
"""Points; white this wide is never a word space, so that fewer lines prove a column."""
PIECE_GAP = 0.9
"""Em; a row is in pieces where a gap is wider."""
FEWEST_LINES = 4
"""Lines on either side that a column has at least."""
PROSE_WIDTH = 0.26
"""Share of the text's width that the lines of a column of prose take up at least (median)."""


@dataclass(slots=True)
class _Piece:
    """A part of a row that no wide gap divides; or a ruled table."""

    row: Row | None
    grid: Grid | None
    x0: float
    x1: float
    top: float

    @property
    def text(self) -> str:
        return "" if self.row is None else "".join(fragment.text for fragment in self.row.fragments).strip()


@dataclass(slots=True)
class Layout:
    """A page's items in reading order, with the left edges of each table's columns by the table's `id`."""

    body: list[Line | Table] = field(default_factory=list)
    edges: dict[int, list[float]] = field(default_factory=dict)


_Level = list[_Piece]
"""The pieces that stand side by side."""


def read_in_order(fragments: Iterable[Fragment], grids: list[Grid], maker: LineMaker) -> Layout:
    """Return the lines and tables of a page in reading order.

    Two columns are read one after the other; where a row of short pieces stands beside another column and the rows
    agree, it is a table without rules. Everything else is read row by row.
    """
    levels = [_pieces(row) for row in make_rows(fragments)]
    levels += [[_Piece(None, grid, grid.box[0], grid.box[2], grid.box[1])] for grid in grids]
    levels.sort(key=lambda level: level[0].top)
    layout = Layout()
    layout.body = _order(levels, maker, layout, depth=0)
    return layout


def _pieces(row: Row) -> _Level:
    groups: list[list[Fragment]] = []
    reach = 0.0
    for fragment in row.fragments:
        if groups and fragment.x0 - reach <= PIECE_GAP * row.size:
            groups[-1].append(fragment)
        else:
            groups.append([fragment])
        reach = max(reach, fragment.x1) if len(groups) > 1 or len(groups[0]) > 1 else fragment.x1
    pieces = [Row(group, row.baseline, row.size) for group in groups]
    return [_Piece(part, None, part.x0, part.x1, part.baseline - part.size) for part in pieces]


def _order(levels: list[_Level], maker: LineMaker, layout: Layout, depth: int) -> list[Line | Table]:
    band = _best_band(levels) if depth < 3 else None
    if band is None:
        return [item for level in levels for item in _items(level, maker, layout)]
    before, inside, after = levels[: band.first], levels[band.first : band.last + 1], levels[band.last + 1 :]
    left = [kept for level in inside if (kept := [piece for piece in level if piece.x1 <= band.x])]
    right = [kept for level in inside if (kept := [piece for piece in level if piece.x1 > band.x])]
    if band.aligned:
        middle: list[Line | Table] = [_unruled_table(inside, band.x, maker, layout)]
    else:
        middle = _order(left, maker, layout, depth + 1) + _order(right, maker, layout, depth + 1)
    return _order(before, maker, layout, depth) + middle + _order(after, maker, layout, depth)


def _items(level: _Level, maker: LineMaker, layout: Layout) -> list[Line | Table]:
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


@dataclass(slots=True)
class _Band:
    """Levels `first` to `last` with a gutter that ends at `x`."""

    first: int
    last: int
    x: float
    aligned: bool
    weight: int


def _best_band(levels: list[_Level]) -> _Band | None:
    candidates = _gutter_candidates(levels)
    bands = [band for x in candidates for band in _bands(levels, x)]
    return max(bands, key=lambda band: (band.weight, band.last - band.first), default=None)


def _gutter_candidates(levels: list[_Level]) -> list[float]:
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
    return [2.0 * place for place, count in sorted(seen.items()) if count >= FEWEST_LINES]


def _bands(levels: list[_Level], x: float) -> list[_Band]:
    """Runs of levels that leave a strip before `x` white, where both sides have enough lines."""
    found = []
    start = 0
    for index in range(len(levels) + 1):
        if index < len(levels) and all(piece.x1 <= x - GUTTER or piece.x0 >= x - 1 for piece in levels[index]):
            continue
        band = _judge(levels, start, index, x)
        if band is not None:
            found.append(band)
        start = index + 1
    return found


def _judge(levels: list[_Level], start: int, end: int, x: float) -> _Band | None:
    """The band of two columns among levels `start` to `end`, or None where one side is not a column of text."""
    sides = [(any(p.x1 <= x for p in level), any(p.x1 > x for p in level)) for level in levels[start:end]]
    both = [index for index, (left, right) in enumerate(sides) if left and right]
    lefts = [index for index, (left, _) in enumerate(sides) if left]
    rights = [index for index, (_, right) in enumerate(sides) if right]
    if not both and (len(lefts) < FEWEST_LINES or len(rights) < FEWEST_LINES):
        return None
    inside = levels[start:end]
    if min(len(lefts), len(rights), _overlap(lefts, rights) if lefts and rights else 0) >= FEWEST_LINES and _is_prose(
        inside, x
    ):
        first, last = min(lefts[0], rights[0]), max(lefts[-1], rights[-1])
        return _Band(start + first, start + last, x, False, min(len(lefts), len(rights)))
    if len(both) < 2:
        return None
    first, last = both[0], both[-1]
    while last + 1 < len(sides) and sides[last + 1] == (False, True):
        last += 1
    last = _before_wide_break(inside, first, last)
    inside = inside[first : last + 1]
    both = [index for index in both if index <= last]
    flush = sum(abs(piece.x0 - x) <= 3 for level in inside for piece in level)
    white = x - max(piece.x1 for level in inside for piece in level if piece.x1 <= x)
    enough = FEWEST_LINES if white < WIDE_GUTTER else FEWEST_LINES - 1
    if len(both) < 2 or max(len(both), flush) < enough or not _is_cell_column(inside, x):
        return None
    return _Band(start + first, start + last, x, True, len(both))


def _before_wide_break(levels: list[_Level], first: int, last: int) -> int:
    """The last level before white that parts a table from what follows it, a signature block for instance."""
    steps = [levels[index + 1][0].top - levels[index][0].top for index in range(first, last)]
    if not steps:
        return last
    widest = max(WIDE_GUTTER, 3 * min((step for step in steps if step > 1), default=0.0))
    return next((first + index for index, step in enumerate(steps) if step > widest), last)


def _overlap(lefts: list[int], rights: list[int]) -> int:
    """Number of levels over which both columns run."""
    return min(lefts[-1], rights[-1]) - max(lefts[0], rights[0]) + 1


def _is_prose(levels: list[_Level], x: float) -> bool:
    """Whether the lines of both sides are long, and those of the left side run up to the gutter."""
    left = [piece for level in levels for piece in level if piece.x1 <= x]
    right = [piece for level in levels for piece in level if piece.x1 > x]
    x0, x1 = min(piece.x0 for piece in left), max(piece.x1 for piece in right)
    edge = max(piece.x1 for piece in left)
    left_width = median(piece.x1 - piece.x0 for piece in left)
    right_width = median(piece.x1 - piece.x0 for piece in right)
    full = sum(piece.x1 >= edge - 0.1 * (x1 - x0) for piece in left)
    return min(left_width, right_width) >= PROSE_WIDTH * (x1 - x0) and full >= 0.5 * len(left)


def _is_cell_column(levels: list[_Level], x: float) -> bool:
    """Whether the left side is a column of cells: bullets, numbers and labels ("Date:") belong to the line beside."""
    texts = [piece.text for level in levels for piece in level if piece.x1 <= x]
    words = [text for text in texts if sum(character.isalpha() for character in split_bullet(text)[1]) > 2]
    labels = [text for text in texts if text.endswith((":", "៖"))]
    answers = [piece.text for level in levels for piece in level if piece.x1 > x and piece.text.startswith((":", "៖"))]
    return len(words) >= 0.7 * len(texts) and max(len(labels), len(answers)) < 0.4 * len(texts)


def _unruled_table(levels: list[_Level], x: float, maker: LineMaker, layout: Layout) -> Table:
    rows: list[tuple[list[Row], list[Row]]] = []
    previous: _Level | None = None
    leading = _leading(levels)
    for level in levels:
        left = [piece for piece in level if piece.x1 <= x]
        right = [piece for piece in level if piece.x1 > x]
        if not rows or (left and _starts_row(level, previous, x, leading)):
            rows.append(([], []))
        for side, pieces in enumerate((left, right)):
            parts = [piece.row for piece in pieces if piece.row is not None]
            if parts:
                fragments = [fragment for part in parts for fragment in part.fragments]
                rows[-1][side].append(Row(fragments, parts[0].baseline, parts[0].size))
        previous = level
    made = [
        TableRow([Cell([maker.line(row) for row in side], column) for column, side in enumerate(sides)])
        for sides in rows
    ]
    boxes = [line.box for row in made for cell in row.cells for line in cell.lines]
    box = (
        min(each[0] for each in boxes),
        min(each[1] for each in boxes),
        max(each[2] for each in boxes),
        max(each[3] for each in boxes),
    )
    table = Table(made, maker.page_no, box)
    layout.edges[id(table)] = [box[0], x]
    return table


def _leading(levels: list[_Level]) -> float:
    steps = [after[0].top - before[0].top for before, after in itertools.pairwise(levels)]
    return min((step for step in steps if step > 1), default=12.0)


def _starts_row(level: _Level, previous: _Level | None, x: float, leading: float) -> bool:
    """Whether a level whose left cell has text begins a row, or goes on with the one above."""
    if previous is None or level[0].top - previous[0].top > 1.35 * leading:
        return True
    if not any(piece.x1 <= x for piece in previous):
        return True
    text = next(piece.text for piece in level if piece.x1 <= x)
    return not text[:1].islower() and any(piece.x1 > x for piece in level)
