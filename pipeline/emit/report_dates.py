"""The date of a meeting in the report, said once: the calendar date stands where the print does not spell it out."""

import re

from pipeline.khmer.date_patterns import date_patterns, name_key
from pipeline.khmer.months import english_months
from pipeline.khmer.numerals import to_ascii
from pipeline.labels import Labels
from pipeline.model.minutes import Meeting

_LETTERS = re.compile(r"[a-z]+")


def date_text(labels: Labels, meeting: Meeting) -> str:
    """Return the date as printed, with the calendar date behind it where the print does not spell it out."""
    return with_date(labels, meeting.date_text or "", meeting)


def with_date(labels: Labels, text: str, meeting: Meeting) -> str:
    """Return a text with the date of the meeting in brackets, as the calendar of the report's language has it.

    The brackets are left out where the text names day, month and year in that language already.
    """
    days = [day for day in (meeting.start_date, meeting.end_date) if day]
    if meeting.start_date is None or all(_spells_out(text, day, labels) for day in days):
        return text
    calendar = labels.dates(meeting.start_date, meeting.end_date)
    return f"{text} ({calendar})" if text else calendar


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
