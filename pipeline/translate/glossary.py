"""The glossary: terms of the field in English and Khmer, and the names of provinces, months and weekdays."""

import csv
import hashlib
import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pipeline.errors import UsageError
from pipeline.khmer.lexicon import folded
from pipeline.khmer.numerals import to_ascii
from pipeline.khmer.order import normalize
from pipeline.khmer.syllable import ZWSP

RESOURCES = Path(__file__).parent.parent / "resources"
LANGUAGES = ("en", "km")
"""The two columns of a glossary."""

_BLANKS = re.compile(r"\s+")


class Term(NamedTuple):
    """One meaning in both languages."""

    kind: str
    """heading, label, role, honorific, organization, place, meeting, law, development, modifier (qualities), action
    (verbs), unit, province, month or weekday."""
    wordings: dict[str, list[str]]
    """By language; the first wording is the one to write."""


class Glossary:
    """Terms by their wordings in both languages. Where several terms share a wording, the earlier one is preferred."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self.terms = list(terms)
        self._by_wording: dict[str, dict[str, list[Term]]] = {language: {} for language in LANGUAGES}
        for term in self.terms:
            for language, found in self._by_wording.items():
                for wording in term.wordings[language]:
                    found.setdefault(key(wording, language), []).append(term)
        self.longest = {
            language: max((len(wording) for wording in found), default=0)
            for language, found in self._by_wording.items()
        }
        """Characters of the longest wording, by language."""

    def find(self, text: str, language: str) -> list[Term]:
        """Return the terms of which `text` is a wording in a language, the preferred one first."""
        return self._by_wording[language].get(key(text, language), [])

    def wordings(self, language: str) -> Iterator[str]:
        """Yield the keys of all wordings in a language."""
        yield from self._by_wording[language]

    @property
    def version(self) -> str:
        """A hash of all terms, by which cached translations are told to be stale."""
        told = repr([(term.kind, sorted(term.wordings.items())) for term in self.terms])
        return hashlib.sha256(told.encode()).hexdigest()[:12]


def key(text: str, language: str) -> str:
    """Return what two ways of writing one wording have in common: case, blanks, quotation marks, order of signs."""
    text = _BLANKS.sub(" ", text.strip())
    if language == "km":
        return to_ascii(folded(normalize(text.replace(ZWSP, ""))))
    return text.replace("’", "'").casefold()


def load_glossary(own: Path | None = None) -> Glossary:
    """Return the shipped glossary, behind the terms of the user's own file, which are preferred.

    Raises:
        UsageError: the user's file is missing or is no table of kind, en and km.
    """
    return Glossary([*(_read_terms(own) if own else ()), *_shipped()])


@cache
def _shipped() -> tuple[Term, ...]:
    return (*_read_terms(RESOURCES / "glossary.tsv"), *_provinces(), *_calendar())


def _read_terms(path: Path) -> list[Term]:
    try:
        rows = list(_rows(path))
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot read the glossary {path}: {error}") from error
    terms = []
    for row in rows:
        if None in row.values() or None in row or not {"kind", "en", "km"} <= row.keys():
            raise UsageError(f"the glossary {path} needs three columns, set apart by tabs: kind, en, km")
        terms.append(_term(row["kind"], row["en"], row["km"]))
    return terms


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if line.strip() and not line.startswith("#"))
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def _term(kind: str, english: str, khmer: str) -> Term:
    return Term(kind, {"en": english.strip().split("|"), "km": khmer.strip().split("|")})


def _provinces() -> Iterator[Term]:
    for row in _rows(RESOURCES / "provinces.tsv"):
        others = [variant for variant in row["variants"].split("|") if variant]
        yield Term("province", {"en": [row["en"], *others], "km": [row["km"]]})


def _calendar() -> Iterator[Term]:
    khmer = tomllib.loads((RESOURCES / "khmer_dates.toml").read_text(encoding="utf-8"))
    english = tomllib.loads((RESOURCES / "months.toml").read_text(encoding="utf-8"))["en"]
    for number, names in khmer["months"].items():
        yield Term("month", {"en": [name.title() for name in english[number]], "km": names})
    days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    for number, names in khmer["weekdays"].items():
        yield Term("weekday", {"en": [days[int(number) - 1]], "km": [f"ថ្ងៃ{name}" for name in names]})
