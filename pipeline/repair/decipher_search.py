"""The best reading of every segment, and how probable each of its clusters is, given what each stretch may be."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.khmer.ngrams import STOP
from pipeline.repair.decipher_candidates import ranges
from pipeline.repair.decipher_edges import Edges
from pipeline.repair.decipher_language import language
from pipeline.repair.decipher_sentences import Sentences, sentences
from pipeline.repair.decipher_text import Text

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

_STATES = 1 << 21


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


def search(text: Text, all_edges: Edges, most: int, width: float) -> Reading:
    """The best path through the edges by their scores and the language model, sentences side by side."""
    model = language()
    parts = sentences(text, all_edges.stops(), all_edges.source, all_edges.target)
    longest = int(parts.consumed.max(initial=0)) + 1
    waiting: list[list[tuple[Ints, Ints, Floats, Floats, Ints, Ints, Ints]]] = [[] for _ in range(longest)]
    steps: list[_Step | None] = []
    zero = np.zeros(len(parts.first))
    minus = np.full(len(parts.first), -1)
    if len(parts.first):
        waiting[0].append((parts.first, parts.states(text), zero, zero, minus, minus, minus))
    for now in range(longest):
        if not waiting[now]:
            steps.append(None)
            continue
        step = _merged(parts, waiting[now], most, width)
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
        then = parts.consumed[target]
        for later in np.unique(then):
            mine = np.flatnonzero(then == later)
            waiting[later].append(
                (target[mine], state[mine], score[mine], total[mine], entry[mine], np.full(len(mine), now), edge[mine])
            )
    return _traced(text, parts, all_edges, steps)


def _merged(
    parts: Sentences, waiting: list[tuple[Ints, Ints, Floats, Floats, Ints, Ints, Ints]], most: int, width: float
) -> _Step:
    node, state, score, total, came_from, step_from, edge = (
        np.concatenate(column) for column in zip(*waiting, strict=True)
    )
    best = np.full(len(parts.first), -np.inf)
    np.maximum.at(best, parts.of[node], score)
    kept = np.flatnonzero(score > best[parts.of[node]] - width)
    keys = node[kept] * _STATES + state[kept]
    order = np.lexsort((-score[kept], keys))
    kept, keys = kept[order], keys[order]
    begins = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
    group = np.cumsum(np.concatenate(([0], (keys[1:] != keys[:-1]).astype(np.int64))))
    top = score[kept[begins]]
    totals = np.logaddexp.reduceat(total[kept], begins)
    sentence = parts.of[node[kept[begins]]]
    ranking = np.lexsort((-top, sentence))
    ranks = np.empty(len(ranking), np.int64)
    ranks[ranking] = np.arange(len(ranking)) - np.searchsorted(sentence[ranking], sentence[ranking])
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


def _traced(text: Text, parts: Sentences, all_edges: Edges, steps: list[_Step | None]) -> Reading:
    posterior = np.zeros(len(all_edges.source))
    weights = [np.zeros(len(step.node)) if step is not None else np.zeros(0) for step in steps]
    path: list[list[int]] = [[] for _ in text.first]
    scores = np.zeros(len(text.first))
    for number, last in enumerate(parts.last):
        now = int(parts.consumed[last])
        step = steps[now]
        assert step is not None
        ends = np.flatnonzero(step.node == last)
        price = np.zeros(len(ends))
        stop = int(parts.stop[number])
        if stop >= 0:
            price = language().step(step.state[ends], np.full(len(ends), STOP))[0]
            posterior[stop] = 1.0
        share = step.total[ends] + price
        weights[now][ends] += np.exp(share - np.logaddexp.reduce(share))
        at = int(np.argmax(step.score[ends] + price))
        segment = int(parts.segment[number])
        scores[segment] += step.score[ends[at]] + price[at]
        path[segment] += _back(steps, now, int(ends[at])) + [stop] * (stop >= 0)
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
