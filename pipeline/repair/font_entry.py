"""A font file read for the atlas: its names, and for each of its glyphs the hash, the visual strings and the shape."""

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from pipeline.errors import MissingProgramError, UsageError
from pipeline.khmer.syllable import KHMER
from pipeline.repair.glyph_strings import learn_strings
from pipeline.repair.outlines import FontProgramError, Program, Shape, open_program

_NAMES = _FAMILY, _STYLE, _POSTSCRIPT_NAME, _WHOLE_FAMILY, _WHOLE_STYLE = 1, 2, 6, 16, 17
_KA = 0x1780
_FIRST_KHMER, _LAST_KHMER = KHMER[0], KHMER[2]

Readings = tuple[tuple[str, float], ...]
"""The visual strings of a glyph, likeliest first, each with its share of the glyph's occurrences."""


@dataclass(frozen=True)
class FontEntry:
    """What the atlas knows of one font."""

    name: str
    """PostScript name."""
    family: str
    style: str
    units_per_em: int
    hashes: tuple[bytes, ...]
    """For each glyph id the exact hash of its outline; b"" where it has no ink."""
    strings: Mapping[int, Readings]
    shapes: Mapping[int, Shape]
    """Of the glyphs that stand for Khmer, and of ASCII."""
    weights: Mapping[int, float]
    """How often each glyph was drawn in the texts that the font was read by."""
    misread: float = 0.0
    """The share of syllables, by weight, that the strings do not give back."""


def read_font(path: Path, specimens: Mapping[str, float]) -> FontEntry:
    """Read a font file with Khmer (TrueType, OpenType or WOFF) by having it shape `specimens`.

    Raises:
        MissingProgramError: fontTools or uharfbuzz is not installed.
        UsageError: the file is no font, or has no Khmer letters.
    """
    data = _unpacked(path)
    try:
        program = open_program(data)
        if _KA not in program.cmap():
            raise UsageError(f"{path} has no Khmer letters in its character map")
        strings = learn_strings(data, specimens)
        hashes = tuple(program.exact(glyph) or b"" for glyph in range(program.glyph_count))
        shapes = _khmer_shapes(program, strings.strings)
    except FontProgramError as error:
        raise UsageError(f"{path} cannot be read as a font: {error}") from error
    names = _names(data)
    return FontEntry(
        names[_POSTSCRIPT_NAME] or path.stem,
        names[_WHOLE_FAMILY] or names[_FAMILY] or path.stem,
        names[_WHOLE_STYLE] or names[_STYLE],
        int(program.units_per_em),
        hashes,
        strings.strings,
        shapes,
        strings.weights,
        strings.misread,
    )


def _unpacked(path: Path) -> bytes:
    """The font as TrueType or OpenType, whatever it is packed in."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"cannot read the font {path}: {error.strerror}") from error
    if data[:4] not in (b"wOFF", b"wOF2"):
        return data
    font = _tables(data)
    font.flavor = None
    plain = BytesIO()
    font.save(plain)
    return plain.getvalue()


def _tables(data: bytes) -> Any:
    try:
        from fontTools.ttLib import TTFont, TTLibError
    except ImportError as error:
        raise MissingProgramError(
            "reading a font file needs fontTools: python -m pip install fonttools uharfbuzz"
        ) from error
    try:
        return TTFont(BytesIO(data), lazy=True, fontNumber=0, recalcTimestamp=False)
    except (TTLibError, ImportError) as error:  # ImportError: WOFF2 without brotli
        raise UsageError(f"not a font that can be read: {error}") from error


def _names(data: bytes) -> dict[int, str]:
    table = _tables(data)["name"]
    return {number: str(table.getDebugName(number) or "") for number in _NAMES}


def _is_ascii(text: str) -> bool:
    """Whether a string is a Latin letter, digit or mark: Khmer pages have figures and full stops in their own fonts."""
    return text.isascii() and text.isprintable() and not text.isspace() and text != ""


def _khmer_shapes(program: Program, strings: Mapping[int, Readings]) -> dict[int, Shape]:
    shapes = {}
    for glyph, readings in strings.items():
        if any(_FIRST_KHMER <= letter <= _LAST_KHMER for letter in readings[0][0]) or _is_ascii(readings[0][0]):
            outline = program.outline(glyph)
            if outline is not None:
                shapes[glyph] = outline.shape
    return shapes
