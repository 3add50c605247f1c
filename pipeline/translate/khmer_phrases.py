"""Khmer headings, labels, roles, names of bodies and places, dates and numbers into English, by the glossary alone.

A phrase is cut into terms of the glossary, the fewest that cover it, and put in the order of English. A phrase that
they do not cover is not translated.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from pipeline.khmer.dates import find_dates
from pipeline.khmer.lexicon import folded
from pipeline.khmer.months import english_months
from pipeline.khmer.numerals import to_ascii
from pipeline.khmer.order import normalize
from pipeline.khmer.syllable import ZWSP
from pipeline.translate.glossary import Glossary, Term

_LINKS = {
    "នៃ": "of",
    "របស់": "of",
    "ស្តីពី": "on",
    "ស្តីអំពី": "on",
    "អំពី": "about",
    "សម្រាប់": "for",
    "ពី": "from",
    "ដោយ": "by",
    "ជាមួយ": "with",
    "រវាង": "between",
    "ក្នុង": "in",
    "នៅក្នុង": "in",
    "នៅ": "in",
    "លើ": "on",
    "ទៅកាន់": "to",
    "និង": "and",
    "នឹង": "and",
    "ឬ": "or",
    "ជា": "as",
    "ប្រចាំ": "for",
}
_EDGES = re.compile(r"^([\s«»\"(]*)(.*?)([\s៖។:.;,!?»\")]*)$", re.DOTALL)
_NUMBER = re.compile(r"\d+(?:[.,:/-]\d+)*%?")
_LATIN = re.compile(r"[A-Za-z][\w.&'’-]*(?: [A-Za-z][\w.&'’-]*)*")
_SMALL = frozenset(("and", "of", "on", "for", "the", "in", "to", "by", "with", "from", "or", "a", "an"))
_TITLED = frozenset(("organization", "province", "role", "month", "weekday", "honorific"))
_BODIES = frozenset(("organization", "place", "province"))


class _Piece(NamedTuple):
    """A stretch of the phrase with its English."""

    end: int
    english: str
    kind: str
    """The term's kind; `link`, `number` or `name` for what is no term."""


def to_english_phrase(text: str, glossary: Glossary) -> str | None:
    """Return a Khmer phrase in English, or None where the glossary does not cover all of it."""
    match = _EDGES.match(normalize(text.replace(ZWSP, "")).strip())
    if match is None or not match[2]:
        return None
    known = glossary.find(match[2], "km")
    english = known[0].wordings["en"][0] if known else _date(match[2]) or _phrase(match[2], glossary)
    if english is None:
        return None
    return match[1] + english[0].upper() + english[1:] + match[3].replace("៖", ":").replace("។", ".")


def _date(words: str) -> str | None:
    """A date that is all of the text, as 5 September 2019."""
    found = find_dates(words)
    if len(found) != 1 or not found[0].certain or words[: found[0].start].strip() or words[found[0].end :].strip():
        return None
    first, last = _day(found[0].iso), found[0].iso_end and _day(found[0].iso_end)
    return f"{first} to {last}" if last else first


def _day(iso: str) -> str:
    year, month, *day = iso.split("-")
    return " ".join([*(str(int(number)) for number in day), _month_names()[int(month)], year])


@cache
def _month_names() -> dict[int, str]:
    """The full English name of each month by its number."""
    names = sorted(english_months().items(), key=lambda item: len(item[0]))
    return {number: name.title() for name, number in names}


def _phrase(words: str, glossary: Glossary) -> str | None:
    pieces = _cut(folded(to_ascii(words)), glossary)
    return None if pieces is None else _ordered(pieces)


def _cut(text: str, glossary: Glossary) -> list[_Piece] | None:
    """The fewest pieces that cover the text; None where none do. Blanks between pieces count for nothing."""
    best: list[tuple[int, list[_Piece]] | None] = [None] * (len(text) + 1)
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


def _offer(best: list[tuple[int, list[_Piece]] | None], end: int, reading: tuple[int, list[_Piece]]) -> None:
    known = best[end]
    if known is None or reading[0] < known[0]:
        best[end] = reading


def _pieces_at(text: str, at: int, glossary: Glossary) -> list[_Piece]:
    """All pieces that begin at a place, the longest first."""
    if match := _NUMBER.match(text, at):
        return [_Piece(match.end(), match[0], "number")]
    if match := _LATIN.match(text, at):
        return [_Piece(match.end(), match[0], "name")]
    found = []
    for end in range(min(len(text), at + glossary.longest["km"]), at, -1):
        if end < len(text) and not _may_part(text[end]):
            continue
        stretch = text[at:end]
        link = _LINKS_FOLDED.get(stretch)
        if link is not None:
            found.append(_Piece(end, link, "link"))
        elif stretch in _ORDINALS:
            found.append(_Piece(end, "", "ordinal"))
        elif stretch in _CALENDAR:
            found.append(_Piece(end, "", "calendar"))
        elif terms := glossary.find(stretch, "km"):
            found.append(_piece(end, terms[0], stretch))
        elif terms := glossary.find(f"ការ{stretch}", "km"):
            found.append(_Piece(end, terms[0].wordings["en"][0], terms[0].kind))
    return found


_LINKS_FOLDED = {folded(normalize(khmer)): english for khmer, english in _LINKS.items()}
_CALENDAR = frozenset(folded(normalize(word)) for word in ("ថ្ងៃទី", "ខែ", "ឆ្នាំ"))
"""Words before a date's numbers and names, which English goes without."""
_ORDINALS = frozenset(folded(normalize(word)) for word in ("ទី", "លើកទី", "លេខ"))


def _may_part(character: str) -> bool:
    """Whether a word may begin with the character: vowel signs, diacritics and coengs go with what is before."""
    return not "\u17b6" <= character <= "\u17d3"


def _piece(end: int, term: Term, stretch: str) -> _Piece:
    english = term.wordings["en"][-1 if term.kind == "action" else 0]
    words = english.split()
    if term.kind in _TITLED:
        english = " ".join(word if word in _SMALL else word[:1].upper() + word[1:] for word in words)
    return _Piece(end, english, term.kind)


def _ordered(pieces: Sequence[_Piece]) -> str | None:
    """The pieces in the order of English: what follows a noun without a link goes before it."""
    groups: list[list[_Piece]] = [[]]
    links: list[str] = []
    for piece in pieces:
        if piece.kind == "link":
            links.append(piece.english)
            groups.append([])
        else:
            groups[-1].append(piece)
    if not all(groups):
        return None
    told = [_noun_phrase(group) for group in groups]
    if None in told:
        return None
    parts = [str(told[0])]
    for link, phrase in zip(links, told[1:], strict=True):
        parts += [link, str(phrase)]
    return " ".join(parts)


def _noun_phrase(pieces: Sequence[_Piece]) -> str | None:
    """One noun with its number and modifiers; a verb stands before what is done."""
    if pieces[0].kind == "action":
        done = _noun_phrase(pieces[1:]) if len(pieces) > 1 else ""
        return None if done is None else f"{pieces[0].english} {done}".strip()
    said, before = "", ""
    for piece in pieces:
        if before == "ordinal" and piece.kind != "number":
            return None
        said, before = _added(said, before, piece), piece.kind
    return said if said and before != "ordinal" else None


def _added(said: str, before: str, piece: _Piece) -> str:
    """A noun phrase with one more piece behind the kind of piece `before`."""
    if piece.kind in ("ordinal", "calendar") or (said and piece.kind == "unit"):
        return said
    if piece.kind == "number":
        return (
            f"{piece.english} {said}"
            if said and before not in ("ordinal", "calendar")
            else f"{said} {piece.english}".strip()
        )
    if not said or piece.kind == "name":
        return f"{said} {piece.english}".strip()
    if piece.kind in _BODIES and before in ("role", "organization"):
        return f"{said} of {piece.english}"
    return f"{piece.english} {said}"
