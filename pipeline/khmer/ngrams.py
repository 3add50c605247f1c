"""How probable a sequence of Khmer letters is: a character model, for choosing between readings of damaged text.

A text is read as symbols: a letter, a subscript with its coeng, a vowel or a sign is one; a run of digits, of letters
of another script or of blanks is one; invisible characters are none. What is drawn alike is one symbol (subscript DA
and TA, ឱ and ឲ). Text is taken to be in canonical order (`pipeline.khmer.order.normalize`).

The model is a tree of symbol sequences with the probability of each one's last symbol and a weight for falling back on
a shorter history where a symbol was not seen; a beginning of text counts as a blank. It is
`resources/khmer_ngrams.bin`; `khmer_ngrams.ORIGIN.md` beside it says what it was made from.
"""

import re
import struct
import zlib
from array import array
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.khmer.syllable import BASES, COENG, DA, INVISIBLES, MARKS, TA

FILE = Path(__file__).parent.parent / "resources" / "khmer_ngrams.bin"
HEADER = struct.Struct("<IIff")
"""Nodes of the tree, how many of them, from the first on, may have children, and the steps in which log probabilities
and log weights are stored; behind it, a byte each: the nodes' symbols, their numbers of children, the log
probabilities and, from -128 on, the log weights. A node's children stand together in the order of their symbols; the
children of one node stand before those of the next."""

BLANK, DIGITS, FOREIGN, STOP, PUNCTUATION, REPETITION, LOOSE_COENG = range(7)
"""Symbols that are no letters: blanks, digits, other scripts, ។ and ៕, other signs, ៗ, a coeng without its letter."""

_BASES = [chr(code) for code in (*range(0x1780, 0x17A3), *range(0x17A5, 0x17B4))]
_LETTERS = [*_BASES, *(COENG + base for base in _BASES), *map(chr, range(0x17B6, 0x17D2))]
_SYMBOL_OF = {letter: number for number, letter in enumerate(_LETTERS, LOOSE_COENG + 1)} | {
    "ៗ": REPETITION,
    "។": STOP,
    "៕": STOP,
    COENG: LOOSE_COENG,
}
_SYMBOL_OF |= {
    COENG + DA: _SYMBOL_OF[COENG + TA],
    "ឲ": _SYMBOL_OF["ឱ"],
    "\u17dd": _SYMBOL_OF["\u17d1"],
}
SYMBOLS = LOOSE_COENG + 1 + len(_LETTERS)
"""How many symbols there are; they are numbered from 0."""

_SUBSCRIPT_SYMBOLS = bytes(_SYMBOL_OF[COENG + base] for base in _BASES)
_UNIT = re.compile(f"{COENG}[{BASES}]|[{BASES}{MARKS}{COENG}ៗ។៕]|(\\s+)|(\\d+)|([^\\W\\d_\u1780-\u17d3]+)|.", re.DOTALL)
_CLASS_OF_GROUP = (PUNCTUATION, BLANK, DIGITS, FOREIGN)
_DROP_INVISIBLES = str.maketrans(dict.fromkeys(INVISIBLES))


def symbols(text: str) -> bytes:
    """The symbols of `text` in order, one a byte."""
    if not text.isprintable():
        text = text.translate(_DROP_INVISIBLES)
    symbol_of = _SYMBOL_OF.get
    return bytes(
        [
            symbol if (symbol := symbol_of(unit[0])) is not None else _CLASS_OF_GROUP[unit.lastindex or 0]
            for unit in _UNIT.finditer(text)
        ]
    )


class Tree(NamedTuple):
    """The model's tree as arrays; the children of node n are the nodes from first[n] to first[n + 1]."""

    symbols: NDArray[np.uint8]
    first: NDArray[np.uint32]
    log_probability: NDArray[np.float64]
    log_weight: NDArray[np.float64]
    """Of falling back, for the nodes that may have children."""


class CharacterModel:
    """Probabilities of symbol sequences; use `model()`, which reads it once a process.

    A state is the history that still matters, as a number: states that are equal have the same future.
    """

    def __init__(self, packed: bytes) -> None:
        """The tree out of `packed`, which is laid out as `HEADER` says."""
        nodes, parents, probability_step, weight_step = HEADER.unpack_from(packed)
        ends = list(accumulate((nodes, parents, nodes, parents), initial=HEADER.size))
        self._symbols = packed[ends[0] : ends[1]]
        self._first = array("I", accumulate(packed[ends[1] : ends[2]], initial=1))
        self._probabilities = packed[ends[2] : ends[3]]
        self._weights = packed[ends[3] : ends[4]]
        self._log_probability = [-step * probability_step for step in range(256)]
        self._log_weight = [(step - 128) * weight_step for step in range(256)]
        self._shorter = {0: 0}
        """The state to fall back on, for every state met so far."""
        self._entered: dict[int, int] = {}
        """The state that a node leads to, for every node met so far."""

    def tree(self) -> Tree:
        """The tree itself, for those who price many texts at once."""
        return Tree(
            np.frombuffer(self._symbols, np.uint8),
            np.frombuffer(self._first, np.uint32),
            np.array(self._log_probability)[np.frombuffer(self._probabilities, np.uint8)],
            np.array(self._log_weight)[np.frombuffer(self._weights, np.uint8)],
        )

    def start(self) -> int:
        """The state at the beginning of a text, which is that behind a blank."""
        return self.step(0, BLANK)[1]

    def step(self, state: int, symbol: int) -> tuple[float, int]:
        """The natural logarithm of the probability of `symbol` in `state`, and the state behind it."""
        find, first = self._symbols.find, self._first
        score = 0.0
        while (node := find(symbol, first[state], first[state + 1])) < 0:
            score += self._log_weight[self._weights[state]]
            state = self._shorter[state]
        after = self._entered.get(node)
        if after is None:
            after = self._enter(node, state, symbol)
        return score + self._log_probability[self._probabilities[node]], after

    def advance(self, state: int, following: bytes) -> tuple[float, int]:
        """The log probability of several symbols from `state` on, and the state behind them."""
        total = 0.0
        for symbol in following:
            score, state = self.step(state, symbol)
            total += score
        return total, state

    def logprob(self, text: str) -> float:
        """The natural logarithm of the probability of `text` from its beginning, its end not counted."""
        return self.advance(self.start(), symbols(text))[0]

    def per_character(self, text: str) -> float:
        """`logprob` a character, a run that is one symbol counted as one character; 0 for an empty text."""
        found = symbols(text)
        characters = len(found) + len(found) - len(found.translate(None, _SUBSCRIPT_SYMBOLS))
        return self.advance(self.start(), found)[0] / characters if characters else 0.0

    def _enter(self, node: int, state: int, symbol: int) -> int:
        """The state that `node`, reached from `state` by `symbol`, leads to: the longest history with children."""
        shorter = 0
        if state:
            parent = self._shorter[state]
            tail = self._symbols.find(symbol, self._first[parent], self._first[parent + 1])
            known = self._entered.get(tail)
            shorter = self._enter(tail, parent, symbol) if known is None else known
        if node + 1 < len(self._first) and self._first[node] < self._first[node + 1]:
            self._shorter[node] = shorter
            shorter = node
        self._entered[node] = shorter
        return shorter


@cache
def model() -> CharacterModel:
    """The shipped model, read once a process."""
    return CharacterModel(zlib.decompress(FILE.read_bytes()))
