"""The best reading of every segment, and how probable each of its clusters is, given what each stretch may be."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.repair.decipher_candidates import Candidates, ranges
from pipeline.repair.decipher_inventory import Inventory, symbol_rows
from pipeline.repair.decipher_language import language
from pipeline.repair.decipher_text import Text

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

_UNREAD = -16.0
"""The price of a character that is left as it stands."""
_STATES = 1 << 21
_LONGEST_WAIT = 4
"""Clusters read one after the other while a character is held, at most."""


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

    def beside(self, edge: int) -> list[int]:
        """The edges between the same nodes."""
        first, last = self.out[self.source[edge]], self.out[self.source[edge] + 1]
        return [int(first + at) for at in np.flatnonzero(self.target[first:last] == self.target[edge])]

    def probability(self, edge: int, posterior: Floats) -> float:
        """How probable it is that the text of an edge stands between its nodes."""
        same = [other for other in self.beside(edge) if self.word[other] == self.word[edge]]
        return float(min(1.0, posterior[same].sum()))


class Reading(NamedTuple):
    """What a search found."""

    path: list[list[int]]
    """For each segment the edges of the best reading."""
    posterior: Floats
    """The probability of each edge."""
    score: Floats
    """Of each segment the log probability of its best reading."""


class _Step(NamedTuple):
    node: Ints
    state: Ints
    score: Floats
    total: Floats
    best: Ints
    """For each entry the transition that reaches it best."""
    came_from: Ints
    """Of each transition its entry in an earlier step."""
    step_from: Ints
    edge: Ints
    entry: Ints
    weight: Floats
    """Log probability of everything up to and with the transition."""


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
    for _ in range(_LONGEST_WAIT):
        leads[found.source[leads[found.target]]] = True
    return found._replace(score=np.where(leads[found.target], found.score, -np.inf))


def search(text: Text, all_edges: Edges, most: int, width: float) -> Reading:
    """The best path through the edges by their scores and the language model, segments side by side."""
    model = language()
    longest = int(text.consumed.max()) + 1
    waiting: list[list[tuple[Ints, Ints, Floats, Floats, Ints, Ints, Ints]]] = [[] for _ in range(longest)]
    steps: list[_Step | None] = []
    count = len(text.first)
    zero = np.zeros(count)
    minus = np.full(count, -1)
    waiting[0].append((text.first, np.full(count, model.start), zero, zero, minus, minus, minus))
    for now in range(longest):
        if not waiting[now]:
            steps.append(None)
            continue
        step = _merged(text, waiting[now], most, width)
        waiting[now] = []
        steps.append(step)
        counts = all_edges.out[step.node + 1] - all_edges.out[step.node]
        entry = np.repeat(np.arange(len(step.node)), counts)
        if not len(entry):
            continue
        edge = ranges(all_edges.out[step.node], counts)
        possible = np.flatnonzero(all_edges.score[edge] > -np.inf)
        edge, entry = edge[possible], entry[possible]
        keys = all_edges.word[edge] * _STATES + step.state[entry]
        unique, inverse = np.unique(keys, return_inverse=True)
        prices, states = model.advance(unique % _STATES, all_edges.symbols[unique // _STATES])
        gain = prices[inverse] + all_edges.score[edge]
        score, total = step.score[entry] + gain, step.total[entry] + gain
        target, state = all_edges.target[edge], states[inverse]
        then = text.consumed[target]
        for later in np.unique(then):
            mine = np.flatnonzero(then == later)
            waiting[later].append(
                (target[mine], state[mine], score[mine], total[mine], entry[mine], np.full(len(mine), now), edge[mine])
            )
    return _traced(text, all_edges, steps)


def _merged(
    text: Text, parts: list[tuple[Ints, Ints, Floats, Floats, Ints, Ints, Ints]], most: int, width: float
) -> _Step:
    node, state, score, total, came_from, step_from, edge = (
        np.concatenate(column) for column in zip(*parts, strict=True)
    )
    best = np.full(len(text.first), -np.inf)
    np.maximum.at(best, text.segment[node], score)
    kept = np.flatnonzero(score > best[text.segment[node]] - width)
    keys = node[kept] * _STATES + state[kept]
    order = np.lexsort((-score[kept], keys))
    kept, keys = kept[order], keys[order]
    begins = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
    group = np.cumsum(np.concatenate(([0], (keys[1:] != keys[:-1]).astype(np.int64))))
    top = score[kept[begins]]
    totals = np.logaddexp.reduceat(total[kept], begins)
    segment = text.segment[node[kept[begins]]]
    ranking = np.lexsort((-top, segment))
    ranks = np.empty(len(ranking), np.int64)
    ranks[ranking] = np.arange(len(ranking)) - np.searchsorted(segment[ranking], segment[ranking])
    stays = ranks < most
    new = np.cumsum(stays) - 1
    live = stays[group]
    entry = new[group[live]]
    rows = kept[live]
    firsts = np.flatnonzero(np.concatenate(([True], entry[1:] != entry[:-1])))
    heads = kept[begins[stays]]
    return _Step(
        node[heads],
        state[heads],
        top[stays],
        totals[stays],
        firsts,
        came_from[rows],
        step_from[rows],
        edge[rows],
        entry,
        total[rows],
    )


def _traced(text: Text, all_edges: Edges, steps: list[_Step | None]) -> Reading:
    posterior = np.zeros(len(all_edges.source))
    weights = [np.zeros(len(step.node)) if step is not None else np.zeros(0) for step in steps]
    path: list[list[int]] = [[] for _ in text.first]
    scores = np.full(len(text.first), -np.inf)
    for number, last in enumerate(text.last):
        now = int(text.consumed[last])
        step = steps[now]
        assert step is not None
        ends = np.flatnonzero(step.node == last)
        share = step.total[ends]
        weights[now][ends] += np.exp(share - np.logaddexp.reduce(share))
        entry = int(ends[np.argmax(step.score[ends])])
        scores[number] = step.score[entry]
        path[number] = _back(steps, now, entry)
    for now in range(len(steps) - 1, 0, -1):
        step = steps[now]
        if step is None:
            continue
        shares = weights[now][step.entry] * np.exp(step.weight - step.total[step.entry])
        live = np.flatnonzero(shares > 1e-6)
        np.add.at(posterior, step.edge[live], shares[live])
        for before in np.unique(step.step_from[live]):
            mine = live[step.step_from[live] == before]
            np.add.at(weights[before], step.came_from[mine], shares[mine])
    return Reading(path, posterior, scores)


def _back(steps: list[_Step | None], now: int, entry: int) -> list[int]:
    found: list[int] = []
    while now > 0:
        step = steps[now]
        assert step is not None
        transition = step.best[entry]
        found.append(int(step.edge[transition]))
        now, entry = int(step.step_from[transition]), int(step.came_from[transition])
    return found[::-1]
