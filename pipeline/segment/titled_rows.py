"""Tables without heads whose rows are parts of the minutes: a title on the left, what was said on the right."""

from pipeline.model.document import Cell, Row, Table
from pipeline.segment.columns import Column
from pipeline.segment.labels import label_alone, label_of
from pipeline.segment.leads import type_of
from pipeline.segment.sentences import ends_sentence, khmer_letters
from pipeline.segment.vocabulary import names_part, phrases

_FEWEST = 2
_SHARE = 0.6
"""Of the rows that must have a title and prose beside it."""
_KNOWN_SHARE = 1 / 3
"""Of these that must be called as parts of minutes are."""
_MOST_TITLE_WORDS = 10
_FEWEST_WORDS = 6
"""Words of a sentence from which what stands beside a title is prose."""


def titled_columns(table: Table) -> list[Column] | None:
    """Return what the columns of a table without heads hold whose rows are titles and prose, or None for others."""
    rows = [row for row in table.rows if sum(1 for cell in row.cells if _text_of(cell)) >= _FEWEST]
    if not rows or len(rows) < _SHARE * len(table.rows):
        return None
    numbers = all(_is_number(row.cells[0]) for row in rows)
    titles = [_title(row, int(numbers)) for row in rows]
    titled = [title for title in titles if title is not None]
    known = [title for title in titled if names_part(title) or type_of(title)]
    if len(titled) < max(_FEWEST, _SHARE * len(rows)) or len(known) < _KNOWN_SHARE * len(titled) or not known:
        return None
    width = 1 + max(cell.column for row in table.rows for cell in row.cells)
    columns: list[Column] = ["number", "topics", "discussion"] if numbers else ["topics", "discussion"]
    while len(columns) < width:
        columns.append("other")
    return columns if len(columns) == width else None


def _title(row: Row, column: int) -> str | None:
    """The title of a row, where it has one and prose beside it."""
    cells = {cell.column: cell for cell in row.cells}
    title, told = cells.get(column), cells.get(column + 1)
    if title is None or told is None or not _is_prose(told):
        return None
    label = label_of(title.lines[0]) if title.lines else None
    text = _text_of(title)[label.length if label else 0 :].strip()
    short = 0 < len(text.split()) + khmer_letters(text) // 5 <= _MOST_TITLE_WORDS
    is_title = short and not text.endswith((".", "។")) and (label is not None or column > 0 or not _is_fact(text))
    return text if is_title else None


def _is_fact(text: str) -> bool:
    """Whether a cell labels a fact or a list of people rather than a part."""
    facts = phrases("labels", "run_in").equals(text) or phrases("facts", "date", "place").equals(text)
    return facts or phrases("attendance", "present", "absent").begins(text) > 0


def _is_prose(cell: Cell) -> bool:
    """Whether a cell holds a sentence or the points of a list."""
    if any(label_of(line) is not None for line in cell.lines):
        return True
    text = _text_of(cell)
    return ends_sentence(text) and len(text.split()) + khmer_letters(text) // 5 >= _FEWEST_WORDS


def _is_number(cell: Cell) -> bool:
    text = _text_of(cell)
    return bool(cell.lines) and (text.isdigit() or (label_alone(cell.lines[0]) is not None and len(cell.lines) == 1))


def _text_of(cell: Cell) -> str:
    return " ".join(line.text for line in cell.lines).strip()
