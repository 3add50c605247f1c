"""Make the two small fonts of the press that are not vendored whole: Press Sans and Press Symbol.

Press Sans is a subset of Carlito, which carries a reserved font name and so may not keep it. Press Symbol is drawn
here: the bullets that Word takes from Symbol and Wingdings, at the same private code points and under the PostScript
name that Word's files show.

    python tests/fonts/make_press_fonts.py FOLDER_WITH_CARLITO
"""

import sys
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

HERE = Path(__file__).parent
LATIN = [*range(0x20, 0x7F), *range(0xA0, 0x100), 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2026]
FACES = ("Regular", "Bold", "Italic")


def make_press_sans(carlito: Path, face: str) -> None:
    """Write Press Sans in one face: Basic Latin, Latin-1 and the usual punctuation, no layout features."""
    font = TTFont(carlito / f"Carlito-{face}.ttf", recalcTimestamp=False)
    options = Options(
        drop_tables=["GSUB", "GPOS", "GDEF", "kern", "GlyphOrder"], name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14]
    )
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=LATIN)
    subsetter.subset(font)
    names = {1: "Press Sans", 2: face, 3: f"Press Sans {face}", 4: f"Press Sans {face}", 6: f"PressSans-{face}"}
    for record in font["name"].names:
        if record.nameID in names:
            record.string = names[record.nameID]
    font.save(HERE / f"PressSans-{face}.ttf")


def disc(x: float, y: float, radius: float) -> Glyph:
    """Return a round dot."""
    pen, k = TTGlyphPen(None), radius * 0.4142
    pen.moveTo((x + radius, y))
    for corner, end in (
        (((x + radius, y - k), (x + k, y - radius)), (x, y - radius)),
        (((x - k, y - radius), (x - radius, y - k)), (x - radius, y)),
        (((x - radius, y + k), (x - k, y + radius)), (x, y + radius)),
        (((x + k, y + radius), (x + radius, y + k)), (x + radius, y)),
    ):
        pen.qCurveTo(*corner, end)
    pen.closePath()
    return pen.glyph()


def square(x0: float, y0: float, x1: float, y1: float) -> Glyph:
    """Return a filled rectangle."""
    pen = TTGlyphPen(None)
    pen.moveTo((x0, y0))
    for point in ((x0, y1), (x1, y1), (x1, y0)):
        pen.lineTo(point)
    pen.closePath()
    return pen.glyph()


def make_press_symbol() -> None:
    """Write Press Symbol: U+F0B7 a disc, U+F0A7 a square, U+F02D a dash."""
    glyphs = {
        ".notdef": TTGlyphPen(None).glyph(),
        "space": TTGlyphPen(None).glyph(),
        "disc": disc(470, 640, 280),
        "square": square(180, 420, 660, 900),
        "dash": square(100, 520, 900, 640),
    }
    builder = FontBuilder(2048, isTTF=True)
    builder.setupGlyphOrder(list(glyphs))
    builder.setupCharacterMap({0x20: "space", 0xF0B7: "disc", 0xF0A7: "square", 0xF02D: "dash"})
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics({name: (942 if name != "space" else 512, 0) for name in glyphs})
    builder.setupHorizontalHeader(ascent=1800, descent=-500)
    builder.setupNameTable({"familyName": "Press Symbol", "styleName": "Regular", "psName": "SymbolMT"})
    builder.setupOS2(sTypoAscender=1800, sTypoDescender=-500, usWinAscent=1800, usWinDescent=500)
    builder.setupPost()
    builder.font["head"].created = builder.font["head"].modified = 3_650_000_000  # seconds since 1904: any fixed day
    builder.font.recalcTimestamp = False
    builder.save(HERE / "PressSymbol.ttf")


if __name__ == "__main__":
    for face_name in FACES:
        make_press_sans(Path(sys.argv[1]), face_name)
    make_press_symbol()
