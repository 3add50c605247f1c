"""Which clusters each stretch of damaged text may be, by what is known of the glyphs' strings."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.repair.decipher_inventory import Inventory
from pipeline.repair.decipher_text import Text

Ints = NDArray[np.int64]
Floats = NDArray[np.floating[Any]]

_GAIN = 3.0
"""Nats that a character read is worth, for comparing stretches of unlike length."""
_BETWEEN = 5.0
"""Nats that a blank inserted between clusters costs more than one inside a cluster, where none can be real."""
_BATCH = 1500


class Candidates(NamedTuple):
    """Clusters that stretches of the text may be, sorted by the node they begin at."""

    source: Ints
    target: Ints
    cluster: Ints
    score: Floats
    """The log probability of the strings, given the cluster."""
    drawing: Ints
    glyphs: NDArray[np.int32]
    """The glyphs that draw it, a row each, -1 behind the last."""
    arcs: NDArray[np.int32]
    """The arc that each glyph is read from."""

    def rows(self, kept: Ints) -> "Candidates":
        """Some of them."""
        return Candidates(
            self.source[kept],
            self.target[kept],
            self.cluster[kept],
            self.score[kept],
            self.drawing[kept],
            self.glyphs[kept],
            self.arcs[kept],
        )


class _Level(NamedTuple):
    start: Ints
    node: Ints
    at: Ints
    score: Floats
    came_from: Ints
    glyph: Ints
    arc: Ints


class Joints(NamedTuple):
    """For each node of the tree and each piece the children that the piece may draw, those of one pair together."""

    keys: Ints
    """node * number of pieces + piece, in order, each pair once."""
    first: Ints
    """Of each pair the first of its rows in what follows; one more at the end."""
    child: Ints
    glyph: Ints
    score: Floats


def joints(tree: Inventory, table: Floats, least: float, rarest: float, pieces: Ints | None = None) -> Joints:
    """The joints of log probability `least` or more in `table`, for clusters of log frequency `rarest` or more.

    Where `pieces` are given, for these alone.
    """
    node = np.repeat(np.arange(len(tree.children) - 1), np.diff(tree.children))
    usual = np.flatnonzero(tree.bound[tree.child] >= rarest)
    if pieces is None:
        rows, columns = np.nonzero(table >= least)
    else:
        rows, columns = np.nonzero(table[:, pieces] >= least)
        columns = pieces[columns]
    begins = np.searchsorted(rows, np.arange(len(table) + 1))
    glyph = tree.glyph[usual]
    counts = begins[glyph + 1] - begins[glyph]
    branch = np.repeat(usual, counts)
    piece = columns[ranges(begins[glyph], counts)]
    keys = node[branch] * table.shape[1] + piece
    order = np.argsort(keys, kind="stable")
    branch, piece = branch[order], piece[order]
    pairs, first = np.unique(keys[order], return_index=True)
    child, glyph = tree.child[branch], tree.glyph[branch]
    return Joints(pairs, np.append(first, len(order)), child, glyph, table[glyph, piece])


def find(
    text: Text,
    tree: Inventory,
    joined: Joints,
    troubles: Floats,
    manners: Floats,
    width: float,
    most: int,
    starts: Ints | None = None,
) -> Candidates:
    """All readings no worse than `width` nats below the best of those that begin at the same place, `most` of them.

    Args:
        text: the graph of the damaged text.
        starts: the nodes where to begin, in order; all where none are given.
        tree: the clusters.
        joined: which glyphs each piece of the text may be.
        troubles: log probability of each value of `Text.trouble`.
        manners: log probability of each drawing by its manners.
        width: nats.
        most: how many at each place.
    """
    starts = text.starts if starts is None else starts
    parts = [
        _find(text, tree, joined, troubles, manners, width, most, starts[at : at + _BATCH])
        for at in range(0, max(len(starts), 1), _BATCH)
    ]
    return _joined(parts)


def _joined(parts: list[Candidates]) -> Candidates:
    return Candidates(
        np.concatenate([part.source for part in parts]),
        np.concatenate([part.target for part in parts]),
        np.concatenate([part.cluster for part in parts]),
        np.concatenate([part.score for part in parts]),
        np.concatenate([part.drawing for part in parts]),
        np.concatenate([part.glyphs for part in parts]),
        np.concatenate([part.arcs for part in parts]),
    )


def merged(one: Candidates, other: Candidates) -> Candidates:
    """The candidates of both, sorted as they are; of those that read the same the better."""
    both = _joined([one, other])
    order = np.lexsort((-both.score, both.cluster, both.target, both.source))
    same = (np.diff(both.source[order]) == 0) & (np.diff(both.target[order]) == 0) & (np.diff(both.cluster[order]) == 0)
    kept = order[np.concatenate(([True], ~same))] if len(order) else order
    return both.rows(kept)


def _none(tree: Inventory) -> Candidates:
    whole, rows = np.zeros(0, np.int64), np.zeros((0, tree.depth), np.int32)
    return Candidates(whole, whole, whole, np.zeros(0), whole, rows, rows)


def _find(
    text: Text,
    tree: Inventory,
    joined: Joints,
    troubles: Floats,
    manners: Floats,
    width: float,
    most: int,
    starts: Ints,
) -> Candidates:
    if not len(starts):
        return _none(tree)
    none = np.full(len(starts), -1)
    level = _Level(starts, np.zeros_like(starts), starts, np.zeros(len(starts)), none, none, none)
    levels: list[_Level] = []
    while len(level.node) and len(levels) < tree.depth:
        level = _next(text, tree, joined, troubles, width, most, level)
        levels.append(level)
    return _ended(text, tree, manners, levels, width, most)


def _next(
    text: Text, tree: Inventory, joined: Joints, troubles: Floats, width: float, most: int, level: _Level
) -> _Level:
    counts = text.out[level.at + 1] - text.out[level.at]
    came_from = np.repeat(np.arange(len(counts)), counts)
    arc = ranges(text.out[level.at], counts)
    keys = level.node[came_from] * len(text.pieces) + text.piece[arc]
    pair = np.searchsorted(joined.keys, keys)
    met = np.flatnonzero(pair < len(joined.keys))
    met = met[joined.keys[pair[met]] == keys[met]]
    came_from, arc, pair = came_from[met], arc[met], pair[met]
    begins = joined.first[pair]
    counts = joined.first[pair + 1] - begins
    joint = ranges(begins, counts)
    came_from, arc = np.repeat(came_from, counts), np.repeat(arc, counts)
    node, at = joined.child[joint], text.target[arc]
    score = level.score[came_from] + joined.score[joint] + troubles[text.trouble[arc]]
    score -= _BETWEEN * ((text.trouble[arc] & 3 > 0) & (level.node[came_from] == 0))
    start = level.start[came_from]
    value = score + tree.bound[node] + _GAIN * (text.consumed[at] - text.consumed[start])
    kept = _best(start, value, width, 4 * most)
    glyph = joined.glyph[joint]
    return _Level(start[kept], node[kept], at[kept], score[kept], came_from[kept], glyph[kept], arc[kept])


def _best(start: Ints, value: Floats, width: float, most: int) -> Ints:
    """Of rows sorted by start those whose value is near the best of their start, `most` of each."""
    if not len(start):
        return np.zeros(0, np.int64)
    begins = np.flatnonzero(np.concatenate(([True], start[1:] != start[:-1])))
    counts = np.diff(np.append(begins, len(start)))
    kept = np.flatnonzero(value > np.repeat(np.maximum.reduceat(value, begins), counts) - width)
    start, value = start[kept], value[kept]
    counts = np.diff(np.append(np.flatnonzero(np.concatenate(([True], start[1:] != start[:-1]))), len(start)))
    if counts.max() <= most:
        return kept
    order = np.lexsort((-value, start))
    rank = np.arange(len(order)) - np.repeat(np.cumsum(counts) - counts, counts)
    return np.sort(kept[order[rank < most]])


def _ended(text: Text, tree: Inventory, manners: Floats, levels: list[_Level], width: float, most: int) -> Candidates:
    rows = []
    for number, level in enumerate(levels):
        counts = np.where(
            text.letters[level.at] > text.letters[level.start], tree.ends[level.node + 1] - tree.ends[level.node], 0
        )
        state = np.repeat(np.arange(len(counts)), counts)
        drawing = ranges(tree.ends[level.node], counts)
        score = level.score[state] + manners[drawing]
        rows.append((np.full(len(state), number), state, drawing, level.start[state], level.at[state], score))
    depth, state, drawing, start, at, score = (np.concatenate(column) for column in zip(*rows, strict=True))
    cluster = tree.drawn[drawing]
    order = np.lexsort((-score, cluster, at, start))
    same = (np.diff(start[order]) == 0) & (np.diff(at[order]) == 0) & (np.diff(cluster[order]) == 0)
    order = order[np.concatenate(([True], ~same))] if len(order) else order
    value = score[order] + tree.log_frequency[cluster[order]]
    value += _GAIN * (text.consumed[at[order]] - text.consumed[start[order]])
    kept = order[_best(start[order], value, width, most)]
    glyphs = np.full((len(kept), tree.depth), -1, np.int32)
    arcs = np.full((len(kept), tree.depth), -1, np.int32)
    for last in range(len(levels)):
        mine = np.flatnonzero(depth[kept] == last)
        place = state[kept[mine]]
        for at_depth in range(last, -1, -1):
            glyphs[mine, at_depth] = levels[at_depth].glyph[place]
            arcs[mine, at_depth] = levels[at_depth].arc[place]
            place = levels[at_depth].came_from[place]
    return Candidates(start[kept], at[kept], cluster[kept], score[kept], drawing[kept], glyphs, arcs)


def ranges(begins: Ints, counts: Ints) -> Ints:
    """The numbers from each begin on, as many as its count, one range behind the other."""
    total = int(counts.sum())
    offsets = np.cumsum(counts) - counts
    return np.arange(total) - np.repeat(offsets - begins, counts)
