"""Dates printed in English, as ISO dates."""

import re
from dataclasses import dataclass

_MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ],
        1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY = r"(?<!\d)(?P<day>\d{1,2})(?:\s?(?:st|nd|rd|th))?"
_UNTIL = r"(?:\s*(?:-|–|to|and|&)\s*(?P<last>\d{1,2})(?:\s?(?:st|nd|rd|th))?(?!\d))?"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_PATTERNS = (
    re.compile(rf"{_DAY}{_UNTIL}\s*(?:of\s+)?[-/]?(?P<month>{_MONTH})\.?[\s,/-]*{_YEAR}", re.I),
    re.compile(rf"\b(?P<month>{_MONTH})\.?\s+{_DAY}{_UNTIL}\s*,?\s*{_YEAR}", re.I),
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)"),
    re.compile(r"(?<![\d/.])(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>(?:19|20)\d\d)(?!\d|\.\d)"),
    re.compile(rf"(?<!\d )\b(?P<month>{_MONTH})\.?,?\s+{_YEAR}", re.I),
)


@dataclass(frozen=True, slots=True)
class EnglishDate:
    """A date as printed: `text`, and as ISO `start` and `end` (both the same for one day; YYYY-MM without a day)."""

    text: str
    start: str
    end: str


def find_english_date(text: str) -> EnglishDate | None:
    """Return the first date with a year in a text, full dates before months alone; 5/9/2019 is read day first."""
    for pattern in _PATTERNS:
        matches = [found for match in pattern.finditer(text) if (found := _read(match)) is not None]
        if matches:
            return matches[0]
    return None


def _read(match: re.Match[str]) -> EnglishDate | None:
    fields = match.groupdict()
    month = _MONTHS.get(fields["month"].lower()) or (int(fields["month"]) if fields["month"].isdigit() else 0)
    if not 1 <= month <= 12:
        return None
    if not fields.get("day"):
        iso = f"{fields['year']}-{month:02d}"
        return EnglishDate(match[0], iso, iso)
    first = int(fields["day"])
    last = int(fields.get("last") or first)
    if not 1 <= first <= last <= 31:
        return None
    return EnglishDate(
        match[0], f"{fields['year']}-{month:02d}-{first:02d}", f"{fields['year']}-{month:02d}-{last:02d}"
    )
