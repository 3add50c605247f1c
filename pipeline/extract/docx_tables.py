"""Tables of a Word file on their grid: merged cells once, deleted rows left out, the looks of a table's style."""

from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Any

from docx.oxml.ns import qn

from pipeline.extract.docx_styles import StyleBook
from pipeline.extract.docx_values import children, number_of, points, switch_of, value_of
from pipeline.extract.lines import union
from pipeline.model.document import Cell, Line, Row, Table

CellReader = Callable[[Any, Sequence[Any]], list[Line]]
"""Takes a `w:tc` and the run properties that the table's style gives to it, nearest first."""
_FIRST_ROW, _FIRST_COLUMN = 0x0020, 0x0080
"""Bits of a `w:tblLook` (ECMA-376, 17.4.56)."""


def read_table(element: Any, styles: StyleBook, read_cell: CellReader) -> Table:
    """Return a table; a merged cell stands once, at its first place, nested tables as lines of their cell."""
    looks = _Looks(element, styles)
    rows: list[Row] = []
    for row in children(element, "w:tr"):
        properties = row.find(qn("w:trPr"))
        if properties is not None and properties.find(qn("w:del")) is not None:
            continue
        cells: list[Cell] = []
        column = number_of(properties, "w:gridBefore") or 0
        for cell in children(row, "w:tc"):
            lines = read_cell(cell, looks.of(first_row=not rows, first_column=not cells))
            if _goes_on(cell, "w:hMerge") and cells:
                cells[-1].lines.extend(lines)
            elif _goes_on(cell, "w:vMerge") and rows:
                _cell_above(rows, column).lines.extend(lines)
            else:
                cells.append(Cell(lines, column))
            column += _columns_of(cell)
        rows.append(Row(cells, is_head=bool(switch_of(properties, "w:tblHeader"))))
    boxes = [line.box for row in rows for cell in row.cells for line in cell.lines]
    return Table(rows, 1, union(boxes) if boxes else (0.0, 0.0, 0.0, 0.0))


def is_loose(element: Any, styles: StyleBook) -> bool:
    """Return whether nothing is drawn around a table's cells: it only serves to place them side by side."""
    properties = element.find(qn("w:tblPr"))
    style_id = value_of(properties, "w:tblStyle")
    style = styles.style(style_id, "table") if style_id is not None else None
    holders = [properties] if properties is not None else []
    holders += [
        part for each in (style.chain() if style is not None else ()) for part in each.element.iter(qn("w:tblPr"))
    ]
    own = next((found for holder in holders if (found := holder.find(qn("w:tblBorders"))) is not None), None)
    drawn = [own] if own is not None else []
    drawn += element.iterfind(f"{qn('w:tr')}/{qn('w:tc')}/{qn('w:tcPr')}/{qn('w:tcBorders')}")
    drawn += [
        part for each in (style.chain() if style is not None else ()) for part in each.element.iter(qn("w:tcBorders"))
    ]
    return not any(side.get(qn("w:val"), "none") not in ("none", "nil") for holder in drawn for side in holder)


def column_edges(element: Any, frame: float) -> list[float]:
    """Return the left edges of a table's columns and the right edge of the last, in points from the frame's left."""
    widths = [
        points(column.get(qn("w:w"))) or 0.0 for column in element.iterfind(f"{qn('w:tblGrid')}/{qn('w:gridCol')}")
    ]
    if not widths or min(widths) <= 0:
        widths = [frame / max(len(widths), 2)] * max(len(widths), 2)
    return [0.0, *accumulate(widths)]


class _Looks:
    """The run properties that a table's style gives to its first row, its first column and all else."""

    def __init__(self, element: Any, styles: StyleBook) -> None:
        properties = element.find(qn("w:tblPr"))
        style_id = value_of(properties, "w:tblStyle")
        style = styles.style(style_id, "table") if style_id is not None else None
        look = properties.find(qn("w:tblLook")) if properties is not None else None
        self._row = _is_looked(look, "firstRow", _FIRST_ROW)
        self._column = _is_looked(look, "firstColumn", _FIRST_COLUMN)
        self._all = style.properties("w:rPr") if style is not None else []
        self._parts = {
            name: [
                found
                for each in (style.chain() if style is not None else ())
                for part in each.element.findall(qn("w:tblStylePr"))
                if part.get(qn("w:type")) == name and (found := part.find(qn("w:rPr"))) is not None
            ]
            for name in ("firstRow", "firstCol")
        }

    def of(self, first_row: bool, first_column: bool) -> list[Any]:
        """The properties of a cell, nearest first."""
        row = self._parts["firstRow"] if first_row and self._row else []
        column = self._parts["firstCol"] if first_column and self._column else []
        return [*row, *column, *self._all]


def _is_looked(look: Any | None, name: str, bit: int) -> bool:
    if look is None:
        return False
    told = look.get(qn(f"w:{name}"))
    if told is not None:
        return told in ("1", "true", "on")
    return bool(int(look.get(qn("w:val"), "0"), 16) & bit)


def _goes_on(cell: Any, name: str) -> bool:
    """Whether a cell goes on with the one above (w:vMerge) or before it (w:hMerge)."""
    merge = cell.find(f"{qn('w:tcPr')}/{qn(name)}")
    return merge is not None and merge.get(qn("w:val"), "continue") == "continue"


def _columns_of(cell: Any) -> int:
    return number_of(cell.find(qn("w:tcPr")), "w:gridSpan") or 1


def _cell_above(rows: list[Row], column: int) -> Cell:
    """The cell that a merged one goes on with: the last that covers its column."""
    above = [cell for row in rows for cell in row.cells if cell.column <= column]
    return max(enumerate(above), key=lambda place: (place[1].column, place[0]))[1]
