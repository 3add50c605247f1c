"""What speaks for each cluster of a reading: its probability, how well its glyphs' strings are attested, its rivals.

The map is learnt from the reading that it makes, so a cluster must not be its own witness: how often a glyph had a
string is asked of the rest of the text.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.repair.decipher_candidates import ranges
from pipeline.repair.decipher_solve import Solution

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

FITS = 6.0
"""Nats by which another cluster's drawing may fit worse than that of the one read, to be a rival."""
_SUREST = 30.0


class Trait(NamedTuple):
    """One cluster of a reading."""

    text: str
    share: float
    """How probable it is, 0 to 1."""
    attested: float
    """The log of the share that its least attested string has in its glyph, in the rest of the text; 0 at best."""
    its_own: float
    """The log of the share that its glyph has in a string, of the string that other glyphs have most; 0 at best."""
    seen: float
    """The log of one more than its least seen pair of glyph and string is seen in the rest of the text."""
    rivals: tuple[tuple[str, float, float], ...]
    """Other clusters in its place: the text, the nats by which its drawing fits better, its probability."""

    @property
    def odds(self) -> float:
        """The log odds of the cluster, in nats, `_SUREST` at most."""
        share = min(max(self.share, 1e-9), 1.0)
        return min(_SUREST, float(np.log(share) - np.log(max(1.0 - share, 1e-13))))


def traits(solution: Solution) -> list[list[Trait]]:
    """Of each segment of a solution the clusters, and other signs, of its reading, in order."""
    edges, tree = solution.edges, solution.tree
    lengths = [len(path) for path in solution.reading.path]
    path = np.array([edge for mine in solution.reading.path for edge in mine], np.int64)
    of, beside = _beside(solution, path)
    same = edges.word[beside] == edges.word[path[of]]
    posterior = solution.reading.posterior[beside]
    share = np.minimum(1.0, np.bincount(of[same], posterior[same], minlength=len(path)))
    better = edges.score[beside] - edges.score[path[of]]
    rivals: list[list[tuple[str, float, float]]] = [[] for _ in path]
    for at in np.flatnonzero(~same & ((better > -FITS) | (posterior > 0.0))):
        rivals[of[at]].append((edges.text_of(int(beside[at]), tree), float(better[at]), float(posterior[at])))
    attested, its_own, seen = _attested(solution, path, share)
    found = [
        Trait(edges.text_of(int(edge), tree), float(share[at]), attested[at], its_own[at], seen[at], tuple(rivals[at]))
        for at, edge in enumerate(path)
    ]
    ends = np.cumsum(lengths).tolist()
    return [found[end - length : end] for end, length in zip(ends, lengths, strict=True)]


def _beside(solution: Solution, path: Ints) -> tuple[Ints, Ints]:
    """For each edge of a path the edges between its nodes: the places in the path, and the edges."""
    edges = solution.edges
    begins = edges.out[edges.source[path]]
    counts = edges.out[edges.source[path] + 1] - begins
    of, beside = np.repeat(np.arange(len(path)), counts), ranges(begins, counts)
    mine = (edges.target[beside] == edges.target[path[of]]) & (edges.score[beside] > -np.inf)
    return of[mine], beside[mine]


def _attested(solution: Solution, path: Ints, share: Floats) -> tuple[Floats, Floats, Floats]:
    """`Trait.attested`, `its_own` and `seen` of each edge of a path; what is no cluster needs no witness."""
    beliefs, parent = solution.beliefs, solution.tree.parent
    anywhere = np.zeros_like(beliefs.counts)
    met = np.flatnonzero(beliefs.counts.any(axis=1))
    np.add.at(anywhere, parent[met], beliefs.counts[met])
    of_glyph, of_likes, of_piece = beliefs.counts.sum(axis=1), anywhere.sum(axis=1), beliefs.counts.sum(axis=0)
    attested, its_own, seen = np.zeros(len(path)), np.zeros(len(path)), np.full(len(path), np.inf)
    origin = solution.edges.origin[path]
    drawn = np.flatnonzero(origin < len(solution.candidates.source))
    for depth in range(solution.tree.depth):
        there = drawn[solution.candidates.glyphs[origin[drawn], depth] >= 0]
        glyph = solution.candidates.glyphs[origin[there], depth]
        piece = solution.text.piece[solution.candidates.arcs[origin[there], depth]]
        others, of_others = anywhere[parent[glyph], piece], of_likes[parent[glyph]]
        pair = beliefs.counts[glyph, piece]
        own = np.minimum(share[there], pair - beliefs.known[glyph, piece])
        here = np.maximum(_log_share(pair, of_glyph[glyph], own), _log_share(others, of_others, own))
        attested[there] = np.minimum(attested[there], here)
        used = np.log(np.maximum(pair, 0.05) / np.maximum(of_piece[piece], 0.1))
        its_own[there] = np.minimum(its_own[there], used)
        seen[there] = np.minimum(seen[there], np.log1p(np.maximum(pair - own, 0.0)))
    return attested, its_own, seen


def _log_share(count: Floats, total: Floats, own: Floats) -> Floats:
    """The log of the share of counts in a total, neither with what was counted here."""
    found: Floats = np.log((np.maximum(count - own, 0.0) + 0.1) / (np.maximum(total - own, 0.0) + 0.2))
    return found
