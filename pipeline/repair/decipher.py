"""Khmer deciphered from damaged text alone: the public face of the decoder.

The truth draws glyphs, the damage gives each glyph a string, extraction moves and inserts a little: the strings of the
document's glyphs are learnt from the document itself, and the most probable truth is read by them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.khmer.cluster import is_cluster
from pipeline.khmer.lexicon import lexicon
from pipeline.model.minutes import Flag
from pipeline.repair.decipher_candidates import Candidates, _ranges, find, joints, merged
from pipeline.repair.decipher_forced import align
from pipeline.repair.decipher_inventory import Inventory, inventory
from pipeline.repair.decipher_learn import Beliefs, as_map, first_beliefs, learn, weights_of
from pipeline.repair.decipher_map import GlyphMap
from pipeline.repair.decipher_search import Edges, Reading, edges, search
from pipeline.repair.decipher_text import Text, is_khmer, read
from pipeline.repair.decipher_words import Word, words_of

__all__ = ["Deciphered", "DecipheredLine", "GlyphMap", "Word", "decipher"]

Ints = NDArray[np.int64]

_PASSES = 5
_FEWEST_LETTERS = 2
_WIDTH, _MOST, _BEAM, _BEAM_WIDTH = 8.0, 25, 30, 10.0


@dataclass(frozen=True)
class DecipheredLine:
    """A line as read, beside the line as extracted."""

    text: str
    orig: str
    confidence: float
    """The mean probability of its clusters, 0 to 1; 1 where there is nothing to read."""
    words: tuple[Word, ...]
    flags: tuple[Flag, ...]


@dataclass(frozen=True)
class Deciphered:
    """A text as read, and by which map."""

    lines: tuple[DecipheredLine, ...]
    """As many as there were, in order."""
    map: GlyphMap
    confidence: float


def decipher(
    lines: Sequence[str], known: GlyphMap | None = None, corrected: Mapping[int, str] | None = None
) -> Deciphered:
    """The lines of a text whose Khmer was damaged by one font's map, as they must have read.

    Args:
        lines: the lines as extracted; Latin, digits and punctuation stay as they are.
        known: a map learnt before, of a text of the same origin.
        corrected: true texts of some of the lines, by their index; they are taken as they are and teach the map.
    """
    corrected = corrected or {}
    tree = inventory()
    segments = [line.strip() for line in lines]
    text = read(segments)
    beliefs = first_beliefs(text, tree, known)
    passes = 2 if known else _PASSES
    doubtful = None
    for number in range(passes):
        rough = number == 0 and known is None
        found, all_edges, reading = _read(text, tree, beliefs, segments, rough, doubtful)
        doubtful = _doubtful_starts(text, tree, all_edges, reading) if number >= 1 else None
        weights = weights_of(found, reading.posterior, all_edges.origin)
        align(text, tree, found, segments, corrected, weights)
        if number < passes - 1:
            learn(beliefs, text, tree, found, weights)
    return _deciphered(lines, segments, corrected, text, tree, beliefs, all_edges, reading)


def _read(
    text: Text, tree: Inventory, beliefs: Beliefs, segments: list[str], rough: bool, doubtful: Ints | None
) -> tuple[Candidates, Edges, Reading]:
    table, troubles, manners = np.log(beliefs.table), beliefs.of_troubles(), beliefs.of_drawings(tree)
    joined = joints(tree, table, np.log(7e-4 if rough else 5e-4), -11.0 if rough else -25.0)
    found = find(text, tree, joined, troubles, manners, _WIDTH, _MOST)
    if doubtful is not None and len(doubtful):
        pieces = np.unique(text.piece[_ranges(text.out[doubtful], text.out[doubtful + 1] - text.out[doubtful])])
        joined = joints(tree, table, np.log(2e-6), -13.0, pieces)
        found = merged(found, find(text, tree, joined, troubles, manners, 2 * _WIDTH, 3 * _MOST, doubtful))
    all_edges = edges(text, tree, found, segments)
    return found, all_edges, search(text, all_edges, _BEAM, _BEAM_WIDTH)


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
            if is_cluster(piece) and (not known[end - 1] or all_edges.probability(edge, reading.posterior) < 0.9):
                begin = first + int(text.consumed[all_edges.source[edge]])
                stop = first + int(text.consumed[all_edges.target[edge]])
                around[max(first, begin - 3) : min(last, stop + 2)] = True
    place = text.first[text.segment[text.starts]] + text.consumed[text.starts]
    found: Ints = text.starts[around[place]]
    return found


def _deciphered(
    lines: Sequence[str],
    segments: list[str],
    corrected: Mapping[int, str],
    text: Text,
    tree: Inventory,
    beliefs: Beliefs,
    all_edges: Edges,
    reading: Reading,
) -> Deciphered:
    done = []
    for number, line in enumerate(lines):
        if number in corrected:
            done.append(DecipheredLine(corrected[number], line, 1.0, (), ()))
            continue
        if sum(map(is_khmer, segments[number])) < _FEWEST_LETTERS:
            done.append(DecipheredLine(line, line, 1.0, (), ()))
            continue
        lead = line[: len(line) - len(line.lstrip())]
        trail = line[len(line.rstrip()) :]
        words, confidence = words_of(reading.path[number], len(lead), tree, all_edges, reading)
        body = "".join(all_edges.text_of(edge, tree) for edge in reading.path[number])
        flags = tuple(flag for word in words for flag in word.flags)
        done.append(DecipheredLine(lead + body + trail, line, confidence, tuple(words), flags))
    letters = [sum(map(is_khmer, line.orig)) for line in done]
    sure = sum(line.confidence * count for line, count in zip(done, letters, strict=True))
    return Deciphered(tuple(done), as_map(beliefs, text, tree), sure / max(sum(letters), 1))
