"""The graph of damaged lines: every way in which their characters may be strings of glyphs, in place or moved."""

import re
from collections.abc import Sequence
from itertools import accumulate

import numpy as np

from pipeline.repair.decipher_rules import LONGEST
from pipeline.repair.decipher_text import ASTRAY, BLANKS, EARLY, EMPTY, LATE, STOPS, Text, is_khmer, is_mark

_BLANK_RUN = re.compile(f"[{BLANKS}]+")
_OTHER_RUN = re.compile(f"\\d+|[^\\W\\d_\u1780-\u17d3\u17dd]+|[^\\w{BLANKS}\u1780-\u17d3\u17dd]|_")
"""Numbers and words of other scripts as wholes, other signs one by one: so the language model counts them."""
_MOST_INSERTED = 3
_NEAR = 4
"""Characters that a sign may come late."""
_FAR = 24
"""Characters that a sign behind a blank may have been carried, within its sentence."""
_STRAY = re.compile(f"[{BLANKS}]+([\u17b6-\u17d1\u17dd]+)")


class _Graph:
    def __init__(self) -> None:
        self.pieces = [""]
        self.ids: dict[str, int] = {"": EMPTY}
        self.segment: list[int] = []
        self.consumed: list[int] = []
        self.letters: list[int] = []
        self.arcs: list[tuple[int, int, int, int]] = []
        self.starts: set[int] = set()
        self.others: list[tuple[int, int, str]] = []

    def add(self, number: int, text: str) -> tuple[int, int]:
        base, length = len(self.segment), len(text)
        self.segment += [number] * (length + 1)
        self.consumed += range(length + 1)
        self.letters += accumulate((character not in BLANKS for character in text), initial=0)
        row = list(range(base, base + length + 1))
        self._in_place(text, row, 0, length)
        for at in range(length):
            if is_khmer(text[at]):
                self._late(text, row, at)
                if is_mark(text[at]):
                    self._early(text, row, at)
        self._astray(text, row)
        self.arcs += [(node, node, EMPTY, 0) for node in range(base, len(self.segment))]
        return base, base + length

    def _in_place(self, text: str, row: Sequence[int], begin: int, end: int) -> None:
        """Arcs of the text from `begin` to `end` as it stands; `row` has the node at each place."""
        for at in range(begin, end):
            if is_khmer(text[at]):
                self._pieces_at(text, row, at, at, end, 0)
            elif text[at] in BLANKS:
                self._blank(text, row, at, end)
        for run in _OTHER_RUN.finditer(text, begin, end):
            self.others.append((row[run.start()], row[run.end()], run[0]))
        for at in (begin, end):
            if is_khmer(text[at : at + 1]) or is_khmer(text[at - 1 : at] if at else ""):
                self._arc(row[at], row[at], " ", 0)

    def _blank(self, text: str, row: Sequence[int], at: int, end: int) -> None:
        """A blank is real, or a glyph's string, or inserted; a real one may have swallowed such a string."""
        run = _BLANK_RUN.match(text, at, end)
        assert run is not None
        self.others.append((row[at], row[run.end()], run[0]))
        behind, ahead = is_khmer(text[:at].rstrip(BLANKS)[-1:]), is_khmer(text[at:].lstrip(BLANKS)[:1])
        if behind or ahead:
            self._arc(row[at], row[at + 1], " ", 0)
        if behind:
            self._arc(row[at], row[at], " ", 0)
            if ahead:
                self._pieces_at(text, row, at, at + 1, end, 1)
        if ahead:
            self._arc(row[run.end()], row[run.end()], " ", 0)

    def _pieces_at(self, text: str, row: Sequence[int], source: int, at: int, end: int, trouble: int) -> None:
        """Arcs for the strings that begin at a place, blanks inside them inserted."""
        string = ""
        while at < end and len(string) < LONGEST:
            if is_khmer(text[at]):
                string += text[at]
                self._arc(row[source], row[at + 1], string, trouble)
            elif text[at] in BLANKS and trouble < _MOST_INSERTED and is_khmer(text[at + 1 : at + 2]):
                trouble += 1
            else:
                return
            at += 1

    def _late(self, text: str, row: Sequence[int], at: int) -> None:
        """The string at a place belongs before that of the glyph ahead of it, whose width then looks like a blank."""
        for string in dict.fromkeys((text[at], text[at : at + 2])):
            after = at + len(string)
            blank = _BLANK_RUN.match(text, after)
            if not all(map(is_khmer, string)) or not (blank or all(map(is_mark, string))):
                continue
            ends = [row[after], row[blank.end()]] if blank else [row[after]]
            second: dict[int, int] = {}
            for begin in range(at - 1, max(-1, at - 1 - _NEAR), -1):
                passed = text[begin:at]
                if not is_khmer(text[begin]) and passed != " ":
                    break
                second[begin] = self._node(row[begin], len(string))
                self._arc(row[begin], second[begin], string, LATE)
                for place in range(begin + 1, min(at, begin + LONGEST + 1)):
                    self._arc(second[begin], second[place], text[begin:place], 0)
                if len(passed) <= LONGEST:
                    for end in ends:
                        self._arc(second[begin], end, passed, 0)
                for end in range(after + 1, min(len(text), after + LONGEST - len(passed)) + 1):
                    if not is_khmer(text[end - 1]) or passed == " ":
                        break
                    self._arc(second[begin], row[end], passed + text[after:end], 0)

    def _early(self, text: str, row: Sequence[int], at: int) -> None:
        """The sign at a place belongs behind one or two glyphs that follow, or stands inside a glyph's string."""
        blank = _BLANK_RUN.match(text, at + 1)
        follows, inserted = (blank.end(), 1) if blank else (at + 1, 0)
        for end in range(follows + 1, min(len(text), follows + LONGEST) + 1):
            if not is_khmer(text[end - 1]):
                break
            node = self._node(row[at], end - at - 1)
            self._arc(node, row[end], text[at], 0)
            for begin in range(at, max(-1, at - LONGEST + end - follows - 1), -1):
                if not is_khmer(text[begin]):
                    break
                self._arc(row[begin], node, text[begin:at] + text[follows:end], EARLY + inserted)
            if end == follows + 2:
                between = self._node(row[at], end - at - 2)
                self._arc(row[at], between, text[follows], EARLY + inserted)
                self._arc(between, node, text[follows + 1], 0)

    def _astray(self, text: str, row: Sequence[int]) -> None:
        """Signs behind a blank may belong anywhere before it: a second row of nodes on which they have been read."""
        last = 0
        for found in _STRAY.finditer(text):
            blank, at, after = found.start(), found.start(1), found.end()
            begin = max(last, blank - _FAR, *(text.rfind(stop, 0, blank) + 1 for stop in STOPS))
            last = after
            size = after - at
            second = dict(enumerate((self._node(row[place], size) for place in range(begin, blank)), begin))
            second[blank] = row[after]
            nodes = [second.get(place, -1) for place in range(blank + 1)]
            for place in range(begin, blank):
                if is_khmer(text[place - 1 : place] if place else ""):
                    self._arc(row[place], second[place], text[at:after], ASTRAY)
            self._in_place(text, nodes, begin, blank)

    def _node(self, before: int, further: int) -> int:
        """A node so many characters further than another."""
        self.segment.append(self.segment[before])
        self.consumed.append(self.consumed[before] + further)
        self.letters.append(self.letters[before] + further)
        return len(self.segment) - 1

    def _arc(self, source: int, target: int, string: str, trouble: int) -> None:
        number = self.ids.get(string)
        if number is None:
            number = self.ids[string] = len(self.pieces)
            self.pieces.append(string)
        self.arcs.append((source, target, number, trouble))
        self.starts.add(source)


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
