"""Who is to do something, and by when: owners and due dates of action items, in sentences and in tables."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from pipeline.khmer.dates import find_dates
from pipeline.model.minutes import Block
from pipeline.segment.dates import find_day_and_month, find_english_date
from pipeline.segment.persons import is_name, is_role, names_role, split_honorific
from pipeline.segment.spans import sentence_spans
from pipeline.segment.tables import cell, columns_by_heads
from pipeline.segment.vocabulary import phrases, tables, words

_OWNER = re.compile(
    r"^(?:The\s+|All\s+)?(?P<owner>[A-Z][^:;()]{0,70}?)\s+(?:(?P<to>to)|will|shall|must|(?:is|are|agreed)\s+to)\s+[a-z]"
)
_AND = re.compile(r"\s*(?:,|/|&|\band\b)\s*")
_IN_BRACKETS = re.compile(r"\((?P<owner>[^()]{2,60})\)\s*\.?$")
_RELATIVE = re.compile(
    r"(?:the\s+)?(?:(?:end|beginning|middle)\s+of\s+(?:the\s+|this\s+|next\s+)?\w+(?:\s+\d{4})?|(?:mid|early|late)[\s-]\w+"
    r"|(?:next|following)\s+(?:\w+\s+)?(?:meeting|week|month|year|quarter)|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.I,
)
_DATE_NEAR = 16
"""A date stands within so many characters behind the word that makes it a due date ("by Friday, 5 May")."""
_MOST_OWNERS_WORDS = 9


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
    """Reads tasks of one meeting; `known` are names of its people in small letters, `day` its date as ISO."""

    known: Collection[str]
    day: str | None

    def owner(self, text: str) -> str | None:
        """Return who is to do what a text says, as printed, or None."""
        match = _OWNER.match(text)
        if match and self._could_own(match["owner"], bool(match["to"])):
            return match["owner"]
        bracket = _IN_BRACKETS.search(text)
        if bracket and all(self._is_somebody(part) for part in _AND.split(bracket["owner"]) if part):
            return bracket["owner"]
        return None

    def due(self, text: str) -> str | None:
        """Return when a text says it is due: as ISO where it names a day or month, else as printed."""
        for word in _due_words().finditer(text):
            rest = text[word.end() :]
            found = self._date(rest[:60])
            if found is not None:
                return found
        return None

    def tasks_in(self, text: str) -> Iterator[Task]:
        """Yield the tasks that sentences hand out: "Chan Dany to obtain three quotes", "Ms. X will go by 1 May"."""
        for start, end in sentence_spans(text):
            sentence = text[start:end]
            match = _OWNER.match(sentence)
            if match is None or not all(self._is_person(part) for part in _AND.split(match["owner"]) if part):
                continue
            due = self.due(sentence)
            is_certain = all(self.is_known(part) for part in _AND.split(match["owner"]) if part)
            if due or (match["to"] and is_certain):
                yield Task(start, end, match["owner"], due, 0.75 if due and match["to"] else 0.7)

    def tasks_of_table(self, rows: Sequence[Block], under_heading: bool) -> Iterator[tuple[Block, str, Task]]:
        """Yield row, text and task of each row of a table whose heads say what is to be done by whom or when."""
        columns = columns_by_heads(rows[0].cells, "action_table")
        if "action" not in columns or not columns.keys() & {"owner", "due"}:
            return
        sure = under_heading or phrases("outcomes", "action_item").equals(cell(rows[0], columns["action"]))
        if not sure and "owner" not in columns:
            return
        for row in rows[1:]:
            text, due = cell(row, columns["action"]), cell(row, columns.get("due"))
            if text and sum(1 for each in row.cells if each.strip()) > 1:
                owner = cell(row, columns.get("owner")) or None
                yield row, text, Task(0, len(text), owner, self._date(due) or due or None, 0.9 if sure else 0.75)

    def is_known(self, text: str) -> bool:
        """Return whether a text is the name of somebody who is known, or a name with an honorific."""
        honorific, name = split_honorific(text)
        return is_name(name) and (honorific is not None or all(word.lower() in self.known for word in name.split()))

    def _could_own(self, owner: str, before_to: bool) -> bool:
        parts = [part for part in _AND.split(owner) if part]
        if not parts or len(owner.split()) > _MOST_OWNERS_WORDS:
            return False
        if before_to and len(owner.split()) == 1 and owner.lower() in words("tasks", "before_to"):
            return False
        return all(self._is_somebody(part) or (len(parts[0].split()) == 1 and is_name(part)) for part in parts)

    def _is_somebody(self, part: str) -> bool:
        return self._is_person(part) or is_role(part) or names_role(part) or _is_body(part)

    def _is_person(self, part: str) -> bool:
        honorific, name = split_honorific(part)
        if not is_name(name) or name.split()[0].lower() in words("tasks", "before_to"):
            return False
        return honorific is not None or " " in name or name.lower() in self.known

    def _date(self, text: str) -> str | None:
        """The day or month that a text begins with, as ISO; a relative one ("end of March") as printed."""
        khmer = find_dates(text)
        if khmer and khmer[0].start <= _DATE_NEAR:
            return khmer[0].iso
        english = find_english_date(text)
        if english and text.find(english.text) <= _DATE_NEAR:
            return english.end
        near = find_day_and_month(text[: 2 * _DATE_NEAR])
        if near is not None and self.day is not None and len(self.day) == len("2019-09-05"):
            return self._next(*near)
        relative = _RELATIVE.match(text.lstrip(" :"))
        return relative[0] if relative else None

    def _next(self, month: int, day: int) -> str | None:
        """The first such day on or after the meeting's."""
        year = int((self.day or "")[:4])
        for candidate in (year, year + 1):
            try:
                iso = date(candidate, month, day).isoformat()
            except ValueError:
                continue
            if iso >= (self.day or ""):
                return iso
        return None


def _is_body(text: str) -> bool:
    """Whether a phrase names a body: an acronym, or one whose last noun is an organisation's or people's."""
    tokens = text.split()
    if not tokens or len(tokens) > _MOST_OWNERS_WORDS:
        return False
    if len(tokens) == 1 and tokens[0].isupper() and len(tokens[0]) > 1:
        return True
    last = tokens[-1].lower().strip(".,")
    bodies = words("people", "organisations") | words("attendance", "people") | {"staff", "team", "all", "everyone"}
    return last in bodies or last.removesuffix("s") in bodies


@cache
def _due_words() -> re.Pattern[str]:
    body = "|".join(re.escape(word) for word in sorted(tables()["tasks"]["due"], key=len, reverse=True))
    return re.compile(rf"(?<![A-Za-z])(?:{body})(?![A-Za-z])\s*:?\s*", re.I)
