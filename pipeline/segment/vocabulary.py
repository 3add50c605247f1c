"""The words by which minutes are read: `resources/vocabulary.toml` and `resources/provinces.tsv`, ready to match."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files

from pipeline.khmer.fold import fold

_RESOURCES = files("pipeline.resources")
_EDGES = " \t\"'“”‘’«»*_.,:;៖-–—"


class Phrases:
    """A set of phrases that a text may begin with, be, or hold; compared folded, at word boundaries where Latin."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._folded = sorted({fold(phrase) for phrase in phrases}, key=len, reverse=True)
        self._exact = frozenset(" ".join(phrase.split()) for phrase in self._folded)

    @cached_property
    def _body(self) -> str:
        """The alternatives, those with one first letter together: fewer are tried at each place of a text."""
        by_letter: dict[str, list[str]] = {}
        for phrase in self._folded:
            by_letter.setdefault(phrase[0], []).append(_pattern(phrase[1:], phrase[-1]))
        return "|".join(f"{re.escape(letter)}(?:{'|'.join(rest)})" for letter, rest in by_letter.items())

    @cached_property
    def _begin(self) -> re.Pattern[str]:
        return re.compile(rf"(?:(?:the|our|key|main|detailed|some|final)\s+)?(?:{self._body})")

    @cached_property
    def _end(self) -> re.Pattern[str]:
        return re.compile(rf"(?<![a-z0-9])(?:{self._body})$")

    @cached_property
    def _within(self) -> re.Pattern[str]:
        return re.compile(rf"(?<![a-z0-9])(?:{self._body})")

    def begins(self, text: str) -> int:
        """Return how many characters of the folded, trimmed text a phrase at its beginning takes; 0 where none does."""
        match = self._begin.match(_key(text))
        return match.end() if match else 0

    def behind(self, text: str) -> str | None:
        """Return what stands behind a phrase at the beginning, folded and trimmed, or None without one."""
        match = self._begin.match(_key(text))
        return match.string[match.end() :].strip(_EDGES) if match else None

    def equals(self, text: str) -> bool:
        """Return whether the text, its edge punctuation apart, is one of the phrases."""
        return " ".join(_key(text).split()) in self._exact

    def within(self, text: str) -> bool:
        """Return whether one of the phrases stands anywhere in the text."""
        return self._within.search(_folded(text)) is not None

    def ends(self, text: str) -> bool:
        """Return whether the text, its edge punctuation apart, ends in one of the phrases."""
        return self._end.search(_key(text)) is not None

    def first_within(self, text: str) -> str | None:
        """Return the first phrase that stands in the text, folded, or None."""
        match = self._within.search(_folded(text))
        return match[0] if match else None


def _pattern(rest: str, last: str) -> str:
    """What follows the first letter of a phrase; where its last one is Latin, no other stands behind it."""
    boundary = r"(?![a-z0-9])" if last.isascii() and last.isalnum() else ""
    return re.escape(rest).replace(r"\ ", r"\s+") + boundary


@lru_cache(maxsize=8192)
def _key(text: str) -> str:
    return _folded(text).strip(_EDGES)


@lru_cache(maxsize=8192)
def _folded(text: str) -> str:
    return fold(text)


@cache
def tables() -> dict[str, dict[str, list[str]]]:
    """Return vocabulary.toml: group -> name -> phrases."""
    return tomllib.loads(_RESOURCES.joinpath("vocabulary.toml").read_text(encoding="utf-8"))


@cache
def phrases(group: str, *names: str) -> Phrases:
    """Return the phrases under some names of a group of vocabulary.toml; all names where none is given.

    Raises:
        KeyError: no such group or name.
    """
    table = tables()[group]
    return Phrases(phrase for name in names or table for phrase in table[name])


@cache
def words(group: str, name: str) -> frozenset[str]:
    """Return the phrases under one name as a set of folded words."""
    return frozenset(fold(word) for word in tables()[group][name])


def which(group: str, text: str) -> str | None:
    """Return the name in a group whose phrase takes most of the text's beginning, or None."""
    taken = {name: phrases(group, name).begins(text) for name in tables()[group]}
    best = max(taken, key=lambda name: taken[name])
    return best if taken[best] else None


def names_part(text: str) -> bool:
    """Return whether a text is what a part of a meeting is called: a known heading or a usual item of business."""
    return phrases("headings").begins(text) > 0 or phrases("business", "begins").begins(text) > 0 or ends_as_part(text)


def is_formal(text: str) -> bool:
    """Return whether a text is "Motion", "Decision 4", "Resolution No. A/2023/1": a step's label, at most numbered."""
    behind = phrases("labels", "formal").behind(text)
    if behind is None:
        return False
    return all(any(map(str.isdigit, word)) or word in words("labels", "numbering") for word in behind.split())


def ends_as_part(text: str) -> bool:
    """Return whether a text's last words are what parts of a meeting are called by ("Ranch Manager Report")."""
    return phrases("business", "ends").ends(text)


@dataclass(frozen=True)
class Province:
    """A province of Cambodia, or its capital."""

    code: str
    en: str
    km: str


@cache
def provinces() -> dict[str, Province]:
    """Return every spelling of a province's name, folded -> the province."""
    spellings: dict[str, Province] = {}
    rows = _RESOURCES.joinpath("provinces.tsv").read_text(encoding="utf-8").splitlines()
    for row in rows:
        if row.startswith("#") or row.startswith("code\t"):
            continue
        code, en, km, variants = row.split("\t")
        province = Province(code, en, km)
        for spelling in (en, km, *filter(None, variants.split("|"))):
            spellings[fold(spelling)] = province
    return spellings
