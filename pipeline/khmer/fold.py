"""Folding: one form for all spellings of the same words, for comparing and searching, never for showing."""

import re

from pipeline.khmer.order import normalize
from pipeline.khmer.syllable import COENG, DA, INVISIBLES, MARKS, TA

_WORD_JOINER = "\u2060"
_VARIANTS = str.maketrans(
    {
        **dict.fromkeys(INVISIBLES + _WORD_JOINER),
        **{chr(ord("០") + digit): str(digit) for digit in range(10)},
        "\u17b2": "\u17b1",
        "\u17dd": "\u17d1",
    }
)
"""Invisible characters, Khmer digits, the two forms of the letter OO and of the sign viriam."""

_AOY = re.compile(f"(?<!{COENG})\u17a2\u17c4\u1799(?![{MARKS}{COENG}])")
"""អោយ, the phonetic spelling of ឱ្យ ("to give, so that"), where its last letter ends the syllable."""
_OY = "\u17b1\u17d2\u1799"


def fold(text: str) -> str:
    """Text in canonical order, with spelling variants, letter case, Khmer and ASCII digits and blanks made one.

    Subscript DA becomes subscript TA (they are drawn alike), ឲ becomes ឱ, អោយ becomes ឱ្យ; invisible characters go; runs
    of blanks become one space and the ends are stripped. Folding twice is folding once.
    """
    if not text.isascii():
        text = normalize(text.translate(_VARIANTS)).replace(COENG + DA, COENG + TA)
        text = _AOY.sub(_OY, text)
    return " ".join(text.casefold().split())
