"""What Khmer fonts draw for a cluster: the glyphs, as far as they can be known without the font.

A glyph is told by its visual string and by where it stands, as fonts have other glyphs of a sign on narrow letters, on
letters with subscripts, and so on. Fonts differ in what they join (letter and AA, subscript and AA, letter and coeng
RO), in four manners that cover the fonts of the atlas; which of them a document follows is learnt.
"""

from collections import defaultdict
from enum import IntEnum
from functools import cache
from math import exp, log
from typing import NamedTuple

from pipeline.khmer.cluster import clusters
from pipeline.khmer.drawing import drawn
from pipeline.khmer.lexicon import lexicon
from pipeline.khmer.syllable import BA, COENG, RO, VOWEL_AA, VOWEL_II, VOWEL_OE

_CORO = COENG + RO
_AU = "\u17c5"
_POST = frozenset(COENG + letter for letter in "ឃឈបយស")
"""Subscripts that stand beside the letter and join with AA."""
_AHEAD = frozenset("េែៃ")
_ABOVE = frozenset("ិីឹឺំ់៍័៌៏៉៊")
_HIGH_SHIFTERS = frozenset("៉៊")
_BELOW = frozenset("ុូួ")
_TALL = frozenset("ៀឿ")
_WIDE = frozenset("ឃឈញឋណយសអឡហឍឆផ")


class Glyph(NamedTuple):
    """A glyph of a font that is not at hand."""

    text: str
    """Its visual string; empty for a spacer."""
    place: str = ""
    """Where it stands, if fonts may have another glyph for there."""


_SPACER = Glyph("")


class Manner(IntEnum):
    """What a font joins in one glyph."""

    APART = 0
    """AA is a glyph of its own but behind BA."""
    JOINED = 1
    """A letter or a subscript beside it is one glyph with AA."""
    SPACED = 2
    """The same with a glyph without ink where AA stood."""
    STACKED = 3
    """What is drawn before a letter, and AA, are one glyph with it."""


class Drawing(NamedTuple):
    """A cluster as one manner of fonts draws it."""

    cluster: str
    glyphs: tuple[Glyph, ...]
    manners: frozenset[Manner]


def drawings(cluster: str) -> list[Drawing]:
    """The ways to draw a cluster in canonical order, each with the manners that draw it so."""
    found: defaultdict[tuple[Glyph, ...], set[Manner]] = defaultdict(set)
    for manner in Manner:
        found[_drawn(cluster, manner)].add(manner)
    return [Drawing(cluster, glyphs, frozenset(manners)) for glyphs, manners in found.items()]


def _drawn(cluster: str, manner: Manner) -> tuple[Glyph, ...]:
    pieces = list(drawn(cluster))
    at = next((place for place, piece in enumerate(pieces) if piece not in _AHEAD and piece != _CORO), 0)
    ahead, base, rest = pieces[:at], pieces[at], pieces[at + 1 :]
    subscripts = [piece for piece in rest if piece[0] == COENG]
    signs = [piece for piece in rest if piece[0] != COENG]
    joined = next((sign for sign in signs if sign in (VOWEL_AA, _AU) and _joins(base, subscripts, manner)), "")
    glyphs = [_ahead(piece, base, bool(subscripts)) for piece in ahead]
    head = _base(base, bool(subscripts))
    below = [_subscript(piece, base) for piece in subscripts]
    if manner is Manner.STACKED and ahead:
        head, glyphs = Glyph(base + "".join(reversed(ahead)), head.place), []
        below += [_SPACER] if _CORO in ahead else []
    beside = bool(joined and subscripts and subscripts[-1] in _POST)
    if beside:
        below[len(subscripts) - 1] = Glyph(subscripts[-1] + joined)
    elif joined:
        head = Glyph(head.text + joined)
    spacer = [_SPACER] if manner is Manner.SPACED and not beside else []
    behind: list[Glyph] = []
    for sign in signs:
        behind += spacer if sign == joined else [_sign(sign, base, cluster, bool(subscripts), _CORO in ahead)]
    return (*glyphs, head, *below, *behind)


def _joins(base: str, subscripts: list[str], manner: Manner) -> bool:
    if manner is Manner.APART:
        return base == BA and not subscripts
    return not (base == "ញ" and subscripts and manner is Manner.SPACED)


def _base(base: str, below: bool) -> Glyph:
    return Glyph(base, "over" if base == "ញ" and below else "")


def _ahead(piece: str, base: str, below: bool) -> Glyph:
    if piece != _CORO:
        return Glyph(piece)
    return Glyph(piece, ("deep" if below else "") + ("wide" if base in _WIDE else ""))


def _subscript(piece: str, base: str) -> Glyph:
    if base == "ណ":
        return Glyph(piece, "n")
    if base == "ញ" and piece[1] == "ញ":
        return Glyph(piece, "y")
    return Glyph(piece)


def _sign(sign: str, base: str, cluster: str, below: bool, with_ro: bool) -> Glyph:
    if sign in _ABOVE:
        place = "r" if base == "រ" else "v" if base == "វ" else ""
        if sign not in _HIGH_SHIFTERS and _HIGH_SHIFTERS.intersection(drawn(cluster)):
            place = "s"
        return Glyph(sign, place + ("oe" if sign == VOWEL_II and VOWEL_OE in cluster else ""))
    if sign in _BELOW:
        return Glyph(sign, ("n" if base == "ណ" else "") + ("b" if below or base in "ញឡ" else "o" if with_ro else ""))
    return Glyph(sign, "b" if sign in _TALL and (below or with_ro) else "")


@cache
def cluster_frequencies() -> dict[str, float]:
    """The clusters of the lexicon's words, each with the natural logarithm of its share of running clusters."""
    known = lexicon()
    counts: defaultdict[str, float] = defaultdict(float)
    for word in known:
        frequency = exp(known.log_frequency(word) or -30.0)
        for cluster in clusters(word):
            counts[cluster] += frequency
    total = sum(counts.values())
    return {cluster: log(count / total) for cluster, count in counts.items()}
