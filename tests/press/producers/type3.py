"""Skia where it may not embed a font file, as for variable fonts: Type3 (read off the shared sample of it).

A face becomes several Type3 fonts, one for each 255 glyph ids; the code is the place among them and the procedure is
named /gHEX after the id. Outlines are path operators with cubic curves in font units, y downwards. ToUnicode has the
glyphs that the cmap draws for a character; all others are U+0000. No ActualText; the descriptor names the font, but
there is no font program.
"""

from collections.abc import Iterable, Sequence

from fontTools.pens.basePen import BasePen
from fontTools.pens.boundsPen import BoundsPen

from tests.press.embed import to_unicode_cmap
from tests.press.fonts import Face
from tests.press.pdf import Exact, Name, PdfFile, Ref, Value, number
from tests.press.producers.chrome import Chrome
from tests.press.producers.composite import Piece, Shown
from tests.press.programs import draw
from tests.press.shape import Cluster

_GLYPHS_IN_A_FONT = 255

Point = tuple[float, float]


class Type3(Chrome):
    """A producer that writes as Skia does without a font file. Codes are glyph ids, whose font follows from them."""

    def pieces(self, clusters: Sequence[Cluster], shown: Shown) -> Iterable[Piece]:
        """Yield all glyphs of a run by their ids."""
        for piece in super().pieces(clusters, shown):
            yield Piece(piece.coded)

    def code(self, code: int, shown: Shown) -> tuple[str, bytes]:
        """Return which of the fonts of a face has a glyph id, and the byte."""
        part, place = divmod(code - 1, _GLYPHS_IN_A_FONT)
        return f"F{shown.index + 1}_{part}", bytes([place + 1])

    def font_objects(self, pdf: PdfFile, shown: Shown) -> dict[str, Ref]:
        """Write a Type3 font for each 255 ids of which some are shown."""
        parts: dict[str, dict[int, int]] = {}
        for glyph_id in sorted(shown.ids):
            resource, code = self.code(glyph_id, shown)
            parts.setdefault(resource, {})[code[0]] = glyph_id
        return {resource: _font(pdf, shown, ids) for resource, ids in parts.items()}


def _font(pdf: PdfFile, shown: Shown, ids: dict[int, int]) -> Ref:
    """Write the Type3 font of the glyphs of `ids`: byte -> glyph id."""
    face = shown.face
    named: dict[str, Value] = {
        f"g{glyph_id:X}": pdf.add_stream(procedure(face, glyph_id)) for glyph_id in (0, *ids.values())
    }
    span, head = range(max(ids) + 1), face.tables["head"]
    described: dict[str, Value] = {
        "Type": Name("FontDescriptor"),
        "FontName": Name(shown.base_font),
        "Flags": 4,
        "ItalicAngle": 0,
        "StemV": 80,
    }
    return pdf.add(
        {
            "Type": Name("Font"),
            "Subtype": Name("Type3"),
            "FontMatrix": [Exact(1 / face.em), 0, 0, Exact(-1 / face.em), 0, 0],
            "FontBBox": [head.xMin, -head.yMin, head.xMax, -head.yMax],
            "CharProcs": named,
            "Encoding": {
                "Type": Name("Encoding"),
                "Differences": [0, *(Name(f"g{ids.get(code, 0):X}") for code in span)],
            },
            "FontDescriptor": pdf.add(described),
            "FirstChar": 0,
            "LastChar": span[-1],
            "Widths": [_advance(face, ids[code]) if code in ids else 0 for code in span],
            "ToUnicode": pdf.add_stream(
                to_unicode_cmap({code: shown.to_unicode[glyph_id] for code, glyph_id in ids.items()}, code_bytes=1)
            ),
        }
    )


def procedure(face: Face, glyph_id: int) -> bytes:
    """Return the procedure that draws a glyph: its advance and box, then its outline."""
    glyphs = face.tables.getGlyphSet()
    pen, bounds = _Path(glyphs), BoundsPen(glyphs)
    draw(face, glyph_id, pen)
    draw(face, glyph_id, bounds)
    left, bottom, right, top = bounds.bounds or (0, 0, 0, 0)
    box = (_advance(face, glyph_id), 0, left - 1, -top - 1, right + 1, 1 - bottom)
    return b"%s d1\n%s" % (b" ".join(map(number, box)), pen.drawn + b"f\n" if pen.drawn else b"")


class _Path(BasePen):  # type: ignore[misc]
    """Writes an outline as path operators, y downwards."""

    def __init__(self, glyphs: object) -> None:
        super().__init__(glyphs)
        self.drawn = b""

    def _moveTo(self, point: Point) -> None:
        self._add(b"m", point)

    def _lineTo(self, point: Point) -> None:
        self._add(b"l", point)

    def _curveToOne(self, first: Point, second: Point, end: Point) -> None:
        self._add(b"c", first, second, end)

    def _closePath(self) -> None:
        self.drawn += b"h\n"

    def _add(self, operator: bytes, *points: Point) -> None:
        values = [value for x, y in points for value in (x, -y)]
        self.drawn += b" ".join(map(number, values)) + b" " + operator + b"\n"


def _advance(face: Face, glyph_id: int) -> int:
    return int(face.tables["hmtx"][face.tables.getGlyphName(glyph_id)][0])
