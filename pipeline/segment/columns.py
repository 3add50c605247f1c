"""What the columns of an agenda hold, read from their heads."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

from pipeline.khmer.fold import fold
from pipeline.segment.vocabulary import tables

Column = Literal["time", "topics", "speaker", "discussion"]
COLUMNS: tuple[Column, ...] = ("discussion", "topics", "time", "speaker")
"""In the order in which a head that may mean two things is tried."""


def columns_of(heads: Sequence[str]) -> list[Column] | None:
    """Return what each column holds, or None where the heads are not those of an agenda with a discussion.

    `heads` are the texts of a head row's cells.
    """
    kinds = [_kind(head) for head in heads]
    if len(kinds) < 2 or None in kinds:
        return None
    first_topics = next((n for n, kind in enumerate(kinds) if "topics" in (kind or ())), None)
    if first_topics is None:
        return None
    columns: list[Column] = []
    for n, kind in enumerate(kinds):
        options = kind or ()
        columns.append("topics" if n == first_topics else next((c for c in options if c != "topics"), "discussion"))
    return columns if "discussion" in columns or "speaker" in columns else None


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


def _kind(head: str) -> tuple[Column, ...] | None:
    found = tuple(column for column in COLUMNS if _exact(column).fullmatch(fold(head).strip(" :៖.")))
    return found or None


@cache
def _exact(column: Column) -> re.Pattern[str]:
    return re.compile(_alternatives(column))


@cache
def _two_heads() -> re.Pattern[str]:
    return re.compile(rf"(?:{_alternatives('topics')})\s+(?:{_alternatives('discussion')})")


def _alternatives(column: Column) -> str:
    folded = sorted((fold(phrase) for phrase in tables()["agenda"][column]), key=len, reverse=True)
    return "|".join(re.escape(phrase) for phrase in folded)
