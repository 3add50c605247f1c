"""Tables that run over pages: their parts become one table, repeated heads furniture, rows that were cut one row."""

import re
from dataclasses import dataclass

from pipeline.extract.columns import Layout
from pipeline.extract.markers import NOTE_STYLE
from pipeline.model.document import Cell, Line, Page, Row, Table

SAME_COLUMN = 6.0
"""Points between the left edges of a column on two pages."""
ROOM_LEFT = 48.0
"""Points of white above the foot of the body: with more, the table ended there and its last row was not cut."""

_NEW_ITEM = re.compile(
    r"(session|day|item|part|agenda|group|topic|no|q|a)\b\.?\s*\d|វគ្គ|\(?\d+\s*[.)-]|[ក-អ]\s*[.)]|[ivx]+\s*[.)]|\d+\s*[:h.]\s*\d\d",
    re.IGNORECASE,
)
_POINT = re.compile(r"((?:[^\W\d]{2,}\s)?\(?(?:\d{1,2}|[០-៩]{1,2}|[a-zក-អ]))([.):៖])(?=\s)", re.IGNORECASE)
"""A numbered point: what comes before its stop and the stop."""
_FIGURE = re.compile(r"[^\w\s]{0,3}\d[\d.,\s%]*\W{0,2}")
_OPEN_END = ("-", "–", "—", ",", "(", "/", "&")
_SENTENCE_END = tuple('.!?។៕:៖;…"”')


@dataclass(slots=True)
class _Tail:
    """The table that ends the last page seen, with the place where its last part ends."""

    table: Table
    edges: list[float]
    bottom: float
    unruled: bool


def join_tables(pages: list[Page], layouts: list[Layout]) -> None:
    """Join the parts of tables that run over pages, in place; a table stands on its first page."""
    floor = max((item.box[3] for page in pages for item in page.body), default=0.0)
    tail: _Tail | None = None
    for page, layout in zip(pages, layouts, strict=True):
        if not page.body:
            continue
        first = page.body[0]
        last = next((item for item in reversed(page.body) if not is_note(item)), first)
        joined = tail is not None and isinstance(first, Table) and _goes_on(tail, first, layout)
        if joined and tail is not None and isinstance(first, Table):
            _join(tail, first, layout, page, floor)
            page.body.pop(0)
        if first is last and joined and tail is not None:
            tail.bottom = first.box[3]
        elif isinstance(last, Table) and id(last) in layout.edges:
            tail = _Tail(last, layout.edges[id(last)], last.box[3], id(last) in layout.unruled)
        else:
            tail = None


def is_note(item: Line | Table) -> bool:
    """Return whether an item is a line of a footnote, which stands below whatever goes on over the page."""
    return isinstance(item, Line) and item.style == NOTE_STYLE


def mark_heads(pages: list[Page]) -> None:
    """Mark the first row of a table as its head where it alone is set in bold, a line or two in every cell."""
    for page in pages:
        for item in page.body:
            if isinstance(item, Table) and len(item.rows) > 1 and _is_bold_head(item.rows[0]):
                item.rows[0].is_head |= not all(_is_bold_head(row) for row in item.rows[1:])


def _is_bold_head(row: Row) -> bool:
    return len(row.cells) > 1 and all(
        0 < len(cell.lines) <= 2 and all(span.bold for line in cell.lines for span in line.spans) for cell in row.cells
    )


def _goes_on(tail: _Tail, part: Table, layout: Layout) -> bool:
    edges = layout.edges.get(id(part))
    if edges is None or (id(part) in layout.unruled) != tail.unruled:
        return False
    if not tail.unruled and abs(part.box[2] - tail.table.box[2]) > SAME_COLUMN:
        return False
    few, many = sorted((edges, tail.edges), key=len)
    return abs(edges[0] - tail.edges[0]) <= SAME_COLUMN and all(
        any(abs(x - other) <= SAME_COLUMN for other in many) for x in few
    )


def _join(tail: _Tail, part: Table, layout: Layout, page: Page, floor: float) -> None:
    table, edges = tail.table, layout.edges[id(part)]
    columns = _merged_edges(tail.edges, edges)
    _renumber(table, tail.edges, columns)
    _renumber(part, edges, columns)
    tail.edges = columns
    rows = part.rows = _with_head_apart(table.rows[0], part.rows)
    heads = _repeated_heads(table, part)
    for row in rows[:heads]:
        table.rows[rows.index(row)].is_head = True
        page.furniture.extend(line for cell in row.cells for line in cell.lines)
    rows = rows[heads:]
    reaches_foot = tail.bottom >= floor - ROOM_LEFT
    right_edges = [*columns[1:], table.box[2]]
    if rows and len(table.rows) > heads and reaches_foot and _continues(table.rows[-1], rows[0], right_edges):
        _append(table.rows[-1], rows.pop(0))
    table.rows.extend(rows)


def _merged_edges(one: list[float], two: list[float]) -> list[float]:
    extra = [x for x in two if all(abs(x - other) > SAME_COLUMN for other in one)]
    return sorted([*one, *extra])


def _renumber(table: Table, edges: list[float], columns: list[float]) -> None:
    places = [min(range(len(columns)), key=lambda index: abs(columns[index] - x)) for x in edges]
    for row in table.rows:
        for cell in row.cells:
            cell.column = places[cell.column]


def _repeated_heads(table: Table, part: Table) -> int:
    """Number of rows at the top of the part that repeat those at the top of the table."""
    count = 0
    for one, two in zip(table.rows, part.rows, strict=False):
        words = _words(one)
        if not words or words != _words(two):
            break
        count += 1
    return count


def _with_head_apart(head: Row, rows: list[Row]) -> list[Row]:
    """The rows, the first in two where its cells begin with the head's lines: no white parted it from the row below."""
    if not rows or not head.cells or _words(rows[0]) == _words(head):
        return rows
    above: list[Cell] = []
    below: list[Cell] = []
    for cell in rows[0].cells:
        lines = [line.text for line in (_cell_at(head, cell.column) or Cell([], 0)).lines]
        if [line.text for line in cell.lines[: len(lines)]] != lines:
            return rows
        above.append(Cell(cell.lines[: len(lines)], cell.column))
        below.append(Cell(cell.lines[len(lines) :], cell.column))
    return [Row(above), Row(below), *rows[1:]] if any(cell.lines for cell in above) else rows


def _words(row: Row) -> list[str]:
    return [word for cell in row.cells for line in cell.lines for word in line.text.split()]


def _continues(last: Row, first: Row, right_edges: list[float]) -> bool:
    """Whether a row at the top of a page goes on with the row at the foot of the page before."""
    filled = [cell for cell in first.cells if cell.lines]
    if not filled:
        return False
    above = _cell_at(last, filled[0].column)
    if _goes_on_list(above, filled[0]) or _dangles(above):
        return True
    if _starts_item(first) or any(_are_figures(_cell_at(last, cell.column), cell) for cell in filled):
        return False
    if filled[0].column > first.cells[0].column:
        return True
    return any(_runs_on(_cell_at(last, cell.column), cell, right_edges) for cell in filled)


def _goes_on_list(before: Cell | None, after: Cell) -> bool:
    """Whether a cell begins as lines further down in the cell before it do, which itself begins otherwise."""
    kind = _kind(after.lines[0])
    if before is None or not before.lines or kind is None or _kind(before.lines[0]) == kind:
        return False
    return any(_kind(line) == kind for line in before.lines[1:])


def _dangles(cell: Cell | None) -> bool:
    """Whether a cell ends in a sign behind which something must follow: from "10:15 -" to some other hour."""
    return cell is not None and bool(cell.lines) and cell.lines[-1].text.rstrip().endswith(_OPEN_END)


def _are_figures(before: Cell | None, after: Cell) -> bool:
    """Whether two cells hold a figure each, which no row has twice: a sum of money, a count."""
    return before is not None and all(
        cell.lines and all(_FIGURE.fullmatch(line.text.strip()) for line in cell.lines) for cell in (before, after)
    )


def _kind(line: Line) -> str | None:
    """What kind of point a line is: bulleted, or numbered in some way ("Question 2:", "b)"); None for other lines."""
    if line.marker is not None:
        return "bullet"
    match = _POINT.match(line.text)
    return re.sub(r"\w+$", "#", match[1].casefold()) + match[2] if match else None


def _starts_item(row: Row) -> bool:
    lines = row.cells[0].lines
    return bool(lines) and _NEW_ITEM.match(lines[0].text) is not None


def _cell_at(row: Row, column: int) -> Cell | None:
    return next((cell for cell in row.cells if cell.column == column), None)


def _runs_on(before: Cell | None, after: Cell, right_edges: list[float]) -> bool:
    """Whether a cell's text goes on: a small letter begins it, or the line before was full and ended no sentence."""
    first = after.lines[0]
    if first.marker is None and first.text[:1].islower():
        return True
    if before is None or not before.lines or first.marker is not None:
        return False
    last = before.lines[-1]
    if last.text.rstrip().endswith(_SENTENCE_END):
        return False
    return last.box[2] + _first_word_width(first) > right_edges[before.column] - 4


def _first_word_width(line: Line) -> float:
    word = line.text.split(maxsplit=1)[0] if line.text.strip() else ""
    return (len(word) + 1) / max(len(line.text), 1) * (line.box[2] - line.box[0])


def _append(row: Row, more: Row) -> None:
    for cell in more.cells:
        known = _cell_at(row, cell.column)
        if known is None:
            row.cells.append(cell)
            row.cells.sort(key=lambda each: each.column)
        else:
            known.lines.extend(cell.lines)
