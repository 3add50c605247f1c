"""Is text in Latin letters a language at all, or what a machine made of pictures and foreign codes?"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from functools import cache
from math import log
from pathlib import Path

from pipeline.english import is_word, words

FILE = Path(__file__).parent / "resources" / "function_words.toml"

FUNCTION_WORDS = 0.1
"""Share of letters in function words of the language: of 200 letters in English mostly 0.05 to 0.34, in eleven others
0.05 to 0.28, of Khmer read by tesseract as English at most 0.04 (`benchmarks/judge.py`)."""
ENGLISH_LETTERS = 0.7
"""Share of letters in English words: of 200 letters of minutes mostly 0.6 and more, of nonsense at most 0.1."""
PRONOUNCED, NONSENSE = -3.2, -4.0
"""Nats a letter: Khmer names in Latin letters have -3.2, given names and French -2.8, English -2.5; Khmer read as Latin
-3.9 and less, 8-bit codes of Khmer -4.8 and less."""

LETTER = "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
"""Latin letters, for the inside of a character class."""
_WORD = re.compile(f"[{LETTER}]+(?:['’][{LETTER}]+)?")
_ACRONYM = 6
_EVERY = 5
"""One in so many words of the list is enough for the letters' statistics."""
_BY_PAIR, _BY_LETTER, _ALPHABET = 8.0, 0.2, 30


def plausibility(text: str) -> float:
    """How much the Latin letters of a text are those of a language or of names, 0 to 1; 1 where there are none.

    The list of English words and the statistics of letters are loaded only where function words leave a doubt.
    """
    found = _WORD.findall(text)
    if not found:
        return 1.0
    letters = sum(map(len, found))
    by_function = _function_letters(found) / letters / FUNCTION_WORDS
    if by_function >= 1.0:
        return 1.0
    english = sum(len(word) for word in found if is_word(word)) / letters / ENGLISH_LETTERS
    pronounced = (_likelihood(found) - NONSENSE) / (PRONOUNCED - NONSENSE)
    return min(1.0, max(by_function, english, pronounced, 0.0))


def _function_letters(found: list[str]) -> int:
    """The letters of those words that are function words of one language, of the one of which most are."""
    counts = Counter(word.lower().replace("’", "'") for word in found)
    return max(sum(len(word) * counts[word] for word in known & counts.keys()) for known in _function_words())


def _likelihood(found: list[str]) -> float:
    """Nats a letter by the letters of English words; acronyms say nothing. `PRONOUNCED` where there is nothing else."""
    total = letters = 0.0
    for word in found:
        if not (word.isupper() and len(word) <= _ACRONYM):
            total += sum(_step(*triple) for triple in _triples(word))
            letters += len(word) + 1
    return total / letters if letters else PRONOUNCED


def _step(first: str, second: str, third: str) -> float:
    triples, pairs, singles = _statistics()
    by_pair = (pairs[second + third] + _BY_LETTER) / (singles[second] + _BY_LETTER * _ALPHABET)
    return log((triples[first + second + third] + _BY_PAIR * by_pair) / (pairs[first + second] + _BY_PAIR))


def _triples(word: str) -> Iterable[tuple[str, str, str]]:
    """The letters of a word by threes, its beginning as two signs and its end as one."""
    letters = f"^^{word.lower()}$"
    return zip(letters, letters[1:], letters[2:], strict=False)


@cache
def _statistics() -> tuple[Counter[str], Counter[str], Counter[str]]:
    """How often letters stand together in English words: by threes, by twos, alone."""
    triples: Counter[str] = Counter()
    for word in sorted(words())[::_EVERY]:
        triples.update(map("".join, _triples(word)))
    pairs: Counter[str] = Counter()
    singles: Counter[str] = Counter()
    for triple, count in triples.items():
        pairs[triple[:2]] += count
        singles[triple[1]] += count
    return triples, pairs, singles


@cache
def _function_words() -> tuple[frozenset[str], ...]:
    languages = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return tuple(frozenset(listed.split()) for listed in languages.values())
