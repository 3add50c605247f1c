"""The date of a meeting in the report: as printed, with the calendar date where the print does not say it in words."""

import re

from pipeline.emit.labels import Labels
from pipeline.khmer.date_patterns import date_patterns, name_key
from pipeline.khmer.months import english_months
from pipeline.khmer.numerals import to_ascii
from pipeline.model.minutes import Meeting

_LETTERS = re.compile(r"[a-z]+")


def date_text(labels: Labels, meeting: Meeting) -> str:
    """Return the date as printed, and behind it in brackets as the calendar of the report's language has it.

    The brackets are left out where the print names day, month and year in that language already.
    """
    calendar = labels.dates(meeting.start_date, meeting.end_date) if meeting.start_date else ""
    printed = meeting.date_text
    if not printed or not calendar:
        return printed or calendar
    days = [day for day in (meeting.start_date, meeting.end_date) if day]
    return printed if all(_spells_out(printed, day, labels) for day in days) else f"{printed} ({calendar})"


def _spells_out(printed: str, iso: str, labels: Labels) -> bool:
    """Whether the year and day stand in a print as figures and the month by its name."""
    year, month, day = (*iso.split("-"), "", "")[:3]
    figures = {number.lstrip("0") for number in re.findall(r"\d+", to_ascii(printed))}
    named = _english_months(printed) if labels.language == "en" else _khmer_months(printed)
    return {year, day.lstrip("0")} <= {*figures, ""} and month.lstrip("0") in {*map(str, named), ""}


def _english_months(printed: str) -> set[int]:
    months = english_months()
    return {months[word] for word in _LETTERS.findall(printed.casefold()) if word in months}


def _khmer_months(printed: str) -> set[int]:
    key = name_key(printed)
    return {month for name, month in date_patterns().months.items() if name in key}
