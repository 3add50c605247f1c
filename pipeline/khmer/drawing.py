"""One syllable as it is drawn: the glyphs of a typed syllable, and the syllable that glyphs draw.

Left vowels and coeng RO are drawn before their base, a split vowel as its left half E and a right half, a lowered
shifter like the vowel U: so the shapers have it, and so had the typists of 8-bit fonts.
"""

import re
from functools import lru_cache

from pipeline.khmer.order import normalize
from pipeline.khmer.syllable import (
    COENG,
    FINALS,
    LOOSE_BASES,
    MODIFIERS,
    RO,
    ROBAT,
    SHIFTERS,
    VOWEL_AA,
    VOWEL_E,
    VOWEL_II,
    VOWEL_OE,
    VOWEL_OO,
    VOWEL_U,
    VOWELS,
    ZWNJ,
    keeps_shifter_high,
    low_shifter,
)

DOTTED_CIRCLE = "\u25cc"
"""What shapers draw below a sign that has no base."""
STAND_INS = DOTTED_CIRCLE + "\ufffd"
"""What may stand where a base should: the dotted circle and a glyph that could not be read."""
AHEAD = f"{COENG}+{RO}|[\u17c1-\u17c3]"
"""An expression for what is drawn before its base: coeng RO and the vowels E, AE and AI."""

_RIGHT_HALVES = {VOWEL_OE: VOWEL_II, VOWEL_OO: VOWEL_AA}
"""Split vowels whose right half is another vowel; the right halves of YA, IE and AU are like no vowel."""
_SPLIT_VOWEL = re.compile("[\u17be-\u17c0\u17c4\u17c5]")
_OTHER_SPLIT_VOWEL = re.compile("[\u17bf\u17c0\u17c5]")
_VOWEL = re.compile(f"[{VOWELS}]")
_BASE = re.compile(f"[{LOOSE_BASES}{STAND_INS}]")
_UNITS = re.compile(f"{COENG}+[{LOOSE_BASES}]|.", re.DOTALL)
_AHEAD = re.compile(AHEAD)
_SHIFTED = re.compile(f"(?P<letters>[^{SHIFTERS}]+)(?P<shifter>[{SHIFTERS}])(?P<signs>[^{SHIFTERS}{ZWNJ}]+)")
_NYO_IN_HALVES = re.compile(f"\u1796{VOWEL_AA}(?={COENG}[\u1785-\u1789\u17a0])")
_NYO_WITH_TWO_VOWELS = re.compile(
    f"(?P<letters>\u1789(?:{COENG}[{LOOSE_BASES}])*)(?:(?P<vowel>[{VOWELS}]){VOWEL_U}|{VOWEL_U}(?P<other>[{VOWELS}]))"
)
_ROOM = [(re.compile(f"[{signs}]"), most) for signs, most in ((ROBAT, 1), (SHIFTERS, 1), (MODIFIERS, 2), (FINALS, 1))]
"""How many signs of a class a syllable holds at most."""


@lru_cache(maxsize=8192)
def settle(ahead: str, body: str) -> str:
    """The syllable drawn by `body`, a base and the signs behind it, and the signs `ahead` of it; in canonical order.

    Beyond `normalize`, which joins E with AA or II and knows a shifter lowered by a vowel above:

    - E beside a split vowel is the left half of it;
    - PO and AA with a subscript of the palatal row or HO behind AA are the two halves of NYO, as it is drawn above
      a subscript; elsewhere AA is drawn behind the subscript or is one glyph with its base;
    - U beside another vowel of NYO is a shifter: 8-bit fonts draw the shifter of NYO low before any vowel;
    - a dotted circle that carries a sign goes.
    """
    if body[:1] == DOTTED_CIRCLE and ahead + body != DOTTED_CIRCLE:
        body = body[1:]
    body = _NYO_IN_HALVES.sub("\u1789", body)
    text = body[:1] + ahead + body[1:] if _BASE.match(body) else ahead + body
    if VOWEL_E in text and _SPLIT_VOWEL.search(text):
        text = text.replace(VOWEL_E, "", 1)
    return _NYO_WITH_TWO_VOWELS.sub(_with_shifter, normalize(text))


@lru_cache(maxsize=8192)
def drawn(cluster: str) -> tuple[str, ...]:
    """The pieces that draw a cluster in canonical order: a letter or subscript each, a split vowel in halves.

    The right half of YA, IE and AU is named by the whole vowel. Signs without a base stand on a dotted circle.
    """
    shifted = _SHIFTED.fullmatch(cluster)
    if shifted and keeps_shifter_high(shifted["letters"], shifted["shifter"], shifted["signs"]):
        cluster = shifted["letters"] + VOWEL_U + shifted["signs"]
    units = halves(cluster)
    if not _BASE.match(cluster):
        units.insert(0, DOTTED_CIRCLE)
    if _OTHER_SPLIT_VOWEL.search(cluster):
        units.append(VOWEL_E)
    ahead = sorted((unit for unit in units if _AHEAD.match(unit)), key=lambda unit: unit[0] == COENG)
    return (*ahead, *(unit for unit in units if not _AHEAD.match(unit)))


def halves(cluster: str) -> list[str]:
    """A cluster as its letters, subscripts and signs, with two vowels for a vowel that is drawn by two others."""
    units = []
    for unit in _UNITS.findall(cluster):
        units += [VOWEL_E, _RIGHT_HALVES[unit]] if unit in _RIGHT_HALVES else [unit]
    return units


@lru_cache(maxsize=8192)
def has_room(syllable: str, mark: str) -> bool:
    """Whether a syllable, not yet complete, may hold one more mark by the grammar; of subscripts it takes any number.

    Two vowels may still draw one, and U may still turn out to be a lowered shifter.
    """
    if not _VOWEL.match(mark):
        return all(len(signs.findall(syllable)) < most for signs, most in _ROOM if signs.match(mark))
    vowels = [*_VOWEL.findall(_NYO_IN_HALVES.sub("\u1789", syllable)), mark]
    if VOWEL_U in vowels and len(vowels) > 1 and has_room(syllable, SHIFTERS[0]):
        vowels.remove(VOWEL_U)
    if VOWEL_E in vowels and any(_SPLIT_VOWEL.match(vowel) or vowel in _RIGHT_HALVES.values() for vowel in vowels):
        vowels.remove(VOWEL_E)
    return len(vowels) < 2


def _with_shifter(match: re.Match[str]) -> str:
    return match["letters"] + low_shifter(match["letters"]) + (match["vowel"] or match["other"])
