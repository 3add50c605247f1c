"""The Khmer syllable: its letters by class, its strict grammar, and the two series that decide a lowered shifter.

Facts from SIL's Khmer Encoding Structure (version 2, October 2024) and chapter 16.4 of the Unicode Standard. Upper-case
names ending in S are the insides of a regular expression's character class.
"""

import re

COENG = "\u17d2"
ROBAT = "\u17cc"
MUUSIKATOAN = "\u17c9"
TRIISAP = "\u17ca"
SAMYOK = "\u17d0"

BA = "\u1794"
DA = "\u178a"
RO = "\u179a"
TA = "\u178f"

VOWEL_AA = "\u17b6"
VOWEL_II = "\u17b8"
VOWEL_U = "\u17bb"
VOWEL_OE = "\u17be"
VOWEL_E = "\u17c1"
VOWEL_OO = "\u17c4"

ZWSP = "\u200b"
ZWNJ = "\u200c"
ZWJ = "\u200d"
BOM = "\ufeff"
SOFT_HYPHEN = "\u00ad"

KHMER = "\u1780-\u17ff\u19e0-\u19ff"
"""Both Khmer blocks."""
BASES = "\u1780-\u17a2\u17a5-\u17b3"
"""Consonants and independent vowels."""
VOWELS = "\u17b6-\u17c5"
SHIFTERS = MUUSIKATOAN + TRIISAP
MODIFIERS = "\u17c6\u17cb\u17cd-\u17d1\u17dd"
"""Nikahit and the signs above, robat and the shifters apart."""
FINALS = "\u17c7\u17c8"
MARKS = "\u17b6-\u17d1\u17dd"
"""All that depends on a base, coeng apart."""
LOOSE_BASES = "\u1780-\u17b3"
"""Bases with the deprecated 17A3 and 17A4."""
LOOSE_MARKS = "\u17b4-\u17d1\u17d3\u17dd"
"""Marks with the deprecated 17B4, 17B5 and 17D3."""
INVISIBLES = ZWSP + ZWNJ + ZWJ + BOM + SOFT_HYPHEN

STRONG_CONSONANTS = "\u1780-\u1783\u1785-\u1788\u178a-\u178d\u178f-\u1792\u1795-\u1797\u179e-\u17a0\u17a2"
"""The first series. NYO (1789) is weak; SIL's khnormal holds KA in its place."""

_STRONG = re.compile(f"[{STRONG_CONSONANTS}]")
_ABOVE = "[\u17b7-\u17ba\u17be\u17bf\u17dd]|\u17b6\u17c6"
_ABOVE_MARK = re.compile(_ABOVE)
_LOWERING_MARK = re.compile(f"{_ABOVE}|[\u17c1-\u17c3]?{SAMYOK}")

_SYLLABLE = re.compile(
    f"(?P<letters>[{BASES}]{ROBAT}?(?:(?:{COENG}(?!{RO})[{BASES}])?{COENG}[{BASES}])?)"
    f"(?:(?P<shifter>[{SHIFTERS}])(?P<zwnj>{ZWNJ})?)?"
    f"(?P<signs>[{VOWELS}]?"
    f"(?:(?:[\u17c6\u17cb\u17cd-\u17cf\u17d1]|(?<!{VOWEL_U})[\u17d0\u17dd])[{MODIFIERS}]?)?[{FINALS}]?)"
)


def is_dependent(character: str) -> bool:
    """Return whether a character is a sign that stands on a base: a vowel sign, a mark or coeng; "" is none."""
    return "\u17b6" <= character <= "\u17d3"


def is_wellformed(cluster: str) -> bool:
    """Whether `cluster` is one Modern Khmer syllable in canonical order, by the strict grammar.

    The grammar: base, robat, at most two subscripts (RO only as the last), one shifter, one vowel, at most two signs,
    one final; a zero-width non-joiner only behind a shifter that would otherwise be drawn low.
    """
    match = _SYLLABLE.fullmatch(cluster)
    if match is None:
        return False
    return match["zwnj"] is None or keeps_shifter_high(match["letters"], match["shifter"], match["signs"])


def low_shifter(letters: str) -> str:
    """The shifter that is drawn low, like the vowel U, on a base with its subscripts: triisap on a strong cluster.

    A cluster is strong if it holds a consonant of the first series and no BA.
    """
    return TRIISAP if _STRONG.search(letters) and BA not in letters else MUUSIKATOAN


def lowers_shifter(signs: str) -> bool:
    """Whether vowel and signs, in canonical order, push a shifter down to where the vowel U stands."""
    return _LOWERING_MARK.match(signs) is not None


def keeps_shifter_high(letters: str, shifter: str, signs: str) -> bool:
    """Whether a zero-width non-joiner behind `shifter` changes how the syllable is drawn, and so may stand there."""
    if shifter != low_shifter(letters):
        return False
    return bool((_LOWERING_MARK if shifter == MUUSIKATOAN else _ABOVE_MARK).match(signs))
