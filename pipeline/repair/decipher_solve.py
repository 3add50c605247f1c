"""One font's text solved: its map learnt in passes, its lines read by it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.khmer.cluster import is_cluster
from pipeline.khmer.lexicon import lexicon
from pipeline.pace import UNHURRIED, Pace
from pipeline.repair.decipher_candidates import Candidates, find, joints, merged, ranges
from pipeline.repair.decipher_edges import Edges, edges
from pipeline.repair.decipher_forced import align
from pipeline.repair.decipher_graph import read
from pipeline.repair.decipher_inventory import Inventory, inventory
from pipeline.repair.decipher_learn import Beliefs, first_beliefs, learn, weights_of
from pipeline.repair.decipher_map import GlyphMap
from pipeline.repair.decipher_search import Reading, search
from pipeline.repair.decipher_text import Text, is_khmer

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

_PASSES = 5
_WIDTH = 8.0
"""Nats that a candidate may be worse than the best of its place."""
_MOST = 25
"""Candidates at a place."""
_BEAM, _BEAM_WIDTH = 30, 10.0
_BEAM_WITH_A_MAP, _BEAM_WIDTH_WITH_A_MAP = 12, 8.0
_LEAST_AT_FIRST, _LEAST, _LEAST_IN_DOUBT = np.log(2e-4), np.log(5e-4), np.log(2e-6)
"""Log probability of a string that is looked at."""
_RAREST_AT_FIRST, _RAREST, _RAREST_IN_DOUBT = -11.0, -25.0, -13.0
"""Log frequency of a cluster that is looked at."""
_DOUBTFUL = 0.9


@dataclass(frozen=True)
class Solution:
    """Segments of one font, as read, and what was learnt."""

    segments: Sequence[str]
    text: Text
    tree: Inventory
    beliefs: Beliefs
    candidates: Candidates
    edges: Edges
    reading: Reading

    def fit(self) -> Floats:
        """Of each segment the log probability of its best reading a character; nan where it has no Khmer."""
        lengths = np.array([len("".join(segment.split())) for segment in self.segments], float)
        lengths[[not any(map(is_khmer, segment)) for segment in self.segments]] = np.nan
        found: Floats = self.reading.score / lengths
        return found


def solve(
    segments: Sequence[str],
    known: GlyphMap | None,
    corrected: Mapping[int, str],
    pace: Pace = UNHURRIED,
    passes: int | None = None,
) -> Solution:
    """The most probable reading of segments that are all in one font.

    Args:
        segments: lines without outer blanks.
        known: a map to begin with.
        corrected: true texts of some segments, by their index.
        pace: gets a sign of life from each pass.
        passes: how often the text is read; between two passes the map is learnt.
    """
    tree = inventory()
    text = read(segments)
    beliefs = first_beliefs(text, tree, known)
    passes = passes or (1 if known and not corrected else _PASSES)
    doubtful = None
    for number in range(passes):
        pace.beat("repair")
        found, all_edges, reading = _pass(text, tree, beliefs, segments, number == 0 and known is None, doubtful)
        if number == passes - 1:
            break
        doubtful = _doubtful_starts(text, tree, all_edges, reading) if number or known else None
        weights = weights_of(found, reading.posterior, all_edges.origin)
        align(text, tree, found, segments, corrected, weights)
        learn(beliefs, text, tree, found, weights)
    return Solution(segments, text, tree, beliefs, found, all_edges, reading)


def _pass(
    text: Text, tree: Inventory, beliefs: Beliefs, segments: Sequence[str], rough: bool, doubtful: Ints | None
) -> tuple[Candidates, Edges, Reading]:
    table, troubles, manners = np.log(beliefs.table), beliefs.of_troubles(), beliefs.of_drawings(tree)
    least, rarest = (_LEAST_AT_FIRST, _RAREST_AT_FIRST) if rough else (_LEAST, _RAREST)
    found = find(text, tree, joints(tree, table, least, rarest), troubles, manners, _WIDTH, _MOST)
    if doubtful is not None and len(doubtful):
        pieces = np.unique(text.piece[ranges(text.out[doubtful], text.out[doubtful + 1] - text.out[doubtful])])
        joined = joints(tree, table, _LEAST_IN_DOUBT, _RAREST_IN_DOUBT, pieces)
        found = merged(found, find(text, tree, joined, troubles, manners, 2 * _WIDTH, 3 * _MOST, doubtful))
    all_edges = edges(text, tree, found, segments)
    beam = (_BEAM_WITH_A_MAP, _BEAM_WIDTH_WITH_A_MAP) if beliefs.known.any() else (_BEAM, _BEAM_WIDTH)
    return found, all_edges, search(text, all_edges, *beam)


def _doubtful_starts(text: Text, tree: Inventory, all_edges: Edges, reading: Reading) -> Ints:
    """Where clusters may begin in and around what is read as no word or with little certainty."""
    around = np.zeros(len(text.segment), bool)
    for number, path in enumerate(reading.path):
        texts = [all_edges.text_of(edge, tree) for edge in path]
        ends = np.cumsum([len(piece) for piece in texts])
        known = np.zeros(int(ends[-1]) + 1 if len(ends) else 1, bool)
        for begin, end, in_lexicon in lexicon().segment("".join(texts)):
            known[begin:end] = in_lexicon
        first, last = int(text.first[number]), int(text.last[number])
        for edge, end, piece in zip(path, ends, texts, strict=True):
            if is_cluster(piece) and (not known[end - 1] or all_edges.probability(edge, reading.posterior) < _DOUBTFUL):
                begin = first + int(text.consumed[all_edges.source[edge]])
                stop = first + int(text.consumed[all_edges.target[edge]])
                around[max(first, begin - 3) : min(last, stop + 2)] = True
    place = text.first[text.segment[text.starts]] + text.consumed[text.starts]
    found: Ints = text.starts[around[place]]
    return found
