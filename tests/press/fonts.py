"""The faces the press sets in: those vendored with the tests, and what the machine has besides."""

from dataclasses import dataclass
from functools import cache, cached_property
from io import BytesIO
from pathlib import Path

import uharfbuzz as hb
from fontTools.ttLib import TTFont

VENDORED = Path(__file__).parent.parent / "fonts"
FONT_FOLDERS = (Path("/usr/share/fonts"), Path(__file__).parents[2] / "node_modules" / "@fontsource")
"""Where Debian, and npm run in the checkout, put fonts; npm's are subsets in WOFF."""


@dataclass(frozen=True)
class Face:
    """One font file."""

    path: Path

    @cached_property
    def data(self) -> bytes:
        """The font as TrueType or OpenType, whatever it is packed in."""
        font = TTFont(self.path, recalcTimestamp=False)
        if font.flavor is None:
            return self.path.read_bytes()
        font.flavor = None
        unpacked = BytesIO()
        font.save(unpacked)
        return unpacked.getvalue()

    @cached_property
    def tables(self) -> TTFont:
        """The font as fontTools reads it; never to be changed."""
        return self.copy()

    @cached_property
    def shaper(self) -> hb.Font:
        """The font as HarfBuzz reads it."""
        return hb.Font(hb.Face(hb.Blob(self.data)))

    def copy(self) -> TTFont:
        """Return the font anew, to be changed and saved."""
        return TTFont(BytesIO(self.data), recalcTimestamp=False, recalcBBoxes=False)

    @cached_property
    def cmap(self) -> dict[int, int]:
        """Character -> glyph id."""
        return {code: self.tables.getGlyphID(name) for code, name in self.tables.getBestCmap().items()}

    @cached_property
    def name(self) -> str:
        """PostScript name."""
        return str(self.tables["name"].getDebugName(6) or self.path.stem)

    @cached_property
    def em(self) -> int:
        """Font units to the em."""
        return int(self.tables["head"].unitsPerEm)

    @cached_property
    def ascent(self) -> float:
        """Height of a line above the baseline in ems, the font's line gap included as Word does."""
        hhea = self.tables["hhea"]
        return float((hhea.ascent + hhea.lineGap) / self.em)

    @cached_property
    def descent(self) -> float:
        """Depth below the baseline, in ems, positive."""
        return float(-self.tables["hhea"].descent / self.em)

    def width(self, glyph_id: int) -> float:
        """Return the natural advance of a glyph in thousandths of the em."""
        return float(self.tables["hmtx"][self.tables.getGlyphName(glyph_id)][0] * 1000 / self.em)


@dataclass(frozen=True)
class Family:
    """Faces that belong together; a face that is missing is stood in for by the regular one."""

    name: str
    regular: Path
    bold: Path | None = None
    italic: Path | None = None

    def face(self, bold: bool = False, italic: bool = False) -> Face:
        """Return the face for a style."""
        wanted = self.bold if bold else self.italic if italic else None
        return open_face(wanted or self.regular)


@cache
def open_face(path: Path) -> Face:
    """Return the one `Face` of a file."""
    return Face(path)


PRESS_SANS = Family(
    "Press Sans",
    VENDORED / "PressSans-Regular.ttf",
    VENDORED / "PressSans-Bold.ttf",
    VENDORED / "PressSans-Italic.ttf",
)
BATTAMBANG = Family("Battambang", VENDORED / "Battambang-Regular.ttf", VENDORED / "Battambang-Bold.ttf")
MOUL = Family("Moul", VENDORED / "Moul-Regular.ttf")
PRESS_SYMBOL = Family("Press Symbol", VENDORED / "PressSymbol.ttf")


def installed_khmer_families() -> list[Family]:
    """Return a family for each font file with Khmer TrueType outlines that Debian or npm has put on this machine.

    Sorted by file name; empty where there is none.
    """
    found = [path for folder in FONT_FOLDERS for kind in ("*.ttf", "*.woff") for path in folder.rglob(kind)]
    return [Family(path.stem, path) for path in sorted(found, key=lambda path: path.name) if _draws_khmer(path)]


def _draws_khmer(path: Path) -> bool:
    with TTFont(path, lazy=True) as font:
        return "glyf" in font and 0x1780 in (font.getBestCmap() or {})
