"""The words by which a text is found: Khmer cut by the model, English down to its stems; the same for a query."""

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files

import snowballstemmer

from pipeline.khmer.cluster import clusters
from pipeline.khmer.lexicon import lexicon
from pipeline.khmer.syllable import KHMER
from pipeline.khmer.words import words

_TOKEN = re.compile(f"[\u1780-\u17d3\u17d7\u17dc\u17dd]+|[^\\W_{KHMER}]+")
_LATIN = re.compile("[a-z]+")
_AMERICAN = re.compile("(?<=[a-z]{3})i[sz](?=(?:e|ed|es|er|ers|ing|ation|ations|ational)$)")
_ANALYSE = re.compile("(?<=[a-z]{2}l)y(?:sis$|z(?=e|ing))")
_OUR = re.compile("(?<=[a-z]{2})our(?=(?:s|ed|ing|able|al|ful)?$)")
_PROGRAMME = re.compile("(?<=[a-z]{4}m)me(?=s?$)")
_CENTRE = re.compile("(?<=[a-z]{2}[bt])re(?=s?$)")
_CO_OPERATE = re.compile("(?<![a-z])(co|re|pre|e)-(?=[a-z])")
_PLURAL_INSIDE = re.compile(
    "(?<=[a-z])(child)ren$|(?<=[a-z])(wi)ves$|((?<=[a-z])wo|(?<=[a-z]{2})[bcdeghklnprstwy])men$"
)
"""Of compounds whose last part has a plural of its own: grandchildren, midwives, chairwomen, policemen."""
_ACRONYMS = re.compile("([^aeiouy]+[aeiouy]?)s")
"""The plural of letters that are no word: "ngos", "twgs"; Porter's stemmer takes the s of words only."""


@lru_cache(maxsize=200_000)
def index_words(folded: str) -> tuple[str, ...]:
    """Return the words of a folded text in order, punctuation left out, Latin ones stemmed.

    Cutting Khmer takes far longer than all else of loading, so what was cut is remembered.
    """
    return tuple(part for token in _tokens(folded) for part in _parts(token))


@lru_cache(maxsize=100_000)
def _parts(token: str) -> tuple[str, ...]:
    if _LATIN.fullmatch(token):
        return (_stem(token),)
    return _compound(tuple(clusters(token))) if "\u1780" <= token[0] <= "\u17b3" else (token,)


def _compound(syllables: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words that a Khmer word is made of: two of two syllables or more that are both commoner than it is.

    The model takes many a compound (ផែនការអភិវឌ្ឍន៍, "development plan") for one word, and not in every sentence. What
    is no known word may also be made of words of one syllable.
    """
    known = lexicon()
    word = "".join(syllables)
    own = known.log_frequency(word)
    cuts = []
    least = 1 if own is None else 2
    if len(word) > 2 * _longest():
        return (word,)
    for at in range(least, len(syllables) - least + 1):
        first, last = (known.log_frequency("".join(part)) for part in (syllables[:at], syllables[at:]))
        if first is not None and last is not None and (own is None or min(first, last) > own):
            cuts.append((min(first, last), at))
    if not cuts:
        return (word,)
    at = max(cuts)[1]
    return (*_compound(syllables[:at]), *_compound(syllables[at:]))


@cache
def _longest() -> int:
    """The letters of the longest known word: what is longer than two of it is none made of two."""
    return max(map(len, lexicon()))


def _tokens(folded: str) -> list[str]:
    return [token for word in words(_CO_OPERATE.sub(r"\1", folded)) for token in _TOKEN.findall(word.text)]


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    """Return the stem of an English word by Porter's second stemmer, one for its British and American spelling."""
    acronyms = _ACRONYMS.fullmatch(word)
    if acronyms:
        return acronyms[1]
    word = _irregular().get(word, word)
    word = _PLURAL_INSIDE.sub(lambda match: match[1] or (f"{match[2]}fe" if match[2] else f"{match[3]}man"), word)
    word = _ANALYSE.sub(lambda match: "yse" if match[0] == "ysis" else "ys", word)
    word = _CENTRE.sub("er", _PROGRAMME.sub("", _OUR.sub("or", _AMERICAN.sub("is", word))))
    stem: str = _stemmer().stemWord(word)
    return stem


@cache
def _irregular() -> dict[str, str]:
    """The plain form of English words that no rule of endings leads back."""
    table = tomllib.loads((files("pipeline.resources") / "irregular_words.toml").read_text(encoding="utf-8"))
    return {form: plain for plain, forms in table["en"].items() for form in forms}


@cache
def _stemmer() -> "snowballstemmer.stemmer":
    return snowballstemmer.stemmer("english")
