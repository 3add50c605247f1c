"""All clusters that may be read, as a tree of the glyphs that draw them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.khmer.ngrams import symbols
from pipeline.repair.decipher_glyphs import Drawing, Glyph, Manner, cluster_frequencies, drawings
from pipeline.repair.decipher_language import PAD
from pipeline.repair.decipher_rules import expected_strings

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class Inventory(NamedTuple):
    """The tree: its nodes are numbered from the root, 0; a drawing ends at a node."""

    clusters: list[str]
    log_frequency: Floats
    symbols: NDArray[np.uint8]
    """Of each cluster its symbols for the language model, a row each."""
    glyphs: list[Glyph]
    parent: Ints
    """Of each glyph the number of the glyph with the same string and no place, itself if it has none."""
    expected: list[dict[str, float]]
    """Of each glyph the strings that the rules give it."""
    children: Ints
    """Where each node's children begin in `child` and `glyph`; one more at the end."""
    child: Ints
    glyph: Ints
    bound: Floats
    """Of each node the log frequency of the most frequent cluster at or below it."""
    ends: Ints
    """Where the drawings that end at each node begin in `drawn` and `manners`; one more at the end."""
    drawn: Ints
    """The cluster of each drawing."""
    manners: NDArray[np.bool_]
    """Of each drawing the manners that it belongs to, a row each."""
    depth: int


@cache
def inventory() -> Inventory:
    """The clusters of the lexicon, laid out once a process."""
    return lay_out(cluster_frequencies())


def lay_out(frequencies: Mapping[str, float], signs: Sequence[Drawing] = ()) -> Inventory:
    """The tree of clusters with their log frequencies; of those that are `signs` it is given how they are drawn."""
    clusters = sorted(frequencies)
    given = {drawing.cluster for drawing in signs}
    found = [drawing for cluster in clusters if cluster not in given for drawing in drawings(cluster)]
    found += signs
    glyph_list = sorted({glyph for drawing in found for glyph in drawing.glyphs})
    glyph_list += sorted({Glyph(glyph.text) for glyph in glyph_list} - set(glyph_list))
    numbers = {glyph: number for number, glyph in enumerate(glyph_list)}
    expected = expected_strings(found, frequencies)
    tree: list[dict[int, int]] = [{}]
    at_node: defaultdict[int, list[Drawing]] = defaultdict(list)
    for drawing in found:
        node = 0
        for glyph in drawing.glyphs:
            node = tree[node].setdefault(numbers[glyph], len(tree))
            if node == len(tree):
                tree.append({})
        at_node[node].append(drawing)
    ids = {cluster: number for number, cluster in enumerate(clusters)}
    children = np.cumsum([0, *(len(branches) for branches in tree)])
    ends = np.cumsum([0, *(len(at_node[node]) for node in range(len(tree)))])
    ended = [drawing for node in range(len(tree)) for drawing in at_node[node]]
    log_frequency = np.array([frequencies[cluster] for cluster in clusters])
    bound = np.full(len(tree), -np.inf)
    for node in range(len(tree) - 1, -1, -1):
        best = [bound[child] for child in tree[node].values()]
        best += [frequencies[drawing.cluster] for drawing in at_node[node]]
        bound[node] = max(best)
    return Inventory(
        clusters,
        log_frequency,
        symbol_rows(clusters),
        glyph_list,
        np.array([numbers[Glyph(glyph.text)] for glyph in glyph_list]),
        [expected.get(glyph, {}) for glyph in glyph_list],
        children,
        np.array([child for branches in tree for child in branches.values()]),
        np.array([glyph for branches in tree for glyph in branches]),
        bound,
        ends,
        np.array([ids[drawing.cluster] for drawing in ended]),
        np.array([[manner in drawing.manners for manner in Manner] for drawing in ended]),
        max(len(drawing.glyphs) for drawing in found),
    )


def symbol_rows(texts: list[str]) -> NDArray[np.uint8]:
    """The symbols of each text, a row each, filled up with `PAD`."""
    found = [symbols(text) for text in texts]
    width = max((len(row) for row in found), default=0)
    rows = np.full((len(found), max(width, 1)), PAD, np.uint8)
    for number, row in enumerate(found):
        rows[number, : len(row)] = list(row)
    return rows
