"""An agenda's table to sections: a row is a session, a break, an opening or a closing."""

from collections.abc import Sequence

from pipeline.khmer.dates import find_dates
from pipeline.model.document import Cell, Line, Row, Table
from pipeline.model.minutes import Section
from pipeline.segment.agenda_rows import RowTexts, continue_row, read_row, row_kind
from pipeline.segment.agenda_titles import join_title
from pipeline.segment.blocks import BlockMaker
from pipeline.segment.columns import Column, columns_of, is_clock, tells_hours
from pipeline.segment.dates import find_english_date
from pipeline.segment.discussion import Content
from pipeline.segment.flat_table import starts_row
from pipeline.segment.leads import type_of
from pipeline.segment.paragraphs import Paragraph, paragraphs
from pipeline.segment.question_labels import label_questions
from pipeline.segment.sentences import ends_sentence
from pipeline.segment.titled_rows import titled_columns
from pipeline.segment.vocabulary import phrases

_FEWEST_TITLED = 2
"""Rows that begin as an agenda's do from which a table without telling heads is one."""
_MOST_PART_WORDS = 12
"""Words of a row of one cell that names the day or part of the rows below it."""
_FEWEST_TOLD = 6
"""Words of a sentence in the column of speakers, from which it tells what they said."""


def agenda_columns(table: Table) -> list[Column] | None:
    """Return what the columns of an agenda's table hold, or None where the table is no agenda with a discussion.

    A programme that says no more than when and by whom is none.
    """
    head = next((row for row in table.rows[:2] if len(row.cells) > 1), table.rows[0])
    titled = sum(1 for row in table.rows if row.cells and row.cells[0].lines and starts_row(row.cells[0].lines[0]))
    clocked = tells_hours([_text_of(cell) for cell in row.cells] for row in table.rows)
    columns = columns_of([_text_of(cell) for cell in head.cells], vague=titled >= _FEWEST_TITLED, clocked=clocked)
    if columns is not None:
        head.is_head = True
        return columns if any(_is_told(row, columns) for row in table.rows) else None
    if titled >= _FEWEST_TITLED and max(len(row.cells) for row in table.rows) == 2:
        return ["topics", "discussion"]
    return titled_columns(table)


def is_programme(table: Table) -> bool:
    """Return whether a table says of topics no more than when and by whom."""
    rows = [[_text_of(cell) for cell in row.cells] for row in table.rows]
    return tells_hours(rows) and columns_of(rows[0], clocked=True) is not None


def read_agenda(table: Table, columns: Sequence[Column], maker: BlockMaker, measured: bool) -> Content:
    """Return the head row as a block and each further row as a section; the rows of a day stand in its section."""
    content = Content()
    reader = _Cells(table, columns, measured)
    siblings = content.sections
    for row in table.rows:
        if row.is_head:
            content.blocks.append(maker.row(row, len(columns)))
            continue
        part = reader.part(row)
        if part is not None:
            section = Section(kind=row_kind(part), heading=maker.block("heading", part))
            content.sections.append(section)
            siblings = section.sections if _names_day(part.text) else content.sections
            continue
        texts = reader.texts(row)
        if siblings and not texts.begins_row:
            continue_row(siblings[-1], texts, maker)
        else:
            siblings.append(read_row(texts, maker))
    return content


class _Cells:
    """Reads the cells of one agenda by what their columns hold."""

    def __init__(self, table: Table, columns: Sequence[Column], measured: bool) -> None:
        self._columns = columns
        self._measured = measured
        self._beside: dict[int, list[Line]] = {}
        self._heads: dict[int, str] = {}
        for row in table.rows:
            for cell in row.cells:
                if not row.is_head:
                    self._beside.setdefault(cell.column, []).extend(cell.lines)
                else:
                    self._heads.setdefault(cell.column, _text_of(cell))

        told = [self._heads.get(n, "") for n, column in enumerate(columns) if column == "discussion"]
        self._only_results = all(type_of(head) for head in told)
        """Whether what was said has no column of its own, so that it stands under "Results"."""

    def texts(self, row: Row) -> RowTexts:
        """Return the paragraphs of a row by what they are."""
        texts = RowTexts(heads={kind: self._heads.get(n, "") for n, kind in reversed([*enumerate(self._columns)])})
        for cell in row.cells:
            column, head = _column_of(cell, self._columns), self._heads.get(cell.column, "")
            if column == "discussion" and type_of(head) and not (self._only_results and _is_discussion(head)):
                texts.results.append((head, self._paragraphs(cell)))
            else:
                texts.cells.setdefault(column, []).extend(self._paragraphs(cell))
        return texts

    def part(self, row: Row) -> Paragraph | None:
        """Return the one line of a row whose columns are merged, which names a day or a part; None for other rows."""
        cells = [cell for cell in row.cells if _text_of(cell)]
        if len(row.cells) > 1 and not (len(cells) == 1 and _names_day(_text_of(cells[0]))):
            return None
        found = self._paragraphs(cells[0]) if cells else []
        if len(found) != 1 or found[0].word_count > _MOST_PART_WORDS or ends_sentence(found[0].text):
            return None
        return None if is_clock(found[0].text) else found[0]

    def _paragraphs(self, cell: Cell) -> list[Paragraph]:
        beside = self._beside.get(cell.column) or cell.lines
        is_left = self._measured and _column_of(cell, self._columns) == "topics"
        lines = join_title(cell.lines, max(line.box[2] for line in beside)) if is_left and beside else cell.lines
        return label_questions(paragraphs(lines, self._measured, columns=beside))


def _is_told(row: Row, columns: Sequence[Column]) -> bool:
    """Whether a row tells what was said, beside its topic or, where no column is for that, beside who spoke."""
    if row.is_head:
        return False
    if "discussion" in columns:
        return any(_column_of(cell, columns) == "discussion" and _text_of(cell) for cell in row.cells)
    spoken = [_text_of(cell) for cell in row.cells if _column_of(cell, columns) == "speaker"]
    return any(ends_sentence(text) and len(text.split()) >= _FEWEST_TOLD for text in spoken)


def _names_day(text: str) -> bool:
    if not phrases("agenda", "day").begins(text) and not find_english_date(text):
        return bool(find_dates(text))
    return len(text.split()) <= _MOST_PART_WORDS


def _is_discussion(head: str) -> bool:
    return phrases("agenda", "discussion").equals(head)


def _column_of(cell: Cell, columns: Sequence[Column]) -> Column:
    return columns[min(cell.column, len(columns) - 1)]


def _text_of(cell: Cell) -> str:
    return " ".join(line.text for line in cell.lines).strip()
