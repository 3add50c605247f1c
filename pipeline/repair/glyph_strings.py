"""What each glyph of a whole font stands for, learnt from how the font draws known syllables.

A syllable is a bag of units, each of which some glyph draws: letters, subscripts, signs, the halves of split vowels.
Glyphs that stand alone are known at once; every syllable with one unknown glyph says what that glyph must be, the most
frequent answer holds, and so on until nothing new is learnt. What remains is read from the character map and from the
ligatures and substitutions that the font lists.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.khmer.order import normalize
from pipeline.khmer.syllable import (
    COENG,
    LOOSE_BASES,
    MUUSIKATOAN,
    TRIISAP,
    VOWEL_AA,
    VOWEL_E,
    VOWEL_II,
    VOWEL_U,
    low_shifter,
    lowers_shifter,
)
from pipeline.repair.closure import listed_strings
from pipeline.repair.outlines import open_program
from pipeline.repair.program import Program
from pipeline.repair.shaping import Shaped, shape_all

_DOTTED_CIRCLE = 0x25CC
_MOST_ROUNDS = 20
_LEAST_SHARE = 0.002
"""Of a glyph's occurrences: a reading rarer than this is not kept beside the first."""
_LOW_MUUSIKATOAN, _LOW_TRIISAP = "\u2193\u17c9", "\u2193\u17ca"
"""A shifter that a vowel above has pushed down to where U stands."""
_SUBSCRIPT_DA, _SUBSCRIPT_TA = "\u17d2\u178a", "\u17d2\u178f"
_STANDS_FOR = {
    VOWEL_U: (VOWEL_U, _LOW_MUUSIKATOAN, _LOW_TRIISAP),
    MUUSIKATOAN: (MUUSIKATOAN, _LOW_MUUSIKATOAN),
    TRIISAP: (TRIISAP, _LOW_TRIISAP),
    _SUBSCRIPT_DA: (_SUBSCRIPT_DA, _SUBSCRIPT_TA),
    _SUBSCRIPT_TA: (_SUBSCRIPT_TA, _SUBSCRIPT_DA),
}
"""The units that a glyph known as one unit may draw, likeliest first."""
_HALVES = {
    "\u17be": (VOWEL_E, VOWEL_II),
    "\u17c4": (VOWEL_E, VOWEL_AA),
    "\u17bf": (VOWEL_E, "\u17bf"),
    "\u17c0": (VOWEL_E, "\u17c0"),
    "\u17c5": (VOWEL_E, "\u17c5"),
}
_UNIT = re.compile(f"{COENG}[{LOOSE_BASES}]|.", re.DOTALL)
_SHIFTED = re.compile(
    f"(?P<letters>[{LOOSE_BASES}]\u17cc?(?:{COENG}[{LOOSE_BASES}])*)(?P<shifter>[\u17c9\u17ca])(?P<signs>.*)"
)

Units = tuple[str, ...]


@dataclass
class GlyphStrings:
    """A font read glyph by glyph."""

    strings: dict[int, tuple[tuple[str, float], ...]] = field(default_factory=dict)
    """For each glyph id its visual strings, likeliest first, each with its share of the glyph's occurrences."""
    weights: dict[int, float] = field(default_factory=dict)
    """For each glyph id that was shaped how often, by the weights of the texts."""
    misread: float = 0.0
    """The share of shaped syllables, by weight, that the strings do not give back."""


@dataclass(frozen=True)
class _Evidence:
    units: Units
    glyphs: tuple[int, ...]
    weight: float


def units(text: str) -> Units:
    """What has to be drawn for `text`, in typing order: split vowels in halves, lowered shifters marked as such."""
    text = normalize(text)
    low = ""
    shifted = _SHIFTED.fullmatch(text)
    if shifted and lowers_shifter(shifted["signs"]) and low_shifter(shifted["letters"]) == shifted["shifter"]:
        low = _LOW_MUUSIKATOAN if shifted["shifter"] == MUUSIKATOAN else _LOW_TRIISAP
    drawn: list[str] = []
    for unit in _UNIT.findall(text):
        drawn += [low] if low and unit == low[-1] else _HALVES.get(unit, (unit,))
    return tuple(drawn)


def learn_strings(font: bytes, texts: Mapping[str, float], only: Collection[int] | None = None) -> GlyphStrings:
    """Read every glyph of a font, given syllables or words with weights that it is to shape.

    Of a subset, whose other glyphs are empty, `only` are the ids that it still draws.

    Raises:
        MissingProgramError: uharfbuzz or fontTools is not installed.
        FontProgramError: the font cannot be read.
    """
    program = open_program(font)
    evidence = _evidence(shape_all(font, texts), program.cmap().get(_DOTTED_CIRCLE))
    if only is not None:
        evidence = [seen for seen in evidence if set(seen.glyphs) <= set(only)]
    known = _learn(evidence, program)
    strings, misread = _weighed(evidence, known)
    weights: defaultdict[int, float] = defaultdict(float)
    for seen in evidence:
        for glyph in seen.glyphs:
            weights[glyph] += seen.weight
    for glyph, string in listed_strings(font).items():
        strings.setdefault(glyph, ((string, 1.0),))
    return GlyphStrings(strings, weights, misread)


def _evidence(shaped: Mapping[Shaped, float], circle: int | None) -> list[_Evidence]:
    """Few units and glyphs first, so that what is plain is learnt first; syllables broken by a dotted circle go."""
    found = [
        _Evidence(units(text), glyphs, weight) for (text, glyphs), weight in shaped.items() if circle not in glyphs
    ]
    return sorted(found, key=lambda seen: (len(seen.units), len(seen.glyphs), -seen.weight))


def _learn(evidence: Iterable[_Evidence], program: Program) -> dict[int, Units]:
    """The likeliest units of every glyph that the evidence shows; glyphs without ink stand for nothing."""
    open_cases = list(evidence)
    shown = {glyph for seen in open_cases for glyph in seen.glyphs}
    known: dict[int, Units] = {glyph: () for glyph in shown if program.exact(glyph) is None}
    for _ in range(_MOST_ROUNDS):
        votes: defaultdict[int, Counter[Units]] = defaultdict(Counter)
        left = []
        for seen in open_cases:
            unknown = [glyph for glyph in seen.glyphs if glyph not in known]
            if len(unknown) == 1:
                rest = _rest(seen.units, (known[glyph] for glyph in seen.glyphs if glyph in known))
                if rest is not None:
                    votes[unknown[0]][rest] += seen.weight  # type: ignore[assignment]
            elif unknown:
                left.append(seen)
        if not votes:
            break
        for glyph, counted in votes.items():
            known[glyph] = _settled(counted)
        open_cases = left
    return known


def _settled(votes: "Counter[Units]") -> Units:
    """The reading most voted for; a sign that was seen as either low shifter has the shape of U."""
    if (_LOW_MUUSIKATOAN,) in votes and (_LOW_TRIISAP,) in votes:
        return (VOWEL_U,)
    return tuple(unit[-1] if unit[0] == "\u2193" else unit for unit in votes.most_common(1)[0][0])


def _rest(drawn: Units, others: Iterable[Units]) -> Units | None:
    """The units that are left when other glyphs have drawn theirs; None if they draw what is not there."""
    rest = list(drawn)
    for known in others:
        for unit in known:
            for candidate in _STANDS_FOR.get(unit, (unit,)):
                if candidate in rest:
                    rest.remove(candidate)
                    break
            else:
                return None
    return tuple(rest)


def _weighed(
    evidence: Iterable[_Evidence], known: Mapping[int, Units]
) -> tuple[dict[int, tuple[tuple[str, float], ...]], float]:
    """Each glyph's readings with their shares, and the share of syllables that the first readings do not give back."""
    readings: defaultdict[int, Counter[str]] = defaultdict(Counter)
    total = misread = 0.0
    for seen in evidence:
        total += seen.weight
        parts = [known.get(glyph) for glyph in seen.glyphs]
        whole = _rest(seen.units, [part for part in parts if part is not None])
        misread += seen.weight if whole != () or None in parts else 0.0
        for index, glyph in enumerate(seen.glyphs):
            others = parts[:index] + parts[index + 1 :]
            rest = _rest(seen.units, [part for part in others if part]) if None not in others else None
            if rest is not None:
                readings[glyph][_spelt(rest, known.get(glyph))] += seen.weight  # type: ignore[assignment]
    firsts = {glyph: "".join(part) for glyph, part in known.items()}
    return {glyph: _ranked(firsts[glyph], readings[glyph]) for glyph in known}, misread / (total or 1.0)


def _spelt(rest: Units, known: Units | None) -> str:
    """The units as a string; a low shifter as the letter U where the glyph is known as U, else as the shifter."""
    low = VOWEL_U if known == (VOWEL_U,) else None
    return "".join((low or unit[-1]) if unit[0] == "\u2193" else unit for unit in rest)


def _ranked(first: str, readings: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    total = sum(readings.values()) or 1.0
    others = {text: weight / total for text, weight in readings.items() if weight / total >= _LEAST_SHARE}
    share = others.pop(first, 1.0 if not others else 0.0)
    ranked: Sequence[tuple[str, float]] = sorted(others.items(), key=lambda pair: (-pair[1], pair[0]))
    return ((first, share), *ranked)
