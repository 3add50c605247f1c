"""The words by which a text is found: Khmer cut by the model, English down to its stems; the same for a query."""

import re
from functools import cache, lru_cache

import snowballstemmer

from pipeline.khmer.syllable import KHMER
from pipeline.khmer.words import words

_TOKEN = re.compile(f"[\u1780-\u17d3\u17d7\u17dc\u17dd]+|[^\\W_{KHMER}]+")
_LATIN = re.compile("[a-z]+")
_AMERICAN = re.compile("(?<=[a-z]{3})i[sz](?=(?:e|ed|es|er|ers|ing|ation|ations|ational)$)")
_OUR = re.compile("(?<=[a-z]{2})our(?=(?:s|ed|ing|able|al|ful)?$)")
_PROGRAMME = re.compile("(?<=[a-z]{4}m)me$")
_ACRONYMS = re.compile("([^aeiouy]+[aeiouy]?)s")
"""The plural of letters that are no word: "ngos", "twgs"; Porter's stemmer takes the s of words only."""


@lru_cache(maxsize=200_000)
def index_words(folded: str) -> tuple[str, ...]:
    """Return the words of a folded text in order, punctuation left out, Latin ones stemmed.

    Cutting Khmer takes far longer than all else of loading, so what was cut is remembered.
    """
    return tuple(_stem(token) if _LATIN.fullmatch(token) else token for token in _tokens(folded))


def _tokens(folded: str) -> list[str]:
    return [token for word in words(folded) for token in _TOKEN.findall(word.text)]


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    """Return the stem of an English word by Porter's second stemmer, one for its British and American spelling."""
    acronyms = _ACRONYMS.fullmatch(word)
    if acronyms:
        return acronyms[1]
    word = _PROGRAMME.sub("", _OUR.sub("or", _AMERICAN.sub("is", word)))
    stem: str = _stemmer().stemWord(word)
    return stem


@cache
def _stemmer() -> "snowballstemmer.stemmer":
    return snowballstemmer.stemmer("english")
