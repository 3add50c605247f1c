"""What the columns of an agenda hold, read from their heads."""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Literal

from pipeline.khmer.fold import fold
from pipeline.segment.labels import ascii_number
from pipeline.segment.openings import is_hours
from pipeline.segment.vocabulary import phrases, tables

Column = Literal["number", "time", "due", "topics", "speaker", "discussion", "owner", "other"]
_KINDS: tuple[tuple[Column, str, str], ...] = (
    ("discussion", "agenda", "discussion"),
    ("topics", "agenda", "topics"),
    ("time", "agenda", "time"),
    ("speaker", "agenda", "speaker"),
    ("number", "agenda", "number"),
    ("discussion", "agenda", "result"),
    ("owner", "action_table", "owner"),
    ("due", "action_table", "due"),
)
"""What a column may hold and where its heads stand in the vocabulary, in the order in which a head is tried."""
_WITHIN: tuple[tuple[Column, str], ...] = (
    ("owner", "owner_within"),
    ("discussion", "result_within"),
    ("discussion", "discussion_within"),
    ("topics", "topics_within"),
)
"""The same for words inside a longer head."""
_MOST_HEAD_WORDS = 6
_FEWEST_CLOCKED = 2
"""Rows with hours from which they are those of a programme."""
_FEWEST_KNOWN = 2
"""Columns that must be known for one that is not to be let pass."""


def columns_of(heads: Sequence[str], vague: bool = False, clocked: bool = False) -> list[Column] | None:
    """Return what each column holds, or None where the heads are not those of an agenda with a discussion.

    `heads` are the texts of a head row's cells. Heads that stand over many a table ("Activities", "Remarks") make no
    agenda by themselves unless `vague` says that its rows do, or `clocked` that it tells the hours of its rows; nor do
    a person in charge and a date: that is a plan.
    """
    kinds = [_kinds(head) for head in heads]
    first_topics = next((n for n, kind in enumerate(kinds) if "topics" in kind), None)
    if len(kinds) < 2 or first_topics is None:
        return None
    columns: list[Column] = ["topics" if n == first_topics else _column(kind) for n, kind in enumerate(kinds)]
    if "other" in columns and (
        columns.count("other") > 1 or "discussion" not in columns or len(columns) <= _FEWEST_KNOWN
    ):
        return None
    columns = ["time" if column == "other" and n < first_topics else column for n, column in enumerate(columns)]
    told = columns.index("discussion") if "discussion" in columns else len(columns)
    columns = ["due" if column == "time" and n > told else column for n, column in enumerate(columns)]
    hours = clocked or any(_matches("agenda", "hours", head) for head in heads)
    return columns if _is_agenda(heads, columns, hours, vague) else None


def _column(kinds: tuple[Column, ...]) -> Column:
    """What a column holds that is not the first of topics."""
    return next((kind for kind in kinds if kind != "topics"), "discussion" if kinds else "other")


def _is_agenda(heads: Sequence[str], columns: Sequence[Column], hours: bool, vague: bool) -> bool:
    telling = [
        head
        for head, column in zip(heads, columns, strict=True)
        if column in ("topics", "discussion") and not _is_vague(head)
    ]
    if "discussion" in columns:
        return hours or vague or (bool(telling) and not _is_plan(heads, columns))
    if "speaker" in columns or "owner" in columns:
        return hours or ("speaker" in columns and bool(telling))
    return False


def _is_plan(heads: Sequence[str], columns: Sequence[Column]) -> bool:
    """Whether vague topics stand with nothing but what is to come of them ("Item | Action | Owner | Due")."""
    told = [head for head, column in zip(heads, columns, strict=True) if column == "discussion"]
    return _is_vague(heads[columns.index("topics")]) and all(map(_is_result, told))


def _is_result(head: str) -> bool:
    within = phrases("agenda", "result_within").within(head)
    return _matches("agenda", "result", head) or (within and not _matches("agenda", "discussion", head))


def tells_hours(rows: Iterable[Sequence[str]]) -> bool:
    """Return whether some rows of cells say from when to when, as those of a programme do."""
    return sum(1 for cells in rows if any(map(is_clock, cells))) >= _FEWEST_CLOCKED


def is_clock(text: str) -> bool:
    """Return whether a cell is nothing but hours, in digits of either script."""
    return is_hours(ascii_number(text) or "")


def split_heads(text: str) -> list[str] | None:
    """Return the heads of a two-column agenda that a text extractor left on one line, or None if it is no such line."""
    match = _two_heads().fullmatch(fold(text).strip())
    if match is None:
        return None
    words = text.split()
    for n in range(1, len(words)):
        heads = [" ".join(words[:n]), " ".join(words[n:])]
        if columns_of(heads):
            return heads
    return None


def head_lines(texts: Sequence[str]) -> tuple[list[str], int] | None:
    """Return the heads that a flattened two-column agenda begins with, and on how many of the lines they stand.

    `texts` are the lines from some place on: the heads stand on one line or on two. None where they are no heads.
    """
    heads = split_heads(texts[0])
    if heads is not None:
        return heads, 1
    pair = [text.strip() for text in texts[:2]]
    if len(pair) == 2 and _matches("agenda", "topics", pair[0]) and _matches("agenda", "discussion", pair[1]):
        return (pair, 2) if columns_of(pair) else None
    return None


def _kinds(head: str) -> tuple[Column, ...]:
    exact = tuple(column for column, group, name in _KINDS if _matches(group, name, head))
    if exact or len(head.split()) > _MOST_HEAD_WORDS:
        return exact
    return tuple(column for column, name in _WITHIN if phrases("agenda", name).within(head))


def _is_vague(head: str) -> bool:
    return _matches("agenda", "vague", head)


@lru_cache(maxsize=8192)
def _matches(group: str, name: str, head: str) -> bool:
    return _exact(group, name).fullmatch(fold(head).strip(" :៖.")) is not None


@cache
def _exact(group: str, name: str) -> re.Pattern[str]:
    return re.compile(_alternatives(group, name))


@cache
def _two_heads() -> re.Pattern[str]:
    return re.compile(rf"(?:{_alternatives('agenda', 'topics')})\s+(?:{_alternatives('agenda', 'discussion')})")


def _alternatives(group: str, name: str) -> str:
    folded = sorted((fold(phrase).strip(".") for phrase in tables()[group][name]), key=len, reverse=True)
    return "|".join(re.escape(phrase) for phrase in folded)
