"""What sentences hand out to somebody: "Ms. Lim to obtain three quotes", "The Clerk will write by 1 May"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.segment.due import DueDates
from pipeline.segment.hints import holds_any
from pipeline.segment.owners import Owners
from pipeline.segment.spans import sentence_spans
from pipeline.segment.vocabulary import phrases

_SUBJECT = re.compile(
    r"^(?P<owner>(?:[Tt]he\s+)?[A-Z][^:;()]{0,60}?)\s+(?:also\s+|then\s+)?"
    r"(?:(?P<bound>(?:has\s+|have\s+)?(?:agreed|volunteered|offered|undertook|undertaken|promised)\s+to"
    r"|(?:was|were|is|are|has\s+been)\s+(?:(?:\w+ly|also)\s+)?(?:asked|tasked|directed|instructed|requested|assigned)\s+to|is\s+to|are\s+to|shall)"
    r"|(?P<to>to)|(?P<will>will|must))\s+(?:also\s+|then\s+)?(?P<verb>[a-z]+)"
)
_SEMICOLON = re.compile(r";\s+(?:and\s+)?|,?\s+and\s+(?=[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+)?\s+will\s+[a-z])")
"""What parts the tasks of one sentence: a semicolon, and what somebody else will do."""
_NO_VERBS = frozenset(
    ("the", "a", "an", "his", "her", "their", "our", "its", "be", "have", "this", "that", "and", "or", "not")
)
_CERTAIN, _BOUND, _DATED, _TOLD = 0.75, 0.72, 0.7, 0.62


@dataclass(frozen=True, slots=True)
class Task:
    """Something to be done; `start` and `end` are where it stands in its text."""

    start: int
    end: int
    owner: str | None
    due: str | None
    confidence: float


@dataclass(frozen=True)
class TaskReader:
    """Reads tasks of one meeting out of what was said."""

    owners: Owners
    dates: DueDates

    def tasks_in(self, text: str) -> Iterator[Task]:
        """Yield the tasks that the sentences of a text hand out to somebody who is named."""
        if text.isascii() and not holds_any(text, (" to ", " will ", " shall ", " must ")):
            return
        for first, last in sentence_spans(text):
            for start, end in _clauses(text, first, last):
                task = self._task(text[start:end])
                if task is not None:
                    owner, due, confidence = task
                    yield Task(start, end, owner, due, confidence)

    def _task(self, sentence: str) -> tuple[str, str | None, float] | None:
        assigned = self.owners.assigned_km(sentence)
        if assigned is not None:
            return assigned, self.dates.due_in(sentence), _DATED
        match = _SUBJECT.match(sentence)
        if match is None or match["verb"] in _NO_VERBS or not self.owners.is_somebody_named(match["owner"]):
            return None
        due = self.dates.due_in(sentence)
        if match["to"]:
            return match["owner"], due, _CERTAIN
        if match["bound"]:
            return match["owner"], due, _BOUND
        if not phrases("tasks", "verbs").begins(sentence[match.start("verb") :]):
            return None
        return match["owner"], due, _DATED if due else _TOLD


def _clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the parts of a sentence between semicolons stand."""
    for mark in _SEMICOLON.finditer(text, start, end):
        yield start, mark.start()
        start = mark.end()
    yield start, end
