"""What a font is asked to shape so that its glyphs give themselves away: known words and possible syllables."""

from collections import Counter
from collections.abc import Iterator
from itertools import product
from math import exp

from pipeline.khmer.cluster import clusters
from pipeline.khmer.lexicon import lexicon
from pipeline.khmer.syllable import COENG, RO

_RUNNING_WORDS = 1e7
"""The length of the imagined text in which words are counted."""
_MOST_WORDS = 20_000
"""Words shaped whole, for what glyphs do beside each other; of rarer ones only the syllables."""
_POSSIBLE_WEIGHT = 0.01
"""What a possible syllable counts beside one occurrence of a written one."""
_CONSONANTS = [chr(code) for code in range(0x1780, 0x17A3)]
_INDEPENDENT_VOWELS = [chr(code) for code in range(0x17A5, 0x17B4)]
_VOWELS = [chr(code) for code in range(0x17B6, 0x17C6)]
_RHYMES = ["", *_VOWELS, "\u17b6\u17c6", "\u17bb\u17c6", "\u17bb\u17c7", "\u17c1\u17c7", "\u17c4\u17c7"]
_RHYMES += ["\u17c6", "\u17c7", "\u17c8"]
_SHORT_RHYMES = ["", "\u17b6", "\u17b7", "\u17b8", "\u17bb", "\u17c1", "\u17c2", "\u17c4"]
_SHIFTERS = ["\u17c9", "\u17ca"]
_ROBAT = "\u17cc"
_SIGNS = ["\u17cb", "\u17cd", "\u17ce", "\u17cf", "\u17d0", "\u17d1", "\u17dd"]
_SUBSCRIPTS_UNDER_SHIFTERS = "\u179a\u179b\u1780\u1798\u1793\u179c\u1799\u1784\u1794"


def specimens() -> dict[str, float]:
    """Words and syllables in canonical order, with how often they occur in ten million words, or next to nothing."""
    weights: Counter[str] = Counter(dict.fromkeys(_possible(), 0))
    words = sorted(_counted_words(), key=lambda counted: (-counted[1], counted[0]))
    for word, count in words:
        for syllable in clusters(word):
            weights[syllable] += count  # type: ignore[assignment]  # counts are fractions here
    for word, count in words[:_MOST_WORDS]:
        weights[word] += count  # type: ignore[assignment]
    return {text: weight + _POSSIBLE_WEIGHT for text, weight in weights.items()}


def _counted_words() -> Iterator[tuple[str, float]]:
    known = lexicon()
    for word in known:
        frequency = known.log_frequency(word)
        spellings = known.spellings(word)
        for spelling in spellings:
            yield spelling, exp(frequency or 0.0) * _RUNNING_WORDS / len(spellings)


def _possible() -> Iterator[str]:
    """One of everything that meets in a syllable: not all of the grammar, but all pairs and most triples of it."""
    for base in _CONSONANTS + _INDEPENDENT_VOWELS:
        yield from (base + rhyme for rhyme in _RHYMES)
        yield from (base + sign for sign in [*_SHIFTERS, _ROBAT, *_SIGNS])
    for base in _CONSONANTS:
        yield from (base + early + vowel for early, vowel in product([*_SHIFTERS, _ROBAT], _RHYMES[1:]))
        yield from (base + vowel + sign for sign, vowel in product(_SIGNS, _RHYMES[1:]))
        for subscript in _SUBSCRIPTS_UNDER_SHIFTERS:
            stack = base + COENG + subscript
            yield from (stack + shifter + rhyme for shifter, rhyme in product(_SHIFTERS, _RHYMES))
            yield from (stack + sign for sign in _SIGNS)
        for subscript in _CONSONANTS:
            yield from (base + COENG + subscript + rhyme for rhyme in _RHYMES)
            if subscript != RO:
                yield from (base + COENG + subscript + COENG + RO + rhyme for rhyme in _SHORT_RHYMES)
