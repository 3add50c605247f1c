"""Khmer or Latin: which of two readings of a line, tesseract's Khmer one and its English one, is right word by word.

Read with both languages at once tesseract takes Khmer words for Latin ones and the reverse: it looks at a word alone.
"""

import re
from collections.abc import Sequence

from pipeline.english import is_word
from pipeline.khmer.cluster import broken_share
from pipeline.khmer.ngrams import model
from pipeline.khmer.order import normalize
from pipeline.scan.tesseract import Word

KHMER, ENGLISH = "khm", "eng"
"""tesseract's names of the languages."""

_GARBAGE, _GOOD = -7.0, -2.5
"""Nats a character that the language model finds in Latin read as Khmer, and in Khmer read well; names lie between."""
_LEAST = 0.3
"""What an unlikely or mixed Khmer word counts at least."""
_FIGURES = 0.8
"""What figures and signs count: Khmer and English both have them, and what is Latin is often read as figures."""
_KNOWN, _UNKNOWN = 0.15, 0.8
"""What an English word gains by being one, and the share that counts of what is in no list of words."""
_OVERLAP = 0.35
"""Heights of a letter that neighbouring words may overlap: tesseract tells only roughly where a word ends."""
_SWITCH = 0.5
"""Heights of a letter that a change of language costs."""
_MINORITY, _AGAINST = 0.35, 0.7
"""Share of a line's width up to which one of its scripts is a guest in it, and what its words then count."""
_SURE = 0.6
"""How sure a Khmer word has to be for English not to be tried."""

_KHMER_LETTER = re.compile("[\u1780-\u17d3]")
_MIXED = re.compile("[\u1780-\u17d3][0-9A-Za-z|!$&<=>@]|[0-9A-Za-z|!$&<=>@][\u1780-\u17d3]")
"""Latin letters, digits and signs right beside Khmer letters: Latin read as Khmer is full of them."""
_LATIN_LETTER = re.compile("[A-Za-z\u00c0-\u024f]")
_MIXED_FIGURES = re.compile("[\u17e0-\u17e9][0-9A-Za-z|!$&<=>@(]|[0-9A-Za-z|!$&<=>@)][\u17e0-\u17e9]")
_WORD = re.compile("[A-Za-z\u00c0-\u024f]+(?:['’-][A-Za-z\u00c0-\u024f]+)*")


def is_sure_khmer(words: Sequence[Word]) -> bool:
    """Return whether a line read as Khmer is Khmer throughout, so that it need not be read as English."""
    return all(_as_khmer(word) >= _SURE and not _LATIN_LETTER.search(word.text) for word in words)


def choose(khmer: Sequence[Word], english: Sequence[Word], letter: float) -> list[Word]:
    """Return the words of a line from left to right: those of both readings that together are most credible.

    Most lines are of one script: what most of a line turns out to be counts for the rest of it. `letter` is the height
    of a letter in pixels.
    """
    scored = [(word, _as_khmer(word)) for word in khmer] + [(word, _as_english(word)) for word in english]
    scored.sort(key=lambda each: (each[0].x0, each[0].x1))
    found = _best_row(scored, letter)
    width = {name: sum(word.x1 - word.x0 for word in found if word.language == name) for name in (KHMER, ENGLISH)}
    if not found or min(width.values()) > _MINORITY * sum(width.values()):
        return found
    less = min(width, key=width.__getitem__)
    return _best_row([(word, _AGAINST * score if word.language == less else score) for word, score in scored], letter)


def _best_row(scored: Sequence[tuple[Word, float]], letter: float) -> list[Word]:
    """The words, of those given from left to right, that do not stand in one another's place and score most."""
    best: list[tuple[float, list[Word]]] = []
    for word, score in scored:
        gained = (word.x1 - word.x0 + letter / 4) * score
        above = max(
            (
                (total - (_SWITCH * letter if path[-1].language != word.language else 0.0), path)
                for total, path in best
                if path[-1].x1 <= word.x0 + _OVERLAP * letter and path[-1].x0 < word.x0
            ),
            key=lambda each: each[0],
            default=(0.0, []),
        )
        best.append((above[0] + gained, [*above[1], word]))
    return max(best, key=lambda each: each[0], default=(0.0, []))[1]


def certainty(word: Word) -> float:
    """Return how sure tesseract is of the symbols of a word on average, 0 to 1."""
    sure = [symbol.choices[0][1] if symbol.choices else word.confidence for symbol in word.symbols]
    return sum(sure) / len(sure)


def _as_khmer(word: Word) -> float:
    """How credible a word of the Khmer reading is, 0 to 1."""
    sure = certainty(word)
    if not _KHMER_LETTER.search(word.text):
        return _FIGURES * min(sure, word.confidence + _KNOWN) * (_LEAST if _MIXED_FIGURES.search(word.text) else 1.0)
    text = normalize(word.text)
    likely = (model().per_character(text) - _GARBAGE) / (_GOOD - _GARBAGE)
    mixed = _MIXED.search(text) is not None or broken_share(text) > 0
    return sure * min(1.0, max(_LEAST, likely)) * (_LEAST if mixed else 1.0)


def _as_english(word: Word) -> float:
    """How credible a word of the English reading is, 0 to 1."""
    words = _WORD.findall(word.text)
    known = any(len(each) > 2 for each in words) and all(map(is_word, "-".join(words).replace("'", "-").split("-")))
    return min(1.0, word.confidence + _KNOWN) if known else _UNKNOWN * word.confidence
