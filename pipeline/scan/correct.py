"""Khmer words as they were probably printed: tesseract's alternatives for each sign, weighed by the language model.

A sign is changed only where tesseract itself names the other one, or where it is known to take the one for the other
(`resources/scan_confusions.tsv`), and the word becomes so much more probable that the two together outweigh what was
read. What is no Khmer stays as it is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate, pairwise
from math import log
from pathlib import Path

from pipeline.khmer.cluster import clusters, split
from pipeline.khmer.lexicon import lexicon
from pipeline.khmer.ngrams import BLANK, model, symbols
from pipeline.khmer.order import normalize
from pipeline.scan.tesseract import Symbol, Word

FILE = Path(__file__).parent.parent / "resources" / "scan_confusions.tsv"

_WEIGHT = 0.55
"""Of the language model's nats against tesseract's (measured, as all figures here: benchmarks/scans.py)."""
_UNSAID = 0.012
"""The probability of tesseract's second choice where it gives none; each further one has half of it."""
_SURE = 0.97
"""Where tesseract is surer of a sign than this, only it will do."""
_LEAST_MARGIN = 3.0
"""Nats by which a word has to become more probable for a change."""
_MOST_CHOICES = 5
_PATHS = 8
"""Readings followed at a time."""


@dataclass(slots=True)
class Change:
    """A cluster in which another sign was taken than tesseract's own."""

    start: int
    """Place of the cluster in the word's new text."""
    end: int
    read: str
    """The cluster as tesseract reads it."""
    margin: float
    """Nats by which the new reading of the word is more probable."""


@dataclass(slots=True)
class Corrected:
    """A word after correction."""

    word: Word
    text: str
    changes: list[Change] = field(default_factory=list)


@dataclass(slots=True)
class _Path:
    score: float
    state: int
    signs: tuple[str, ...]


def correct(words: Sequence[Word]) -> list[Corrected]:
    """Return the words of a line as they were probably printed."""
    corrected = []
    state = model().start()
    for n, word in enumerate(words):
        at_end = n == len(words) - 1
        found = _corrected(word, state, at_end) if is_khmer(word.text) else Corrected(word, word.text)
        corrected.append(found)
        state = model().advance(state, symbols(found.text) + bytes([BLANK]))[1]
    return corrected


def is_khmer(text: str) -> bool:
    """Return whether a word is one of Khmer letters, not of figures or another script."""
    return any("\u1780" <= character <= "\u17b3" for character in text)


def _corrected(word: Word, state: int, at_end: bool) -> Corrected:
    paths = [_Path(0.0, state, ())]
    own = _Path(0.0, state, ())
    for symbol in word.symbols:
        choices = list(_choices(symbol))
        own = _step(own, *choices[0])
        paths = _best(_step(path, text, cost) for path in paths for text, cost in choices)
    closed = (lambda path: path.score) if at_end else _closed
    best = max(paths, key=closed)
    margin = closed(best) - closed(own)
    if best.signs == own.signs or margin < _LEAST_MARGIN:
        return Corrected(word, normalize(word.text))
    signs = _with_known_words_only(own.signs, best.signs)
    return _told(word, own.signs, signs, margin)


def _with_known_words_only(read: Sequence[str], better: Sequence[str]) -> list[str]:
    """The better signs, but where the words they make are in no lexicon, or those that were read are."""
    unknown = [not known for known in _known(read)]
    known = _known(better)
    return [
        new if new == old or (was_unknown and is_known) else old
        for old, new, was_unknown, is_known in zip(read, better, unknown, known, strict=True)
    ]


def _known(signs: Sequence[str]) -> list[bool]:
    """Whether each sign stands in a word of the lexicon that has at least two clusters."""
    text = "".join(signs)
    spelt = normalize(text)
    stretches = [
        stretch
        for stretch in lexicon().segment(spelt)
        if stretch.in_lexicon and len(clusters(spelt[stretch.start : stretch.end])) > 1
    ]
    if len(spelt) != len(text):  # put in order: places are near enough
        stretches = [stretch._replace(end=stretch.end + len(text) - len(spelt)) for stretch in stretches]
    ends = list(accumulate(map(len, signs), initial=0))
    return [
        any(stretch.start <= start and max(end, start + 1) <= stretch.end for stretch in stretches)
        for start, end in pairwise(ends)
    ]


def _told(word: Word, read: Sequence[str], signs: Sequence[str], margin: float) -> Corrected:
    """The word with its changes, cluster by cluster: a cluster is what a reader sees as one."""
    text = normalize("".join(signs))
    ends = list(accumulate(map(len, split(text)), initial=0))
    old: dict[tuple[int, int], list[tuple[int, int, str]]] = {}
    for n, (was, new) in enumerate(zip(read, signs, strict=True)):
        if was != new:
            start = min(len(normalize("".join(signs[:n]))), len(text) - 1)
            place = next(pair for pair in pairwise(ends) if pair[0] <= start < pair[1])
            old.setdefault(place, []).append((start, start + len(new), was))
    changes = []
    for (begin, end), parts in old.items():
        before = text[begin:end]
        for start, stop, was in reversed(parts):
            before = before[: start - begin] + was + before[stop - begin :]
        changes.append(Change(begin, end, normalize(before), margin))
    return Corrected(word, text, changes)


def _choices(symbol: Symbol) -> Iterable[tuple[str, float]]:
    """What a sign may be, with the nats that it costs; what tesseract reads comes first."""
    sure = next((share for text, share in symbol.choices if text == symbol.text), 0.9)
    yield symbol.text, log(max(sure, 0.05))
    if sure >= _SURE:
        return
    others = [(text, share) for text, share in symbol.choices if text != symbol.text and is_khmer_sign(text)]
    given = {text for text, _ in others}
    for rank, (text, share) in enumerate(others[: _MOST_CHOICES - 1]):
        yield text, log(max(share, _UNSAID / 2**rank))
    for text, probability in confusions().get(symbol.text, ()):
        if text not in given:
            yield text, log(probability)


def is_khmer_sign(text: str) -> bool:
    """Return whether all of a text is Khmer."""
    return all("\u1780" <= character <= "\u17ff" for character in text)


def _step(path: _Path, text: str, cost: float) -> _Path:
    nats, state = model().advance(path.state, _symbols(text))
    return _Path(path.score + cost + _WEIGHT * nats, state, (*path.signs, text))


def _best(paths: Iterable[_Path]) -> list[_Path]:
    """The best readings, of those with one future the best only."""
    by_state: dict[int, _Path] = {}
    for path in paths:
        known = by_state.get(path.state)
        if known is None or path.score > known.score:
            by_state[path.state] = path
    return sorted(by_state.values(), key=lambda path: -path.score)[:_PATHS]


def _closed(path: _Path) -> float:
    """The score of a whole word, with the blank behind it."""
    return path.score + _WEIGHT * model().step(path.state, BLANK)[0]


@cache
def _symbols(text: str) -> bytes:
    return symbols(text)


@cache
def confusions() -> dict[str, list[tuple[str, float]]]:
    """What a sign that tesseract reads may be in truth, and how probable that is, by the sign."""
    found: dict[str, list[tuple[str, float]]] = {}
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            read, truth, share = line.split("\t")
            found.setdefault(read, []).append((truth, float(share)))
    return found
