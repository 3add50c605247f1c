"""Dates in Khmer text: ថ្ងៃទី៥ ខែកញ្ញា ឆ្នាំ២០១៩, ០៥/០៩/២០១៩, ranges, and years of the Buddhist era.

A lunar date (៧កើត ខែភទ្របទ ... ព.ស.២៥៦៣) is passed over: its months have other names, and the solar date stands behind
ត្រូវនឹង. A date needs a year and at least a month. Dates in English are not read here.
"""

import re
from dataclasses import dataclass, replace
from datetime import date

from pipeline.khmer.date_patterns import DatePatterns, date_patterns, name_key
from pipeline.khmer.numerals import to_ascii
from pipeline.khmer.syllable import KHMER

_FIRST_BUDDHIST_YEAR = 2400
"""A four-digit year from here on is of the Buddhist era, whatever stands before it."""


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date, or a range of days or months, printed in a text."""

    start: int
    end: int
    """Characters [start, end) of the text searched."""
    iso: str
    """The first day as YYYY-MM-DD, or YYYY-MM where no day is printed or the printed day does not exist."""
    iso_end: str | None
    """The last day or month of a range or list of days; None for a single one."""
    text: str
    """As printed."""
    certain: bool
    """False where the printed weekday contradicts the date, the day does not exist, a range runs backwards, or the
    Buddhist year fits two years (see `gregorian_year`)."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A month, or days of it, with what is printed beside them."""

    start: int
    end: int
    days: tuple[int, ...]
    month: int
    year: int | None
    """Common era."""
    certain: bool


def find_dates(text: str) -> list[FoundDate]:
    """All dates in `text`, in order and without overlap; `text` should be in canonical order (`normalize`).

    Of two dates joined by a word or a dash, one may lack the year (ថ្ងៃទី៣០ ខែសីហា ដល់ថ្ងៃទី២ ខែកញ្ញា ឆ្នាំ២០១៩):
    it takes the other's. Days come before months in 05/09/2019; figures without a Khmer letter or digit in their line
    are not read.
    """
    if text.isascii() or re.search(r"\d{4}", text) is None:
        return []
    patterns = date_patterns()
    matches = patterns.part.finditer(to_ascii(text))
    parts = [_read_part(match, patterns) for match in matches if _is_khmer(text, match.start(), match.end())]
    found = []
    while parts:
        first = last = parts.pop(0)
        if parts and patterns.range_joint.fullmatch(text, first.end, parts[0].start):
            first, last = _sharing_year(first, parts.pop(0))
        elif parts and patterns.list_joint.fullmatch(text, first.end, parts[0].start):
            first, parts[0] = _sharing_year(first, parts[0])
            last = first
        found += _found(text, first, last)
    return found


def gregorian_year(
    buddhist_year: int, month: int, day: int | None = None, weekday: int | None = None
) -> tuple[int, bool]:
    """The common-era year of a date with a solar month and a Cambodian Buddhist year, and whether that is certain.

    In Cambodia the Buddhist year changes on the day after Visak Bochea, the full moon of ពិសាខ, which falls between the
    last third of April and the end of May: before it a year is 543 ahead, after it 544 (5 September 2019 is in 2563).
    Within these weeks a printed weekday (ISO, Monday 1) decides if it fits one of the two years only; else April is
    read as before the change and May as after it, uncertain.
    """
    before, after = buddhist_year - 543, buddhist_year - 544
    if month > 5 or month < 4 or (month == 4 and day is not None and day < 20):
        return (before if month < 5 else after), True
    fitting = [year for year in (before, after) if weekday is not None and _weekday(year, month, day) == weekday]
    if len(fitting) == 1:
        return fitting[0], True
    return (before if month == 4 else after), False


def _weekday(year: int, month: int, day: int | None) -> int | None:
    return date(year, month, day).isoweekday() if day and _exists(year, month, day) else None


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _is_khmer(text: str, start: int, end: int) -> bool:
    """Whether a date belongs to Khmer text: by a Khmer letter or digit in its line."""
    line_end = text.find("\n", end)
    line = text[text.rfind("\n", 0, start) + 1 : len(text) if line_end < 0 else line_end]
    return re.search(f"[{KHMER}]", line) is not None


def _read_part(match: re.Match[str], patterns: DatePatterns) -> _Part:
    days_text = match["days"] or match["days_in_figures"] or match["iso_day"] or ""
    days = tuple(int(day) for day in re.findall(r"\d+", days_text))
    month_text = match["month"] or match["bare_month"] or match["month_in_figures"] or match["iso_month"]
    month = int(month_text) if month_text.isdecimal() else patterns.months[name_key(month_text)]
    year_text = match["year"] or match["year_in_figures"] or match["iso_year"]
    named = patterns.weekday.search(days_text)
    weekday = patterns.weekdays[name_key(named[0])] if named else None
    if year_text is None:
        return _Part(*match.span(), days, month, None, True)
    year, certain = int(year_text), True
    if year >= _FIRST_BUDDHIST_YEAR:
        year, certain = gregorian_year(year, month, days[0] if days else None, weekday)
    if days and weekday and _weekday(year, month, days[0]) != weekday:
        certain = False
    return _Part(*match.span(), days, month, year, certain)


def _sharing_year(first: _Part, last: _Part) -> tuple[_Part, _Part]:
    """Two joined parts, the one without a year given the other's, with the turn of the year between them minded."""
    turns = int(first.month > last.month)
    if first.year is None and last.year is not None:
        first = replace(first, year=last.year - turns)
    elif last.year is None and first.year is not None:
        last = replace(last, year=first.year + turns)
    return first, last


def _found(text: str, first: _Part, last: _Part) -> list[FoundDate]:
    """The date from the first day of one part to the last of another; empty where no year is known."""
    if first.year is None or last.year is None:
        return []
    begin, begin_exists = _iso(first.year, first.month, first.days[:1])
    end, end_exists = _iso(last.year, last.month, last.days[-1:])
    certain = first.certain and last.certain and begin_exists and end_exists and begin <= end
    iso_end = end if end > begin else None
    return [FoundDate(first.start, last.end, begin, iso_end, text[first.start : last.end], certain)]


def _iso(year: int, month: int, days: tuple[int, ...]) -> tuple[str, bool]:
    """Year, month and day if there is one, and whether the calendar has it."""
    if not days:
        return f"{year:04}-{month:02}", True
    if not _exists(year, month, days[0]):
        return f"{year:04}-{month:02}", False
    return f"{year:04}-{month:02}-{days[0]:02}", True
