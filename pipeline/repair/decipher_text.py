"""Damaged lines as a graph of pieces, each the string of one glyph: where extraction has moved or inserted signs."""

import re
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.khmer.syllable import ZWSP
from pipeline.repair.decipher_rules import LONGEST

Ints = NDArray[np.int64]

BLANKS = " \u00a0\u2002\u2003\u2009\t" + ZWSP
_BLANK_RUN = re.compile(f"[{BLANKS}]+")
_OTHER_RUN = re.compile(f"\\d+|[^\\W\\d_\u1780-\u17d3\u17dd]+|[^\\w{BLANKS}\u1780-\u17d3\u17dd]|_")
"""Numbers and words of other scripts as wholes, other signs one by one: so the language model counts them."""
EMPTY = 0
"""The piece without characters."""
PLAIN, LATE, EARLY, INSERTED = range(4)
"""What happened on an edge: nothing, a sign came late, a sign came early, a blank was inserted."""


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
    """Of each arc: late * 16 + early * 4 + inserted."""
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


def is_mark(character: str) -> bool:
    """Whether a character is written above or below, so that its glyph has no width."""
    return "\u17b7" <= character <= "\u17bd" or "\u17c6" <= character <= "\u17d1" or character == "\u17dd"


class _Graph:
    def __init__(self) -> None:
        self.pieces = [""]
        self.ids: dict[str, int] = {"": EMPTY}
        self.segment: list[int] = []
        self.consumed: list[int] = []
        self.letters: list[int] = []
        self.arcs: list[tuple[int, int, int, int]] = []
        self.starts: list[int] = []
        self.others: list[tuple[int, int, str]] = []

    def add(self, number: int, text: str) -> tuple[int, int]:
        base, length = len(self.segment), len(text)
        self.segment += [number] * (length + 1)
        self.consumed += range(length + 1)
        self.letters += accumulate((character not in BLANKS for character in text), initial=0)
        edges: dict[int, list[tuple[int, str, int]]] = {}
        for at, character in enumerate(text):
            node = base + at
            if is_khmer(character):
                edges.setdefault(node, []).append((node + 1, character, 0))
                self._holds(edges, base, text, at, number)
            elif character in BLANKS:
                run = _BLANK_RUN.match(text, at)
                assert run is not None
                self.others.append((node, base + run.end(), run[0]))
                before, behind = text[:at].rstrip(BLANKS)[-1:], text[at:].lstrip(BLANKS)[:1]
                if is_khmer(before) or is_khmer(behind):
                    edges.setdefault(node, []).append((node + 1, " ", 0))
                if is_khmer(before) and is_khmer(behind):
                    edges[node].append((node + 1, "", 1))
        for run in _OTHER_RUN.finditer(text):
            self.others.append((base + run.start(), base + run.end(), run[0]))
        for node in sorted(edges):
            found = self._walk(edges, node)
            if found:
                self.starts.append(node)
                self.arcs += found
        self.arcs += [(node, node, EMPTY, 0) for node in range(base, len(self.segment))]
        return base, base + length

    def _holds(self, edges: dict[int, list[tuple[int, str, int]]], base: int, text: str, at: int, number: int) -> None:
        """Edges on which the character at a place waits for one or two behind it."""
        held, length = text[at], len(text)
        early = is_mark(held)
        if at + 1 >= length or not is_khmer(text[at + 1]) or not (early or is_mark(text[at + 1])):
            return
        first = self._node(number, base + at, 1)
        edges.setdefault(base + at, []).append((first, text[at + 1], 4 if early else 16))
        edges[first] = [(base + at + 2, held, 0)]
        if at + 2 < length and is_khmer(text[at + 2]) and (early or is_mark(text[at + 2])):
            second = self._node(number, base + at, 2)
            edges[first].append((second, text[at + 2], 0))
            edges[second] = [(base + at + 3, held, 0)]

    def _node(self, number: int, held: int, further: int) -> int:
        """A node so many characters further than the one before the held character."""
        self.segment.append(number)
        self.consumed.append(self.consumed[held] + further)
        self.letters.append(self.letters[held] + further)
        return len(self.segment) - 1

    def _walk(self, edges: dict[int, list[tuple[int, str, int]]], node: int) -> list[tuple[int, int, int, int]]:
        found = []
        stack = [(node, "", 0)]
        while stack:
            at, string, trouble = stack.pop()
            for target, character, cost in edges.get(at, ()):
                if character == " ":
                    if not string and trouble == 0:
                        found.append((node, target, self._piece(" "), 0))
                    continue
                if not character:
                    if not string and trouble == 0:
                        stack.append((target, "", trouble + cost))
                    continue
                longer = string + character
                found.append((node, target, self._piece(longer), trouble + cost))
                if len(longer) < LONGEST:
                    stack.append((target, longer, trouble + cost))
        return found

    def _piece(self, string: str) -> int:
        number = self.ids.get(string)
        if number is None:
            number = self.ids[string] = len(self.pieces)
            self.pieces.append(string)
        return number


def read(segments: Sequence[str]) -> Text:
    """The graph of all segments."""
    graph = _Graph()
    ends = [graph.add(number, text) for number, text in enumerate(segments)]
    arcs = np.array(graph.arcs, dtype=np.int64).reshape(-1, 4)
    arcs = arcs[np.argsort(arcs[:, 0], kind="stable")]
    out = np.searchsorted(arcs[:, 0], np.arange(len(graph.segment) + 1))
    others = sorted(graph.others)
    return Text(
        graph.pieces,
        np.array(graph.segment, np.int64),
        np.array(graph.consumed, np.int64),
        np.array([first for first, _ in ends], np.int64),
        np.array([last for _, last in ends], np.int64),
        arcs[:, 0],
        arcs[:, 1],
        arcs[:, 2],
        arcs[:, 3],
        out,
        np.array(sorted(graph.starts), np.int64),
        np.array([source for source, _, _ in others], np.int64),
        np.array([target for _, target, _ in others], np.int64),
        [text for _, _, text in others],
        np.array(graph.letters, np.int64),
    )
