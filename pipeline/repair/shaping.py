"""Which glyphs a whole font draws for a syllable: HarfBuzz asked, its answers counted."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from pipeline.errors import MissingProgramError
from pipeline.khmer.syllable import COENG, LOOSE_BASES

_MISSING = 0
"""The glyph that a font draws for what it does not have."""

Shaped = tuple[str, tuple[int, ...]]
"""A syllable, or a few that a font joins, and the glyphs that draw it, in drawing order."""


def shape_all(font: bytes, texts: Mapping[str, float]) -> "Counter[Shaped]":
    """The syllables of `texts` as a font draws them, each with the sum of its texts' weights.

    Syllables that the font has no glyphs for are left out.

    Raises:
        MissingProgramError: uharfbuzz is not installed.
    """
    shaper = _Shaper(font)
    seen: Counter[Shaped] = Counter()
    for text, weight in texts.items():
        for shaped in shaper.shape(text):
            if _MISSING not in shaped[1]:
                seen[shaped] += weight  # type: ignore[assignment]  # weights are fractions too
    return seen


class _Shaper:
    def __init__(self, font: bytes) -> None:
        try:
            import uharfbuzz
        except ImportError as error:
            message = "reading a font by shaping needs uharfbuzz: python -m pip install uharfbuzz"
            raise MissingProgramError(message) from error
        self._harfbuzz = uharfbuzz
        self._font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(font)))

    def shape(self, text: str) -> Iterator[Shaped]:
        buffer = self._harfbuzz.Buffer()
        buffer.add_str(text)
        buffer.direction, buffer.script, buffer.language = "ltr", "Khmr", "km"
        self._harfbuzz.shape(self._font, buffer, {})
        return _cut(text, [(info.cluster, info.codepoint) for info in buffer.glyph_infos])


def _cut(text: str, glyphs: Iterable[tuple[int, int]]) -> Iterator[Shaped]:
    """Cut where both the shaper's clusters and the syllables end."""
    start = 0
    ids: list[int] = []
    for place, group in groupby(glyphs, key=lambda glyph: glyph[0]):
        if place > start and _begins_syllable(text, place):
            yield text[start:place], tuple(ids)
            start, ids = place, []
        ids += [glyph for _, glyph in group]
    yield text[start:], tuple(ids)


_BASES = frozenset(map(chr, range(ord(LOOSE_BASES[0]), ord(LOOSE_BASES[-1]) + 1)))


def _begins_syllable(text: str, place: int) -> bool:
    return text[place] in _BASES and text[place - 1] != COENG
