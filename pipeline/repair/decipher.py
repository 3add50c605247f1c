"""Khmer deciphered from damaged text alone: the public face of the decoder.

The truth draws glyphs, the damage gives each glyph a string, extraction moves and inserts a little: the strings of the
document's glyphs are learnt from the document itself, and the most probable truth is read by them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.model.minutes import Flag
from pipeline.repair.decipher_candidates import Candidates, find, joints
from pipeline.repair.decipher_forced import align
from pipeline.repair.decipher_inventory import Inventory, inventory
from pipeline.repair.decipher_learn import Beliefs, as_map, first_beliefs, learn, weights_of
from pipeline.repair.decipher_map import GlyphMap
from pipeline.repair.decipher_search import Edges, Reading, edges, search
from pipeline.repair.decipher_text import Text, is_khmer, read
from pipeline.repair.decipher_words import Word, words_of

__all__ = ["Deciphered", "DecipheredLine", "GlyphMap", "Word", "decipher"]

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
    for number in range(passes):
        rough = number == 0 and known is None
        found, all_edges, reading = _read(text, tree, beliefs, segments, rough)
        weights = weights_of(found, reading.posterior, all_edges.origin)
        align(text, tree, found, segments, corrected, weights)
        if number < passes - 1:
            learn(beliefs, text, tree, found, weights)
    return _deciphered(lines, segments, corrected, text, tree, beliefs, all_edges, reading)


def _read(
    text: Text, tree: Inventory, beliefs: Beliefs, segments: list[str], rough: bool
) -> tuple[Candidates, Edges, Reading]:
    joined = joints(tree, np.log(beliefs.table), np.log(7e-4 if rough else 5e-4), -11.0 if rough else -25.0)
    found = find(text, tree, joined, beliefs.of_troubles(), beliefs.of_drawings(tree), _WIDTH, _MOST)
    all_edges = edges(text, tree, found, segments)
    return found, all_edges, search(text, all_edges, _BEAM, _BEAM_WIDTH)


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
