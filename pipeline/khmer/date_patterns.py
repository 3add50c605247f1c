"""The expressions by which `pipeline.khmer.dates` finds dates, made from `resources/khmer_dates.toml`."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.khmer.cluster import split
from pipeline.khmer.order import normalize
from pipeline.khmer.syllable import BASES, COENG, MARKS, ZWSP

_TABLE = Path(__file__).parent.parent / "resources" / "khmer_dates.toml"
_BLANK = f"[\\s,{ZWSP}]{{0,8}}"
_MORE_DAYS = "{0,6}"
_DAY = r"(?<!\d)(?:0?[1-9]|[12]\d|3[01])(?!\d)"
_MONTH_NUMBER = r"(?:0?[1-9]|1[0-2])(?!\d)"
_YEAR = r"(?:19|20|21|24|25|26)\d\d(?!\d)"
_ISO = rf"(?<!\d)(?P<iso_year>{_YEAR})-(?P<iso_month>0[1-9]|1[0-2])-(?P<iso_day>\d\d)(?!\d)"


@dataclass(frozen=True, slots=True)
class DatePatterns:
    """What a date is made of."""

    part: re.Pattern[str]
    """A month with its days and its year, in words, in figures or in ISO order; the groups are named."""
    range_joint: re.Pattern[str]
    list_joint: re.Pattern[str]
    weekday: re.Pattern[str]
    months: dict[str, int]
    """By `name_key`."""
    weekdays: dict[str, int]
    """By `name_key`; Monday is 1."""


@cache
def date_patterns() -> DatePatterns:
    """The patterns made from `resources/khmer_dates.toml`, once a process; they read ASCII digits, not Khmer ones."""
    table = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    months = {name_key(normalize(name)): int(number) for number, names in table["months"].items() for name in names}
    weekdays = {name_key(normalize(name)): int(number) for number, names in table["weekdays"].items() for name in names}
    ranges, lists = table["joints"]["range"], table["joints"]["list"]
    words = {
        "month": _names(months),
        "weekday": _names(weekdays),
        "era": _names(table["years"]["common_era"]),
        "buddhist_era": _names(table["years"]["buddhist_era"]),
        "joint": f"(?:[-–—,]|{_names(ranges)}|{_names(lists)})",
        "behind_joint": "|".join(f"(?<={joint})" for joint in (*ranges, *lists)),
    }
    return DatePatterns(
        part=re.compile("|".join((_in_figures(words), _ISO, _in_words(words))), re.VERBOSE),
        range_joint=re.compile(f"{_BLANK}(?:[-–—]|{_names(ranges)}){_BLANK}"),
        list_joint=re.compile(f"{_BLANK}{_names(lists)}{_BLANK}"),
        weekday=re.compile(words["weekday"]),
        months=months,
        weekdays=weekdays,
    )


def name_key(name: str) -> str:
    """A printed name of a month or weekday as the tables of `DatePatterns` hold it."""
    return re.sub("[ះ:]", "ៈ", name.replace(ZWSP, "").replace("្ដ", "្ត"))


def _in_figures(words: dict[str, str]) -> str:
    """05/09/2019 and 5-6.9.2019, with or without ថ្ងៃទី before it."""
    return rf"""
        (?P<days_in_figures> (?:{_day_head(words)})? {_DAY} (?:[-–—]{_DAY})?)
        [ ]* (?P<mark>[-/.]) [ ]* (?P<month_in_figures>{_MONTH_NUMBER})
        [ ]* (?P=mark) [ ]* (?P<year_in_figures>{_YEAR})"""


def _in_words(words: dict[str, str]) -> str:
    """Days, month and year in this order, days and year optional; a BE year before a CE year is passed over."""
    head, joint, month = _day_head(words), words["joint"], words["month"]
    return rf"""
        (?: (?P<days>
            (?:{head}) {_DAY} (?: {_BLANK}{joint}{_BLANK} (?:{head})? {_DAY}){_MORE_DAYS}
            | (?<!ទី) (?<!ទី[\s{ZWSP}]) {_DAY} (?: {_BLANK}{joint}{_BLANK} {_DAY}){_MORE_DAYS}
        ) {_BLANK} )?
        (?: {_spelt("ខែ")}{_BLANK} (?P<month>{month}|{_MONTH_NUMBER})
            | (?:(?<![{BASES}{MARKS}])|{words["behind_joint"]}) (?P<bare_month>{month}) )
        (?![{MARKS}{COENG}])
        (?: {_BLANK}/?{_BLANK}
            (?: {words["buddhist_era"]}{_BLANK}{_YEAR}{_BLANK} (?={words["era"]}) )?
            (?: (?:{words["era"]}|{words["buddhist_era"]}) {_BLANK} )?
            (?P<year>{_YEAR})
        )?"""


def _day_head(words: dict[str, str]) -> str:
    """What may announce a day: ថ្ងៃទី, ថ្ងៃព្រហស្បតិ៍ ទី, ទី; not the ទី that ends a word, as in លើកទី៥."""
    day, ordinal = _spelt("ថ្ងៃ"), _spelt("ទី")
    return rf"""
        (?:{day}{_BLANK})? {words["weekday"]}{_BLANK} (?:{day}{_BLANK})? (?:{ordinal}{_BLANK})?
        | {day}{_BLANK} (?:{ordinal}{_BLANK})?
        | (?:(?<![{BASES}{MARKS}{ZWSP}])|{words["behind_joint"]}) {ordinal}{_BLANK}"""


def _names(names: Iterable[str]) -> str:
    """An expression for any of `names`, the longest first, however they are spelt."""
    return f"(?:{'|'.join(_spelt(name) for name in sorted(names, key=len, reverse=True))})"


def _spelt(name: str) -> str:
    """An expression for `name` with subscript DA or TA, any of ៈ ះ : and word hints between syllables."""
    spelling = f"{ZWSP}*".join(re.escape(piece) for piece in split(normalize(name))).replace(r"\.", r"\.\s?")
    return re.sub("[ៈះ]", "[ៈះ:]", re.sub("្[តដ]", "្[តដ]", spelling))
