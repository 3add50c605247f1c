"""A table that tells the minutes twice, in two languages side by side, told as paragraphs cell by cell."""

from statistics import median

from pipeline.model.document import Cell, Line, Table
from pipeline.segment.paragraphs import Paragraph, paragraphs
from pipeline.segment.question_labels import label_questions
from pipeline.segment.sentences import is_khmer, khmer_letters

_COLUMNS = 2
_SHARE = 0.75
"""Of the rows with both cells filled: from here on, in one language each, the columns are of two languages."""
_LEAST_LETTERS = 40
"""Letters that half of the cells must have: shorter ones are names or figures with their translation."""


def is_bilingual(table: Table) -> bool:
    """Return whether a table has running text in Khmer in one column and in another language in the other."""
    columns = {cell.column for row in table.rows for cell in row.cells}
    rows = [[cell for cell in row.cells if _letters(cell)] for row in table.rows]
    rows = [cells for cells in rows if len(cells) == _COLUMNS]
    if (
        len(columns) != _COLUMNS
        or not rows
        or median(_letters(cell) for cells in rows for cell in cells) < _LEAST_LETTERS
    ):
        return False
    sides = [tuple(is_khmer(_text(cell)) for cell in cells) for cells in rows]
    return max(sides.count((True, False)), sides.count((False, True))) >= _SHARE * len(rows)


def told_by_cell(table: Table, measured: bool) -> list[Paragraph]:
    """Return the paragraphs of a bilingual table: row by row, one cell's before the next one's."""
    beside: dict[int, list[Line]] = {}
    for row in table.rows:
        for cell in row.cells:
            beside.setdefault(cell.column, []).extend(cell.lines)
    return [
        paragraph
        for row in table.rows
        for cell in row.cells
        for paragraph in label_questions(paragraphs(cell.lines, measured, columns=beside[cell.column]))
    ]


def _letters(cell: Cell) -> int:
    return sum(character.isalpha() for character in _text(cell)) + khmer_letters(_text(cell))


def _text(cell: Cell) -> str:
    return " ".join(line.text for line in cell.lines)
