"""Outlines of embedded fonts: the same glyph is known again through every conversion, and damage is refused."""

from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.misc.psCharStrings import T2CharString
from fontTools.pens.basePen import BasePen
from fontTools.pens.recordingPen import RecordingPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.repair.charstring import Subroutines, draw
from pipeline.repair.outlines import FontProgramError, Program, open_program, open_type3

BATTAMBANG = Path(__file__).parents[1] / "fonts" / "Battambang-Regular.ttf"
DATA = BATTAMBANG.read_bytes()
LETTERS = "កខគងចញដតនប្រមយរលវសហអាេើំះ"


@pytest.fixture(scope="module")
def whole() -> Program:
    return open_program(DATA)


@pytest.fixture(scope="module")
def tables() -> TTFont:
    return TTFont(BytesIO(DATA))


def saved(font: TTFont) -> bytes:
    stream = BytesIO()
    font.save(stream)
    return stream.getvalue()


def subset(retain_gids: bool) -> bytes:
    font = TTFont(BytesIO(DATA))
    subsetter = Subsetter(Options(retain_gids=retain_gids, layout_features=[], hinting=False, notdef_outline=True))
    subsetter.populate(text=LETTERS)
    subsetter.subset(font)
    return saved(font)


def drawn_with(glyphs: dict[str, object]) -> bytes:
    """A font of hand-made glyphs in the order given."""
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(list(glyphs))
    builder.setupCharacterMap({0x1780: list(glyphs)[-1]})
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (600, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupPost()
    return saved(builder.font)


def square(left: int = 0, bottom: int = 0, size: int = 100) -> object:
    pen = TTGlyphPen(None)
    pen.moveTo((left, bottom))
    for x, y in ((0, size), (size, size), (size, 0)):
        pen.lineTo((left + x, bottom + y))
    pen.closePath()
    return pen.glyph()


def composite(*parts: tuple[str, int, int]) -> object:
    pen = TTGlyphPen({name: None for name, _, _ in parts})
    for name, dx, dy in parts:
        pen.addComponent(name, (1, 0, 0, 1, dx, dy))
    return pen.glyph()


class CubicPen(BasePen):
    """Draws into a Type 2 charstring: fontTools' base pen turns quadratic curves into cubic ones."""

    def __init__(self, target: T2CharStringPen, glyphs: object) -> None:
        super().__init__(glyphs)
        self._moveTo, self._lineTo, self._curveToOne = target.moveTo, target.lineTo, target.curveTo
        self._closePath = target.closePath


def as_cff() -> bytes:
    """Battambang with the same glyphs drawn in CFF."""
    font = TTFont(BytesIO(DATA))
    order, glyphs, strings = font.getGlyphOrder(), font.getGlyphSet(), {}
    for name in order:
        pen = T2CharStringPen(glyphs[name].width, glyphs)
        glyphs[name].draw(CubicPen(pen, glyphs))
        strings[name] = pen.getCharString()
    builder = FontBuilder(2048, isTTF=False)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(font.getBestCmap())
    builder.setupCFF("BattambangCFF", {"FontMatrix": [1 / 2048, 0, 0, 1 / 2048, 0, 0]}, strings, {})
    builder.setupHorizontalMetrics({name: (glyphs[name].width, 0) for name in order})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupPost()
    return saved(builder.font)


class ProcedurePen(BasePen):
    """Writes the path of a Type 3 procedure, in thousandths of the em."""

    def __init__(self, glyphs: object, unit: float) -> None:
        super().__init__(glyphs)
        self.unit = unit
        self.parts: list[str] = []

    def write(self, operator: str, *points: tuple[float, float]) -> None:
        numbers = (f"{value * self.unit:.3f}" for point in points for value in point)
        self.parts.append(" ".join([*numbers, operator]))

    def _moveTo(self, point: tuple[float, float]) -> None:
        self.write("m", point)

    def _lineTo(self, point: tuple[float, float]) -> None:
        self.write("l", point)

    def _curveToOne(self, *points: tuple[float, float]) -> None:
        self.write("c", *points)

    def _closePath(self) -> None:
        self.write("h")


def procedure(tables: TTFont, letter: str) -> bytes:
    """The Type 3 procedure of a letter as Skia writes it."""
    glyphs, name, unit = tables.getGlyphSet(), tables.getBestCmap()[ord(letter)], 1000 / tables["head"].unitsPerEm
    pen = ProcedurePen(glyphs, unit)
    glyphs[name].draw(pen)
    return "\n".join([f"{glyphs[name].width * unit:.3f} 0 0 -200 900 800 d1", *pen.parts, "f"]).encode()


def test_character_map_names_and_advances_are_those_fonttools_reads(whole: Program, tables: TTFont) -> None:
    ids = {code: tables.getGlyphID(name) for code, name in tables.getBestCmap().items()}
    assert whole.cmap() == ids
    assert whole.glyph_count == tables["maxp"].numGlyphs
    assert whole.has_gsub
    glyph = ids[ord("ក")]
    assert whole.advance(glyph) == tables["hmtx"][tables.getGlyphName(glyph)][0]
    assert whole.glyph_name(glyph) == tables.getGlyphName(glyph)


def test_boxes_are_those_that_the_font_declares(whole: Program, tables: TTFont) -> None:
    for code in map(ord, LETTERS):
        glyph = whole.cmap()[code]
        outline, declared = whole.outline(glyph), tables["glyf"][tables.getGlyphName(glyph)]
        assert outline is not None
        box = outline.shape.box[:4] * whole.units_per_em
        assert box == pytest.approx([declared.xMin, declared.yMin, declared.xMax, declared.yMax], abs=8)


def test_hashes_tell_all_letters_apart(whole: Program) -> None:
    hashes = {whole.exact(whole.cmap()[ord(letter)]) for letter in LETTERS}
    assert len(hashes) == len(set(LETTERS))


@pytest.mark.parametrize("retain_gids", [True, False])
def test_hashes_survive_subsetting_and_renumbering(whole: Program, retain_gids: bool) -> None:
    part = open_program(subset(retain_gids))
    for code in map(ord, LETTERS):
        assert part.exact(part.cmap()[code]) == whole.exact(whole.cmap()[code])


def test_glyph_without_ink_has_no_outline(whole: Program) -> None:
    space = whole.cmap()[0x20]
    assert whole.outline(space) is None
    assert whole.exact(space) is None
    assert whole.outline(60_000) is None


def test_components_are_the_same_as_their_points_written_out() -> None:
    parts = {".notdef": square(), "dot": square(), "two": composite(("dot", 0, 0), ("dot", 300, 40))}
    pen = TTGlyphPen(None)
    for left, bottom in ((0, 0), (300, 40)):
        pen.moveTo((left, bottom))
        for x, y in ((0, 100), (100, 100), (100, 0)):
            pen.lineTo((left + x, bottom + y))
        pen.closePath()
    plain = {".notdef": square(), "dot": square(), "two": pen.glyph()}
    assert open_program(drawn_with(parts)).exact(2) == open_program(drawn_with(plain)).exact(2)


def test_cff_conversion_keeps_shapes_closer_than_any_other_letter(whole: Program) -> None:
    converted = open_program(as_cff())
    assert converted.units_per_em == pytest.approx(2048)
    originals = {letter: whole.outline(whole.cmap()[ord(letter)]) for letter in LETTERS}
    for letter in LETTERS:
        outline = converted.outline(converted.cmap()[ord(letter)])
        assert outline is not None
        far = {
            other: int(np.abs(outline.shape.bitmap.astype(int) - drawn.shape.bitmap).sum())
            for other, drawn in originals.items()
            if drawn is not None
        }
        assert min(far, key=far.__getitem__) == letter
        assert far[letter] <= 16


def test_type3_procedure_has_the_shape_of_the_glyph(whole: Program, tables: TTFont) -> None:
    glyphs = {code: whole.cmap()[ord(letter)] for code, letter in enumerate("កខគ")}
    procedures = {code: procedure(tables, letter) for code, letter in enumerate("កខគ")}
    font = open_type3(procedures, (0.001, 0, 0, 0.001, 0, 0))
    for code, glyph in glyphs.items():
        drawn, original = font.outline(code), whole.outline(glyph)
        assert drawn is not None and original is not None
        assert drawn.shape.box == pytest.approx(original.shape.box, abs=0.002)
        assert np.abs(drawn.shape.bitmap.astype(int) - original.shape.bitmap).max() <= 1


def test_type3_procedure_follows_matrices_rectangles_and_curves() -> None:
    stream = b"q 2 0 0 2 100 0 cm 0 0 50 50 re f Q 0 0 m 0 300 300 300 300 0 c h f"
    outline = open_type3({65: b"500 0 d0 " + stream}, (0.001, 0, 0, 0.001, 0, 0)).outline(65)
    assert outline is not None
    assert outline.shape.box == pytest.approx([0, 0, 0.3, 0.225, 0.5], abs=0.003)
    assert open_type3({65: b"q 10 0 0 10 0 0 cm /Im0 Do Q"}, (0.001, 0, 0, 0.001, 0, 0)).outline(65) is None


CHARSTRINGS = [
    [100, 200, "rmoveto", 10, 20, 30, -40, "rlineto", "endchar"],
    [-50, 100, "hmoveto", 10, 20, 30, 40, "hlineto", 5, 6, "vlineto", "endchar"],
    [7, "vmoveto", 1, 2, 3, 4, 5, 6, 60, 50, 40, 30, 20, 10, "rrcurveto", "endchar"],
    [0, 0, "rmoveto", 10, 20, 30, 40, 50, "vhcurveto", 10, 20, 30, 40, 5, 6, 7, 8, "hvcurveto", "endchar"],
    [0, 0, "rmoveto", 9, 10, 20, 30, 40, "hhcurveto", 9, 10, 20, 30, 40, "vvcurveto", "endchar"],
    [0, 0, "rmoveto", 1, 2, 10, 20, 30, 40, 50, 60, "rlinecurve", 1, 2, 3, 4, 5, 6, 70, 80, "rcurveline", "endchar"],
    [
        0,
        0,
        "rmoveto",
        *range(10, 22),
        50,
        "flex",
        *range(7),
        "hflex",
        *range(9),
        "hflex1",
        *range(11),
        "flex1",
        "endchar",
    ],
    [5, 1, 2, "hstemhm", 3, 4, "hintmask", b"\x80", 10, 20, "rmoveto", 30.5, -1.25, "rlineto", "endchar"],
]


@pytest.mark.parametrize("program", CHARSTRINGS)
def test_charstrings_draw_what_fonttools_draws(program: list[object]) -> None:
    string = T2CharString(program=list(program))
    string.private, string.globalSubrs = type("Private", (), {"nominalWidthX": 0, "defaultWidthX": 0, "Subrs": []}), []
    string.compile()
    pen = RecordingPen()
    T2CharString(bytecode=string.bytecode, private=string.private, globalSubrs=[]).draw(pen)
    expected = [value for _, points in pen.value for point in points for value in point]
    drawn = draw(string.bytecode, Subroutines([], []))
    assert drawn.coordinates == pytest.approx(expected)


def test_scale_changes_neither_box_nor_bitmap() -> None:
    small = open_program(drawn_with({".notdef": square(), "a": square(50, -20, 300)})).outline(1)
    assert small is not None
    assert small.shape.box == pytest.approx([0.05, -0.02, 0.35, 0.28, 0.6])
    assert (small.shape.bitmap == 15).all()


def test_components_and_subroutines_without_end_are_refused() -> None:
    looped = drawn_with({".notdef": square(), "a": composite((".notdef", 0, 0)), "b": composite(("a", 0, 0))})
    font = TTFont(BytesIO(looped))
    font["glyf"]["a"].components[0].glyphName = "b"
    looped = saved_without_bounds(font)
    with pytest.raises(FontProgramError):
        open_program(looped).outline(2)
    call_itself = bytes([32, 10])  # operand -107, callsubr: subroutine 0
    with pytest.raises(FontProgramError):
        draw(call_itself, Subroutines([call_itself * 9], []))


def saved_without_bounds(font: TTFont) -> bytes:
    font.recalcBBoxes = False
    return saved(font)


def check_read_or_refused(data: bytes) -> None:
    """Read everything of a program: it works or raises FontProgramError."""
    try:
        program = open_program(data)
        program.cmap()
        for glyph in range(min(program.glyph_count, 60)):
            program.glyph_name(glyph)
            program.advance(glyph)
            outline = program.outline(glyph)
            if outline is not None:
                assert outline.shape.bitmap.shape == (256,)
    except FontProgramError:
        return


SMALL = subset(retain_gids=False)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(SMALL) - 1), st.integers(0, 255)), min_size=1, max_size=30))
def test_damaged_truetype_is_read_or_refused(changes: list[tuple[int, int]]) -> None:
    data = bytearray(SMALL)
    for place, value in changes:
        data[place] = value
    check_read_or_refused(bytes(data))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(SMALL)))
def test_truetype_cut_short_is_read_or_refused(length: int) -> None:
    check_read_or_refused(SMALL[:length])


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes_as_a_charstring_are_drawn_or_refused(code: bytes) -> None:
    try:
        drawn = draw(code, Subroutines([code], [code]))
    except FontProgramError:
        return
    assert len(drawn.coordinates) % 2 == 0


@pytest.mark.parametrize("data", [b"", b"%!PS-AdobeFont", b"\1\0", b"\0\1\0\0", b"OTTO\xff\xff"])
def test_what_is_no_font_is_refused(data: bytes) -> None:
    with pytest.raises(FontProgramError):
        open_program(data)
