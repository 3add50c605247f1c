"""What somebody looks for, as terms that a text must have."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pipeline.errors import UsageError
from pipeline.khmer.cluster import split
from pipeline.khmer.syllable import KHMER
from pipeline.load.fold_text import fold_text
from pipeline.load.index_words import index_words

_TERM = re.compile('"([^"]+)"|(\\S+)')
_HAS_KHMER = re.compile(f"[{KHMER}]")
_LEAST_CLUSTERS = 2
"""Shorter Khmer is looked for among the cut words alone: one syllable stands in many words that mean something else."""
_LEAST_LETTERS = 3
"""Of a trigram, and of a part of an English compound."""


@dataclass(frozen=True, slots=True)
class Term:
    """One thing a text must have: the words, in a row or anywhere, or else `run`, the term as it is written."""

    words: tuple[str, ...]
    """As `index_words` gives them."""
    in_a_row: bool
    run: str | None
    """Khmer that may stand anywhere between whole clusters, however the words around it are cut; folded."""
    or_rows: tuple[tuple[str, ...], ...] = ()
    """What serves as well: words in a row ("data base" for "database", "beekeeper" for "bee-keeper")."""


def parse_query(query: str) -> list[Term]:
    """Return the terms of a query; words that say little are left out where others are left.

    What stands in quotation marks is one term, its words in a row; what has no blanks in it is one term, too.

    Raises:
        UsageError: there is no word in the query.
    """
    folded = fold_text(query)
    terms = [term for match in _TERM.finditer(folded) if (term := _term(match[1] or match[2], bool(match[1])))]
    if not terms:
        raise UsageError("there is no word to look for")
    return [term for term in terms if not _function_words().issuperset(term.words)] or terms


def _term(text: str, is_quoted: bool) -> Term | None:
    words = index_words(text)
    if not words:
        return None
    has_khmer = _HAS_KHMER.search(text) is not None
    telling = tuple(word for word in words if word not in _function_words())
    run = text if has_khmer and len(text) >= _LEAST_LETTERS and len(split(text)) >= _LEAST_CLUSTERS else None
    if is_quoted or not has_khmer:
        return Term(words, True, run, _other_spacings(text))
    return Term(telling or words, False, run)


def _other_spacings(text: str) -> tuple[tuple[str, ...], ...]:
    """The rows of words that an English compound is when it is written closed, with a hyphen or open.

    Which letters of a closed one are a word is not asked: what is none stands in no text.
    """
    parts = re.findall("[a-z]+", text)
    if len(parts) > 1 and "-".join(parts) == text:
        return (index_words("".join(parts)),)
    if len(parts) == 1 and parts[0] == text:
        cuts = range(_LEAST_LETTERS, len(text) - _LEAST_LETTERS + 1)
        return tuple((*index_words(text[:at]), *index_words(text[at:])) for at in cuts)
    return ()


@cache
def _function_words() -> frozenset[str]:
    table = tomllib.loads((files("pipeline.resources") / "search_stop_words.toml").read_text(encoding="utf-8"))
    english = (word for each in table["en"] for word in index_words(each))
    return frozenset((*english, *map(fold_text, table["km"])))
