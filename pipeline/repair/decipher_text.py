"""Damaged lines as a graph of pieces, each the string of one glyph: where extraction has moved or inserted signs."""

import re
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.khmer.syllable import ZWSP

Ints = NDArray[np.int64]

BLANKS = " \u00a0\u2002\u2003\u2009\t" + ZWSP
_PASSED = re.compile(
    f"([\u1780-\u17d3\u17dd])([{BLANKS}]*)([^\u1780-\u17d3\u17dd{BLANKS}])([\u17b7-\u17bd\u17c6-\u17d1\u17dd]+)([{BLANKS}]*)"
)
EMPTY = 0
"""The piece without characters."""
INSERTED, EARLY, LATE, ASTRAY = 1, 4, 16, 64
"""What happened on an arc: so many blanks were inserted, a sign came early, late, or far behind a blank."""
STOPS = "។៕"
"""What ends a sentence."""


class Text(NamedTuple):
    """All segments as one graph; arcs are sorted by the node they leave."""

    pieces: list[str]
    segment: Ints
    """Of each node."""
    consumed: Ints
    """Characters read at each node."""
    first: Ints
    """Of each segment its first node."""
    last: Ints
    source: Ints
    target: Ints
    piece: Ints
    trouble: Ints
    """Of each arc: `INSERTED` for each blank, `EARLY`, `LATE`, `ASTRAY`, added up."""
    out: Ints
    """Where the arcs of each node begin; one more at the end."""
    starts: Ints
    """Nodes at which a cluster may begin."""
    other_source: Ints
    other_target: Ints
    other_text: list[str]
    letters: Ints
    """Characters read at each node, blanks apart."""


def is_khmer(character: str) -> bool:
    """Whether a character may belong to a glyph of a damaged font."""
    return "\u1780" <= character <= "\u17d3" or character == "\u17dd"


def segment(line: str) -> str:
    """The part of a line that is read: without outer blanks, but for one beside Khmer that may be a glyph's string."""
    begin, end = read_from(line), len(line.rstrip())
    return line[begin : end + (is_khmer(line[:end][-1:]) and end < len(line))]


def read_from(line: str) -> int:
    """Where in a line its `segment` begins."""
    begin = len(line) - len(line.lstrip())
    return begin - (begin > 0 and is_khmer(line[begin : begin + 1]))


def put_back(line: str) -> str:
    """The line with signs that stand behind a digit or a punctuation mark moved to the Khmer letter before that.

    The width of what they passed then looks like a blank; inside a number it is none.
    """
    return _PASSED.sub(lambda found: f"{found[1]}{found[4]}{found[2]}{found[3]}{_gap(found)}", line)


def _gap(found: re.Match[str]) -> str:
    in_number = found[3].isdigit() and found.string[found.end() :][:1].isdigit()
    return "" if in_number else found[5]


def is_mark(character: str) -> bool:
    """Whether a character is written above or below, so that its glyph has no width."""
    return "\u17b7" <= character <= "\u17bd" or "\u17c6" <= character <= "\u17d1" or character == "\u17dd"
