"""Glyph outlines out of any font program a PDF embeds, and what identifies them: an exact hash and a shape.

The hash serves where outlines travelled unchanged (TrueType to TrueType); the shape where they were converted to other
curves, rescaled or drawn by another hand.
"""

from pipeline.repair.cff import CffProgram
from pipeline.repair.program import FontProgramError, Outline, Program
from pipeline.repair.raster import Shape
from pipeline.repair.sfnt import SfntProgram
from pipeline.repair.type3 import Type3Program, open_type3

__all__ = ["FontProgramError", "Outline", "Program", "Shape", "Type3Program", "open_program", "open_type3"]


def open_program(data: bytes) -> Program:
    """Open an embedded TrueType, OpenType or bare CFF program; Type3 procedures are opened by `open_type3`.

    Raises:
        FontProgramError: the data is none of these, or too damaged to list its glyphs.
    """
    if data[:4] in (b"\0\1\0\0", b"true", b"OTTO", b"ttcf"):
        return SfntProgram(data)
    if data[:1] == b"\1" and len(data) > 4:
        return CffProgram(data)
    raise FontProgramError("neither TrueType, OpenType nor CFF")
