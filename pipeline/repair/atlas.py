"""The atlas: what the glyphs of known Khmer fonts stand for, by glyph id, by outline and by shape."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import numpy as np

from pipeline.repair.atlas_file import AtlasFile, FontFacts
from pipeline.repair.font_entry import Readings
from pipeline.repair.gallery import open_gallery
from pipeline.repair.nearest import Gallery, Match
from pipeline.repair.outlines import FontProgramError, Program, Shape
from pipeline.repair.taught import taught_files

FILE = Path(__file__).parent.parent / "resources" / "atlas.npz"
"""The shipped part; `atlas.ORIGIN.md` beside it says which fonts it was made from."""
SAME_FONT = 0.95
"""The share of the embedded glyphs with ink whose outlines have to be those of a known font under the same ids."""
_MAKERS = ("khmer os ", "khmer ", "kh ")
"""What the names of one design begin with in some editions and not in others."""

_NYO, _PO_AA = "\u1789", "\u1796\u17b6"


@dataclass(frozen=True)
class AtlasFont:
    """A font of the atlas."""

    facts: FontFacts
    agreement: float
    """The share of the outlines asked about that are this font's."""
    _file: AtlasFile
    _start: int

    def string(self, glyph: int) -> str | None:
        """The likeliest visual string of a glyph id; "" for a glyph without ink, None where nothing is known."""
        readings = self.readings(glyph)
        return readings[0][0] if readings else None

    def strings(self, glyph: int) -> tuple[str, ...]:
        """All visual strings of a glyph id, likeliest first: two where the font itself draws two letters alike."""
        return tuple(text for text, _ in self.readings(glyph))

    def readings(self, glyph: int) -> Readings:
        """The visual strings of a glyph id with their shares of its occurrences."""
        return self._file.readings(self._start + glyph) if 0 <= glyph < self.facts.glyph_count else ()

    def readings_of(self, exact: bytes) -> Readings:
        """The visual strings that this font draws with an outline, whatever the glyph id, with their shares."""
        end = self._start + self.facts.glyph_count
        return _shared((self._file, row) for row in _rows(self._file, exact) if self._start <= row < end)

    def strings_of(self, exact: bytes) -> tuple[str, ...]:
        """As `readings_of`, without the shares."""
        return tuple(text for text, _ in self.readings_of(exact))

    def layout(self) -> dict[int, str]:
        """Glyph id to visual string, for all glyphs of which it is known; "" for one without ink."""
        strings = ((glyph, self.string(glyph)) for glyph in range(self.facts.glyph_count))
        return {glyph: string for glyph, string in strings if string is not None}


class Atlas:
    """Fonts by what identifies them. Use `atlas()`, which reads the shipped and the taught fonts once a process."""

    def __init__(self, files: Sequence[AtlasFile], left_out: Iterable[str] = ()) -> None:
        self._files = files
        self._left_out = frozenset(map(design, left_out))

    def leave_out(self, *families: str) -> "Atlas":
        """The atlas without some families, as if their fonts had never been seen; what is read is shared.

        A family goes with its other editions: Khmer OS Battambang with Battambang.
        """
        return Atlas(self._files, {*self._left_out, *families})

    def list_fonts(self) -> list[FontFacts]:
        """The fonts, in the order of their files."""
        return [facts for _, _, facts in self._fonts()]

    def find_font(self, program: Program, glyphs: Iterable[int] | None = None) -> AtlasFont | None:
        """The known font whose glyph ids a program has kept, or None.

        Candidates have as many glyphs of the same size; one is trusted if at least `SAME_FONT` of the glyphs that have
        ink are drawn alike under the same ids.

        Args:
            program: an embedded program.
            glyphs: the glyph ids to compare (default: all). Damaged glyphs are passed over.
        """
        candidates = [found for found in self._fonts() if _same_size(found[2], program)]
        if not candidates:
            return None
        hashes = _hashes(program, range(program.glyph_count) if glyphs is None else glyphs)
        fonts = [_compared(file, index, hashes) for file, index, _ in candidates]
        best = max(fonts, key=lambda font: font.agreement)
        return best if best.agreement >= SAME_FONT else None

    def find_outlines(self, hashes: Iterable[bytes]) -> AtlasFont | None:
        """The font that draws most of some outlines, whatever their ids: the likely origin of a renumbered subset.

        Its `agreement` says how many. None where no font draws any of them.
        """
        wanted = list(hashes)
        best: AtlasFont | None = None
        for file in self._files:
            drawn = Counter(index for exact in wanted for index in {file.font_of(row) for row in _rows(file, exact)})
            for index, count in drawn.most_common():
                font = _font(file, index, count / len(wanted))
                if design(font.facts.family) not in self._left_out:
                    best = font if best is None or font.agreement > best.agreement else best
                    break
        return best

    def strings(self, exact: bytes) -> tuple[str, ...]:
        """The visual strings of an outline in all fonts, likeliest first; empty where the outline is unknown."""
        return tuple(text for text, _ in self.readings(exact))

    def readings(self, exact: bytes) -> Readings:
        """The visual strings of an outline, each with its share of what the fonts that are in draw with it."""
        return _shared((file, row) for file in self._files for row in _rows(file, exact) if self._is_in(file, row))

    def layouts(self, glyph_count: int) -> list[dict[int, str]]:
        """Glyph id to visual string for each distinct layout of the known fonts with as many glyphs."""
        distinct: list[dict[int, str]] = []
        for file, index, facts in self._fonts():
            if facts.glyph_count == glyph_count:
                layout = _font(file, index, 0.0).layout()
                if layout not in distinct:
                    distinct.append(layout)
        return distinct

    def nearest(self, shape: Shape, k: int, height: float) -> list[Match]:
        """The `k` nearest different visual strings and ASCII ones between them, nearest first; 0 for the same look.

        An outline that was only rescaled or rewritten in other curves stays within 0.05 of itself.

        Args:
            shape: an outline's shape.
            k: how many strings.
            height: of the letters of the shape's font, in ems (`pipeline.repair.nearest.letter_height`).
        """
        return self.gallery.nearest(shape, k, height)

    def widths(self) -> dict[str, list[tuple[float, float]]]:
        """For each visual string how wide the fonts draw it, each with its weight: a design's fonts count as one.

        The unit is the mean width of the glyphs of running text in the font.
        """
        fonts = list(self._fonts())
        editions = Counter(design(facts.family) for _, _, facts in fonts)
        found: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
        for file, index, facts in fonts:
            rows = np.arange(file.starts[index], file.starts[index + 1])
            rows = rows[(file.strings[rows] > 0) & ~np.isnan(file.advances[rows])]
            weights = np.array([file.weight(row) for row in rows.tolist()])
            unit = float(weights @ file.advances[rows] / weights.sum()) if len(rows) else 0.0
            for row, weight in zip(rows.tolist(), weights.tolist(), strict=True) if unit > 0 else ():
                text = file.texts[file.strings[row]]
                if text:
                    found[text].append((float(file.advances[row]) / unit, weight / editions[design(facts.family)]))
        return dict(found)

    @cached_property
    def gallery(self) -> Gallery:
        """The shapes of all fonts that are in, read when they are first asked for."""
        allowed = [[design(facts.family) not in self._left_out for facts in file.fonts] for file in self._files]
        return open_gallery(self._files, allowed)

    def _fonts(self) -> Iterator[tuple[AtlasFile, int, FontFacts]]:
        for file in self._files:
            for index, facts in enumerate(file.fonts):
                if design(facts.family) not in self._left_out:
                    yield file, index, facts

    def _is_in(self, file: AtlasFile, row: int) -> bool:
        return not self._left_out or design(file.fonts[file.font_of(row)].family) not in self._left_out


@cache
def atlas() -> Atlas:
    """The shipped atlas and the fonts the user has taught, read once a process."""
    return Atlas([AtlasFile(path) for path in (FILE, *taught_files())])


def design(family: str) -> str:
    """The name that all editions of a design share: Battambang for Khmer OS Battambang; lower case."""
    name = family.lower()
    for maker in _MAKERS:
        name = name.removeprefix(maker)
    return name.replace(" ", "").replace("muol", "moul")


def _same_size(facts: FontFacts, program: Program) -> bool:
    return facts.glyph_count == program.glyph_count and facts.units_per_em == program.units_per_em


def _hashes(program: Program, glyphs: Iterable[int]) -> dict[int, bytes]:
    hashes = {}
    for glyph in glyphs:
        try:
            exact = program.exact(glyph)
        except FontProgramError:
            continue
        if exact is not None:
            hashes[glyph] = exact
    return hashes


def _compared(file: AtlasFile, index: int, hashes: Mapping[int, bytes]) -> AtlasFont:
    start = int(file.starts[index])
    glyphs = np.fromiter(hashes, int, len(hashes))
    values = np.array([int.from_bytes(exact) for exact in hashes.values()], np.uint64)
    outlines = file.outlines[start + glyphs].astype(int)
    same = int(np.sum((outlines > 0) & (file.hashes[outlines - 1] == values)))
    return _font(file, index, same / len(hashes) if hashes else 0.0)


def _font(file: AtlasFile, index: int, agreement: float) -> AtlasFont:
    return AtlasFont(file.fonts[index], agreement, file, int(file.starts[index]))


def _shared(rows: Iterable[tuple[AtlasFile, int]]) -> Readings:
    """The readings of some rows together, by how often each row's glyph is drawn, likeliest first.

    The upper part of NYO that is drawn like PO with AA is read as these: `pipeline.khmer.visual` makes NYO of them
    where a subscript demands it.
    """
    weights: dict[str, float] = {}
    for file, row in rows:
        for text, share in file.readings(row):
            weights[text] = weights.get(text, 0.0) + share * file.weight(row)
    if weights.keys() >= {_NYO, _PO_AA}:
        weights[_PO_AA] += weights.pop(_NYO)
    total = sum(weights.values())
    ranked = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple((text, weight / total) for text, weight in ranked)


def _rows(file: AtlasFile, exact: bytes) -> list[int]:
    place = file.place(exact)
    return [] if place is None else [int(row) for row in file.rows(place)]
