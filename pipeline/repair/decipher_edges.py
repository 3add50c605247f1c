"""What may be read from one place of a damaged text to another."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.repair.decipher_candidates import Candidates
from pipeline.repair.decipher_inventory import Inventory, symbol_rows
from pipeline.repair.decipher_text import STOPS, Text

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

_UNREAD = -16.0
"""The price of a character that is left as it stands."""


class Edges(NamedTuple):
    """What may be read from one node to another: candidates, then other characters, then characters left unread."""

    source: Ints
    target: Ints
    word: Ints
    """Number of the text: a cluster, or one of `texts`."""
    score: Floats
    texts: list[str]
    symbols: NDArray[np.uint8]
    out: Ints
    candidates: int
    """How many of them, from the first on, are candidates; the order is that of `origin`."""
    origin: Ints
    """Of each edge its number before sorting: of a candidate its number there."""

    def text_of(self, edge: int, tree: Inventory) -> str:
        """What an edge reads."""
        word = int(self.word[edge])
        return tree.clusters[word] if word < len(tree.clusters) else self.texts[word - len(tree.clusters)]

    def stops(self) -> Ints:
        """The edges that read ។ or ៕."""
        known = len(self.symbols) - len(self.texts)
        numbers = [number for number, text in enumerate(self.texts, known) if text in STOPS]
        found: Ints = np.flatnonzero(np.isin(self.word, numbers) & (self.score == 0.0))
        return found

    def beside(self, edge: int) -> list[int]:
        """The edges between the same nodes."""
        first, last = self.out[self.source[edge]], self.out[self.source[edge] + 1]
        return [int(first + at) for at in np.flatnonzero(self.target[first:last] == self.target[edge])]

    def probability(self, edge: int, posterior: Floats) -> float:
        """How probable it is that the text of an edge stands between its nodes."""
        same = [other for other in self.beside(edge) if self.word[other] == self.word[edge]]
        return float(min(1.0, posterior[same].sum()))


def edges(text: Text, tree: Inventory, found: Candidates, segments: Sequence[str]) -> Edges:
    """All edges of the text, sorted by their source."""
    words: dict[str, int] = {}
    source, target, word, score = [], [], [], []
    for begin, end, character in zip(text.other_source, text.other_target, text.other_text, strict=True):
        source.append(begin)
        target.append(end)
        word.append(words.setdefault(character, len(words)))
        score.append(0.0)
    for number, first in enumerate(text.first):
        for at, character in enumerate(segments[number]):
            source.append(first + at)
            target.append(first + at + 1)
            word.append(words.setdefault(character, len(words)))
            score.append(_UNREAD)
    texts = list(words)
    rows = symbol_rows(texts)
    width = max(rows.shape[1], tree.symbols.shape[1])
    symbols = np.full((len(tree.clusters) + len(texts), width), 255, np.uint8)
    symbols[: len(tree.clusters), : tree.symbols.shape[1]] = tree.symbols
    symbols[len(tree.clusters) :, : rows.shape[1]] = rows
    found = _leading_on(text, found)
    sources = np.concatenate([found.source, np.array(source, np.int64)])
    order = np.argsort(sources, kind="stable")
    return Edges(
        sources[order],
        np.concatenate([found.target, np.array(target, np.int64)])[order],
        np.concatenate([found.cluster, np.array(word, np.int64) + len(tree.clusters)])[order],
        np.concatenate([found.score, np.array(score)])[order],
        texts,
        symbols,
        np.searchsorted(sources[order], np.arange(len(text.segment) + 1)),
        len(found.source),
        order,
    )


def _leading_on(text: Text, found: Candidates) -> Candidates:
    """The candidates, those that end where nothing goes on with a score that no reading can take."""
    leads = np.zeros(len(text.segment), bool)
    for first, last in zip(text.first, text.last, strict=True):
        leads[first : last + 1] = True
    source = np.concatenate([found.source, text.other_source])
    target = np.concatenate([found.target, text.other_target])
    known = 0
    while (count := int(leads.sum())) > known:
        known = count
        leads[source[leads[target]]] = True
    return found._replace(score=np.where(leads[found.target], found.score, -np.inf))
