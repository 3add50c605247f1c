"""Rows of a table of the minutes as tables of the report."""

import re
from itertools import groupby

from pipeline.emit.printed import printed_lead
from pipeline.emit.word_manuscript import Manuscript
from pipeline.emit.word_text import Element
from pipeline.model.minutes import Block

_LONGEST_HEAD = 40
_WIDEST = 60
"""Characters of a cell above which its column gets no wider."""
_SENTENCE_ENDS = (".", ";", "។", "៕")
_FIGURES = re.compile(r"\d")
_YEAR = re.compile(r"[12]\d{3}(?:\s*[-–/]\s*(?:\d{2}|\d{4}))?")


def set_rows(manuscript: Manuscript, rows: list[Block], marks: list[str]) -> None:
    """Set neighbouring rows as tables; a row on its own, such as the heads of a table told apart below, as a line.

    All rows of a table have as many cells, so that rows with another number of them belong to another table. `marks`
    are those of doubt, one for each row.
    """
    marked = [(_cells(row), mark) for row, mark in zip(rows, marks, strict=True)]
    for _, alike in groupby(marked, key=lambda pair: len(pair[0])):
        texts, signs = map(list, zip(*alike, strict=True))
        if len(texts) == 1:
            manuscript.paragraph("Note", *manuscript.runs(" | ".join(texts[0])), *manuscript.mark(signs[0]))
        else:
            head = texts[0] if _has_head(texts) else []
            begin = 1 if head else 0
            cells = [_row(manuscript, row, sign) for row, sign in zip(texts[begin:], signs[begin:], strict=True)]
            manuscript.table(_shares(texts), cells, head)


def _row(manuscript: Manuscript, texts: list[str], mark: str) -> list[list[Element]]:
    """The cells of a row, its mark behind the last words."""
    cells = [manuscript.cell(text) for text in texts]
    if mark:
        last = max((place for place, text in enumerate(texts) if text), default=0)
        cells[last][0].extend(manuscript.mark(mark))
    return cells


def _has_head(rows: list[list[str]]) -> bool:
    """Whether the first row of a table names its columns.

    Its cells are filled, differ, hold no figures but years and are no sentences; and a column below has figures or
    longer texts. A row whose words come back below it is one like the others.
    """
    first, below = rows[0], rows[1:]
    if not all(first) or len(set(first)) < len(first) or len(first) < 2:
        return False
    if not all(map(_names_column, first)):
        return False
    columns = [[row[n] for row in below if n < len(row) and row[n]] for n in range(len(first))]
    if any(head in column for head, column in zip(first, columns, strict=True)):
        return False
    if any(column and all(_FIGURES.search(cell) for cell in column) for column in columns):
        return True
    return any(column and min(map(len, column)) > len(head) for head, column in zip(first, columns, strict=True))


def _names_column(cell: str) -> bool:
    if _YEAR.fullmatch(cell):
        return True
    is_sentence = cell.endswith(_SENTENCE_ENDS) and " " in cell
    return len(cell) <= _LONGEST_HEAD and not is_sentence and not _FIGURES.search(cell)


def _cells(row: Block) -> list[str]:
    cells = list(row.cells) or [row.text]
    lead = printed_lead(row)
    return [f"{lead} {cells[0]}".strip(), *cells[1:]] if lead else cells


def _shares(rows: list[list[str]]) -> list[float]:
    """Return the columns' shares by their longest cell, no column under a quarter of the widest one's."""
    width = max(len(row) for row in rows)
    longest = [max((len(row[column]) for row in rows if column < len(row)), default=0) for column in range(width)]
    capped = [min(length, _WIDEST) for length in longest]
    return [max(length, max(capped) / 4, 1) for length in capped]
