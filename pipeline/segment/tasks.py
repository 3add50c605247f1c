"""What sentences hand out to somebody: "Ms. Lim to obtain three quotes", "The Clerk will write by 1 May"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.segment.due import DueDates
from pipeline.segment.hints import holds_any
from pipeline.segment.khmer_names import khmer_people, plain
from pipeline.segment.owners import Owners
from pipeline.segment.persons import is_name
from pipeline.segment.roles import khmer_role
from pipeline.segment.spans import sentence_spans
from pipeline.segment.vocabulary import phrases

_SUBJECT = re.compile(
    r"^(?P<owner>(?:[Tt]he\s+)?[A-Z][^:;()]{0,60}?)\s+(?:also\s+|then\s+)?"
    r"(?:(?P<bound>(?:has\s+|have\s+)?(?:agreed|volunteered|offered|undertook|undertaken|promised)\s+to"
    r"|(?:was|were|is|are|has\s+been|have\s+been)\s+(?:(?:\w+ly|also)\s+)?(?:asked|tasked|directed|instructed|requested|assigned|mandated)\s+to"
    r"|is\s+to|are\s+to|shall)|(?P<to>to)|(?P<will>will|must))\s+(?:also\s+|then\s+)?(?P<verb>[a-z]+(?:-[a-z]+)?)"
)
_CHARGED = re.compile(
    r"^(?P<owner>(?:[Tt]he\s+)?[A-Z][^:;()]{0,60}?)\s+(?:"
    r"(?:was|were|is|are|has\s+been|will\s+be)\s+(?:(?:\w+ly|also)\s+)?(?:tasked\s+with|entrusted\s+with|responsible\s+for|in\s+charge\s+of)"
    r"|(?:took|takes|will\s+take|accepted)\s+(?:on\s+)?(?:the\s+)?(?:task|responsibility|lead)\s+(?:of|for|in|on))\s+(?P<verb>\w+)"
)
"""Somebody who is charged with something: "was tasked with preparing", "is responsible for sending"."""
_LIES_WITH = re.compile(
    r"^(?:The\s+)?[Rr]esponsibility\s+for\s+[^.;]{3,80}?\s+(?:lies|rests|is)\s+with\s+(?P<owner>[^.;,]{2,60})"
)
_OFFICE_KM = re.compile(r"(?P<who>[\u1780-\u17d3]{3,30}?)\s*(?=ទទួល|ត្រូវ|នឹង)")
_VERB_KM = re.compile(r"\s*(?:(?P<charged>(?:ជាអ្នក)?ទទួល(?:ខុសត្រូវ|បន្ទុក))|ត្រូវ(?!បាន)|នឹង)(?=[^។]{5,})")
"""Verbs of what somebody is charged with, or will or must do: of these only what has a date is a task."""
_REQUESTED = re.compile(r"\b(?:asked|requested)\b")
"""What a body is asked to do is a request to it."""
_PLEDGE = re.compile(r"\b(?:agreed|volunteered|offered|undertook|undertaken|promised)\b")
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
        if text.isascii() and not holds_any(text, (" to ", " will ", " shall ", " must ", " for ", " with ", " of ")):
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
        owner = None if sentence.isascii() else self._charged_km(plain(sentence))
        if owner is not None:
            return owner, self.dates.due_in(sentence, is_task=True), _BOUND
        charged = _CHARGED.match(sentence) or _LIES_WITH.match(sentence)
        if charged and self._may_own(charged["owner"], is_bound=True):
            return charged["owner"], self.dates.due_in(sentence), _BOUND
        match = _SUBJECT.match(sentence)
        if match is None or match["verb"] in _NO_VERBS:
            return None
        due = self.dates.due_in(sentence)
        is_bound = bool(match["to"] or due or (match["bound"] and not _REQUESTED.search(match["bound"])))
        if not self._may_own(match["owner"], is_bound, bool(match["bound"] and _PLEDGE.search(match["bound"]))):
            return None
        if match["to"]:
            return match["owner"], due, _CERTAIN
        if match["bound"]:
            return match["owner"], due, _BOUND
        if not phrases("tasks", "verbs").begins(sentence[match.start("verb") :]):
            return None
        return match["owner"], due, _DATED if due else _TOLD

    def _charged_km(self, sentence: str) -> str | None:
        """Who is charged with something in Khmer: the person or office that a sentence begins with, by its verb."""
        person = next((one for one in khmer_people(sentence) if one.start == 0), None)
        office = _OFFICE_KM.match(sentence) if person is None else None
        if person is None and (office is None or khmer_role().match(sentence) is None):
            return None
        owner = sentence[: person.end].strip() if person else office["who"].strip() if office else ""
        verb = _VERB_KM.match(sentence, person.end if person else len(owner))
        is_dated = verb is not None and self.dates.due_in(sentence, is_task=True) is not None
        return owner if verb and (verb["charged"] or is_dated) else None

    def _may_own(self, owner: str, is_bound: bool, pledges: bool = False) -> bool:
        """Whether somebody named may own a task, or, where they are bound to it, a body or office; one name may pledge.

        What several agree to is a decision.
        """
        if self.owners.is_somebody_named(owner):
            return True
        if pledges:
            return " " not in owner and is_name(owner) and not self.owners.is_body_or_office(owner)
        return is_bound and self.owners.is_body_or_office(owner)


def _clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the parts of a sentence between semicolons stand."""
    for mark in _SEMICOLON.finditer(text, start, end):
        yield start, mark.start()
        start = mark.end()
    yield start, end
