"""What the columns of a table of tasks hold, by what their heads mean and by what stands below them."""

import re
from collections.abc import Callable, Iterator, Sequence

from pipeline.khmer.fold import fold
from pipeline.model.minutes import Block
from pipeline.segment.due import DueDates
from pipeline.segment.leads import type_of
from pipeline.segment.owners import Owners
from pipeline.segment.sentences import ends_sentence
from pipeline.segment.tables import cell, columns_by_heads
from pipeline.segment.vocabulary import phrases, words

_HEAD_PARTS = re.compile(r"\s*(?:/|\(|,|\bor\b|\band\b)\s*")
_NAMES = ("owner", "due", "action")
_MOST_HEAD_WORDS = 5
_MOST_STATED = 25
"""Words of a cell that states a task; more tell what was said."""
_MOST = 0.6
"""The share of a column's cells that must be of a kind for it to hold that kind."""
_WORDS = re.compile(r"[A-Za-z\u1780-\u17b3]{2}")


def task_columns(rows: Sequence[Block], dates: DueDates, owners: Owners, under_heading: bool) -> dict[str, int]:
    """Return which column of a table holds the tasks, their owners and terms; "action" is missing where it has none.

    `rows` begin with the heads; `under_heading`: what stands above the table calls it one of tasks. A head is read by
    its words, whole or the last of them; where owner and term are known, or what stands above says that there are
    tasks, other columns are told by their cells.
    """
    columns = columns_by_heads(rows[0].cells, "action_table")
    if not columns and not under_heading:
        return _by_cells(rows, columns, dates, owners) if _reads_due(rows, dates) else columns
    for n, name in _by_words(rows[0].cells, columns):
        columns.setdefault(name, n)
    if under_heading or columns.keys() & {"owner", "due"}:
        columns = _by_cells(rows, columns, dates, owners)
    return columns


def said_column(rows: Sequence[Block], columns: dict[str, int]) -> int | None:
    """Return the column beside the tasks that tells in sentences what was said: by its head, else the fullest one."""
    heads = rows[0].cells
    named = next((n for n, head in enumerate(heads) if phrases("outcome_table", "said").equals(head)), None)
    if named is not None:
        return named
    told = {n: len(_below(rows, n)) and sum(map(_is_told, _below(rows, n))) for n in _free(rows, columns)}
    best = max(told, key=lambda n: told[n], default=None)
    return best if best is not None and told[best] else None


def _by_words(cells: Sequence[str], known: dict[str, int]) -> Iterator[tuple[int, str]]:
    """Heads of several words, by one of them that stands alone or by those they end in."""
    for n, each in enumerate(cells):
        head = fold(each).strip(" .:៖*?")
        if n in known.values() or not head or len(head.split()) > _MOST_HEAD_WORDS:
            continue
        parts = {part.strip(" ).:?") for part in _HEAD_PARTS.split(head)}
        for name in _NAMES:
            if name == "action" and _names_other(head):
                continue
            if parts & words("action_table", name) or phrases("action_table", name).ends(head):
                yield n, name
                break


def _by_cells(rows: Sequence[Block], known: dict[str, int], dates: DueDates, owners: Owners) -> dict[str, int]:
    """Columns whose heads say nothing: dates are terms, people and bodies owners, what stands before both tasks."""
    columns = dict(known)
    tests: tuple[tuple[str, Callable[[str], bool]], ...] = (
        ("due", lambda text: dates.date_at(text) is not None),
        ("owner", owners.is_owner),
    )
    for name, holds in tests:
        free = [n for n in reversed(_free(rows, columns)) if n > columns.get("action", 0)]
        found = next((n for n in free if _share(_below(rows, n), holds) >= _MOST), None)
        if name not in columns and found is not None:
            columns[name] = found
    states_others = any(map(_names_other, rows[0].cells))
    if "action" not in columns and columns.keys() >= {"owner", "due"} and not states_others:
        first = min(columns["owner"], columns["due"])
        stated = [n for n in _free(rows, columns) if n < first and _share(_below(rows, n), _is_stated) >= _MOST]
        if stated:
            columns["action"] = stated[-1]
    return columns


def _names_other(head: str) -> bool:
    """Whether a head names outcomes that are no tasks ("Decisions taken")."""
    kinds = ("decision", "recommendation", "request", "finding", "motion")
    return type_of(head) not in (None, "action_item") or phrases("outcome_table", *kinds).begins(head) > 0


def _reads_due(rows: Sequence[Block], dates: DueDates) -> bool:
    """Whether the last column of a table of several holds terms behind a column of short texts."""
    width = len(rows[0].cells)
    if dates.date_at(cell(rows[0], width - 1)) is not None:
        return False  # no heads
    return width > 2 and _share(_below(rows, width - 1), lambda text: dates.date_at(text) is not None) >= _MOST


def _free(rows: Sequence[Block], columns: dict[str, int]) -> list[int]:
    """The columns that hold something else than is known, and no numbers or states of business."""
    return [
        n
        for n, head in enumerate(rows[0].cells)
        if n not in columns.values() and _WORDS.search(" ".join(_below(rows, n)))
        and not phrases("action_table", "state").equals(head)
    ]  # fmt: skip


def _below(rows: Sequence[Block], n: int) -> list[str]:
    return [text for row in rows[1:] if (text := cell(row, n))]


def _share(texts: Sequence[str], holds: Callable[[str], bool]) -> float:
    return sum(map(holds, texts)) / len(texts) if texts else 0.0


def _is_stated(text: str) -> bool:
    return _WORDS.search(text) is not None and len(text.split()) <= _MOST_STATED


def _is_told(text: str) -> int:
    return len(text) if ends_sentence(text) else 0
