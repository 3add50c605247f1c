"""English terms of the glossary, however they are spelt and numbered, and names, which stay as they are."""

import re
from collections.abc import Iterator
from functools import cache

from pipeline.english import is_word
from pipeline.translate.glossary import Glossary, Term

ACRONYM = re.compile(r"(?=[A-Z][^a-z]*[A-Z])[A-Z][A-Za-z0-9&/-]{1,9}")
"""NGO, NGOs, P&H, CRDB/CDC: two capitals before any small letter."""
ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_ARTICLES = re.compile(r"\b(?:the|an?)\s+")
_DOTTED = re.compile(r"\b(?:[A-Za-z]\.){2,}")
_SPELLINGS = (
    (re.compile(r"izatio"), "isatio"),
    (re.compile(r"isatio"), "izatio"),
    (re.compile(r"i[sz]ing\b"), "izing"),
    (re.compile(r"\bprogram\b"), "programme"),
    (re.compile(r"\bprograms\b"), "programmes"),
    (re.compile(r"\bcenter"), "centre"),
    (re.compile(r"\blabor\b"), "labour"),
    (re.compile(r"advisor"), "adviser"),
    (re.compile(r"-"), " "),
    (re.compile(r"\bco-"), "co"),
    (re.compile(r"councilor"), "councillor"),
)
_LONGEST = 9
"""Words of a term that is looked for inside a phrase."""
_NAMELESS = frozenset(("role", "label", "heading", "meeting", "modifier"))
"""Kinds of words that a proper name does not end in."""


def find(words: str, glossary: Glossary) -> list[Term]:
    """Return the terms that words are, as they stand or in another spelling or number; of verbs none."""
    bare = _without_articles(glossary)
    for spelling in _spellings(words):
        known = glossary.find(spelling, "en") or bare.get(_ARTICLES.sub("", spelling.casefold()), [])
        found = [term for term in known if term.kind != "action"]
        if found:
            return found
    return []


@cache
def _without_articles(glossary: Glossary) -> dict[str, list[Term]]:
    """The terms of several words by their wordings without "the" and "a"."""
    found: dict[str, list[Term]] = {}
    for term in glossary.terms:
        for wording in term.wordings["en"]:
            if " " in wording:
                found.setdefault(_ARTICLES.sub("", wording.casefold().replace("’", "'")), []).append(term)
    return found


def apart(pattern: re.Pattern[str], words: str, glossary: Glossary) -> list[re.Match[str]]:
    """Return where a pattern matches between terms, not inside one of several words ("terms of reference")."""
    matches = list(pattern.finditer(words))
    if not matches:
        return []
    inside = _terms_of_several_words(words, glossary)
    return [match for match in matches if not any(start < match.start() and match.end() < end for start, end in inside)]


def _terms_of_several_words(words: str, glossary: Glossary) -> list[tuple[int, int]]:
    """Where terms of three words and more stand that do not make up all of the words."""
    places = [(match.start(), match.end()) for match in re.finditer(r"[^\s,;:()]+", words)]
    return [
        (places[first][0], places[last][1])
        for first in range(len(places))
        for last in range(first + 2, min(len(places), first + _LONGEST))
        if (first or last < len(places) - 1) and find(words[places[first][0] : places[last][1]], glossary)
    ]


def verb(words: str, glossary: Glossary) -> Term | None:
    """Return the verb that words are."""
    return next((term for term in glossary.find(words, "en") if term.kind == "action"), None)


def _spellings(words: str) -> Iterator[str]:
    yield words
    plain = _DOTTED.sub(lambda match: match[0].replace(".", ""), words).casefold()
    for spelling in (plain, *(pattern.sub(other, plain) for pattern, other in _SPELLINGS if pattern.search(plain))):
        yield spelling
        yield from _singulars(spelling)


def _singulars(words: str) -> Iterator[str]:
    if len(words) > 4 and words.endswith("s") and not words.endswith("ss"):
        if words.endswith("ies"):
            yield words[:-3] + "y"
        if words.endswith(("ses", "xes", "ches", "shes")):
            yield words[:-2]
        yield words[:-1]
    elif words.endswith("men"):
        yield words[:-2] + "an"


def is_name(words: str, glossary: Glossary) -> bool:
    """Return whether words are a proper name: capitals throughout, at least half of them no common words.

    What ends in a word for an office, a meeting or a quality ("Roading Manager") is no name.
    """
    pieces = words.split()
    if not pieces or "," in words or not all(piece[0].isupper() or piece[0].isdigit() for piece in pieces):
        return False
    if any(piece.endswith(("'s", "’s", "-")) for piece in pieces) or _is_office(pieces[-1], glossary):
        return False
    words_of_it = [piece for piece in pieces if not piece.isdigit()]
    rare = [piece for piece in words_of_it if ACRONYM.fullmatch(piece) or not is_word(piece.strip(".'’"))]
    return bool(rare) and 2 * len(rare) >= len(words_of_it)


def _is_office(word: str, glossary: Glossary) -> bool:
    return any(term.kind in _NAMELESS for term in find(word, glossary))


def in_small_letters(words: str) -> str:
    """Return a text all in capitals in small letters, but for acronyms: what is short and no common word."""
    if any(letter.islower() for letter in words) or not (" " in words or is_word(words.strip(".,:;"))):
        return words
    return re.sub(r"[A-Z][A-Z'’-]*", lambda match: match[0] if _may_be_acronym(match[0]) else match[0].lower(), words)


def _may_be_acronym(word: str) -> bool:
    return 1 < len(word) <= 6 and not is_word(re.split("['’]", word)[0])
