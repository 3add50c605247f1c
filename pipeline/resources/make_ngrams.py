"""Make `khmer_ngrams.bin`, the character model that `pipeline.khmer.ngrams` reads.

Run `python -m pipeline.resources.make_ngrams [FOLDER]` after `make_lexicon`, with the same folder for the sources
(`pipeline.resources.khmer_sources`). It takes some minutes and 3 GB of memory. The same sources give the same file.

Every source gives counts of symbol sequences; the counts are added, smoothed by interpolation with shorter histories
(Witten and Bell 1991) and pruned by what each sequence contributes (Stolcke 1998). Witten-Bell stands pruning better
than Kneser-Ney, whose short histories are no frequencies (Chelba et al. 2010), and takes counts that are fractions.
"""

import hashlib
import sys
import tempfile
import zlib
from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.khmer.cluster import clusters, is_wellformed
from pipeline.khmer.ngrams import BLANK, FILE, HEADER, SYMBOLS, symbols
from pipeline.khmer.order import normalize
from pipeline.khmer.syllable import ZWSP
from pipeline.resources import khmer_sources as sources

ORDER = 6
"""Symbols in the longest sequence; `khmer_ngrams.ORIGIN.md` has the figures for other orders."""
THRESHOLD = 5e-8
"""A sequence goes if without it the model's relative entropy rises by less than this."""
HELD_OUT = 50
"""One line of running text in so many is left out, to measure on."""
WORD_WEIGHT = 4.0
"""What a word of a list counts for."""
OWN_WEIGHT = 40.0
"""What an entry of our own tables counts for: they hold the vocabulary of the texts that this is for."""
NEWS_WEIGHT = 4.0
"""What a sequence that was seen in news counts for; how often is not known."""
NOVELTY = 8.0
"""What each symbol that followed a history counts for what has not followed it yet; Witten and Bell count 1. The
sources are of another kind than minutes, and their counts are surer of themselves than they should be."""
PROBABILITY_STEP, WEIGHT_STEP = 0.1, 0.2
"""Resolution of what is stored, in natural logarithms."""

_BYTE = np.uint64(8)
_SEAM = bytes([BLANK])

Counts = defaultdict[bytes, float]
Floats = NDArray[np.float64]
Keys = NDArray[np.uint64]


class Order(NamedTuple):
    """All sequences of one length: keys (a byte a symbol, the last lowest) in order, and a figure for each."""

    keys: Keys
    values: Floats


def main() -> None:
    """Write the model and say how large it is."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else Path(tempfile.gettempdir()) / "khmer-sources")
    sources.fetch(folder)
    FILE.write_bytes(make(count(folder), THRESHOLD))
    print(f"{FILE.stat().st_size} bytes")


def held_out(line: str) -> bool:
    """Whether a line of running text is left out of the training."""
    return hashlib.sha256(line.encode()).digest()[0] * 256 < 65536 // HELD_OUT


def count(folder: Path) -> list[Order]:
    """Counts of symbol sequences in all sources, by length from 1 on."""
    counts: list[Counts] = [defaultdict(float) for _ in range(ORDER + 1)]
    lines = [line for line in sources.running_text(folder) if not held_out(line)]
    for line in lines:
        _count_spans(counts, symbols(f" {line} "), 1.0)
    _count_pairs(counts, sources.keyboard_counts(folder), BlankRates(lines))
    for words in (sources.icu_words, sources.tesseract_words, sources.place_names, sources.names_and_labels):
        for word in set(sources.words_in(words(folder))):
            _count_spans(counts, symbols(word), WORD_WEIGHT)
    for phrase in sources.own_words():
        _count_spans(counts, symbols(f" {phrase.strip()} "), OWN_WEIGHT)
    for span in _spans_of(map(symbols, sources.news_clusters())):
        counts[len(span)][span] += NEWS_WEIGHT
    for symbol in range(SYMBOLS):
        counts[1][bytes([symbol])] += 0.1
    return [_order(found) for found in counts[1:]]


class BlankRates:
    """How often writers set a blank between two words, from running text whose words are marked.

    The corpus of word pairs has lost its blanks; each pair counts for both, with and without, in this proportion.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        """Rates of the words of `lines`."""
        self._behind: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
        self._before: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
        boundaries = blanks = 0
        for line in lines:
            for chunk, following in pairwise(line.replace(" ", f" {ZWSP}").split(ZWSP)):
                blank = chunk.endswith(" ")
                for seen in (self._behind[chunk.strip()], self._before[following.strip()]):
                    seen[blank] += 1
                boundaries += 1
                blanks += blank
        self._mean = blanks / boundaries

    def rate(self, word: str, following: str) -> float:
        """The probability, 0 to 0.9, of a blank between two words, each of which counts on its own."""
        left, right = self._smoothed(self._behind, word), self._smoothed(self._before, following)
        return min(0.9, left * right / self._mean)

    def _smoothed(self, seen: dict[str, list[int]], word: str) -> float:
        without, with_blank = seen.get(word, (0, 0))
        return (with_blank + 10 * self._mean) / (without + with_blank + 10)


def _spans_of(sequences: Iterable[bytes]) -> set[bytes]:
    return {
        sequence[start:end]
        for sequence in sequences
        for start in range(len(sequence))
        for end in range(start + 1, min(len(sequence), start + ORDER) + 1)
    }


def _count_pairs(counts: list[Counts], corpus: sources.WordCounts, blanks: BlankRates) -> None:
    """Count the sequences inside words, those across the seam of two, and those that span a short word between two."""
    coded = {word: found for word in corpus.words if (found := _coded(word))}
    for word, sequence in coded.items():
        _count_spans(counts, sequence, corpus.words[word])
    for word, left in coded.items():
        for following, times in corpus.pairs.get(word, {}).items():
            if right := coded.get(following):
                rate = blanks.rate(word, following)
                _count_covering(counts, left + right, len(left), len(left), times * (1 - rate))
                _count_covering(counts, left + _SEAM + right, len(left) + 1, len(left), times * rate)
    for pair, thirds in corpus.triples.items():
        left, middle = (coded.get(word, b"") for word in pair.split("\t"))
        if left and middle and len(middle) <= ORDER - 2:
            for third, times in thirds:
                sequence = left + middle + coded.get(third, b"")
                _count_covering(counts, sequence, len(left), len(left) + len(middle), times)


def _coded(word: str) -> bytes:
    """The symbols of a word of the corpus; none if its Khmer breaks the grammar."""
    canonical = normalize(word)
    return symbols(canonical) if all(map(is_wellformed, clusters(canonical))) else b""


def _count_spans(counts: list[Counts], sequence: bytes, weight: float) -> None:
    """Count everything inside a sequence."""
    _count_covering(counts, sequence, len(sequence), 0, weight)


def _count_covering(counts: list[Counts], sequence: bytes, before: int, after: int, weight: float) -> None:
    """Count what begins before one place of a sequence and ends after another."""
    for start in range(max(0, after + 1 - ORDER), before):
        for end in range(max(start, after) + 1, min(start + ORDER, len(sequence)) + 1):
            counts[end - start][sequence[start:end]] += weight


def _order(counts: Counts) -> Order:
    keys = np.array([int.from_bytes(sequence, "big") for sequence in counts], np.uint64)
    sorting = np.argsort(keys)
    return Order(keys[sorting], np.array(list(counts.values()), np.float64)[sorting])


def make(counts: list[Order], threshold: float) -> bytes:
    """The model of `counts`, pruned, as `pipeline.khmer.ngrams.HEADER` lays it out, compressed."""
    return pack(prune(smooth(counts), counts, threshold))


def smooth(counts: list[Order]) -> list[Order]:
    """Probabilities of each sequence's last symbol behind the others, interpolated with all shorter histories."""
    smoothed = [Order(counts[0].keys, counts[0].values / counts[0].values.sum())]
    for order in counts[1:]:
        shorter = smoothed[-1]
        known = np.isin(_tails(order.keys, len(smoothed)), shorter.keys) & np.isin(order.keys >> _BYTE, shorter.keys)
        keys, values = order.keys[known], order.values[known]
        _, history = np.unique(keys >> _BYTE, return_inverse=True)
        total = np.bincount(history, values)[history]
        kinds = NOVELTY * np.bincount(history, np.minimum(values, 1.0))[history]
        backoff = _look_up(shorter, _tails(keys, len(smoothed)))
        smoothed.append(Order(keys, (values + kinds * backoff) / (total + kinds)))
    return smoothed


def prune(smoothed: list[Order], counts: list[Order], threshold: float) -> list[Order]:
    """The orders without the sequences that matter least; beginnings and ends of those that stay stay."""
    kept = list(smoothed)
    total = counts[0].values.sum()
    needed: Keys = np.array([], np.uint64)
    for at in range(len(smoothed) - 1, 0, -1):
        keys, probability = smoothed[at]
        backoff = _look_up(smoothed[at - 1], _tails(keys, at))
        histories, history = np.unique(keys >> _BYTE, return_inverse=True)
        share = _look_up(counts[at - 1], histories)[history] / total
        rest = np.maximum(1 - np.bincount(history, probability), 1e-9)[history]
        rest_below = np.maximum(1 - np.bincount(history, backoff), 1e-9)[history]
        weight, new_weight = np.log(rest / rest_below), np.log((rest + probability) / (rest_below + backoff))
        loss = probability * (np.log(backoff) + new_weight - np.log(probability)) + rest * (new_weight - weight)
        stays = (-share * loss >= threshold) | np.isin(keys, needed)
        kept[at] = Order(keys[stays], probability[stays])
        needed = np.union1d(keys[stays] >> _BYTE, _tails(keys[stays], at))
    return kept


def pack(orders: list[Order]) -> bytes:
    """The tree of all sequences as `pipeline.khmer.ngrams.HEADER` lays it out, compressed."""
    root = np.zeros(1, np.uint64)
    parents = [root, *(order.keys for order in orders[:-1])]
    children, weights = [], []
    for at, (keys, order) in enumerate(zip(parents, orders, strict=True)):
        parent = np.searchsorted(keys, order.keys >> _BYTE)
        children.append(np.bincount(parent, minlength=len(keys)))
        backoff = _look_up(orders[at - 1], _tails(order.keys, at)) if at else np.zeros(len(order.keys))
        mass = [np.bincount(parent, values, len(keys)) for values in (order.values, backoff)]
        rest, rest_below = (np.maximum(1 - values, 1e-6) for values in mass)
        weights.append(np.where(children[-1] > 0, np.log(rest / rest_below), 0.0))
    keys = np.concatenate([root, *(order.keys for order in orders)])
    logs = np.concatenate([[0.0], *(np.log(order.values) for order in orders)])
    columns = (
        keys & np.uint64(0xFF),
        np.concatenate(children),
        np.clip(np.rint(-logs / PROBABILITY_STEP), 0, 255),
        np.clip(np.rint(np.concatenate(weights) / WEIGHT_STEP), -128, 127) + 128,
    )
    head = HEADER.pack(len(keys), sum(map(len, parents)), PROBABILITY_STEP, WEIGHT_STEP)
    return zlib.compress(head + b"".join(column.astype(np.uint8).tobytes() for column in columns), 9)


def _tails(keys: Keys, length: int) -> Keys:
    """The last `length` symbols of sequences."""
    return keys & np.uint64((1 << (8 * length)) - 1)


def _look_up(order: Order, keys: Keys) -> Floats:
    """The figures of sequences that are all in `order`."""
    return order.values[np.searchsorted(order.keys, keys)]


if __name__ == "__main__":
    main()
