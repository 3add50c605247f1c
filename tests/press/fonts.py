"""The faces the press sets in: those vendored with the tests, and what the machine has besides."""

import os
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, cached_property
from io import BytesIO
from pathlib import Path

import uharfbuzz as hb
from fontTools.ttLib import TTFont

VENDORED = Path(__file__).parent.parent / "fonts"
DEBIAN_FONTS = Path("/usr/share/fonts")
"""Where Debian's fonts-khmeros, fonts-sil-mondulkiri, fonts-sil-mondulkiri-extra and fonts-noto-core put theirs."""
FOLDER_VARIABLE = "PRESS_FONTS"
"""Environment variable with a folder under which npm has put @fontsource packages: subsets in WOFF and WOFF2."""


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
    def characters(self) -> dict[int, str]:
        """Glyph id -> the first character that the cmap draws with it."""
        return {glyph_id: chr(code) for code, glyph_id in sorted(self.cmap.items(), reverse=True)}

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


def installed_khmer_families(folder: Path | None = None) -> list[Family]:
    """Return the families with Khmer TrueType outlines that Debian or npm has put on this machine.

    npm's are looked for under `folder`, or else under the folder that the environment variable PRESS_FONTS names. Only
    regular, bold and italic faces count: @fontsource has other weights too. A family that comes from two places is
    there twice. Sorted by name; empty where there is none.
    """
    named = os.environ.get(FOLDER_VARIABLE)
    folders = [DEBIAN_FONTS, *([folder] if folder else [Path(named)] if named else [])]
    found = (path for place in folders for kind in ("*.ttf", "*.woff") for path in place.rglob(kind))
    styles: dict[tuple[str, Path], dict[str, Path]] = defaultdict(dict)
    for path in sorted(found):
        family_and_style = _khmer_family(path)
        if family_and_style:
            family, style = family_and_style
            styles[family, path.parent].setdefault(style, path)
    families = [
        Family(name, faces["regular"], faces.get("bold"), faces.get("italic"))
        for (name, _), faces in styles.items()
        if "regular" in faces
    ]
    return sorted(families, key=lambda family: (family.name, family.regular))


_STYLES = {0: "regular", 1: "bold", 2: "italic"}
"""By the lowest bits of `head.macStyle`."""
_WEIGHTS = ("Thin", "ExtraLight", "Light", "Medium", "SemiBold", "ExtraBold", "Black")
"""With which the name of a family ends that is another family's further weight."""


def _khmer_family(path: Path) -> tuple[str, str] | None:
    """Return family name and style of a face that draws Khmer, or None for faces that do not or of another style."""
    with TTFont(path, lazy=True) as font:
        if "glyf" not in font or 0x1780 not in (font.getBestCmap() or {}):
            return None
        name, style = str(font["name"].getBestFamilyName()), _STYLES.get(font["head"].macStyle & 3)
        other_weight = font["OS/2"].usWeightClass not in (400, 700) and name.split()[-1] in _WEIGHTS
    return None if style is None or other_weight else (name, style)
