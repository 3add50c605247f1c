"""What the columns of an agenda hold, read from their heads."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal

from pipeline.khmer.fold import fold
from pipeline.segment.vocabulary import tables

Column = Literal["number", "time", "topics", "speaker", "discussion", "owner"]
_KINDS: tuple[tuple[Column, str, str], ...] = (
    ("discussion", "agenda", "discussion"),
    ("topics", "agenda", "topics"),
    ("time", "agenda", "time"),
    ("speaker", "agenda", "speaker"),
    ("number", "agenda", "number"),
    ("discussion", "agenda", "result"),
    ("owner", "action_table", "owner"),
    ("time", "action_table", "due"),
)
"""What a column may hold and where its heads stand in the vocabulary, in the order in which a head is tried."""


def columns_of(heads: Sequence[str], vague: bool = False) -> list[Column] | None:
    """Return what each column holds, or None where the heads are not those of an agenda with a discussion.

    `heads` are the texts of a head row's cells. Heads that stand over many a table ("Activities", "Remarks") make no
    agenda by themselves unless `vague` says that its rows do; nor do a person in charge and a date: that is a plan.
    """
    kinds = [_kinds(head) for head in heads]
    first_topics = next((n for n, kind in enumerate(kinds) if "topics" in kind), None)
    if len(kinds) < 2 or first_topics is None or not all(kinds):
        return None
    columns: list[Column] = [
        "topics" if n == first_topics else next((column for column in kind if column != "topics"), "discussion")
        for n, kind in enumerate(kinds)
    ]
    telling = [n for n, column in enumerate(columns) if column in ("topics", "discussion") and not _is_vague(heads[n])]
    hours = any(_matches("agenda", "hours", head) for head in heads)
    if "discussion" in columns:
        return columns if telling or hours or vague else None
    if "speaker" in columns or "owner" in columns:
        return columns if hours or ("speaker" in columns and telling) else None
    return None


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
    return tuple(column for column, group, name in _KINDS if _matches(group, name, head))


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
