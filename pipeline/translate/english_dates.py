"""English dates, times and numbers as Khmer minutes write them."""

import re

from pipeline.khmer.numerals import to_khmer
from pipeline.translate.glossary import Glossary

YEAR = re.compile(r"(?:19|20)\d\d")
ORDINAL = re.compile(r"(\d{1,3})(?:st|nd|rd|th)", re.IGNORECASE)
_YEARS = re.compile(rf"({YEAR.pattern})(?:\s*[-–/]\s*(\d\d|{YEAR.pattern}))?")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*%?")
_CLOCK = re.compile(r"^(\d{1,2})(?:[:.](\d{2}))?\s*([ap])\.?\s*m\.?$", re.IGNORECASE)
_DAYS = r"(?P<first>\d{1,2})(?:st|nd|rd|th)?(?:\s*[-–]\s*(?P<last>\d{1,2}))?(?:st|nd|rd|th)?"
_WEEKDAY = r"^(?:(?P<weekday>[A-Za-z]+day),?\s+)?"
_DATES = (
    re.compile(rf"{_WEEKDAY}(?:the\s+)?{_DAYS}\s+(?:of\s+)?(?P<month>[A-Za-z]+)\.?(?:,?\s+(?P<year>\d{{4}}))?$"),
    re.compile(rf"{_WEEKDAY}(?P<month>[A-Za-z]+)\.?\s+{_DAYS}(?:,?\s+(?P<year>\d{{4}}))?$"),
    re.compile(r"^(?P<month>[A-Za-z]+)\.?(?:,?\s+(?P<year>\d{4}))?$"),
)
_ORDINAL_WORDS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
]


def date(words: str, glossary: Glossary) -> str | None:
    """Return 5 September 2019 and its like as ថ្ងៃទី៥ ខែកញ្ញា ឆ្នាំ២០១៩; None for what is no date."""
    for pattern in _DATES:
        match = pattern.match(words)
        said = match and _said(match.groupdict(), glossary)
        if said:
            return said
    return None


def _said(parts: dict[str, str | None], glossary: Glossary) -> str | None:
    month = _term(str(parts["month"]), "month", glossary)
    weekday = parts.get("weekday")
    before = _term(weekday, "weekday", glossary) if weekday else ""
    if month is None or before is None:
        return None
    said = [f"ខែ{month}"]
    if first := parts.get("first"):
        last = parts.get("last")
        days = f"{to_khmer(first)}-{to_khmer(last)}" if last else to_khmer(first)
        said.insert(0, f"{before} ទី{days}" if before else f"ថ្ងៃទី{days}")
    if parts["year"]:
        said.append(f"ឆ្នាំ{to_khmer(parts['year'])}")
    return " ".join(said)


def _term(words: str, kind: str, glossary: Glossary) -> str | None:
    return next((term.wordings["km"][0] for term in glossary.find(words, "en") if term.kind == kind), None)


def years(words: str) -> str | None:
    """Return a year or a span of years, 2019 or 2023-24, as ឆ្នាំ២០១៩ or ឆ្នាំ២០២៣-២០២៤."""
    match = _YEARS.fullmatch(words)
    if match is None:
        return None
    last = match[2] and (match[2] if len(match[2]) == 4 else match[1][:2] + match[2])
    if last and last <= match[1]:
        return None
    return f"ឆ្នាំ{to_khmer(match[1])}" + (f"-{to_khmer(last)}" if last else "")


def clock(words: str) -> str | None:
    """Return 8:30 am as ម៉ោង ៨:៣០ ព្រឹក; None for what is no time of day."""
    match = _CLOCK.match(words)
    if match is None:
        return None
    hour = int(match[1]) % 12 + (12 if match[3].casefold() == "p" else 0)
    part = "ព្រឹក" if hour < 12 else "រសៀល" if hour < 17 else "ល្ងាច"
    return f"ម៉ោង {to_khmer(match[1])}:{to_khmer(match[2] or '00')} {part}"


def number(words: str) -> str | None:
    """Return a number in Khmer digits; None for what is none."""
    return to_khmer(words) if _NUMBER.fullmatch(words) else None


def ordinal(word: str) -> int | None:
    """Return what 3rd, third and twenty-first count; None for what is no ordinal."""
    if match := ORDINAL.fullmatch(word):
        return int(match[1])
    tens, _, ones = word.casefold().partition("-")
    if ones in _ORDINAL_WORDS[:9]:
        return {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}.get(tens, -100) + _ORDINAL_WORDS.index(ones) + 1
    return _ORDINAL_WORDS.index(tens) + 1 if tens in _ORDINAL_WORDS and not ones else None
