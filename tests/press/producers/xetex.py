"""XeTeX, whose PDF is written by xdvipdfmx (read off files that XeTeX 0.999994 made here).

Glyph ids are kept up to the highest one used; no cmap, post or layout tables. ToUnicode comes from the font's cmap
backwards and, for what the cmap does not name, from the glyph's own name: letters in the order they are drawn, suffixes
dropped (a narrow vowel is the vowel), names that say nothing left out. Spaces are no glyphs but gaps.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from fontTools.agl import toUnicode

from tests.press.fonts import Face
from tests.press.pdf import PdfFile, Ref
from tests.press.producers.composite import Composite, Piece, Shown, by_id
from tests.press.programs import keep_ids_to_the_last
from tests.press.shape import Cluster, Glyph

_NAMED_BY_NUMBER = re.compile(r"(glyph|cid|gid|g)\d+")
"""Names that tools make up for glyphs without one."""


class XeTeX(Composite):
    """A producer that writes as xdvipdfmx does."""

    name = "xdvipdfmx (as khmer-minutes tests/press imitates it)"

    def pieces(self, clusters: Sequence[Cluster], shown: Shown) -> Iterable[Piece]:
        """Yield all glyphs of a run, each space turned into a gap after the glyph before it."""
        glyphs: list[Glyph] = []
        for cluster in clusters:
            if cluster.is_space and glyphs:
                glyphs[-1] = replace(glyphs[-1], advance=glyphs[-1].advance + sum(g.advance for g in cluster.glyphs))
            else:
                glyphs += cluster.glyphs
        yield Piece(by_id(glyphs, shown))

    def font_objects(self, pdf: PdfFile, shown: Shown) -> dict[str, Ref]:
        """Write a face, its ToUnicode map made from the font alone."""
        shown.to_unicode = {glyph_id: text for glyph_id in shown.ids if (text := said_by_font(shown.face, glyph_id))}
        return super().font_objects(pdf, shown)

    def program(self, shown: Shown) -> bytes:
        """Return the font up to its highest glyph shown."""
        return keep_ids_to_the_last(shown.face, shown.ids.values(), (), "OS/2", "name")


def said_by_font(face: Face, glyph_id: int) -> str:
    """Return what a font's cmap or else the glyph's name says a glyph is; empty where they say nothing."""
    if glyph_id in face.characters:
        return face.characters[glyph_id]
    name = face.tables.getGlyphName(glyph_id)
    return "" if _NAMED_BY_NUMBER.fullmatch(name) else str(toUnicode(name))
