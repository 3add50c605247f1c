"""Glyphs of 8-bit fonts that stand for several signs, with what each may stand for where it stands.

A code that a font uses for several signs (two dots, the riel sign, the apostrophe); a low mark under NYO, which is the
vowel U or a shifter; the letters PO and AA, which above a subscript are how NYO is drawn; PO above THO, which is also
how the letter AI is drawn; a mark typed twice.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from pipeline.khmer.syllable import (
    COENG,
    FINALS,
    LOOSE_BASES,
    LOOSE_MARKS,
    MUUSIKATOAN,
    ROBAT,
    SHIFTERS,
    VOWEL_AA,
    VOWEL_U,
)
from pipeline.repair.legacy_tables import Table

SURE = 1000.0
"""Nats; more than any text can be more probable than another."""

_INK = re.compile(f"[{LOOSE_BASES}{LOOSE_MARKS}{COENG}]")
_LETTER = re.compile(f"{COENG}?[{LOOSE_BASES}]|{ROBAT}")
_NYO, _PO = "\u1789", "\u1796"
_SUB_NYO, _SUB_THO = COENG + _NYO, COENG + "\u1792"
_UNDER_NYO = frozenset(COENG + letter for letter in "\u1785\u1786\u1787\u1788\u1789\u17a0")
_AI = "\u17b0"
_YUUKALEAPINTU, _KUUH, _RIEL = "\u17c8", "\u17d6", "\u17db"
_ONLY_ONCE = re.compile(f"[\u17b6-\u17c0\u17c2-\u17c5{SHIFTERS}{FINALS}{ROBAT}]|{COENG}.")
"""Vowels and signs of which a syllable has one; of E, two may be the left halves of two syllables."""
_WHOLE_NYO = 2.0
"""Nats for one NYO where PO and AA stand above the foot of NYO: together they draw no more than that letter."""
_USUAL_FORM = 3.0
"""Nats for the sign whose usual form a mark under NYO has: NYO reaches down, so U stands deep; a shifter does not."""
_USUAL = 6.0
"""Nats for the sign that usually stands at such a place."""
_KEPT = 4.0
"""Nats for an apostrophe that is one."""
_ENTRY = 9.0
"""Nats for the sign of a short A at the end of a word that stands alone, as in a list of words."""
_LONGEST_WORD = 24
_ONCE = 6.0
"""Nats for a mark that was typed twice and meant once."""

Option = tuple[tuple[str, ...], float]
"""Visual strings, and how much more than its rivals the shape or the place speaks for them, in nats."""


class Site(NamedTuple):
    """A place where glyphs have several readings."""

    first: int
    last: int
    """Index of the first and the last piece, which is included."""
    options: tuple[Option, ...]


def sites(tokens: Sequence[str], pieces: Sequence[str], table: Table) -> Iterator[Site]:
    """The ambiguous places among `pieces`, what each of `tokens` draws by the table; in order, none within another."""
    done = -1
    for at, piece in enumerate(pieces):
        if at <= done:
            continue
        site = None
        if tokens[at] in table.rivals:
            site = _several_signs(tokens, pieces, at, table)
        elif piece in _FINDERS:
            site = _FINDERS[piece](tokens, pieces, at, table)
        elif at and pieces[at - 1].endswith(piece) and _ONLY_ONCE.fullmatch(piece):
            site = _doubled(pieces, at)
        if site:
            done = site.last
            yield site


def _several_signs(tokens: Sequence[str], pieces: Sequence[str], at: int, table: Table) -> Site:
    readings = table.rivals[tokens[at]]
    return Site(at, at, tuple(((reading,), _fitness(reading, pieces, at)) for reading in readings))


def _fitness(reading: str, pieces: Sequence[str], at: int) -> float:
    """How well a sign of several fits at a place; the text decides where this is 0 for two of them."""
    before, after = _piece(pieces, at - 1), _piece(pieces, at + 1)
    if reading == _RIEL:
        return -SURE if _is_khmer(before) else SURE
    if reading == _YUUKALEAPINTU:
        return _short_a(pieces, at) if _is_khmer(before) else -SURE
    if reading == ":":
        return SURE if before[-1:].isdigit() and after[:1].isdigit() else -_KEPT
    if reading == _KUUH:
        return -_USUAL if _is_khmer(after) else 0.0
    if reading in "'\u2019":
        return _KEPT if _is_khmer(before) else SURE
    return 0.0


def _short_a(pieces: Sequence[str], at: int) -> float:
    """How likely the sign of a short A is.

    It stands on a bare consonant. At the end of a lone word it is one; before a blank two dots are more often a colon.
    """
    if not _LETTER.fullmatch(pieces[at - 1]):
        return -_USUAL
    if at == len(pieces) - 1 and at < _LONGEST_WORD and all(map(_is_khmer, pieces[:at])):
        return _ENTRY
    return 0.0 if _is_khmer(_piece(pieces, at + 1)) else -_KEPT


def _low_mark(tokens: Sequence[str], pieces: Sequence[str], at: int, table: Table) -> Site | None:
    if _piece(pieces, at + 1) != VOWEL_U:
        return None
    is_deep = tokens[at + 1] in table.deep
    options = (((_NYO, VOWEL_U), _USUAL_FORM * is_deep), ((_NYO, MUUSIKATOAN), _USUAL_FORM * (not is_deep)))
    return Site(at, at + 1, options)


def _halves(tokens: Sequence[str], pieces: Sequence[str], at: int, table: Table) -> Site | None:
    """NYO drawn as PO and AA: above letters of its own row and HO, under which PO itself never stands."""
    if pieces[at] == _PO and _piece(pieces, at + 1) == _SUB_THO:
        return _ai(pieces, at)
    last = at + (pieces[at] == _PO)
    below = _piece(pieces, last + 1)
    if "".join(pieces[at : last + 1]) != _PO + VOWEL_AA or below not in _UNDER_NYO:
        return None
    options: list[Option] = [((_NYO, below), 0.0)]
    if below == _SUB_NYO and tokens[last + 1] not in table.deep:
        options.append(((_NYO,), _WHOLE_NYO))
    return Site(at, last + 1, tuple(options))


def _ai(pieces: Sequence[str], at: int) -> Site:
    """AI, where it stands alone, as in a list of letters, or begins a word; inside words the two are PO above THO."""
    begins, ends = not _is_khmer(_piece(pieces, at - 1)), not _is_khmer(_piece(pieces, at + 2))
    bias = SURE if begins and ends else _USUAL if begins else -_USUAL
    return Site(at, at + 1, (((_PO, _SUB_THO), 0.0), ((_AI,), bias)))


def _doubled(pieces: Sequence[str], at: int) -> Site:
    """A mark drawn once more over itself, which looks like one."""
    return Site(at, at, (((), _ONCE), ((pieces[at],), 0.0)))


_FINDERS: dict[str, Callable[[Sequence[str], Sequence[str], int, Table], Site | None]] = {
    _NYO: _low_mark,
    _PO: _halves,
    _PO + VOWEL_AA: _halves,
}


def _piece(pieces: Sequence[str], at: int) -> str:
    return pieces[at] if 0 <= at < len(pieces) else ""


def _is_khmer(piece: str) -> bool:
    """Whether a piece is ink of a syllable: a letter, vowel or sign."""
    return _INK.match(piece) is not None
