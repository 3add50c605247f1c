"""Lines whose truth is known, told which of their candidates are the true ones."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.khmer.cluster import is_cluster, split
from pipeline.khmer.lexicon import folded
from pipeline.khmer.order import normalize
from pipeline.repair.decipher_candidates import Candidates
from pipeline.repair.decipher_inventory import Inventory
from pipeline.repair.decipher_text import Text

Floats = NDArray[np.floating[Any]]

TRUTH = 3.0
"""Occurrences that one in a corrected line counts for."""
_LOST = -12.0
"""The price of a cluster that no stretch shows, or a character that no cluster explains."""


def align(
    text: Text,
    tree: Inventory,
    found: Candidates,
    segments: Sequence[str],
    corrected: Mapping[int, str],
    weights: Floats,
) -> None:
    """Sets the weights of the candidates of corrected lines: `TRUTH` on the best way to the known text, 0 elsewhere."""
    if not corrected:
        return
    segment = text.segment[found.source]
    out = np.searchsorted(found.source, np.arange(len(text.segment) + 1))
    for number, truth in corrected.items():
        weights[segment == number] = 0.0
        wanted = [folded(piece) for piece in split(normalize(truth)) if is_cluster(piece)]
        for candidate in _best_way(text, tree, found, out, number, wanted):
            weights[candidate] = TRUTH


def _best_way(
    text: Text, tree: Inventory, found: Candidates, out: NDArray[np.int64], number: int, wanted: Sequence[str]
) -> list[int]:
    """The candidates, in order, that spell the wanted clusters at the least price."""
    nodes = np.flatnonzero(text.segment == number)
    nodes = nodes[np.argsort(text.consumed[nodes], kind="stable")]
    first, last = int(text.first[number]), int(text.last[number])
    best: dict[tuple[int, int], tuple[float, tuple[int, int] | None, int]] = {(first, 0): (0.0, None, -1)}
    for node in map(int, nodes):
        for done in range(len(wanted) + 1):
            here = best.get((node, done))
            if here is None:
                continue
            moves = [(node, done + 1, _LOST, -1)] if done < len(wanted) else []
            if first <= node < last:
                moves.append((node + 1, done, _LOST / 2, -1))
            for at in range(int(out[node]), int(out[node + 1])):
                if done < len(wanted) and tree.clusters[found.cluster[at]] == wanted[done]:
                    moves.append((int(found.target[at]), done + 1, float(found.score[at]), at))
            for target, after, price, candidate in moves:
                old = best.get((target, after))
                if old is None or here[0] + price > old[0]:
                    best[target, after] = (here[0] + price, (node, done), candidate)
    way = []
    place: tuple[int, int] | None = (last, len(wanted))
    while place is not None:
        _, place, candidate = best[place]
        way.append(candidate)
    return [candidate for candidate in reversed(way) if candidate >= 0]
