"""Dates printed in English, as ISO dates."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from pipeline.khmer.months import english_months

_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
_JOINT = r"\s*(?:-|–|—|~|\bto\b|\band\b|&|\buntil\b|\bthrough\b)\s*"
_LIST = rf"(?:{_JOINT}|\s*,\s*)"
_ORDINAL = r"(?:\s?(?:st|nd|rd|th)\b(?:\s+day\b)?)?"
_YEAR = r"(?:19|20)\d\d(?![\d.]\d)(?!\d)"
_PIVOT = 70
"""Two-digit years from here on are of the last century."""


Order = Literal["day", "month"]
"""What stands first in a date in figures."""


@dataclass(frozen=True, slots=True)
class EnglishDate:
    """A date as printed: `text`, and as ISO `start` and `end` (both the same for one day; YYYY-MM without a day)."""

    text: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class _Hit:
    place: tuple[int, int]
    date: EnglishDate


def find_english_date(text: str) -> EnglishDate | None:
    """Return the first date with a year in a text, full dates before months alone; 5/9/2019 is read day first.

    What the calendar does not have (31 February) is no date.
    """
    return next(english_dates(text), None)


def english_dates(text: str, order: Order = "day") -> Iterator[EnglishDate]:
    """Yield the dates with a year in a text, full dates first, then months alone, both in order and without overlap.

    `order` decides what figures leave open (5/9/2019), unless the weekday beside them does.
    """
    if not _DATED.search(text):
        return
    taken: list[tuple[int, int]] = []
    for hits in ([*_spelled(text), *_in_figures(text, order)], list(_months_alone(text))):
        for hit in sorted(hits, key=lambda hit: (hit.place[0], -hit.place[1])):
            if all(hit.place[1] <= start or hit.place[0] >= end for start, end in taken):
                taken.append(hit.place)
                yield hit.date


def order_in(texts: Iterable[str]) -> Order:
    """Return which comes first in dates in figures, by the dates of some texts that leave no choice.

    Figures above 12 say it, else whether dates in words begin with the month ("March 14, 2023") or the day.
    """
    figures = months = 0
    for text in texts:
        if not _DATED.search(text):
            continue
        for match in _FIGURES.finditer(text):
            if not match["iso_year"]:
                figures += (int(match["second"]) > _MOST_MONTHS) - (int(match["first"]) > _MOST_MONTHS)
        for n, pattern in enumerate(_spelled_patterns()):
            months += (2 * n - 1) * sum(1 for _ in pattern.finditer(text))
    return "month" if (figures or months) > 0 else "day"


def has_open_order(text: str) -> bool:
    """Return whether a text has a date in figures of which either may be the day."""
    return any(not match["iso_year"] for match in _FIGURES.finditer(text)) if _SIGNED.search(text) else False


def find_day_and_month(text: str) -> tuple[int, int] | None:
    """Return month and day of the first date without a year in a text ("by 30 May", "before June 3")."""
    for match in _day_month().finditer(text):
        month = english_months()[(match["month_a"] or match["month_b"]).lower()]
        day = int(match["day_a"] or match["day_b"])
        if _iso(2000, month, day):
            return month, day
    return None


def _spelled(text: str) -> Iterator[_Hit]:
    """Days and a month in words: "12-13 March 2021", "30 September - 1 October 2021", "May 5th and 6th, 2020"."""
    for pattern in _spelled_patterns():
        for match in pattern.finditer(text):
            hit = _read_spelled(match)
            if hit is not None:
                yield hit


def _read_spelled(match: re.Match[str]) -> _Hit | None:
    fields = match.groupdict()
    month, year = english_months()[fields["month"].lower()], int(fields["year"])
    days = [int(day) for day in re.findall(r"\d+", fields["days"])]
    first_month, first_year, first_day = month, year, days[0]
    if fields.get("first_month"):
        first_month = english_months()[fields["first_month"].lower()]
        first_year = int(fields["first_year"] or (year - 1 if first_month > month else year))
        first_day = int(fields["first_day"])
    start, end = _iso(first_year, first_month, first_day), _iso(year, month, days[-1])
    if not fields.get("first_month") and len(days) > 1 and days != sorted(days):
        last = match.start("days") + fields["days"].rindex(str(days[-1]))  # "of 2022–23, 14 March 2023"
        return _Hit((last, match.end()), EnglishDate(match.string[last : match.end()], end, end)) if end else None
    return _Hit(match.span(), EnglishDate(match[0], start, end)) if start and end and start <= end else None


def _in_figures(text: str, order: Order) -> Iterator[_Hit]:
    """24-11-2023, 24/11/23, 2019/09/05; in the given order, unless only the other can be (10/31/19)."""
    for match in _FIGURES.finditer(text):
        if match["iso_year"]:
            iso = _iso(int(match["iso_year"]), int(match["iso_month"]), int(match["iso_day"]))
        else:
            year = int(match["year"])
            year += 0 if year > 99 else 1900 if year >= _PIVOT else 2000
            iso = _settled(match, year, order)
        if iso:
            yield _Hit(match.span(), EnglishDate(match[0], iso, iso))


def _settled(match: re.Match[str], year: int, order: Order) -> str:
    """The day of figures as ISO: by the weekday printed before them, else by the order."""
    first, second = int(match["first"]), int(match["second"])
    days = [iso for iso in (_iso(year, second, first), _iso(year, first, second)) if iso]
    if order == "month":
        days.reverse()
    named = _NAMED_DAY.search(match.string, max(0, match.start() - 14), match.start())
    if named:
        number = _WEEKDAYS.index(named[1].lower()[:3]) + 1
        days.sort(key=lambda iso: date.fromisoformat(iso).isoweekday() != number)
    return days[0] if days else ""


def _months_alone(text: str) -> Iterator[_Hit]:
    for match in _month_pattern().finditer(text):
        month, year = english_months()[match["month"].lower()], int(match["year"])
        first, first_year = month, year
        if match["first_month"]:
            first = english_months()[match["first_month"].lower()]
            first_year = int(match["first_year"] or (year - 1 if first > month else year))
        yield _Hit(match.span(), EnglishDate(match[0], f"{first_year}-{first:02d}", f"{year}-{month:02d}"))


_DATED = re.compile(r"(?:19|20)\d\d|\d\s?[/.\-]\s?\d")
_SIGNED = re.compile(r"\d\s?[/.\-]\s?\d")
_MOST_MONTHS = 12
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NAMED_DAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s*$", re.I)
_FIGURES = re.compile(
    r"(?<![\d/.\-])(?:(?P<iso_year>(?:19|20)\d\d)(?P<iso_mark>[-/.])\s?(?P<iso_month>\d{1,2})(?P=iso_mark)\s?(?P<iso_day>\d{1,2})"
    r"|(?P<first>\d{1,2})(?:\s?(?P<mark>[-/.])\s?)(?P<second>\d{1,2})\s?(?P=mark)\s?(?P<year>(?:19|20)\d\d|(?<=/)\d\d))"
    r"(?![\d/\-]|\.\d)"
)


@cache
def _spelled_patterns() -> tuple[re.Pattern[str], ...]:
    month = _month_words()
    day = rf"(?<!\d)\d{{1,2}}{_ORDINAL}(?!\d)"
    days = rf"{day}(?:{_LIST}{_WEEKDAY}{day}){{0,5}}"
    first_day, first_month = rf"(?P<first_day>\d{{1,2}}){_ORDINAL}", rf"(?P<first_month>{month})"
    until = rf",?\s*(?P<first_year>{_YEAR})?{_JOINT}{_WEEKDAY}"
    before = rf"(?:{first_day}\s*(?:of\s+)?{first_month}\.?{until})?"
    behind = rf"(?:{first_month}\.?\s+{first_day}{until})?"
    return (
        re.compile(
            rf"(?<!\d){before}(?P<days>{days})(?:\s*[-/]\s*|\s*)(?:of\s+|in\s+)?(?P<month>{month})\.?[\s,/-]*(?P<year>{_YEAR})",
            re.I,
        ),
        re.compile(rf"\b{behind}(?P<month>{month})\.?\s+(?:the\s+)?(?P<days>{days})\s*,?\s*(?P<year>{_YEAR})", re.I),
    )


@cache
def _month_pattern() -> re.Pattern[str]:
    month = _month_words()
    return re.compile(
        rf"(?<!\d )\b(?:(?P<first_month>{month})\.?,?\s*(?P<first_year>{_YEAR})?{_JOINT})?"
        rf"(?P<month>{month})\.?,?\s+(?P<year>{_YEAR})",
        re.I,
    )


@cache
def _day_month() -> re.Pattern[str]:
    month = _month_words()
    return re.compile(
        rf"(?<!\d)(?P<day_a>\d{{1,2}}){_ORDINAL}\s+(?:of\s+)?(?P<month_a>{month})\b"
        rf"|\b(?P<month_b>{month})\.?\s+(?P<day_b>\d{{1,2}}){_ORDINAL}(?!\d)",
        re.I,
    )


def _month_words() -> str:
    return rf"(?:{'|'.join(sorted(english_months(), key=len, reverse=True))})(?![a-z])"


def _iso(year: int, month: int, day: int) -> str:
    """The day as YYYY-MM-DD; empty where the calendar has no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
