"""What each glyph of a font may stand for: one rung after another, from the surest witness to the weakest.

1. The same glyph id in a known font whose outlines are equal. 2. The outline in the atlas, under any id. 3. The font's
own character map and GSUB, where it has kept both. 4. A known layout with the same number of glyphs, where the
character map agrees. 5. That map, for letters drawn unshaped. 6. The file's own text layer, for anything but Khmer.
7. The nearest shapes, among which the language model chooses (`pipeline.repair.choose`).
"""

import math
from collections import Counter
from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.errors import KhmerMinutesError
from pipeline.extract.programs import is_doubtful
from pipeline.khmer.syllable import ZWSP
from pipeline.repair.atlas import Atlas, AtlasFont
from pipeline.repair.choose import Candidate
from pipeline.repair.embedded import EmbeddedFont
from pipeline.repair.font_entry import Readings
from pipeline.repair.glyph_strings import learn_strings
from pipeline.repair.nearest import letter_height
from pipeline.repair.outlines import FontProgramError, Outline
from pipeline.repair.specimens import specimens

NEAREST = 8
"""Shapes that are looked at for a glyph that nothing else knows."""
SHARPNESS = 25.0
"""Nats that one unit of distance between shapes costs (fitted by benchmarks/glyphs.py)."""
MOST_MISREAD = 0.01
"""Share of shaped syllables that an embedded font's own rules may fail to give back and still be believed."""
LAYOUT_AGREES = 0.98
"""Share of the kept character map that a known layout must give back."""
_FEWEST_CODES = 8
_BLANK_ADVANCE = 0.08
"""Em; a glyph without ink that moves the pen less is no space."""
_AS_DRAWN = {0xAD: "-", 0x2010: "-", 0x2011: "-"}
"""Hyphens that share a glyph: what is drawn is the plain one, as in pipeline.extract.lines."""


@dataclass(slots=True)
class UsedGlyph:
    """A code of a font that the document draws."""

    code: int
    text: str
    """What the text layer says."""
    before: Counter[int] = field(default_factory=Counter)
    """How often each code of the same font stands before it."""
    places: int = 0
    latin_places: int = 0
    """How often it is drawn, and how often a Latin letter stands beside it."""

    @property
    def is_latin(self) -> bool:
        """Whether it mostly stands in Latin words: an "fi" that the text layer leaves out is no Khmer letter."""
        return self.latin_places > self.places / 2


class Ladder:
    """The candidates for the glyphs of one embedded font."""

    def __init__(self, font: EmbeddedFont, used: Collection[UsedGlyph], atlas: Atlas) -> None:
        self._font = font
        self._atlas = atlas
        self._program = font.program
        self._glyphs = frozenset(font.glyph(item.code) for item in used) - {0}
        glyphs = sorted(self._glyphs)
        self._hashes = {glyph: exact for glyph in glyphs if (exact := self._hash(glyph)) is not None}
        self.known: AtlasFont | None = atlas.find_font(self._program, glyphs)
        self._origin = None if self.known else atlas.find_outlines(self._hashes.values())
        self._letters = {glyph: chr(code) for code, glyph in self._cmap().items()}
        self._layout = {} if self.known else self._agreeing_layout()

    def key(self, code: int) -> Hashable:
        """Return what identifies a glyph over the document's fonts: the outline, or where there is none the code."""
        exact = self._hashes.get(self._font.glyph(code))
        return (self._font.name, exact) if exact is not None else (self._font.name, code)

    def candidates(self, item: UsedGlyph) -> list[Candidate]:
        """Return the strings that a glyph may stand for, likeliest first; from the first rung that knows any."""
        glyph = self._font.glyph(item.code)
        if glyph not in self._hashes:
            return self._blank(glyph, item)
        for rung in (self._by_id, self._by_outline, self._by_own_rules, self._by_layout, self._by_letter):
            found = [option for option in rung(glyph) if not (item.is_latin and is_khmer(option.text))]
            if found:
                return found
        if not is_doubtful(item.text):
            return [Candidate(item.text, 0.0, "tounicode")]
        return [] if item.is_latin else self._by_shape(glyph)

    def _outline(self, glyph: int) -> Outline | None:
        try:
            return self._program.outline(glyph)
        except FontProgramError:
            return None

    @cached_property
    def _height(self) -> float:
        """The height of the font's letters in ems, by which shapes of all fonts compare."""
        outlines = map(self._outline, self._hashes)
        return letter_height(outline.shape for outline in outlines if outline is not None)

    def _hash(self, glyph: int) -> bytes | None:
        try:
            return self._program.exact(glyph)
        except FontProgramError:
            return None

    def _cmap(self) -> dict[int, int]:
        try:
            return self._program.letters()
        except FontProgramError:
            return {}

    def _blank(self, glyph: int, item: UsedGlyph) -> list[Candidate]:
        """What a glyph without ink stands for: a space, or the room that a ligature before it takes up (nothing)."""
        text = item.text
        if text == ZWSP:
            return [Candidate(ZWSP, 0.0, "tounicode")]
        spaces = {letter for letter in self._letters.values() if letter.isspace()}
        if spaces:
            return [Candidate(" " if self._letters.get(glyph, "").isspace() else "", 0.0, "cmap")]
        readings = self.known.readings(glyph) if self.known else ()
        if readings:
            return _weighed(readings, "id")
        if self._program.advance(glyph) / self._program.units_per_em < _BLANK_ADVANCE:
            return [Candidate("", 0.0, "id")]
        return [Candidate("" if self._is_covered(item) else " ", 0.0, "geometry")]

    def _is_covered(self, blank: UsedGlyph) -> bool:
        """Whether the ink before a blank mostly reaches into it: the blank is the room that a ligature takes up."""
        width = self._program.advance(self._font.glyph(blank.code)) / self._program.units_per_em
        covered = sum(count for code, count in blank.before.items() if self._overhang(code) > width / 2)
        return covered > sum(blank.before.values()) / 2

    def _overhang(self, code: int) -> float:
        """How far a glyph's ink reaches beyond its advance, in ems."""
        outline = self._outline(self._font.glyph(code))
        return float(outline.shape.box[2] - outline.shape.box[4]) if outline is not None else 0.0

    def _by_id(self, glyph: int) -> list[Candidate]:
        return _weighed(self.known.readings(glyph), "id") if self.known else []

    def _by_outline(self, glyph: int) -> list[Candidate]:
        exact = self._hashes[glyph]
        readings = self._atlas.readings(exact)
        if self._origin is None or len(readings) < 2:
            return _weighed(readings, "outline")
        own = self._origin.strings_of(exact)
        return _weighed([pair for pair in readings if pair[0] in own] or readings, "outline")

    def _by_own_rules(self, glyph: int) -> list[Candidate]:
        return _weighed(self._own_strings.get(glyph, ()), "gsub")

    @cached_property
    def _own_strings(self) -> Mapping[int, Readings]:
        """What the glyphs stand for by the font's own character map and GSUB, where it has kept both."""
        if not self._program.has_gsub or not any("\u1780" <= letter <= "\u17b3" for letter in self._letters.values()):
            return {}
        try:
            learnt = learn_strings(self._font.data, specimens(), self._glyphs)
        except (FontProgramError, KhmerMinutesError):
            return {}
        return learnt.strings if learnt.misread < MOST_MISREAD else {}

    def _by_layout(self, glyph: int) -> list[Candidate]:
        text = self._layout.get(glyph)
        return [Candidate(text, 0.0, "layout")] if text else []

    def _by_letter(self, glyph: int) -> list[Candidate]:
        letter = self._letters.get(glyph)
        return [Candidate(letter.translate(_AS_DRAWN), 0.0, "cmap")] if letter and not _is_private(letter) else []

    def _by_shape(self, glyph: int) -> list[Candidate]:
        outline = self._outline(glyph)
        if outline is None:
            return []
        matches = self._atlas.nearest(outline.shape, NEAREST, self._height)
        return [Candidate(match.string, -SHARPNESS * match.distance, "shape") for match in matches if match.string]

    def _agreeing_layout(self) -> dict[int, str]:
        letters = {glyph: letter for glyph, letter in self._letters.items() if "\u1780" <= letter <= "\u17ff"}
        if len(letters) < _FEWEST_CODES:
            return {}
        for layout in self._atlas.layouts(self._program.glyph_count):
            if _agreement(layout, letters) >= LAYOUT_AGREES:
                return layout
        return {}


def _weighed(readings: Collection[tuple[str, float]], rung: str) -> list[Candidate]:
    return [Candidate(text.translate(_AS_DRAWN), math.log(max(share, 1e-6)), rung) for text, share in readings]


def _agreement(layout: Mapping[int, str], letters: Mapping[int, str]) -> float:
    return sum(layout.get(glyph) == letter for glyph, letter in letters.items()) / len(letters)


def is_khmer(text: str) -> bool:
    """Return whether any letter of a text is Khmer."""
    return any("\u1780" <= letter <= "\u17ff" for letter in text)


def _is_private(letter: str) -> bool:
    return "\ue000" <= letter <= "\uf8ff"
