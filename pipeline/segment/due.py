"""When something is due: the day or month behind words such as "by", with the meeting's year where none is printed."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from pipeline.khmer.dates import find_dates
from pipeline.segment.dates import find_day_and_month, find_english_date
from pipeline.segment.due_terms import month_end_at, span_at
from pipeline.segment.khmer_names import plain
from pipeline.segment.vocabulary import tables

_DATE_NEAR = 16
"""A date stands within so many characters behind the word that makes it a due date ("by Friday, 5 May")."""
_REACH = 60
_ON = re.compile(r"\b(?=(?:the\s+)?end\s+of\s)|\bon\s+|(?<=[,;(–-])\s*(?=\d{1,2}\s|[A-Z][a-z]{2,8}\.?\s\d)")
_MONTHS = 12
_FIGURES = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/((?:19|20)\d\d|\d\d)(?![\d/])")
_FULL_DAY = len("2019-09-05")
_KHMER_DAY = re.compile(r"(?:ថ្ងៃ)?(?:ទី)?\s*[\d០-៩]{1,2}\s*(?:ខែ)?\s*[\u1780-\u17b3][\u1780-\u17d3]+")


@dataclass(frozen=True)
class DueDates:
    """Reads due dates of a meeting held on `day`, an ISO date or part of one, None where it is not known."""

    day: str | None
    month_first: bool = False
    """Whether dates in figures begin with the month."""

    def due_in(self, text: str, is_task: bool = False) -> str | None:
        """Return the ISO date behind the first words in a text that announce a due date; words are none ("Friday").

        `is_task`: the text is a task, so that a day on which something is to happen is its due date.
        """
        text = plain(text)
        for word in (*_due_words().finditer(text), *(_ON.finditer(text) if is_task else ())):
            if not is_task and word[0].strip().lower() == "until":
                continue  # how long what was decided holds
            found = self._named_at(text[word.end() : word.end() + _REACH])
            if found is not None:
                return found
        return None

    def date_at(self, text: str) -> str | None:
        """Return the day or month that a text begins with, as ISO; of a time from the meeting on its last day."""
        return span_at(text, self._meeting()) or self._named_at(text)

    def _named_at(self, text: str) -> str | None:
        """The day or month that a text begins with; of "the end of June" its last day."""
        term = month_end_at(text, self._meeting())
        if term is not None:
            return term
        khmer = find_dates(text)
        if khmer and khmer[0].start <= _DATE_NEAR:
            return khmer[0].iso
        english = find_english_date(text)
        start = text.find(english.text) if english else 0
        if english and start <= _DATE_NEAR and not any(character.isdigit() for character in text[:start]):
            return _turned(english.text) or english.end if self.month_first else english.end
        if self._meeting() is None:
            return None
        near = find_day_and_month(text[: 2 * _DATE_NEAR])
        return self._next(*near) if near else self._khmer_day(text)

    def _meeting(self) -> date | None:
        return date.fromisoformat(self.day) if self.day and len(self.day) == _FULL_DAY else None

    def _khmer_day(self, text: str) -> str | None:
        match = _KHMER_DAY.match(text.lstrip())
        found = find_dates(f"{match[0]} ឆ្នាំ{(self.day or '')[:4]}") if match else []
        parts = found[0].iso.split("-") if found else []
        return self._next(int(parts[1]), int(parts[2])) if len(parts) == len(("year", "month", "day")) else None

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


def is_month_first(text: str) -> bool:
    """Return whether a text has dates in figures of which some can only begin with the month, and none with the day."""
    pairs = [(int(match[1]), int(match[2])) for match in _FIGURES.finditer(text)]
    return any(second > _MONTHS for _, second in pairs) and all(first <= _MONTHS for first, _ in pairs)


def _turned(text: str) -> str | None:
    """A date in figures read with the month first, as ISO, or None."""
    match = _FIGURES.fullmatch(text.strip())
    try:
        return date(_year(match[3]), int(match[1]), int(match[2])).isoformat() if match else None
    except ValueError:
        return None


def _year(figures: str) -> int:
    return int(figures) if len(figures) > 2 else 2000 + int(figures)


@cache
def _due_words() -> re.Pattern[str]:
    body = "|".join(re.escape(word) for word in sorted(tables()["tasks"]["due"], key=len, reverse=True))
    return re.compile(rf"(?<![A-Za-z])(?:{body})(?![A-Za-z])\s*:?\s*", re.I)
