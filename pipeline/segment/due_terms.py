"""Terms that name no day: the end of a month ("end of June", "ដាច់ខែវិច្ឆិកា"), or a time from the meeting on."""

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import cache

from pipeline.khmer.dates import find_dates
from pipeline.khmer.months import english_months
from pipeline.segment.counted import NUMBER, number_of

_MONTH_KM = re.compile(
    r"(?:ចុង|ដាច់|បញ្ចប់)\s*(?P<month>ខែ\s*[\u1780-\u17b3][\u1780-\u17d3]*)\s*(?P<year>(?:ឆ្នាំ)?\s*[\d០-៩]{4})?"
)
_SPAN = re.compile(
    rf"(?:within|in|after)\s+(?:the\s+next\s+)?(?P<number>{NUMBER}|an?|the)\s+(?P<unit>day|week|month)s?\b", re.I
)
_SPAN_KM = re.compile(r"(?:ក្នុង)?(?:រយៈពេល|ក្នុង)\s*(?P<number>[\d០-៩]{1,2})\s*(?P<unit>ថ្ងៃ|សប្តាហ៍|សប្ដាហ៍|អាទិត្យ|ខែ)")
_DAYS = {"day": 1, "week": 7, "month": 30, "ថ្ងៃ": 1, "សប្តាហ៍": 7, "សប្ដាហ៍": 7, "អាទិត្យ": 7, "ខែ": 30}


def month_end_at(text: str, day: date | None) -> str | None:
    """Return the ISO date of the end of a month that a text begins with; `day`: the meeting's, for the year."""
    return _end_of_month(text.strip(), day) or _end_of_month_km(text.strip(), day)


def span_at(text: str, day: date | None) -> str | None:
    """Return the ISO date so many days, weeks or months of 30 days from `day` on, where a text begins so."""
    match = _SPAN.match(text.strip()) or _SPAN_KM.match(text.strip())
    if match is None or day is None:
        return None
    number = 1 if match["number"].lower() in ("a", "an", "the") else number_of(match["number"])
    return (day + timedelta(days=number * _DAYS[match["unit"].lower()])).isoformat()


def _end_of_month(text: str, day: date | None) -> str | None:
    match = _month_end().match(text)
    if match is None:
        return None
    if match["this"]:
        return _last_day(day.year, day.month) if day else None
    return _end_of(english_months()[match["month"].lower()], match["year"], day)


def _end_of_month_km(text: str, day: date | None) -> str | None:
    match = _MONTH_KM.match(text)
    year = match["year"] if match and match["year"] else f"ឆ្នាំ{day.year}" if day else ""
    found = find_dates(f"{match['month']} {year}") if match else []
    if not match or not found or len(found[0].iso) < len("2019-06"):
        return None
    printed, month = found[0].iso.split("-")[:2]
    return _end_of(int(month), printed if match["year"] else None, day)


def _end_of(month: int, year: str | None, day: date | None) -> str | None:
    """The last day of a month: of the year printed, else the first to come."""
    if year:
        return _last_day(int(year), month)
    return _last_day(day.year + (month < day.month), month) if day else None


def _last_day(year: int, month: int) -> str:
    return date(year, month, monthrange(year, month)[1]).isoformat()


@cache
def _month_end() -> re.Pattern[str]:
    names = "|".join(sorted(english_months(), key=len, reverse=True))
    return re.compile(
        rf"(?:by\s+)?(?:the\s+)?end(?:\s+of)?\s+(?:(?P<this>(?:the|this)\s+month)|(?:the\s+month\s+of\s+)?(?P<month>{names})\b\.?,?\s*(?P<year>(?:19|20)\d\d)?)",
        re.I,
    )
