"""Font programs as producers leave them in their files: cut down, renumbered, stripped of tables."""

from collections.abc import Iterable, Sequence
from io import BytesIO

from fontTools.pens.basePen import AbstractPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph as Outline

from tests.press.fonts import Face

LAYOUT_TABLES = ("GSUB", "GPOS", "GDEF", "kern")
DRAWING_TABLES = ("head", "hhea", "maxp", "hmtx", "cvt ", "fpgm", "prep", "loca", "glyf")
"""Without these nothing can be drawn; nor can it without `cvt `, `fpgm` and `prep` where outlines have instructions."""


def keep_ids(
    face: Face, glyph_ids: Iterable[int], characters: Iterable[int], dropped: Iterable[str] = LAYOUT_TABLES
) -> bytes:
    """Return the font with all its glyph numbers, unused outlines emptied, tables dropped and the cmap cut down.

    This is what Word embeds (shared knowledge, "How PDF producers break Khmer"): `maxp.numGlyphs` of the full font,
    `post` format 3.
    """
    font = face.copy()
    order = font.getGlyphOrder()
    kept = _with_components(font, {order[glyph_id] for glyph_id in glyph_ids} | {order[0]})
    for name in order:
        if name not in kept:
            font["glyf"][name] = Outline()
    for table in dropped:
        if table in font:
            del font[table]
    if "cmap" in font:
        _cut_cmap(font, set(characters), set(order))
    if "post" in font:
        font["post"].formatType = 3.0
    return saved(font)


def keep_ids_to_the_last(face: Face, glyph_ids: Iterable[int], characters: Iterable[int], *tables: str) -> TTFont:
    """Return the font with its glyph numbers up to the highest one used, unused outlines emptied.

    It has the tables that drawing needs and those named. XeTeX and WeasyPrint embed this.
    """
    font = face.copy()
    order = font.getGlyphOrder()
    kept = _with_components(font, {order[glyph_id] for glyph_id in glyph_ids} | {order[0]})
    for name in set(order) - kept:
        font["glyf"][name] = Outline()
    _keep_glyphs(font, order[: max(map(font.getGlyphID, kept)) + 1], characters, tables)
    return font


def renumber(face: Face, glyph_ids: Sequence[int], characters: Iterable[int] = (), *tables: str) -> TTFont:
    """Return a font of these glyphs only, numbered in this order; parts of composites come after them.

    It has the tables that drawing needs and those named.
    """
    font = face.copy()
    order = font.getGlyphOrder()
    names = [order[glyph_id] for glyph_id in glyph_ids]
    parts = _with_components(font, set(names)) - set(names)
    _keep_glyphs(font, names + sorted(parts, key=order.index), characters, tables)
    return font


def drop_hints(font: TTFont) -> TTFont:
    """Return the font, its outlines without instructions."""
    for name in font.getGlyphOrder():
        font["glyf"][name].expand(font["glyf"])
        font["glyf"][name].removeHinting()
    for table in ("cvt ", "fpgm", "prep"):
        if table in font:
            del font[table]
    return font


def draw(face: Face, glyph_id: int, pen: AbstractPen) -> None:
    """Draw a glyph on a pen where rasterisers draw it: its left edge where `hmtx` says, composites too.

    In Khmer Busra 710 glyphs stand elsewhere in `glyf`; fontTools itself moves only simple ones.
    """
    glyphs, name = face.tables.getGlyphSet(), face.tables.getGlyphName(glyph_id)
    outline = face.tables["glyf"][name]
    moved = face.tables["hmtx"][name][1] - outline.xMin if outline.isComposite() else 0
    glyphs[name].draw(TransformPen(pen, (1, 0, 0, 1, moved, 0)) if moved else pen)


def saved(font: TTFont) -> bytes:
    """Return the bytes of a font."""
    out = BytesIO()
    font.save(out, reorderTables=None)
    return out.getvalue()


def _with_components(font: TTFont, names: set[str]) -> set[str]:
    """Return the names and those of the glyphs that composites among them are made of."""
    kept, new = set(names), set(names)
    while new:
        new = {part for name in new for part in font["glyf"][name].getComponentNames(font["glyf"])} - kept
        kept |= new
    return kept


def _keep_glyphs(font: TTFont, names: Sequence[str], characters: Iterable[int], tables: Sequence[str]) -> None:
    """Leave of a font these glyphs in this order, the tables that drawing needs and those named."""
    font["glyf"].glyphs = {name: font["glyf"][name] for name in names}
    font["glyf"].glyphOrder = list(names)
    font["hmtx"].metrics = {name: font["hmtx"].metrics[name] for name in names}
    for table in set(font.keys()) - {"GlyphOrder", *DRAWING_TABLES, *tables}:
        del font[table]
    if "cmap" in font:
        _cut_cmap(font, set(characters), set(names))
    if "post" in font:
        font["post"].formatType = 3.0
    font.setGlyphOrder(list(names))


def _cut_cmap(font: TTFont, characters: set[int], names: set[str]) -> None:
    for table in font["cmap"].tables:
        table.cmap = {code: name for code, name in table.cmap.items() if code in characters and name in names}
