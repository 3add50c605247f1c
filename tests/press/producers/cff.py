"""Outlines turned into PostScript: a bare CID-keyed CFF font (Type0C), renumbered, without ToUnicode.

What cairo, Ghostscript and Quartz make of TrueType fonts: quadratic curves become cubic, points whole font units.
"""

from collections.abc import Sequence

from fontTools.cffLib import FDArrayIndex, FDSelect, FontDict, TopDict
from fontTools.fontBuilder import FontBuilder
from fontTools.misc.psCharStrings import T2CharString
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont

from tests.press.embed import descriptor, type0
from tests.press.fonts import Face
from tests.press.pdf import Name, PdfFile, Ref
from tests.press.producers.composite import Shown
from tests.press.producers.renumbered import Renumbered
from tests.press.programs import draw


class Cff(Renumbered):
    """A producer that embeds CFF outlines."""

    name = "cff (khmer-minutes tests/press)"

    def program(self, shown: Shown) -> bytes:
        """Return the bare CFF font of .notdef and the glyphs shown, in the order of their codes."""
        return cid_keyed(shown.face, [0, *shown.ids.values()])

    def font_objects(self, pdf: PdfFile, shown: Shown) -> dict[str, Ref]:
        """Write a face as a CIDFontType0."""
        file = pdf.add_stream(self.program(shown), Subtype=Name("CIDFontType0C"))
        described = descriptor(pdf, shown.face, shown.base_font, file, symbolic=True, key="FontFile3")
        font = type0(pdf, shown.face, shown.base_font, described, {}, shown.ids, cid_to_gid=None)
        return {self.code(0, shown)[0]: font}


def cid_keyed(face: Face, glyph_ids: Sequence[int]) -> bytes:
    """Return a bare CID-keyed CFF font of these glyphs (Adobe Technical Note 5176), CIDs counting from 0."""
    names = [".notdef", *(f"cid{cid:05d}" for cid in range(1, len(glyph_ids)))]
    builder = FontBuilder(face.em, isTTF=False)
    builder.setupGlyphOrder(names)
    outlines = {name: charstring(face, glyph_id) for name, glyph_id in zip(names, glyph_ids, strict=True)}
    builder.setupCFF(face.name, {}, outlines, {})
    font: TTFont = builder.font
    _key_by_cid(font["CFF "].cff.topDictIndex[0], len(names))
    return bytes(font["CFF "].compile(font))


def charstring(face: Face, glyph_id: int) -> T2CharString:
    """Return the outline of a glyph as a Type 2 charstring, curves cubic and points rounded to font units."""
    glyphs = face.tables.getGlyphSet()
    pen = T2CharStringPen(glyphs[face.tables.getGlyphName(glyph_id)].width, glyphs)
    draw(face, glyph_id, pen)
    return pen.getCharString()


def _key_by_cid(top: TopDict, count: int) -> None:
    """Turn a font of named glyphs into one of CIDs: all of them in one font dictionary."""
    top.ROS, top.CIDCount = ("Adobe", "Identity", 0), count
    part = FontDict()
    part.FontName, part.Private = "Part", top.Private
    del top.Private
    top.FDArray = FDArrayIndex()
    top.FDArray.append(part)
    top.FDSelect = FDSelect(format=3)
    top.FDSelect.gidArray = [0] * count
    top.CharStrings.fdArray, top.CharStrings.fdSelect = top.FDArray, top.FDSelect
