"""What a draft must keep of its source: numbers, names, acronyms; its length and script must be possible."""

import re
from collections import Counter

from pipeline.khmer.dates import find_dates
from pipeline.khmer.months import english_months
from pipeline.khmer.numerals import to_ascii
from pipeline.translate.glossary import Glossary

_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_ACRONYM = re.compile(r"\b[A-Z][A-Z0-9&-]*[A-Z0-9]\b")
_NAME = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.? ((?:[A-Z][\w’'-]+ ?)+)")
_KHMER = re.compile("[\u1780-\u17b3]")
_LATIN = re.compile("[A-Za-z]")
_CAPITALISED = re.compile(r"\b[A-Z][\w'’.-]*")
_RATIO = (0.25, 4.0)
"""Least and greatest length of a draft beside its source: wide, so that only what is cut off or runs on is told."""
_SHORTEST = 12
"""Below this many characters a ratio of lengths says nothing."""
_FOREIGN = 0.5
"""Share of letters of the wrong script from which a draft counts as not translated."""


def failed_checks(source: str, draft: str, language: str, glossary: Glossary) -> list[str]:
    """Return the reasons for which a draft in a language must not pass for a translation; none where it may.

    One line a reason, for the translator: which numbers, acronyms or names are missing, which were added.
    """
    reasons = []
    for what, missing in (
        ("number", _numbers(source) - _numbers(draft)),
        ("acronym", _acronyms(source, glossary) - Counter(_ACRONYM.findall(draft))),
        ("name", _names(source) - Counter(name for name in _names(source) if name in draft)),
    ):
        reasons += [f"{what} missing: {item}" for item in sorted(missing)]
    reasons += [f"number added: {item}" for item in sorted(_numbers(draft) - _numbers(source))]
    if not draft.strip():
        reasons.append("empty")
    elif len(source) >= _SHORTEST and not _RATIO[0] <= len(draft) / len(source) <= _RATIO[1]:
        reasons.append(f"length: {len(draft)} characters for {len(source)}")
    if _is_foreign(draft, language):
        reasons.append(f"script: not in {'Khmer' if language == 'km' else 'English'}")
    return reasons


def _numbers(text: str) -> Counter[str]:
    """Numbers by their digits, marks of thousands left out; a date counts by day, month and year."""
    found: Counter[str] = Counter()
    rest = text
    for date in reversed(find_dates(text)):
        found.update(str(int(part)) for iso in (date.iso, date.iso_end) if iso for part in iso.split("-")[::2])
        rest = rest[: date.start] + rest[date.end :]
    found.update(_plain(number) for number in _NUMBER.findall(to_ascii(rest)))
    return Counter(set(found))


def _plain(number: str) -> str:
    return re.sub(r"[.,](?=\d{3}(?:\D|$))", "", number).replace(",", ".").lstrip("0") or "0"


def _acronyms(text: str, glossary: Glossary) -> Counter[str]:
    """Acronyms that a translation keeps; those that the glossary writes out may go."""
    return Counter({word for word in _ACRONYM.findall(text) if not glossary.find(word, "en")})


def _names(text: str) -> Counter[str]:
    return Counter(
        {match[1].strip() for match in _NAME.finditer(text) if match[1].strip().casefold() not in english_months()}
    )


def _is_foreign(draft: str, language: str) -> bool:
    """Whether a draft is not in its language; in Khmer, names in Latin letters may stand as they are."""
    khmer, latin = len(_KHMER.findall(draft)), len(_LATIN.findall(draft))
    if language == "km":
        named = sum(len(_LATIN.findall(word)) for word in _CAPITALISED.findall(draft)) if khmer else 0
        wrong, letters = latin - named, khmer + latin - named
    else:
        wrong, letters = khmer, khmer + latin
    return letters > 0 and wrong / letters > _FOREIGN
