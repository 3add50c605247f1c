"""A Khmer phrase cut into the fewest pieces that the glossary, the calendar and the list of places know."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pipeline.khmer.lexicon import folded
from pipeline.khmer.months import english_months
from pipeline.khmer.order import normalize
from pipeline.translate.gazetteer import LEVELS, english_places
from pipeline.translate.glossary import Glossary, Term, load_glossary

_LINKS = {
    "នៃ": "of",
    "របស់": "of",
    "ស្តីពី": "on",
    "ស្តីអំពី": "on",
    "អំពី": "about",
    "ដើម្បី": "for",
    "សម្រាប់": "for",
    "ពី": "from",
    "ដោយ": "by",
    "ជាមួយ": "with",
    "រវាង": "between",
    "ក្នុង": "in",
    "នៅក្នុង": "in",
    "នៅ": "in",
    "លើ": "on",
    "ទៅលើ": "on",
    "ទៅកាន់": "to",
    "ទៅ": "to",
    "ដល់": "to",
    "ជូន": "to",
    "និង": "and",
    "នឹង": "and",
    "និងជា": "and",
    "ព្រមទាំង": "and",
    "ឬ": "or",
    "តាមរយៈ": "through",
    "ដែលមាន": "with",
    "ទទួលបន្ទុក": "in charge of",
}
_DIVISIONS = {"ស្រុក": "District", "ខណ្ឌ": "Khan", "ក្រុង": "City", "ឃុំ": "Commune", "សង្កាត់": "Sangkat", "ភូមិ": "Village"}
_PERIODS = {"ត្រីមាស": "quarter", "ឆមាស": "semester"}
_COUNTS = ("first", "second", "third", "fourth")
_NUMBER = re.compile(r"\d+(?:[.,:/-]\d+)*%?")
_LATIN = re.compile(r"[A-Za-z][\w.&'’-]*(?: [A-Za-z][\w.&'’-]*)*")
_SMALL = frozenset(("and", "of", "on", "for", "the", "in", "to", "by", "with", "from", "or", "a", "an"))
_COUNTABLE = frozenset(("heading", "label", "development", "law"))
_DEEDS = frozenset(("action", "development", "heading", "meeting"))
_SINGLE = frozenset(("report", "presentation", "discussion"))
"""What is mostly one, though there may be more."""
_TITLED = frozenset(("organization", "province", "role", "honorific"))


class Piece(NamedTuple):
    """A stretch of the phrase with what it may mean."""

    start: int
    end: int
    kind: str
    """The preferred term's kind; `link`, `number`, `ordinal`, `name`, `time` or `address` for what is no term."""
    english: str
    terms: tuple[Term, ...] = ()

    def of_kind(self, kind: str) -> "Piece | None":
        """The piece as a term of a kind, if it is one."""
        term = next((term for term in self.terms if term.kind == kind), None)
        return term and self._replace(kind=kind, english=english_of(term))


def english_of(term: Term) -> str:
    """Return a term in English: a verb as what is being done, bodies and offices in capitals."""
    wordings = term.wordings["en"]
    if term.kind == "action":
        return next((wording for wording in wordings if wording.split()[0].endswith("ing")), wordings[0])
    english = wordings[0]
    if term.kind in _TITLED and (" " in english or term.kind != "organization"):
        return " ".join(word if word in _SMALL else word[:1].upper() + word[1:] for word in english.split())
    return english


def several(term: Term) -> str:
    """Return a term in English as a heading says it: of several, where the glossary has that wording next."""
    wordings = term.wordings["en"]
    first = wordings[0]
    if term.kind not in _COUNTABLE or first in _SINGLE:
        return english_of(term)
    plurals = (f"{first}s", f"{first}es", f"{first.removesuffix('y')}ies")
    return wordings[1] if wordings[1:2] and wordings[1] in plurals else english_of(term)


def count_word(number: str) -> str:
    """Return 1 as first, 18 as 18th."""
    value = int(number)
    if value <= len(_COUNTS):
        return _COUNTS[value - 1] if value else "0th"
    ending = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


def cut(text: str, glossary: Glossary) -> list[Piece] | None:
    """Return the fewest pieces that cover a text, folded and in ASCII digits; None where none do.

    Blanks between pieces count for nothing.
    """
    best: list[tuple[int, list[Piece]] | None] = [None] * (len(text) + 1)
    best[0] = (0, [])
    for at in range(len(text)):
        so_far = best[at]
        if so_far is None:
            continue
        if text[at].isspace():
            _offer(best, at + 1, so_far)
            continue
        for piece in _pieces_at(text, at, glossary):
            _offer(best, piece.end, (so_far[0] + 1, [*so_far[1], piece]))
    return best[-1][1] if best[-1] else None


def _offer(best: list[tuple[int, list[Piece]] | None], end: int, reading: tuple[int, list[Piece]]) -> None:
    known = best[end]
    if known is None or reading[0] < known[0]:
        best[end] = reading


def _pieces_at(text: str, at: int, glossary: Glossary) -> Iterator[Piece]:
    """All pieces that begin at a place, the longest first; a time goes before what its words mean otherwise."""
    if time := _time(text, at):
        yield time
        return
    if match := _NUMBER.match(text, at):
        yield Piece(at, match.end(), "number", match[0])
        return
    if match := _LATIN.match(text, at):
        yield Piece(at, match.end(), "name", match[0])
        return
    yield from _addresses(text, at)
    for end in range(min(len(text), at + glossary.longest["km"]), at, -1):
        if (end == len(text) or _may_part(text[end])) and not _cuts_an_address(text, end):
            yield from _stretch(at, end, text[at:end], glossary)


def _cuts_an_address(text: str, end: int) -> bool:
    """Whether the word before a place's name would be taken from it: of ខេត្តកណ្តាល, ខេត្ត."""
    for word, _, _ in _divisions():
        if text.endswith(word, 0, end) and any(piece.end > end for piece in _addresses(text, end - len(word))):
            return True
    return False


def _stretch(at: int, end: int, stretch: str, glossary: Glossary) -> Iterator[Piece]:
    link = _LINKS_FOLDED.get(stretch)
    terms = glossary.find(stretch, "km") or [
        term
        for term in glossary.find(f"ការ{stretch}", "km")
        if term.kind in ("action", "development", "heading", "meeting")
    ]
    if link is not None:
        yield Piece(at, end, "link", link)
    elif stretch in _ORDINALS:
        yield Piece(at, end, "ordinal", "")
    elif terms:
        yield Piece(at, end, terms[0].kind, english_of(terms[0]), tuple(terms))


def _may_part(character: str) -> bool:
    """Whether a word may begin with the character: vowel signs, diacritics and coengs go with what is before."""
    return not "\u17b6" <= character <= "\u17d3"


def _addresses(text: str, at: int) -> Iterator[Piece]:
    """A province, district, commune or village with its name, or who is chief of it."""
    if text.startswith("មេ", at):
        for place in _addresses(text, at + len("មេ")):
            yield Piece(at, place.end, "role", f"Chief of {place.english}")
    for word, english, names in _divisions():
        if not text.startswith(word, at):
            continue
        start = at + len(word)
        start += text[start : start + 1] == " "
        for end in range(min(len(text), start + 40), start, -1):
            name = names.get(text[start:end]) if end == len(text) or _may_part(text[end]) else None
            if name is not None:
                yield Piece(at, end, "address", f"{name} {english}".strip())


@cache
def _divisions() -> tuple[tuple[str, str, dict[str, str]], ...]:
    provinces = {
        folded(normalize(term.wordings["km"][0])): term.wordings["en"][0]
        for term in load_glossary().terms
        if term.kind == "province"
    }
    towns = [(folded(normalize(word)), "Province" if word == "ខេត្ត" else "", provinces) for word in ("ខេត្ត", "រាជធានី")]
    others = [(folded(normalize(word)), english, english_places(LEVELS[word])) for word, english in _DIVISIONS.items()]
    return (*towns, *others)


def _time(text: str, at: int) -> Piece | None:
    """A day, month, year, quarter or semester."""
    for pattern in _time_patterns():
        if match := pattern.match(text, at):
            return Piece(at, match.end(), "time", _told(match.groupdict()))
    return None


def _told(parts: dict[str, str | None]) -> str:
    year = parts["year"]
    if period := parts.get("period"):
        return f"{count_word(str(parts['count']))} {_PERIODS[period]}" + (f" of {year}" if year else "")
    day, month = parts.get("day"), parts.get("month")
    return " ".join(part for part in (day and str(int(day)), month and _months()[month], year) if part)


@cache
def _time_patterns() -> tuple[re.Pattern[str], ...]:
    months = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    year = r"ឆ្នាំ\s*(?P<year>\d{4}(?:-\d{4})?)(?!\d)"
    return (
        re.compile(rf"(?:ប្រចាំ)?(?P<period>{'|'.join(_PERIODS)})\s*ទី\s*(?P<count>[1-4])(?!\d)(?:\s*{year})?"),
        re.compile(rf"(?:ប្រចាំ)?(?:ថ្ងៃ\s*ទី\s*(?P<day>\d{{1,2}})\s*)?ខែ\s*(?P<month>{months})(?:\s*{year})?"),
        re.compile(rf"(?:ប្រចាំ)?{year}"),
    )


@cache
def _months() -> dict[str, str]:
    """The English name of each month by its Khmer names, folded."""
    names = sorted(english_months().items(), key=lambda item: len(item[0]))
    english = {number: name.title() for name, number in names}
    return {
        folded(normalize(khmer)): english[english_months()[term.wordings["en"][0].casefold()]]
        for term in load_glossary().terms
        if term.kind == "month"
        for khmer in term.wordings["km"]
    }


_LINKS_FOLDED = {folded(normalize(khmer)): english for khmer, english in _LINKS.items()}
_ORDINALS = frozenset(folded(normalize(word)) for word in ("ទី", "លើកទី", "លេខ", "ចំនួន"))
