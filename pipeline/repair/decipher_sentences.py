"""Segments cut at ។ and ៕, which no font says otherwise: sentences are searched side by side, and each by itself."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.khmer.ngrams import STOP
from pipeline.repair.decipher_language import language
from pipeline.repair.decipher_text import Text

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class Sentences(NamedTuple):
    """The sentences of all segments, in order."""

    first: Ints
    """Of each its first node."""
    last: Ints
    """Of each its last node, before the stop."""
    segment: Ints
    stop: Ints
    """The edge that reads the stop behind each; -1 at the end of a segment."""
    of: Ints
    """Of each node its sentence."""
    consumed: Ints
    """Characters of its sentence read at each node."""

    def states(self) -> Ints:
        """The state of the language model in which each begins."""
        model = language()
        behind_stop = model.step(np.array([model.start]), np.array([STOP]))[1]
        goes_on = np.concatenate(([False], self.stop[:-1] >= 0))[: len(self.first)]
        found: Ints = np.where(goes_on, behind_stop, model.start)
        return found


def sentences(text: Text, stops: Ints, source: Ints, target: Ints) -> Sentences:
    """The sentences of a text, cut at the edges `stops` (in order) that lead from `source` to `target`."""
    first = np.sort(np.concatenate([text.first, target[stops]]))
    last = np.sort(np.concatenate([text.last, source[stops]]))
    of = np.searchsorted(first, text.first[text.segment] + text.consumed, side="right") - 1
    behind = np.full(len(first), -1)
    behind[of[source[stops]]] = stops
    return Sentences(first, last, text.segment[first], behind, of, text.consumed - text.consumed[first[of]])
