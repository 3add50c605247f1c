"""Cells of a Word table on their grid: what they cover, and which go on with the cell above."""

from typing import Any

from docx.oxml.ns import qn

from pipeline.model.document import Cell, Row


def _property(cell: Any, name: str) -> Any | None:
    return cell.find(f"{qn('w:tcPr')}/{qn(name)}")


def columns_of(cell: Any) -> int:
    """Return how many columns of the grid a cell covers."""
    span = _property(cell, "w:gridSpan")
    return 1 if span is None else int(span.get(qn("w:val"), "1"))


def is_merged_up(cell: Any) -> bool:
    """Return whether a cell goes on with the one above it."""
    merge = _property(cell, "w:vMerge")
    return merge is not None and merge.get(qn("w:val"), "continue") == "continue"


def cell_above(rows: list[Row], column: int) -> Cell:
    """Return the cell that a merged one goes on with: the last that covers its column."""
    above = [cell for row in rows for cell in row.cells if cell.column <= column]
    return max(enumerate(above), key=lambda place: (place[1].column, place[0]))[1]


def grid_before(row: Any) -> int:
    """Return how many columns a row leaves out on its left."""
    before = row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}")
    return 0 if before is None else int(before.get(qn("w:val"), "0"))
