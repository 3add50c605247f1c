"""Tables without rules: which pieces stand in which row and cell."""

import itertools
from collections.abc import Sequence

from pipeline.extract.drawn import is_drawn_by_cells
from pipeline.extract.pieces import Level, Piece, cut_at

CellPieces = list[list[Piece]]
"""The lines of a cell, each of the pieces that stand side by side in it."""
_FLUSH = 3.0
"""Points between the left edges of a column's words on two pages."""
_MAIN = 0.6
"""Share of the columns' widths that one of paragraphs takes up at least."""
_HEAD_WORDS = 4
"""Words of a column's head at most."""
_PROSE = 6
"""Words that a line of a paragraph has at least, its last line apart."""
_NOTE_LINES, _MOST = 3, 0.7
"""Lines of a note at most, and the share of notes that are no longer."""
_NEW_ROW = 1.35
"""Leadings; a wider step to the next level begins a row."""


def cells_by_row(levels: list[Level], gutters: list[float]) -> list[list[CellPieces]]:
    """Return the cells of each row of a table whose columns end at the gutters.

    Where the cells were drawn one after the other the order tells the rows, else what stands in the first column.
    """
    levels = [cut_at(level, gutters) for level in levels]
    if is_drawn_by_cells(levels):
        return _rows_as_drawn(levels, gutters)
    rows: list[list[CellPieces]] = []
    previous: Level | None = None
    leading = _leading(levels)
    for level in levels:
        columns: CellPieces = [[] for _ in range(len(gutters) + 1)]
        for piece in level:
            if piece.row is not None:
                columns[_column(piece, gutters)].append(piece)
        if not rows or (columns[0] and _starts_row(level, previous, gutters[0], leading)):
            rows.append([[] for _ in columns])
        for cell, pieces in zip(rows[-1], columns, strict=True):
            if pieces:
                cell.append(pieces)
        previous = level
    return rows


def is_story(rows: Sequence[Sequence[CellPieces]]) -> bool:
    """Return whether a column of paragraphs stands between columns of notes and numbers, without a row of heads."""
    if all(len(cell) <= 1 for cell in rows[0]) and sum(map(len, rows[0])) > 1 and _is_head(rows[0]):
        return False
    widths = [_width([cell for row in rows if (cell := row[column])]) for column in range(len(rows[0]))]
    main = max(range(len(widths)), key=lambda column: widths[column])
    lines = [line for row in rows for line in row[main]]
    prose = sum(sum(len(piece.text.split()) for piece in line) >= _PROSE for line in lines)
    notes = [cell for row in rows for column, cell in enumerate(row) if column != main and cell]
    return (
        widths[main] >= _MAIN * sum(widths)
        and 2 * prose >= len(lines)
        and sum(len(cell) <= _NOTE_LINES for cell in notes) >= _MOST * len(notes)
    )


def _is_head(row: Sequence[CellPieces]) -> bool:
    """Whether the cells of a row are words such as "Item" and "Action": few, no number among them, no sentence."""
    texts = [" ".join(piece.text for piece in line) for cell in row for line in cell]
    return all(len(text.split()) <= _HEAD_WORDS and not text[:1].isdigit() and text[-1:] != "." for text in texts)


def _width(cells: Sequence[CellPieces]) -> float:
    """The width of a column by its cells."""
    pieces = [piece for cell in cells for line in cell for piece in line]
    return max((piece.x1 for piece in pieces), default=0.0) - min((piece.x0 for piece in pieces), default=0.0)


def rows_in_columns(levels: list[Level], columns: Sequence[float]) -> int:
    """Return how many levels at the top of a page are rows of a table with these columns, by their left edges."""
    rows, drawn = 0, -1
    if len(columns) < 2:
        return rows
    for n, level in enumerate(levels):
        pieces = cut_at(level, columns[1:], at_spaces=False)
        places = {at for piece in pieces for at, x in enumerate(columns) if abs(piece.x0 - x) <= _FLUSH}
        flush = all(any(abs(piece.x0 - x) <= _FLUSH for x in columns) for piece in pieces)
        if not flush or any(piece.grid is not None for piece in pieces):
            break
        early = rows == n > 0 and min(piece.order for piece in pieces) < drawn
        if len(places) > 1 or (rows == n and 0 not in places) or early:
            rows = n + 1
        drawn = max(drawn, *(piece.order for piece in pieces))
    return rows


def _rows_as_drawn(levels: list[Level], gutters: list[float]) -> list[list[CellPieces]]:
    placed = [(piece.order, index, piece) for index, level in enumerate(levels) for piece in level if piece.row]
    rows: list[list[CellPieces]] = []
    reached: list[int] = []
    """The lowest level of each row."""
    leading = _leading(levels)
    last_column, last_level, last_top = 0, -1, 0.0
    for _, level, piece in sorted(placed, key=lambda place: place[0]):
        column = _column(piece, gutters)
        begins = column < last_column or (column == last_column == 0 and piece.top - last_top > _NEW_ROW * leading)
        if not rows or begins:
            rows.append([[] for _ in range(len(gutters) + 1)])
            reached.append(level)
        while len(rows) > 1 and level <= reached[-2]:
            _join_last(rows, reached)
        reached[-1] = max(reached[-1], level)
        cell = rows[-1][column]
        if cell and (column, level) == (last_column, last_level):
            cell[-1].append(piece)
        else:
            cell.append([piece])
        last_column, last_level, last_top = column, level, piece.top
    return rows


def _join_last(rows: list[list[CellPieces]], reached: list[int]) -> None:
    """Make the last two rows one: what is drawn next stands beside the first, the second was but a gap in a cell."""
    last = rows.pop()
    reached[-2:] = [max(reached[-2:])]
    for cell, lines in zip(rows[-1], last, strict=True):
        cell.extend(lines)


def _column(piece: Piece, gutters: list[float]) -> int:
    return sum(piece.x1 > x for x in gutters)


def _leading(levels: list[Level]) -> float:
    steps = [after[0].top - before[0].top for before, after in itertools.pairwise(levels)]
    return min((step for step in steps if step > 1), default=12.0)


def _starts_row(level: Level, previous: Level | None, x: float, leading: float) -> bool:
    """Whether a level whose left cell has text begins a row, or goes on with the one above."""
    if previous is None or level[0].top - previous[0].top > _NEW_ROW * leading:
        return True
    if not any(piece.x1 <= x for piece in previous):
        return True
    text = next(piece.text for piece in level if piece.x1 <= x)
    return not text[:1].islower() and any(piece.x1 > x for piece in level)
