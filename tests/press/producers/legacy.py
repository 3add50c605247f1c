"""Programs that print 8-bit fonts: how each numbers the glyphs, and what the file says of the numbers.

Simple fonts in WinAnsiEncoding, in MacRomanEncoding, with names of their own, or without an encoding (a symbol font);
composite fonts with a ToUnicode map of cp1252 letters or of Word's private area, and without any.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from io import BytesIO

from fontTools.agl import UV2AGL
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

from tests.press.embed import descriptor, to_unicode_cmap, type0
from tests.press.fonts import Face
from tests.press.pdf import Name, PdfFile, Ref, Value
from tests.press.producers.composite import Composite, Piece, Shown, by_appearance, by_id
from tests.press.programs import saved
from tests.press.shape import ZWSP, Cluster

_EURO = "\u20ac"
"""Python has it where PDF's MacRomanEncoding has the currency sign (ISO 32000-1, Annex D.2)."""
_SYMBOL_PAGE = 0xF000


class Numbering(StrEnum):
    """What the codes of a font in the file are."""

    WIN_ANSI = "WinAnsi"
    MAC_ROMAN = "MacRoman"
    DIFFERENCES = "names of its own for codes that count up"
    SYMBOL = "a symbol font without encoding"
    COUNTED = "codes that count up, with a ToUnicode map"
    COMPOSITE = "glyph ids, with a ToUnicode map of letters"
    COMPOSITE_PRIVATE = "glyph ids, with a ToUnicode map of private characters"
    COMPOSITE_SILENT = "glyph ids without a map; the program has its own"


SIMPLE = (Numbering.WIN_ANSI, Numbering.MAC_ROMAN, Numbering.DIFFERENCES, Numbering.SYMBOL, Numbering.COUNTED)


class Legacy(Composite):
    """A producer of files in 8-bit fonts; all other faces are composite with a true map."""

    name = "legacy (khmer-minutes tests/press)"
    drops_zero_width_spaces = True

    def __init__(self, numbering: Numbering, tagged: bool = True) -> None:
        """Number glyphs in this way; `tagged`: base fonts bear a subset tag."""
        super().__init__()
        self.numbering = numbering
        self.tagged = tagged
        self._beyond: dict[str, int] = {}
        """Codes of letters that MacRomanEncoding does not have: named one by one."""

    def pieces(self, clusters: Sequence[Cluster], shown: Shown) -> Iterable[Piece]:
        """Yield a piece of a run's glyphs by their codes."""
        letters = [cluster for cluster in clusters if cluster.text != ZWSP]
        glyphs = [glyph for cluster in letters for glyph in cluster.glyphs]
        if not _is_legacy(shown.face):
            yield Piece(by_id(glyphs, shown))
            shown.to_unicode |= {glyph.id: c.text for c in letters for glyph in c.glyphs if len(c.glyphs) == 1}
        elif self.numbering not in SIMPLE:
            yield Piece(by_id(glyphs, shown))
        elif self.numbering in (Numbering.DIFFERENCES, Numbering.COUNTED):
            yield Piece([(code + 32, glyph) for code, glyph in by_appearance(glyphs, shown)])
        else:
            coded = [(self._code_of(cluster.text), glyph) for cluster in letters for glyph in cluster.glyphs]
            shown.ids.update((code, glyph.id) for code, glyph in coded)
            yield Piece(coded)

    def _code_of(self, letter: str) -> int:
        if self.numbering is Numbering.MAC_ROMAN:
            known = b"" if letter == _EURO else letter.encode("mac_roman", "ignore")
            return known[0] if known else self._beyond.setdefault(letter, len(self._beyond) + 1)
        return letter.encode("cp1252", "ignore")[0] if letter.encode("cp1252", "ignore") else ord(letter)

    def code(self, code: int, shown: Shown) -> tuple[str, bytes]:
        """Return the resource name, and the code in one byte for simple fonts."""
        width = 1 if _is_legacy(shown.face) and self.numbering in SIMPLE else 2
        return f"F{shown.index + 1}", code.to_bytes(width, "big")

    def font_objects(self, pdf: PdfFile, shown: Shown) -> dict[str, Ref]:
        """Write a face as this numbering has it."""
        if not _is_legacy(shown.face):
            return super().font_objects(pdf, shown)
        letters = {glyph: character for glyph, character in shown.face.characters.items()}
        base = shown.base_font if self.tagged else shown.face.name
        program = self.program(shown)
        file = pdf.add_stream(program, Length1=len(program))
        described = descriptor(pdf, shown.face, base, file, symbolic=self.numbering is Numbering.SYMBOL)
        if self.numbering in SIMPLE:
            font = self._simple(pdf, shown, base, described, letters)
        else:
            said = {} if self.numbering is Numbering.COMPOSITE_SILENT else {c: letters[g] for c, g in shown.ids.items()}
            if self.numbering is Numbering.COMPOSITE_PRIVATE:
                said = {code: chr(_SYMBOL_PAGE + self._code_of(letter)) for code, letter in said.items()}
            font = type0(pdf, shown.face, base, described, said, shown.ids)
        return {f"F{shown.index + 1}": font}

    def _simple(self, pdf: PdfFile, shown: Shown, base: str, described: Ref, letters: dict[int, str]) -> Ref:
        counted = self.numbering in (Numbering.DIFFERENCES, Numbering.COUNTED)
        ids = {code + 32: glyph for code, glyph in shown.ids.items()} if counted else shown.ids
        span = range(min(ids), max(ids) + 1)
        widths = [round(shown.face.width(ids[code]), 3) if code in ids else 0 for code in span]
        entries: dict[str, Value] = {"FirstChar": span[0], "LastChar": span[-1], "Widths": widths}
        if self.numbering is Numbering.WIN_ANSI:
            entries["Encoding"] = Name("WinAnsiEncoding")
        elif self.numbering is Numbering.MAC_ROMAN:
            names: list[Value] = [1, *(Name(_glyph_name(letter)) for letter in self._beyond)]
            entries["Encoding"] = {"BaseEncoding": Name("MacRomanEncoding"), "Differences": names}
        elif self.numbering is Numbering.DIFFERENCES:
            named: list[Value] = [span[0], *(Name(_glyph_name(letters.get(ids.get(code, 0), ""))) for code in span)]
            entries["Encoding"] = {"Type": Name("Encoding"), "Differences": named}
        elif self.numbering is Numbering.COUNTED:
            said = {code: letters[glyph] for code, glyph in ids.items()}
            entries["ToUnicode"] = pdf.add_stream(to_unicode_cmap(said, code_bytes=1))
        head: dict[str, Value] = {"Type": Name("Font"), "Subtype": Name("TrueType"), "BaseFont": Name(base)}
        return pdf.add(head | entries | {"FontDescriptor": described})

    def program(self, shown: Shown) -> bytes:
        """Return the whole font; a symbol font's map has Word's private area."""
        if not _is_legacy(shown.face) or self.numbering is not Numbering.SYMBOL:
            return super().program(shown) if not _is_legacy(shown.face) else shown.face.data
        font = TTFont(BytesIO(shown.face.data), recalcTimestamp=False)
        table = CmapSubtable.newSubtable(4)
        table.platformID, table.platEncID, table.language = 3, 0, 0
        order = font.getGlyphOrder()
        table.cmap = {
            _SYMBOL_PAGE + self._code_of(character): order[glyph] for glyph, character in shown.face.characters.items()
        }
        font["cmap"].tables = [table]
        return saved(font)


def _is_legacy(face: Face) -> bool:
    return hasattr(face, "encoding")


def _glyph_name(letter: str) -> str:
    return str(UV2AGL.get(ord(letter), f"uni{ord(letter):04X}")) if letter else ".notdef"
