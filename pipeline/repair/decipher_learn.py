"""The strings of a document's glyphs, learnt from the document itself by expectation and maximisation."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.repair.decipher_candidates import Candidates
from pipeline.repair.decipher_glyphs import Manner
from pipeline.repair.decipher_inventory import Inventory
from pipeline.repair.decipher_map import LEAST_SUPPORT, GlyphMap
from pipeline.repair.decipher_rules import SPURIOUS
from pipeline.repair.decipher_text import ASTRAY, EARLY, INSERTED, LATE, Text

Ints = NDArray[np.int64]
Floats = NDArray[np.floating[Any]]

TRUST_IN_RULES = 3.0
"""Occurrences that the rules weigh, beside what was seen of a glyph anywhere."""
TRUST_IN_LIKENESS = 1.5
"""Occurrences that a glyph's behaviour elsewhere weighs, beside what was seen of it in this place."""
_KNOWN_WEIGHT = 1.0
TROUBLES = ("astray", "late", "early", "inserted")
"""What may happen to a glyph's string between page and text."""
_SEEN_TROUBLES = np.array([0.5, 0.5, 0.5, 0.5])
_SEEN_GLYPHS = 50.0


@dataclass
class Beliefs:
    """What is believed of a document's font."""

    prior: Floats
    """Of each glyph (rows) and piece (columns), before anything is seen."""
    counts: Floats
    """How often each glyph was seen with each piece, by probability."""
    table: Floats
    """The probability of each piece for each glyph."""
    manners: Floats
    """How often each manner was seen."""
    troubles: Floats
    """How often each trouble was seen."""
    known: Floats
    """Counts that a known map brings along."""

    def of_drawings(self, tree: Inventory) -> Floats:
        """The log probability of each drawing of `tree` by the manners seen."""
        shares = (self.manners + 1.0) / (self.manners + 1.0).sum()
        found: Floats = np.where(tree.manners.all(axis=1), 0.0, np.log((tree.manners * shares).sum(axis=1)))
        return found

    def of_troubles(self) -> Floats:
        """The log probability of each value of `Text.trouble`."""
        rates = np.log((self.troubles + _SEEN_TROUBLES) / (max(float(self.counts.sum()), 0.0) + _SEEN_GLYPHS))
        found: Floats = rates @ _times(np.arange(256))
        return found

    def settle(self, tree: Inventory) -> None:
        """The table anew: what was seen of a glyph in its place, then anywhere, then what the rules say."""
        anywhere = seen_anywhere(self.counts, tree)
        general = blended(anywhere[tree.parent], self.prior, TRUST_IN_RULES)
        self.table = blended(self.counts, general, TRUST_IN_LIKENESS)


def _times(trouble: Ints) -> Ints:
    """How often each of `TROUBLES` is in each value of `Text.trouble`."""
    return np.stack([trouble // unit & 3 for unit in (ASTRAY, LATE, EARLY, INSERTED)])


def first_beliefs(text: Text, tree: Inventory, known: GlyphMap | None) -> Beliefs:
    """What the rules, and a known map, say of the pieces of a text."""
    numbers = {piece: number for number, piece in enumerate(text.pieces)}
    prior = np.full((len(tree.glyphs), len(text.pieces)), SPURIOUS, np.float32)
    for row, expected in zip(prior, tree.expected, strict=True):
        for string, share in expected.items():
            if string in numbers:
                row[numbers[string]] += share
    brought = np.zeros_like(prior)
    rows = {glyph: number for number, glyph in enumerate(tree.glyphs)}
    for glyph, strings in (known.strings if known else {}).items():
        for string, count in strings.items():
            if glyph in rows and string in numbers:
                brought[rows[glyph], numbers[string]] += count * _KNOWN_WEIGHT
    beliefs = Beliefs(prior, brought.copy(), prior, np.zeros(len(Manner)), np.zeros(len(TROUBLES)), brought)
    if known:
        beliefs.manners = np.array([known.manners.get(manner, 0.0) for manner in Manner])
        beliefs.troubles = np.array([known.troubles.get(name, 0.0) for name in TROUBLES])
    beliefs.settle(tree)
    return beliefs


def seen_anywhere(counts: Floats, tree: Inventory) -> Floats:
    """Of each glyph without a place how often it was seen with each piece, wherever it stood."""
    anywhere = np.zeros_like(counts)
    np.add.at(anywhere, tree.parent, counts)
    return anywhere


def blended(counts: Floats, expected: Floats, trust: float) -> Floats:
    """Counts as shares, squared as a glyph has but one string, and `trust` occurrences of what is expected."""
    totals = counts.sum(axis=1, keepdims=True)
    found = np.square(counts)
    found *= totals / np.maximum(found.sum(axis=1, keepdims=True), 1e-9)
    found += trust * expected
    found /= totals + trust
    return found


def learn(beliefs: Beliefs, text: Text, tree: Inventory, found: Candidates, weights: Floats) -> None:
    """Beliefs anew, from how probable each candidate is."""
    live = np.flatnonzero(weights > 1e-4)
    counts = np.zeros_like(beliefs.prior)
    troubles = np.zeros(len(TROUBLES))
    for depth in range(tree.depth):
        glyph, arc = found.glyphs[live, depth], found.arcs[live, depth]
        there = glyph >= 0
        share = weights[live[there]]
        np.add.at(counts, (glyph[there], text.piece[arc[there]]), share)
        troubles += _times(text.trouble[arc[there]]) @ share
    beliefs.counts = counts + beliefs.known
    beliefs.troubles = troubles
    drawn = np.bincount(found.drawing[live], weights[live], minlength=len(tree.drawn))
    alone = tree.manners.sum(axis=1) < len(Manner)
    shares = tree.manners * (beliefs.manners + 1.0)
    beliefs.manners = (drawn * alone) @ (shares / shares.sum(axis=1, keepdims=True))
    beliefs.settle(tree)


def as_map(beliefs: Beliefs, text: Text, tree: Inventory) -> GlyphMap:
    """What was learnt, without what hardly anything speaks for."""
    strings: dict[object, dict[str, float]] = {}
    for row, column in zip(*np.nonzero(beliefs.counts >= LEAST_SUPPORT), strict=True):
        strings.setdefault(tree.glyphs[row], {})[text.pieces[column]] = float(beliefs.counts[row, column])
    manners = {manner: float(beliefs.manners[manner]) for manner in Manner}
    return GlyphMap(strings, manners, dict(zip(TROUBLES, map(float, beliefs.troubles), strict=True)))  # type: ignore[arg-type]


def weights_of(found: Candidates, posterior: Floats, origin: Ints) -> Floats:
    """The probability of each candidate, from those of the edges."""
    mine = origin < len(found.source)
    weights = np.zeros(len(found.source))
    weights[origin[mine]] = posterior[mine]
    return weights
