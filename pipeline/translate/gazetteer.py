"""The names of Cambodia's districts, communes and villages in both scripts."""

import re
from functools import cache

from pipeline.khmer.lexicon import folded
from pipeline.translate.glossary import RESOURCES

LEVELS = {
    "ស្រុក": "district",
    "ខណ្ឌ": "district",
    "ក្រុង": "district",
    "ឃុំ": "commune",
    "សង្កាត់": "commune",
    "ភូមិ": "village",
}
"""The word before a place's name, and of which level the place is. A town is a municipality of its district's name."""

_APART = re.compile(r"[\s'’-]+")


def khmer_place(name: str, level: str) -> str | None:
    """Return the Khmer name of a place of a level, or None where there is none or several differ."""
    found = _khmer_by_english().get((level, _APART.sub("", name).casefold()), frozenset())
    return next(iter(found)) if len(found) == 1 else None


def english_places(level: str) -> dict[str, str]:
    """Return the English names of the places of a level by their Khmer names, folded (`khmer.lexicon.folded`)."""
    return _english_by_khmer()[level]


@cache
def _rows() -> tuple[tuple[str, str, str], ...]:
    lines = (RESOURCES / "places.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")][1:]
    return tuple((level, english, khmer) for level, english, khmer in rows)


@cache
def _khmer_by_english() -> dict[tuple[str, str], frozenset[str]]:
    found: dict[tuple[str, str], frozenset[str]] = {}
    for level, english, khmer in _rows():
        place = level, _APART.sub("", english).casefold()
        found[place] = found.get(place, frozenset()) | {khmer}
    return found


@cache
def _english_by_khmer() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {level: {} for level in LEVELS.values()}
    for level, english, khmer in _rows():
        found[level].setdefault(folded(khmer), english)
    return found
