"""Families of 8-bit Khmer fonts by the codes themselves: which family's reading is Khmer, if any.

The codes are read with every family, and the lexicon and the language model say how probable each text is. Sister
encodings share most letters, so a wrong sister reads plausibly: texts are compared whole, so that what both read alike
counts for neither, and the choice is made on the codes that differ.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import inf, log
from typing import NamedTuple

from pipeline.khmer.cluster import broken_share, clusters
from pipeline.khmer.lexicon import lexicon
from pipeline.khmer.syllable import COENG, LOOSE_BASES, LOOSE_MARKS, ZWSP
from pipeline.repair.legacy_choice import likelihood
from pipeline.repair.legacy_codes import codes_of
from pipeline.repair.legacy_decode import decode
from pipeline.repair.legacy_signs import signs_likelihood
from pipeline.repair.legacy_tables import TEXT_FAMILIES, Family, Table, tables

LEAST_LIKELY = -9.0
"""Nats a Khmer letter or sign from which a reading is Khmer. Measured on lines: Khmer is mostly above -7, text in other
languages read as Khmer below -12."""
SHORTAGE = 16.0
"""Nats that a text needs beyond that, however short: a few codes may be a word in many encodings."""
FEWEST_CLUSTERS = 3
MOST_BROKEN = 0.1
"""Share of clusters that break the syllable grammar."""
FIRST_LOOK, LONG_LOOK = 240, 1200
"""Codes on which hopeless families are told, and on which the others are compared."""
HOPELESS = 0.5
"""Nats a code behind the best from which a family is not looked at again."""
NEAR = 20.0
"""Nats within which two families are compared once more, on the places where their codes differ."""

_FOREIGN_LETTER, _FOREIGN_SIGN = -25.0, -7.0
"""The price of a code that the family does not have: of a letter as of a cluster outside all words, and of a sign."""
_BESIDE_KHMER = -12.0
"""The price of such a letter where all that counts is whether the rest is Khmer."""
_INNER = -2.5
"""The price of a blank between Khmer letters: typists put them where lines may break, which the model does not know."""
_BREAK, _NO_BREAK = log(0.95), log(0.05)
"""A word break typed where a word ends, and one not typed there, or typed where it is idle."""
_WITH_BREAKS, _NO_BREAKS = log(0.02), log(0.1)
"""A text typed with breaks, and one typed without any in a font made for them, beside one in another font."""
_KHMER_RUN = re.compile(f"[{LOOSE_BASES}{LOOSE_MARKS}{COENG}{ZWSP}]+")
_INNER_BLANK = re.compile(f"(?<=[{LOOSE_BASES}{LOOSE_MARKS}០-៩]) +(?=[{LOOSE_BASES}០-៩])")
_IDLE_BREAK = re.compile(f"(?<![{LOOSE_BASES}{LOOSE_MARKS}ៗ]){ZWSP}|{ZWSP}(?![{LOOSE_BASES}])")
_NO_CODES = re.compile("[^\\x00-\\xff]+")
_CHUNK = re.compile(r"[^\n]{0,60}[^\s]*\s*")


class Verdict(NamedTuple):
    """What family codes are in."""

    family: Family | None
    """None where no family reads them as Khmer: Latin text, figures, or too little to tell."""
    margin: float
    """By how much its text is more probable than the next best that differs, in nats; 0 without a family, inf
    without such a text."""
    alike: tuple[Family, ...]
    """Other families that read the same text."""
    rivals: tuple[Family, ...]
    """Families that read Khmer too, but another and less probable text; the best first."""


_NONE = Verdict(None, 0.0, (), ())


class _Look(NamedTuple):
    """A family's reading of some codes."""

    family: Family
    text: str
    score: float


def detect(codes: bytes | str) -> Verdict:
    """The family of `codes`, which are 8-bit codes or the text that an extractor made of them.

    Characters that can be no 8-bit codes say nothing.
    """
    codes = _NO_CODES.sub(" ", codes_of(codes)).strip()
    found = _looks(_excerpt(codes, FIRST_LOOK), TEXT_FAMILIES)
    best = found[0].score
    length = min(len(codes), FIRST_LOOK)
    hopeful = [look.family for look in found if look.score > best - HOPELESS * length - SHORTAGE]
    excerpt = _excerpt(codes, LONG_LOOK)
    found = _looks(excerpt, hopeful) if len(excerpt) > FIRST_LOOK else found
    khmer = [look for look in found if is_khmer(excerpt, look.text, look.family)]
    if khmer and len(excerpt) < len(codes):
        khmer = _second_look(codes, khmer)
    return _verdict(khmer)


def is_khmer(codes: str, text: str, family: Family) -> bool:
    """Whether the Khmer letters of a reading are probable enough to be Khmer; its figures and signs say nothing."""
    if len(clusters(text)) < FEWEST_CLUSTERS or broken_share(text) > MOST_BROKEN:
        return False
    return surplus(codes, text, family) > SHORTAGE


def surplus(codes: str, text: str, family: Family) -> float:
    """Nats by which the Khmer letters of a reading are more probable than the least that is Khmer; 0 without any."""
    runs: list[str] = [run.replace(ZWSP, "") for run in _KHMER_RUN.findall(text)]
    foreign, _ = _foreign(codes, tables()[family])
    total = likelihood(" ".join(runs)) + _BESIDE_KHMER * foreign
    letters = sum(len(run) - run.count(COENG) for run in runs)
    return total - LEAST_LIKELY * (letters + foreign)


def _foreign(codes: str, table: Table) -> tuple[int, int]:
    """How many of the codes are letters that the family does not have, and how many are signs."""
    foreign = "".join(code for code in codes if table.passes(code))
    letters = sum(code.isalnum() or code > "\x7f" for code in foreign)
    return letters, len(foreign) - letters


def _look(codes: str, family: Family) -> _Look:
    text = decode(codes, family)
    table = tables()[family]
    letters, signs = _foreign(codes, table)
    total = _FOREIGN_LETTER * letters + _FOREIGN_SIGN * signs + signs_likelihood(text)
    if table.texts.get(" ") == ZWSP:
        return _Look(family, text, total + likelihood(text.strip()) + _breaks(text))
    closed, blanks = _INNER_BLANK.subn(ZWSP, text.strip())
    return _Look(family, text, total + max(likelihood(text.strip()), likelihood(closed) + blanks * _INNER))


def _looks(codes: str, families: Iterable[Family]) -> list[_Look]:
    """The readings of codes, the most probable first; of equal ones the more common family."""
    return sorted((_look(codes, family) for family in families), key=lambda look: -look.score)


def _breaks(text: str) -> float:
    """How probable it is that word breaks were typed where they are, and not where they are not."""
    hints = text.count(ZWSP)
    if not hints:
        return _NO_BREAKS
    words = lexicon().segment(text)
    wrong = sum(one.end == other.start for one, other in pairwise(words))
    wrong += len(_IDLE_BREAK.findall(text))
    return _WITH_BREAKS + hints * _BREAK + wrong * _NO_BREAK


def _excerpt(codes: str, most: int) -> str:
    """Up to about `most` codes in pieces from all over, cut at blanks."""
    if len(codes) <= most:
        return codes
    chunks = _CHUNK.findall(codes)
    step = max(1.0, len(codes) / most)
    return "".join(chunks[int(at * step)] for at in range(int(len(chunks) / step)))


def _second_look(codes: str, khmer: Sequence[_Look]) -> list[_Look]:
    """The readings, those near the best compared once more on the pieces that hold codes on which they differ."""
    near = [look for look in khmer if look.score > khmer[0].score - NEAR]
    telling = _telling([tables()[look.family] for look in near])
    pieces = "".join(chunk for chunk in _CHUNK.findall(codes) if any(code in chunk for code in telling))
    if not pieces:
        return list(khmer)
    again = [_look(_excerpt(pieces, LONG_LOOK), look.family) for look in near]
    joined = [
        _Look(first.family, first.text + second.text, first.score + second.score - again[0].score)
        for first, second in zip(near, again, strict=True)
    ]
    return sorted((*joined, *khmer[len(near) :]), key=lambda look: -look.score)


def _telling(families: Sequence[Table]) -> set[str]:
    """Codes that not all of the families read alike."""
    codes = {code for table in families for code in table.texts}
    return {code for code in codes if len({table.texts.get(code) for table in families}) > 1}


def _verdict(khmer: Sequence[_Look]) -> Verdict:
    if not khmer:
        return _NONE
    best = khmer[0]
    alike = tuple(look.family for look in khmer[1:] if look.text == best.text)
    rivals = [look for look in khmer[1:] if look.text != best.text]
    margin = best.score - rivals[0].score if rivals else inf
    return Verdict(best.family, margin, alike, tuple(look.family for look in rivals))
