"""Tables that only set texts side by side: heads of letters, boxes, topics with their points in a cell."""

from pipeline.model.document import Cell, Table
from pipeline.segment.agenda import agenda_columns
from pipeline.segment.labels import label_of
from pipeline.segment.vocabulary import phrases

_FEWEST_LINES = 2
"""Lines that some cell of a frame has; points that a cell of lists has."""
_MOST_LABEL_WORDS = 6
"""Words of what stands left of a cell of points."""


def is_frame(table: Table) -> bool:
    """Return whether a table is to be read cell by cell, as the paragraphs in its cells.

    A box is such a frame, and one row with several lines in a cell, unless it begins with a label ("Present |
    A. Keller, ..."); so are rows that have a few words at the left and a list of points at the right.
    """
    if len(table.rows) == 1:
        cells = table.rows[0].cells
        if len(cells) == 1:
            return True
        return any(len(cell.lines) >= _FEWEST_LINES for cell in cells) and not _is_label(cells[0])
    if not all(len(row.cells) == 2 and not row.is_head for row in table.rows) or agenda_columns(table) is not None:
        return False
    return all(_is_short(row.cells[0]) and _holds_points(row.cells[1]) for row in table.rows)


def _is_label(cell: Cell) -> bool:
    text = _text(cell)
    labels = (phrases("labels", "run_in"), phrases("facts", "date", "place"), phrases("attendance"))
    return any(label.equals(text) for label in labels)


def _is_short(cell: Cell) -> bool:
    return 0 < len(_text(cell).split()) <= _MOST_LABEL_WORDS


def _holds_points(cell: Cell) -> bool:
    labels = [label for line in cell.lines if (label := label_of(line)) is not None]
    return len(labels) >= 1 and labels[0].kind in ("bullet", "dash", "number") and label_of(cell.lines[0]) is not None


def _text(cell: Cell) -> str:
    return " ".join(line.text for line in cell.lines).strip()
