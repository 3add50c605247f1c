"""Descriptions set in 8-bit Khmer fonts: Khmer typed as a family's codes, in a font drawn for it; Latin stays.

The outlines are those of Battambang: marks without width set back over the letter before them, as in real ones.
"""

import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby
from pathlib import Path

import uharfbuzz as hb
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen

from tests.press.describe import Block, Booklet, Columns, Paragraph, Row, Run, Table
from tests.press.fonts import BATTAMBANG, Face, Family
from tests.press.legacy import CannotWriteError, glyphs, typed
from tests.press.programs import draw, saved
from tests.press.shape import ZWSP

EM = 2048
_BASE = "\u1780"
_LATIN = re.compile("[A-Za-z@]")
_KHMER = re.compile("[\u1780-\u17ff]")
_STAND_INS = {"៕": "។"}
"""What a typist types for a sign that the font does not have."""
_STYLES = {False: "", True: ",Bold"}
_MADE = 3_000_000_000
"""When the fonts say they were made, in seconds since 1904: the same every time."""
_NO_INK = {0x20, 0xA0}
_BESIDE = "\u17b6\u17c1\u17c2\u17c3\u17c7\u17c8"
"""Vowels and signs that stand beside the letter, with a width of their own."""


def character(code: int) -> str:
    """Return the character under which Windows knows an 8-bit code."""
    return bytes([code]).decode("cp1252", "ignore") or chr(code)


@dataclass(frozen=True)
class LegacyFace(Face):
    """A font of a family; its cmap has the letters of cp1252, its PostScript name is as given."""

    encoding: str = "limon"
    post_script_name: str = "LimonS1"

    @cached_property
    def data(self) -> bytes:
        """The font as TrueType."""
        return _drawn(self.encoding, self.post_script_name)


@dataclass(frozen=True)
class LegacyFamily(Family):
    """A typeface of such a family under one name."""

    encoding: str = "limon"
    post_script_name: str = "LimonS1"
    faces: dict[bool, LegacyFace] = field(default_factory=dict, compare=False)

    def face(self, bold: bool = False, italic: bool = False) -> Face:
        """Return the face for a style; bold and plain have outlines in common."""
        name = self.post_script_name + _STYLES[bold]
        return self.faces.setdefault(bold, LegacyFace(Path(f"{self.encoding}/{name}.ttf"), self.encoding, name))


def legacy_family(encoding: str, name: str, post_script_name: str | None = None) -> LegacyFamily:
    """Return a typeface called `name` in an encoding."""
    return LegacyFamily(name, Path(name), encoding=encoding, post_script_name=post_script_name or name.replace(" ", ""))


def in_legacy(booklet: Booklet, family: LegacyFamily, breaks: bool = True) -> Booklet:
    """Return the description with its Khmer typed in a family.

    Lines may break at zero-width spaces, of which nothing is drawn; `breaks` False leaves them out.
    """
    blocks = tuple(_block(block, family, breaks) for block in booklet.blocks)
    head = tuple(_paragraph(each, family, breaks) for each in booklet.head)
    foot = tuple(_paragraph(each, family, breaks) for each in booklet.foot)
    return replace(booklet, blocks=blocks, head=head, foot=foot)


def codes_of_text(words: str, encoding: str) -> str:
    """Return a text's codes as the characters that Windows knows them by; zero-width spaces stay.

    Raises:
        CannotWriteError: the family has no glyph for a sign.
    """
    return ZWSP.join("".join(map(character, typed(part, encoding))) for part in words.split(ZWSP))


def _block(block: Block, family: LegacyFamily, breaks: bool) -> Block:
    if isinstance(block, Paragraph):
        return _paragraph(block, family, breaks)
    if isinstance(block, Columns):
        return replace(block, blocks=tuple(_paragraph(each, family, breaks) for each in block.blocks))
    if isinstance(block, Table):
        head = _row(block.head, family, breaks) if block.head else None
        return replace(block, head=head, rows=tuple(_row(row, family, breaks) for row in block.rows))
    return block


def _row(row: Row, family: LegacyFamily, breaks: bool) -> Row:
    return Row(tuple(tuple(_paragraph(each, family, breaks) for each in cell) for cell in row.cells))


def _paragraph(paragraph: Paragraph, family: LegacyFamily, breaks: bool) -> Paragraph:
    runs = tuple(run for each in paragraph.runs for run in legacy_runs(each, family, breaks))
    marker = paragraph.marker
    if marker is not None and _KHMER.search(marker.text):
        (marker,) = legacy_runs(marker, family, breaks)
    return replace(paragraph, runs=runs, marker=marker)


def legacy_runs(run: Run, family: LegacyFamily, breaks: bool) -> list[Run]:
    """Return a run cut where Latin words begin and end; signs and figures go with the letters before them."""
    khmer = replace(run.style, latin=family, khmer=family)
    words = run.text if breaks else run.text.replace(ZWSP, "")
    found = []
    for is_latin, part in _by_script(words, family.encoding):
        found.append(Run(part, run.style) if is_latin else Run(codes_of_text(part, family.encoding), khmer))
    return found


def _by_script(words: str, encoding: str) -> list[tuple[bool, str]]:
    latin = not _KHMER.search(words)
    kinds = []
    letters = [_STAND_INS.get(sign, sign) if not _writes(sign, encoding) else sign for sign in words]
    for sign in letters:
        latin = True if _LATIN.match(sign) else False if _KHMER.match(sign) else latin
        kinds.append(latin or not _writes(sign, encoding))
    pairs = groupby(zip(kinds, letters, strict=True), key=lambda pair: pair[0])
    return [(kind, "".join(letter for _, letter in group)) for kind, group in pairs]


def _writes(sign: str, encoding: str) -> bool:
    """Whether a family has a glyph of its own for a sign; parts of syllables are looked at when they are typed."""
    if sign == ZWSP or ("\u1780" <= sign <= "\u17d3"):
        return True
    try:
        return bool(typed(sign, encoding))
    except CannotWriteError:
        return False


def _drawn(encoding: str, name: str) -> bytes:
    """A TrueType font with a glyph for each 8-bit code of the family that is one sign, in the order of the codes."""
    signs = {codes[0]: sign for (sign, _), codes in glyphs(encoding).items() if len(codes) == 1}
    order, outlines, widths, characters = [".notdef"], {".notdef": TTGlyphPen(None).glyph()}, {".notdef": (600, 0)}, {}
    for code in [0x20, *range(0x21, 0x7F), *range(0x80, 0x100)]:
        glyph = f"c{code:02X}"
        pen = TTGlyphPen(None)
        width = _trace(signs.get(code, ""), pen) if code not in _NO_INK and code in signs else EM // 4
        order.append(glyph)
        outlines[glyph], widths[glyph] = pen.glyph(), (width, 0)
        characters[ord(character(code))] = glyph
    builder = FontBuilder(EM, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(characters)
    builder.setupGlyf(outlines)
    builder.setupHorizontalMetrics(widths)
    builder.setupHorizontalHeader(ascent=2200, descent=-900)
    builder.setupNameTable({"familyName": name, "styleName": "Regular", "psName": name})
    builder.setupOS2(sTypoAscender=2200, usWinAscent=2200, usWinDescent=900)
    builder.setupPost(keepGlyphNames=False)
    builder.font["head"].created = builder.font["head"].modified = 0
    builder.font["head"].created = builder.font["head"].modified = _MADE
    return saved(builder.font)


def _trace(sign: str, pen: TTGlyphPen) -> int:
    """Draw the ink of a sign and return its advance: none for what stands under or over the letter before it."""
    face = BATTAMBANG.face()
    scale = EM / face.em
    if sign in _BESIDE:
        _copy(face, face.cmap[ord(sign)], TransformPen(pen, (scale, 0, 0, scale, 0, 0)))
        return round(face.width(face.cmap[ord(sign)]) * EM / 1000)
    is_base = "\u1780" <= sign[0] <= "\u17b5" or not _KHMER.match(sign[0])
    placed, advance = _shaped(sign if is_base else _BASE + sign, face)
    base = face.cmap[ord(_BASE)]
    own = placed if is_base else [glyph for glyph in placed if glyph[0] != base]
    base_width = 0.0 if is_base else face.width(base) * face.em / 1000
    spread = advance - base_width
    at = next((x for glyph, x, _ in placed if glyph == base), 0.0)
    for glyph, x, y in own:
        back = 0.0 if is_base or x < at or spread == 0 else base_width
        back = base_width if not is_base and spread <= 0 else back
        _copy(face, glyph, TransformPen(pen, (scale, 0, 0, scale, (x - back) * scale, y * scale)))
    return max(0, round(spread * scale))


def _copy(face: Face, glyph: int, pen: TransformPen) -> None:
    """Draw a glyph, what it is composed of too."""
    recorded = DecomposingRecordingPen(face.tables.getGlyphSet())
    draw(face, glyph, recorded)
    recorded.replay(pen)


def _shaped(text: str, face: Face) -> tuple[list[tuple[int, float, float]], float]:
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(face.shaper, buffer)
    pen, found = 0.0, []
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        found.append((info.codepoint, pen + place.x_offset, float(place.y_offset)))
        pen += place.x_advance
    return found, pen
