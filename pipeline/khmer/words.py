"""Words of Khmer text, which is written without blanks between them, by khmer-nltk's model.

The library takes over two seconds to load, so it is loaded at the first Khmer line and kept for the process.
"""

import re
import warnings
from collections.abc import Callable, Iterator
from functools import cache
from logging import WARNING, getLogger
from typing import NamedTuple

from pipeline.khmer.syllable import INVISIBLES, KHMER, ZWSP


class Word(NamedTuple):
    """A word, number or punctuation mark where it stands in a text."""

    start: int
    end: int
    text: str
    """Characters [start, end) of the text; invisible characters inside the word are kept."""


_HAS_KHMER = re.compile(f"[{KHMER}]")
_VISIBLE = re.compile(f"[^\\s{ZWSP}]")
"""What the model's tokens keep: they drop blanks and zero-width spaces."""

_LETTER = f"(?:[^\\W{KHMER}]|[\u0300-\u036f])"
_WORD = re.compile(
    f"[{KHMER}](?:[{INVISIBLES}]*[{KHMER}])*|{_LETTER}(?:[-.,'’{INVISIBLES}]?{_LETTER})*|[^\\s{INVISIBLES}]"
)


def words(text: str) -> list[Word]:
    """The words of `text` in order: all of it but blanks and invisible characters stands in exactly one.

    Khmer is cut by the model, line by line; words and numbers in other scripts and punctuation are cut by shape. The
    model knows canonical order best, so normalise first.
    """
    found = []
    for line in re.finditer(".+", text):
        for start, end in _stretches(line[0]):
            for match in _WORD.finditer(line[0], start, end):
                found.append(Word(line.start() + match.start(), line.start() + match.end(), match[0]))
    return found


def _stretches(line: str) -> Iterator[tuple[int, int]]:
    """Where the model's tokens stand in a line; the whole line where it has no Khmer."""
    if not _HAS_KHMER.search(line):
        yield 0, len(line)
        return
    places = [match.start() for match in _VISIBLE.finditer(line)]
    done = 0
    for token in _tokenizer()(line):
        length = len(_VISIBLE.findall(token))
        if length:
            yield places[done], places[done + length - 1] + 1
        done += length


@cache
def _tokenizer() -> Callable[[str], list[str]]:
    """khmer-nltk's tokenizer, loaded without the lines that it logs and the warnings of its dependencies."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from khmernltk import word_tokenize

        getLogger("khmer-nltk").setLevel(WARNING)
        word_tokenize("ក")
    tokenize: Callable[[str], list[str]] = word_tokenize
    return tokenize
