"""The glyphs behind the character codes of a font that a PDF embeds (ISO 32000-1, 9.6.6 and 9.7.4)."""

from collections.abc import Callable

from pipeline.model.document import Font, FontProgram
from pipeline.repair.cff import CffProgram
from pipeline.repair.outlines import FontProgramError, Program, open_program, open_type3

_SYMBOL_PAGE = 0xF000
"""Where a symbolic TrueType font keeps its codes (9.6.6.4)."""


class EmbeddedFont:
    """An embedded font program, and the glyph id that each code of the font draws."""

    def __init__(self, font: Font, program: Program, glyph_of: Callable[[int], int]) -> None:
        self.name = font.name
        self.data = font.program.data if font.program is not None else b""
        self.program = program
        self._glyph_of = glyph_of

    def glyph(self, code: int) -> int:
        """Return the glyph id that a code draws; 0 where the font has none."""
        return self._glyph_of(code)


def open_font(font: Font) -> EmbeddedFont:
    """Open the program of a font that carries one.

    Raises:
        FontProgramError: the font carries no program, or one that is damaged or of a kind not read here.
    """
    embedded = font.program
    if embedded is None:
        raise FontProgramError("no program is embedded")
    if font.kind == "Type3":
        type3 = open_type3(embedded.procedures, embedded.matrix, embedded.names)
        return EmbeddedFont(font, type3, lambda code: code)
    program = open_program(embedded.data)
    return EmbeddedFont(
        font, program, _cid_glyphs(embedded, program) if font.kind == "Type0" else _codes(embedded, program)
    )


def _cid_glyphs(embedded: FontProgram, program: Program) -> Callable[[int], int]:
    if embedded.glyph_ids is not None:
        mapped = embedded.glyph_ids
        return lambda cid: mapped.get(cid, 0)
    if isinstance(program, CffProgram) and program.is_cid_keyed:
        by_cid = program.glyphs_by_cid()
        return lambda cid: by_cid.get(cid, 0)
    return lambda cid: cid


def _codes(embedded: FontProgram, program: Program) -> Callable[[int], int]:
    """Simple fonts: the encoding's glyph names first, then the codes of a symbolic font, then the program's own."""
    cmap = program.cmap()
    own = program.encoding() if isinstance(program, CffProgram) else {}
    named = {name: glyph for glyph in range(program.glyph_count) if (name := program.glyph_name(glyph))}

    def glyph_of(code: int) -> int:
        name = embedded.names.get(code)
        if name is not None and name in named:
            return named[name]
        return cmap.get(_SYMBOL_PAGE + code) or own.get(code) or cmap.get(code) or 0

    return glyph_of
