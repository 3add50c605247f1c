"""Segments cut at ។ and ៕, which no font says otherwise: sentences are searched side by side, and each by itself."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.khmer.ngrams import STOP
from pipeline.repair.decipher_language import NOTHING, language
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

    def states(self, text: Text) -> Ints:
        """The state of the language model in which each begins; nothing is known before a blank that begins a line."""
        model = language()
        blanks = [place for place, other in zip(text.other_source, text.other_text, strict=True) if not other.strip()]
        behind_stop = model.step(np.array([model.start]), np.array([STOP]))[1]
        goes_on = np.concatenate(([False], self.stop[:-1] >= 0))[: len(self.first)]
        begins = np.where(np.isin(self.first, np.array(blanks, np.int64)), NOTHING, model.start)
        found: Ints = np.where(goes_on, behind_stop, begins)
        return found


def sentences(text: Text, stops: Ints, source: Ints, target: Ints) -> Sentences:
    """The sentences of a text, cut at the edges `stops` (in order) that lead from `source` to `target`."""
    first = np.sort(np.concatenate([text.first, target[stops]]))
    last = np.sort(np.concatenate([text.last, source[stops]]))
    of = np.searchsorted(first, text.first[text.segment] + text.consumed, side="right") - 1
    behind = np.full(len(first), -1)
    behind[of[source[stops]]] = stops
    return Sentences(first, last, text.segment[first], behind, of, text.consumed - text.consumed[first[of]])
