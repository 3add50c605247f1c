"""LibreOffice Writer 7 (read off files that LibreOffice 7.4 exported here in all Khmer fonts of Debian).

A face becomes simple TrueType fonts of at most 255 glyphs, numbered as they first appear, with outlines and a (1, 0)
cmap from code to glyph, but no layout tables. Text is tied to HarfBuzz's finest clusters: a cluster's first glyph is
said to be all its characters and the others nothing, and what was said first of a glyph stands. A cluster of several
glyphs, or one that the map would get wrong, has ActualText, which is true.
"""

from collections.abc import Iterable, Iterator, Sequence

from fontTools.ttLib.tables._c_m_a_p import CmapSubtable, table__c_m_a_p

from tests.press.embed import descriptor, simple_true_type
from tests.press.pdf import PdfFile, Ref
from tests.press.producers.composite import Composite, Piece, Shown
from tests.press.programs import renumber, saved
from tests.press.shape import Cluster, Glyph

_GLYPHS_IN_A_FONT = 255


class LibreOffice(Composite):
    """A producer that writes as LibreOffice does. Codes are 256 times the number of the font plus the byte."""

    name = "LibreOffice 7.4 (as khmer-minutes tests/press imitates it)"
    drops_zero_width_spaces = True

    def pieces(self, clusters: Sequence[Cluster], shown: Shown) -> Iterable[Piece]:
        """Yield a piece for each finest cluster."""
        for glyphs in finest(clusters):
            coded = [(_code(glyph, shown), glyph) for glyph in glyphs]
            text = glyphs[0].text
            said = [shown.to_unicode.setdefault(code, glyph.text) for code, glyph in coded]
            yield Piece(coded, None if said == [text] else text)

    def code(self, code: int, shown: Shown) -> tuple[str, bytes]:
        """Return which of the fonts of a face has a glyph, and the byte."""
        return f"F{shown.index + 1}_{code >> 8}", bytes([code & 0xFF])

    def font_objects(self, pdf: PdfFile, shown: Shown) -> dict[str, Ref]:
        """Write a simple font for every 255 glyphs of a face."""
        return {self.code(part << 8, shown)[0]: _font(pdf, shown, part) for part in {code >> 8 for code in shown.ids}}


def finest(clusters: Sequence[Cluster]) -> Iterator[list[Glyph]]:
    """Yield the glyphs of each of HarfBuzz's finest clusters."""
    group: list[Glyph] = []
    for glyph in (glyph for cluster in clusters for glyph in cluster.glyphs):
        if glyph.text and group:
            yield group
            group = []
        group.append(glyph)
    if group:
        yield group


def _code(glyph: Glyph, shown: Shown) -> int:
    """Return the code of a glyph, a new one where it has not been shown yet."""
    known = next((code for code, glyph_id in shown.ids.items() if glyph_id == glyph.id), None)
    if known is not None:
        return known
    part, place = divmod(len(shown.ids), _GLYPHS_IN_A_FONT)
    code = (part << 8) + place + 1
    shown.ids[code] = glyph.id
    return code


def _font(pdf: PdfFile, shown: Shown, part: int) -> Ref:
    ids = {code & 0xFF: glyph_id for code, glyph_id in shown.ids.items() if code >> 8 == part}
    said = {code & 0xFF: text for code, text in shown.to_unicode.items() if code >> 8 == part and text}
    program = _program(shown, ids)
    file = pdf.add_stream(program, Length1=len(program))
    described = descriptor(pdf, shown.face, shown.base_font, file, symbolic=True)
    return simple_true_type(pdf, shown.face, shown.base_font, described, said, ids)


def _program(shown: Shown, ids: dict[int, int]) -> bytes:
    """Return the font with .notdef and the glyphs of `ids` in the order of their codes."""
    font = renumber(shown.face, [0, *ids.values()], (), "name", "post")
    order = font.getGlyphOrder()
    table = CmapSubtable.newSubtable(0)
    table.platformID, table.platEncID, table.language = 1, 0, 0
    table.cmap = {code: order[place] for place, code in enumerate(ids, start=1)}
    font["cmap"] = cmap = table__c_m_a_p()
    cmap.tableVersion, cmap.tables = 0, [table]
    font.sfntVersion = "true"
    return saved(font)
