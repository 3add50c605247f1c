"""Rows of tables that are outcomes: tasks with owner and date, decisions, recommendations, motions with their votes."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.khmer.fold import fold
from pipeline.model.minutes import Block, OutcomeType
from pipeline.segment.break_marks import place_of
from pipeline.segment.columns import tells_hours
from pipeline.segment.due import DueDates
from pipeline.segment.found import Found
from pipeline.segment.leads import type_of, types_of
from pipeline.segment.outcome_labels import Piece, says_nothing
from pipeline.segment.owners import Owners
from pipeline.segment.spans import sentence_spans
from pipeline.segment.tables import cell, columns_by_heads
from pipeline.segment.task_columns import said_column, task_columns
from pipeline.segment.vocabulary import words
from pipeline.segment.votes import result_of, votes_of

_KINDS: tuple[OutcomeType, ...] = ("motion", "decision", "recommendation", "request", "finding")
_FIELDS = ("motion", "moved_by", "seconded_by", "votes", "result")
_HEAD_ROWS = 2
_MOST_LABEL_WORDS = 4
_SURE, _LIKELY = 0.9, 0.75
_ACTION = re.compile(r"actions?\b", re.I)
_WORD = re.compile(r"[A-Za-z\u1780-\u17b3]{2}")


@dataclass(frozen=True)
class OutcomeTable:
    """A run of rows under heads that say what is to be done, or was decided."""

    rows: Sequence[Block]
    columns: dict[str, int]
    is_sure: bool
    """Whether the heads, or the heading above, call it a table of tasks."""
    said: int | None = None
    """The column of what was said, whose sentences may tell outcomes too."""

    def outcomes(self, dates: DueDates, owners: Owners) -> Iterator[tuple[Block, list[Found]]]:
        """Yield each row below the heads with its outcomes."""
        for row in self.rows:
            if _lists_people(row.cells):
                return  # another table's head
            if "action" in self.columns:
                found = self._of_row(row, "action_item", "action", dates)
                yield row, [self._beside_owner(one, owners) for one in found]
            else:
                kinds = sorted(_KINDS, key=lambda kind: self.columns.get(kind, 0))
                yield row, [one for kind in kinds for one in self._of_row(row, kind, kind, dates)]

    def _of_row(self, row: Block, kind: OutcomeType, column: str, dates: DueDates) -> Iterator[Found]:
        text = cell(row, self.columns.get(column))
        others = sum(1 for each in row.cells if each.strip())
        if not _WORD.search(text) or says_nothing(text) or (kind == "action_item" and others < 2):
            return
        found = in_cell(row, text, kind, _SURE if self.is_sure else _LIKELY)
        due = cell(row, self.columns.get("due"))
        if kind in ("action_item", "decision", "recommendation"):
            found.owner = cell(row, self.columns.get("owner")).strip(" -–") or None
            found.due = dates.date_at(due) if due else dates.due_in(text)
        if kind in ("motion", "decision"):
            self._fill(found, row)
        yield found

    def _beside_owner(self, found: Found, owners: Owners) -> Found:
        """A task that is only its owner's name is what the row's longest cell says last."""
        if found.owner or not owners.is_owner(found.text):
            return found
        others = [each for each in found.block.cells if each.strip() != found.text]
        said = max(others, key=len, default="")
        spans, place = sentence_spans(said), place_of(said, found.block.text)
        if not spans or place is None:
            return found
        first, last = spans[-1]
        return replace(found, start=place[0] + first, end=place[0] + last, owner=found.text)

    def _fill(self, found: Found, row: Block) -> None:
        found.moved_by = cell(row, self.columns.get("moved_by")) or None
        found.seconded_by = cell(row, self.columns.get("seconded_by")) or None
        votes, result = cell(row, self.columns.get("votes")), cell(row, self.columns.get("result"))
        found.votes = votes_of(votes) or votes or votes_of(result)
        found.result = (result_of(result) or result.lower() or None) if result else result_of(votes)


def labelled_cell(row: Block) -> Piece | None:
    """Return the cell beside one that names a type of outcome ("Action points | - Lim to ..."), or None."""
    cells = [each for each in row.cells if each.strip()]
    kind = type_of(cells[0]) if len(cells) == 2 and len(cells[0].split()) <= _MOST_LABEL_WORDS else None
    kind = None if kind and type_of(cells[1]) else kind  # the heads of two columns
    place = place_of(cells[1], row.text) if kind else None
    return Piece(kind, *place, place[0], is_list=True) if place else None


def table_of(
    rows: Sequence[Block], kinds: Collection[OutcomeType], dates: DueDates, owners: Owners
) -> OutcomeTable | None:
    """Return the rows of a table as one of outcomes, or None; `kinds`: what the heading or line above it names."""
    under_heading = "action_item" in kinds
    if tells_hours(row.cells for row in rows) or _lists_people(rows[0].cells):
        return None  # a programme, with who speaks when, or a table of people
    for n, row in enumerate(rows[:_HEAD_ROWS]):
        table = _of_tasks(rows[n:], under_heading, dates, owners)
        if table is not None:
            return table
        others = _columns(row.cells, kinds)
        filled = sum(1 for each in row.cells if each.strip())
        if others.keys() & set(_KINDS) and filled > 1 and (len(rows) - n > 1) and not _is_field(rows, n):
            return OutcomeTable(rows[n + 1 :], others, is_sure=True)
    return None


def _lists_people(heads: Sequence[str]) -> bool:
    lists = len(columns_by_heads(heads, "attendance_table")) > 1
    return lists and "action" not in columns_by_heads(heads, "action_table")


def _of_tasks(rows: Sequence[Block], under_heading: bool, dates: DueDates, owners: Owners) -> OutcomeTable | None:
    """A table of tasks whose heads stand in its first row, or None."""
    columns = task_columns(rows, dates, owners, under_heading)
    said = said_column(rows, columns)
    by_name = said is not None and "action" not in columns and _ACTION.match(cell(rows[0], columns.get("owner")))
    if by_name:
        columns["action"] = columns.pop("owner")  # "Action by", with names alone
    if "action" not in columns or not (columns.keys() & {"owner", "due"} or under_heading or said is not None):
        return None
    names_tasks = "action_item" in types_of(cell(rows[0], columns["action"]))
    is_sure = under_heading or names_tasks or columns.keys() >= {"owner", "due"}
    return OutcomeTable(rows[1:], columns, is_sure, said) if is_sure or by_name or "owner" in columns else None


def _columns(cells: Sequence[str], kinds: Collection[OutcomeType]) -> dict[str, int]:
    """What the columns hold by their heads; problems and solutions are data, unless what stands above names them."""
    columns = columns_by_heads(cells, "outcome_table")
    known = {kind: n for kind, n in columns.items() if kind != "finding" or "finding" in kinds}
    if "finding" in columns and "finding" not in known:
        known.pop("recommendation", None)
    return known


def in_cell(row: Block, text: str, kind: OutcomeType, confidence: float) -> Found:
    """Return what a row's cell states as an outcome; the whole row where the cell is not whole in its text."""
    start, end = place_of(text, row.text) or (0, len(row.text))
    return Found(kind, row, start, end, confidence)


def field_of(row: Block) -> tuple[str, str] | None:
    """Return which field of a motion a row of two cells tells, and its words: ("moved_by", "Jane Doe")."""
    cells = [each.strip() for each in row.cells if each.strip()]
    if len(cells) != 2:
        return None
    head = fold(cells[0]).strip(" .:៖*")
    name = next((name for name in _FIELDS if head in words("outcome_table", name)), None)
    return (name, cells[1]) if name else None


def _is_field(rows: Sequence[Block], n: int) -> bool:
    """Whether a row is no head but the first field of a motion's own table, whose next rows are fields too."""
    return n + 1 < len(rows) and field_of(rows[n]) is not None and field_of(rows[n + 1]) is not None
