"""What each producer does to Khmer, read off its files."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from itertools import pairwise

import pdfplumber
import pikepdf
import playa
import pypdfium2
import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.ttLib import TTFont

from tests.press.corpus import declaration, minutes
from tests.press.fonts import BATTAMBANG
from tests.press.producers import Producer, write_sheets
from tests.press.producers.canva import Canva
from tests.press.producers.cff import Cff
from tests.press.producers.chrome import Chrome
from tests.press.producers.fpdf2 import Fpdf2
from tests.press.producers.indesign import InDesign
from tests.press.producers.libreoffice import LibreOffice
from tests.press.producers.pdflib import PdfLib
from tests.press.producers.photoshop import Photoshop
from tests.press.producers.plain import Plain
from tests.press.producers.renumbered import Renumbered
from tests.press.producers.type3 import Type3
from tests.press.producers.weasyprint import WeasyPrint
from tests.press.producers.word import Word
from tests.press.producers.xetex import XeTeX, said_by_font
from tests.press.shape import Cluster, Glyph
from tests.press.sheet import GlyphRun, PlacedLine, Sheet
from tests.press.specimens import specimen

ALL: tuple[type[Producer], ...] = (
    Canva,
    Cff,
    Chrome,
    Fpdf2,
    InDesign,
    LibreOffice,
    PdfLib,
    Photoshop,
    Plain,
    Renumbered,
    Type3,
    WeasyPrint,
    Word,
    XeTeX,
)
WITH_TRUE_ACTUAL_TEXT = (Canva, Chrome, LibreOffice)
LINES = ("ស្ត្រីខ្មែរ ធ្វើ NGO ២០១៩", "សុំឱ្យដោះស្រាយ ៤ កោះ")
FACE = BATTAMBANG.face()


@dataclass
class Embedded:
    """The Khmer font objects of a file taken together."""

    kind: str
    to_unicode: dict[int, str] = field(default_factory=dict)
    program: TTFont | None = None
    procedures: set[str] = field(default_factory=set)
    actual: list[str] = field(default_factory=list)


@cache
def _pdf(producer: type[Producer], *lines: str) -> bytes:
    return specimen(BATTAMBANG, producer(), lines or LINES).pdf


def _read(producer: type[Producer], *lines: str) -> Embedded:
    with pikepdf.open(BytesIO(_pdf(producer, *lines))) as pdf:
        page = pdf.pages[0]
        fonts = [font for font in page.Resources.Font.values() if "Battambang" in _name(font)]
        holders = [font.DescendantFonts[0] if "/DescendantFonts" in font else font for font in fonts]
        read = Embedded(str(holders[-1].Subtype))
        for font, holder in zip(fonts, holders, strict=True):
            read.to_unicode |= _map(font)
            read.procedures |= set(font.get("/CharProcs", {}).keys())
            if "/FontFile2" in holder.FontDescriptor:
                read.program = TTFont(BytesIO(holder.FontDescriptor.FontFile2.read_bytes()))
        read.actual = list(_actual_texts(page))
    return read


def _name(font: pikepdf.Object) -> str:
    return str(font.BaseFont if "/BaseFont" in font else font.FontDescriptor.FontName)


def _map(font: pikepdf.Object) -> dict[int, str]:
    cmap = font.ToUnicode.read_bytes().partition(b"endcodespacerange")[2].decode() if "/ToUnicode" in font else ""
    pairs = re.findall("<([0-9A-F]+)> <([0-9A-F]*)>", cmap)
    return {int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in pairs}


def _actual_texts(page: pikepdf.Page) -> Iterator[str]:
    for instruction in pikepdf.parse_content_stream(page):
        if str(instruction.operator) == "BDC" and "/ActualText" in instruction.operands[1]:
            yield str(instruction.operands[1].ActualText)


def _shown_by_pdfium(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        textpage = page.get_textpage()
        text = str(textpage.get_text_bounded())
        textpage.close()
        page.close()
    return text


@pytest.mark.parametrize("producer", ALL)
def test_the_same_lines_give_the_same_bytes(producer: type[Producer]) -> None:
    assert specimen(BATTAMBANG, producer(), LINES) == specimen(BATTAMBANG, producer(), LINES)


def _ink(pdf: bytes) -> bytes:
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        bitmap = page.render(scale=2.0, grayscale=True)
        pixels = bytes(bitmap.buffer)
        bitmap.close()
        page.close()
    return pixels


@pytest.mark.parametrize("producer", ALL)
def test_all_producers_draw_the_same_page(producer: type[Producer]) -> None:
    ours, words = _ink(_pdf(producer)), _ink(_pdf(Word))
    ink = sum(255 - value for value in words)
    difference = sum(abs(one - other) for one, other in zip(ours, words, strict=True))
    # pdfium draws Type3 glyphs as bare paths, which come out a little heavier
    assert difference < (0.4 if producer is Type3 else 0.1) * ink


@pytest.mark.parametrize("producer", ALL)
def test_playa_and_pdfplumber_find_every_glyph_where_it_stands(producer: type[Producer]) -> None:
    with pdfplumber.open(BytesIO(_pdf(producer))) as pdf:
        chars = [char["x0"] for char in pdf.pages[0].chars]
    with playa.parse(_pdf(producer)) as document:
        glyphs = [glyph.bbox[0] for glyph in document.pages[0].glyphs]
    with pdfplumber.open(BytesIO(_pdf(Plain))) as pdf:
        lefts = [char["x0"] for char in pdf.pages[0].chars if char["text"] != " "]
    assert len(chars) == len(glyphs)
    assert all(min(abs(left - x0) for x0 in chars) < 0.1 for left in lefts)
    assert all(min(abs(left - x0) for x0 in glyphs) < 0.1 for left in lefts)


@pytest.mark.parametrize("producer", [producer for producer in ALL if producer not in (Renumbered, Cff)])
def test_latin_words_survive_where_there_is_a_map(producer: type[Producer]) -> None:
    assert "NGO" in _shown_by_pdfium(_pdf(producer))


def _box(font: TTFont, glyph_id: int) -> tuple[int, ...]:
    """Return the box of a glyph; empty where nothing is drawn."""
    outline = font["glyf"][font.getGlyphName(glyph_id)]
    drawn = outline.numberOfContours != 0
    return (outline.xMin, outline.yMin, outline.xMax, outline.yMax) if drawn else ()


@pytest.mark.parametrize("producer", [InDesign, XeTeX, Photoshop, Chrome, Canva, WeasyPrint])
def test_glyph_ids_are_kept(producer: type[Producer]) -> None:
    program = _read(producer).program
    assert program is not None
    ids = _read(producer).to_unicode
    assert [_box(program, glyph_id) for glyph_id in ids] == [_box(FACE.tables, glyph_id) for glyph_id in ids]
    assert any(_box(program, glyph_id) for glyph_id in ids)


@pytest.mark.parametrize(
    ("producer", "kept", "dropped"),
    [
        (InDesign, {"glyf"}, {"cmap", "post", "GSUB", "GPOS", "GDEF"}),
        (XeTeX, {"glyf", "OS/2"}, {"cmap", "post", "GSUB"}),
        (LibreOffice, {"glyf", "cmap", "fpgm"}, {"GSUB", "GPOS", "OS/2"}),
        (Fpdf2, {"glyf", "cmap"}, {"GSUB", "GPOS"}),
        (PdfLib, {"glyf", "cmap", "GSUB", "GPOS"}, set()),
        (Photoshop, {"glyf", "cmap", "GSUB"}, set()),
        (Chrome, {"glyf", "cmap", "GSUB"}, set()),
        (Canva, {"glyf", "cmap"}, {"GSUB"}),
        (WeasyPrint, {"glyf", "cmap"}, {"GSUB", "fpgm"}),
        (Renumbered, {"glyf"}, {"cmap", "post", "GSUB"}),
    ],
)
def test_tables_of_the_font_program(producer: type[Producer], kept: set[str], dropped: set[str]) -> None:
    program = _read(producer).program
    assert program is not None
    assert kept <= set(program.keys())
    assert not dropped & set(program.keys())


@pytest.mark.parametrize("producer", [LibreOffice, Fpdf2, Renumbered])
def test_renumbered_fonts_hold_no_more_than_the_glyphs_shown(producer: type[Producer]) -> None:
    program = _read(producer, "ធេ").program
    assert program is not None
    letters = {_box(FACE.tables, FACE.cmap[ord(letter)]) for letter in "េធ"}
    assert letters == {_box(program, glyph_id) for glyph_id in (1, 2)}
    assert program["maxp"].numGlyphs < 8


@pytest.mark.parametrize("producer", [Renumbered, Cff])
def test_some_fonts_say_nothing_of_their_text(producer: type[Producer]) -> None:
    assert _read(producer).to_unicode == {}
    assert not re.search("[\u1780-\u17ff]", _shown_by_pdfium(_pdf(producer)))


@pytest.mark.parametrize("producer", ALL)
def test_who_writes_actual_text(producer: type[Producer]) -> None:
    assert bool(_read(producer).actual) == (producer in (*WITH_TRUE_ACTUAL_TEXT, InDesign))


@pytest.mark.parametrize("producer", WITH_TRUE_ACTUAL_TEXT)
def test_actual_text_is_in_logical_order(producer: type[Producer]) -> None:
    assert "ធ្វើ" in _read(producer).actual
    assert any(text.startswith("ស្ត្រ") for text in _read(producer).actual)


def test_indesign_says_the_nth_character_of_the_nth_glyph_and_has_holes() -> None:
    assert _read(InDesign, "ធេ").to_unicode == {FACE.cmap[ord("េ")]: "ធ", FACE.cmap[ord("ធ")]: "េ"}
    assert "\ufffd" in _read(InDesign, "តើ").to_unicode.values()


def test_xetex_draws_spaces_as_gaps_and_says_letters_in_the_order_they_are_drawn() -> None:
    text = _shown_by_pdfium(_pdf(XeTeX, "ធេ ក្រ"))
    assert text.split() == ["េធ", "្រក"]
    assert FACE.cmap[ord(" ")] not in _read(XeTeX, "ធេ ក្រ").to_unicode


@pytest.mark.parametrize(
    ("name", "said"),
    [("uni1780", "ក"), ("uni17D2_1785", "្ច"), ("uni17BB.b", "ុ"), ("uni17B6.space", "ា"), ("uni1780_17B6", "")],
)
def test_xetex_reads_a_glyph_by_cmap_then_substitution_then_name(name: str, said: str) -> None:
    assert said_by_font(FACE, FACE.tables.getGlyphID(name)) == said


def test_libreoffice_numbers_glyphs_as_they_come_and_gives_the_first_one_the_cluster() -> None:
    read = _read(LibreOffice, "ក្រក")
    assert read.kind == "/TrueType"
    assert read.to_unicode == {1: "ក្រ"}
    assert read.actual == ["ក្រ", "ក"]


def test_libreoffice_goes_on_in_a_second_font_after_255_glyphs() -> None:
    clusters = tuple(Cluster("ក", (Glyph(glyph_id, 1.0, text="ក"),), FACE, 12.0) for glyph_id in range(1, 301))
    line = PlacedLine((GlyphRun(clusters, 72.0, 72.0),), paragraph=0, ends_paragraph=True)
    with pikepdf.open(BytesIO(write_sheets([Sheet(595.0, 842.0, [line])], LibreOffice()))) as pdf:
        spans = [(int(font.FirstChar), int(font.LastChar)) for font in pdf.pages[0].Resources.Font.values()]
    assert spans == [(1, 255), (1, 45)]


def test_fpdf2_gives_the_first_glyph_the_cluster_and_the_others_no_entry() -> None:
    assert _read(Fpdf2, "ធ្វើ ក").to_unicode == {0: "\0", 1: "ធ្វើ", 32: " ", 5: "ក"}
    with pdfplumber.open(BytesIO(_pdf(Fpdf2, "ធ្វើ"))) as pdf:
        assert [char["text"] for char in pdf.pages[0].chars] == ["ធ្វើ", "(cid:2)", "(cid:3)", "(cid:4)"]


def test_pdflib_says_the_whole_cluster_of_every_glyph() -> None:
    assert set(_read(PdfLib, "ធ្វើ").to_unicode.values()) == {"ធ្វើ"}
    assert len(_read(PdfLib, "ធ្វើ").to_unicode) == 4


def test_weasyprint_says_the_cluster_of_its_last_glyph() -> None:
    said = _read(WeasyPrint, "ក្រ").to_unicode
    assert sorted(said.values()) == ["", "ក្រ"]
    assert said[FACE.cmap[ord("ក")]] == "ក្រ"


def test_photoshop_knows_only_what_shaping_left_alone() -> None:
    said = _read(Photoshop, "ក្រ").to_unicode
    assert said == {FACE.cmap[ord("ក")]: "ក"}


@pytest.mark.parametrize("producer", [Chrome, Type3])
def test_skia_says_nul_of_shaped_glyphs(producer: type[Producer]) -> None:
    assert sorted(_read(producer, "ក្រ").to_unicode.values()) == ["\0", "ក"]


def test_type3_procedures_are_named_after_the_glyph_ids() -> None:
    assert _read(Type3, "ក").procedures == {"/g0", f"/g{FACE.cmap[ord('ក')]:X}"}
    assert _read(Type3, "ក").kind == "/Type3"


def test_cff_outlines_are_the_drawn_ones_in_cubic_curves() -> None:
    with pikepdf.open(BytesIO(_pdf(Cff, "ក"))) as pdf:
        font = next(font for font in pdf.pages[0].Resources.Font.values() if "Battambang" in _name(font))
        assert font.DescendantFonts[0].Subtype == "/CIDFontType0"
        program = font.DescendantFonts[0].FontDescriptor.FontFile3
        assert program.Subtype == "/CIDFontType0C"
        fonts = CFFFontSet()
        fonts.decompile(BytesIO(program.read_bytes()), None)
    strings = fonts[0].CharStrings
    outline = FACE.tables["glyf"][FACE.tables.getGlyphName(FACE.cmap[ord("ក")])]
    assert strings["cid00001"].calcBounds(strings) == (outline.xMin, outline.yMin, outline.xMax, outline.yMax)


def test_specimens_say_what_each_printed_line_says() -> None:
    long = minutes()[1:3]
    printed = specimen(BATTAMBANG, Plain(), long).lines
    assert len(printed) > len(long)
    assert "".join(printed).replace(" ", "") == "".join(long).replace(" ", "")


def test_the_texts_to_measure_on_are_canonical_khmer() -> None:
    from pipeline.khmer.order import normalize

    assert [line for line in (*minutes(), *declaration()) if normalize(line) != line] == []
    assert all(first != second for first, second in pairwise(minutes()))
