"""Families of 8-bit Khmer fonts by the names of their fonts, as files, programs and PDFs give them."""

import re
from functools import cache
from pathlib import Path

from pipeline.repair.legacy_tables import Family

_FILE = Path(__file__).parent.parent / "resources" / "legacy_fonts.tsv"

_SUBSET_TAG = re.compile(r"^[A-Z]{6}\+")
_STYLE = re.compile(
    r"[-_, ]*(?:(?:extra|semi|demi)?bold|italic|oblique|regular|normal|roman|medium|(?:ps)?mt|[.](?:tt[fc]|otf))$",
    re.IGNORECASE,
)
_DROPPED = re.compile(r"[^a-z0-9]+")
_NUMBER = re.compile(r"\d+")
_ANY_NUMBER = "#"
_ANY_VARIANT = "[a-z]?(?:#[a-z]?)?"
_UNPUBLISHED = "unknown"


def family_of_font(name: str) -> Family | None:
    """The family of the font called `name`; None where the name is not known, or its encoding not published.

    Family, PostScript and file names are known, whatever their subset tag, blanks, hyphens, case, style and number.
    """
    found = _known_as(name)
    return None if found in (None, _UNPUBLISHED) else Family(found)


def is_legacy_font(name: str) -> bool:
    """Whether a font is known to draw Khmer over Latin codes, be its encoding published or not."""
    return _known_as(name) is not None


def _known_as(name: str) -> str | None:
    key = _key(_without_style(_SUBSET_TAG.sub("", name)))
    names, series = _names()
    if key in names:
        return names[key]
    numbered = _NUMBER.sub(_ANY_NUMBER, key)
    return next((family for pattern, family in series if pattern.fullmatch(numbered)), None)


def _without_style(name: str) -> str:
    while (shorter := _STYLE.sub("", name)) != name and shorter:
        name = shorter
    return name


def _key(name: str) -> str:
    """A name's letters and numbers, numbers without leading zeros."""
    return _NUMBER.sub(lambda number: str(int(number[0])), _DROPPED.sub("", name.lower()))


@cache
def _names() -> tuple[dict[str, str], list[tuple[re.Pattern[str], str]]]:
    """Single names by key, and the patterns of series in the order in which they are tried."""
    names: dict[str, str] = {}
    series = []
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        name, family = line.split("\t")
        if "#" in name or "*" in name:
            letters = re.sub("[^a-z#*]+", "", name.lower())
            series.append((re.compile(letters.replace("*", _ANY_VARIANT)), family))
        else:
            names[_key(name)] = family
    return names, series
