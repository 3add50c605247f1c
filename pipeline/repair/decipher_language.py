"""The language model as arrays, so that many readings are priced at once."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from pipeline.khmer.ngrams import BLANK, CharacterModel, model

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

PAD = 255
"""Fills rows of symbols that are shorter than the longest."""
NOTHING = 0
"""The state without any history."""
_WIDTH = 256


class LanguageArrays:
    """`pipeline.khmer.ngrams` over arrays of states; the numbers are the same, the states are named otherwise."""

    def __init__(self, source: CharacterModel) -> None:
        """The tree of `source` with the history each of its nodes falls back on."""
        tree = source.tree()
        nodes = len(tree.symbols)
        first = tree.first.astype(np.int64)
        parents = np.zeros(nodes, dtype=np.int64)
        children = np.diff(first)
        parents[1:] = np.repeat(np.arange(len(children)), children)[: nodes - 1]
        self._keys = parents * _WIDTH + tree.symbols
        self._keys[0] = -1
        self._log_probability = tree.log_probability
        self._log_weight = tree.log_weight
        self._has_children = np.zeros(nodes, dtype=bool)
        self._has_children[: len(children)] = children > 0
        self._suffix, self._state = self._linked(parents, tree.symbols.astype(np.int64))
        self.start = int(self.step(np.zeros(1, np.int64), np.full(1, BLANK))[1][0])

    def step(self, states: Ints, symbols: Ints) -> tuple[Floats, Ints]:
        """The log probability of each symbol in its state, and the state behind it."""
        states = states.copy()
        scores = np.zeros(len(states))
        found = self._find(states, symbols)
        missing = np.flatnonzero(found < 0)
        while len(missing):
            scores[missing] += self._log_weight[states[missing]]
            states[missing] = self._suffix[states[missing]]
            found[missing] = self._find(states[missing], symbols[missing])
            missing = missing[found[missing] < 0]
        return scores + self._log_probability[found], self._state[found]

    def advance(self, states: Ints, rows: NDArray[np.uint8]) -> tuple[Floats, Ints]:
        """The same for a row of symbols each, `PAD` where a row is at its end."""
        totals = np.zeros(len(states))
        states = states.copy()
        for column in rows.T:
            live = np.flatnonzero(column != PAD)
            if not len(live):
                break
            scores, states[live] = self.step(states[live], column[live].astype(np.int64))
            totals[live] += scores
        return totals, states

    def _find(self, states: Ints, symbols: Ints) -> Ints:
        keys = states * _WIDTH + symbols
        places = np.searchsorted(self._keys, keys)
        places[places == len(self._keys)] = 0
        return np.where(self._keys[places] == keys, places, -1)

    def _linked(self, parents: Ints, symbols: Ints) -> tuple[Ints, Ints]:
        """For each node the longest shorter history that is a node, and the state it leads to: one with children."""
        suffix = np.zeros(len(parents), dtype=np.int64)
        begin, end = 1, int(np.searchsorted(parents, 1))
        while end < len(parents):
            begin, end = end, int(np.searchsorted(parents, end))
            level = np.arange(begin, end)
            if not len(level):
                break
            history = suffix[parents[level]]
            found = self._find(history, symbols[level])
            missing = np.flatnonzero(found < 0)
            while len(missing):
                history[missing] = suffix[history[missing]]
                found[missing] = self._find(history[missing], symbols[level[missing]])
                missing = missing[found[missing] < 0]
            suffix[level] = found
        state = np.arange(len(parents))
        for _ in range(8):
            state = np.where(self._has_children[state], state, suffix[state])
        return suffix, state


@cache
def language() -> LanguageArrays:
    """The shipped model, laid out once a process."""
    return LanguageArrays(model())
