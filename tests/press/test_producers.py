import re
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

import pdfplumber
import pikepdf
import pytest
from fontTools.ttLib import TTFont

from tests.press import samples
from tests.press.describe import MUOL, Booklet, bullet, text
from tests.press.fonts import BATTAMBANG
from tests.press.layout import set_booklet
from tests.press.producers import Producer, make_pdf
from tests.press.producers.plain import Plain, meanings
from tests.press.producers.word import Word
from tests.press.shape import shape_runs

PRODUCERS: tuple[Callable[[], Producer], ...] = (Plain, Word)


@dataclass
class Embedded:
    """A font object of a file."""

    encoding: str
    program: bytes
    to_unicode: dict[int, str]


def _embedded(font: pikepdf.Object) -> Embedded:
    holder = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    cmap = font.ToUnicode.read_bytes().partition(b"endcodespacerange")[2] if "/ToUnicode" in font else b""
    pairs = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>", cmap)
    said = {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs}
    return Embedded(str(font.Encoding), holder.FontDescriptor.FontFile2.read_bytes(), said)


def _fonts(pdf: bytes) -> dict[str, Embedded]:
    """Return the fonts of the first page by subtype and base font, its subset tag left out."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        fonts = opened.pages[0].Resources.Font.values()
        return {
            f"{font.Subtype} {str(font.BaseFont).lstrip('/').rpartition('+')[2]}": _embedded(font) for font in fonts
        }


def _word_font(words: str) -> Embedded:
    return _fonts(make_pdf(Booklet((text(words),)), Word()))["/Type0 Battambang-Regular"]


@pytest.mark.parametrize("producer", PRODUCERS)
def test_the_same_description_gives_the_same_bytes(producer: Callable[[], Producer]) -> None:
    assert make_pdf(samples.khmer_minutes(), producer()) == make_pdf(samples.khmer_minutes(), producer())


@pytest.mark.parametrize("producer", PRODUCERS)
def test_latin_words_come_out_as_they_were_set(producer: Callable[[], Producer]) -> None:
    booklet = samples.board_minutes()
    with pdfplumber.open(BytesIO(make_pdf(booklet, producer()))) as pdf:
        extracted = [word["text"] for word in pdf.pages[0].extract_words()]
    (sheet,) = set_booklet(booklet)
    lines = [" ".join(run.text for run in line.runs) for line in (*sheet.lines, *sheet.furniture)]
    assert sorted(extracted) == sorted(" ".join(lines).split())


@pytest.mark.parametrize("producer", PRODUCERS)
def test_glyphs_stand_where_the_layout_put_them(producer: Callable[[], Producer]) -> None:
    booklet = samples.two_columns()
    sheet = set_booklet(booklet)[0]
    with pdfplumber.open(BytesIO(make_pdf(booklet, producer()))) as pdf:
        words = pdf.pages[0].extract_words(use_text_flow=True)
    assert words[0]["x0"] == pytest.approx(sheet.lines[0].runs[0].x, abs=0.01)
    rights = [word["x1"] for word in words if word["x0"] < 280 and word["top"] > 100]
    assert max(rights) == pytest.approx(72 + (595.32 - 144 - 24) / 2, abs=0.01)


def test_word_keeps_all_glyph_ids_and_drops_layout_and_unused_outlines() -> None:
    font = TTFont(BytesIO(_word_font("ស្ត្រី").program))
    whole = BATTAMBANG.face().tables
    assert font["maxp"].numGlyphs == whole["maxp"].numGlyphs
    assert not {"GSUB", "GPOS", "GDEF"} & set(font.keys())
    assert font["post"].formatType == 3.0
    assert set(font.getBestCmap()) == {ord(character) for character in " សតរី្"}
    used = {glyph.id for cluster in shape_runs(text("ស្ត្រី").runs) for glyph in cluster.glyphs}
    order = whole.getGlyphOrder()
    outlines = {order.index(name) for name in order if whole["glyf"][name].numberOfContours}
    kept = font.getGlyphOrder()
    assert used <= {index for index in outlines if font["glyf"][kept[index]].numberOfContours}
    assert sum(bool(font["glyf"][name].numberOfContours) for name in kept) < 15
    for index in used:
        assert font["glyf"][kept[index]] == whole["glyf"][order[index]]


def test_word_says_of_the_nth_glyph_of_a_cluster_that_it_is_the_nth_character() -> None:
    cmap = BATTAMBANG.face().cmap
    said = _word_font("ធេ").to_unicode
    assert said == {cmap[ord("េ")]: "ធ", cmap[ord("ធ")]: "េ"}


def test_word_keeps_what_the_first_cluster_of_the_document_said() -> None:
    cmap = BATTAMBANG.face().cmap
    said = _word_font("ធធេគេ").to_unicode
    assert said == {cmap[ord("ធ")]: "ធ", cmap[ord("េ")]: "ធ", cmap[ord("គ")]: "េ"}


def test_word_gives_left_over_characters_to_the_last_glyph_and_left_over_glyphs_a_space() -> None:
    (ro,) = shape_runs(text("ក្រ").runs)
    assert _word_font("ក្រ").to_unicode == {ro.glyphs[0].id: "ក", ro.glyphs[1].id: "្រ"}
    (oo,) = shape_runs(text("តើ").runs)
    assert [_word_font("តើ").to_unicode[glyph.id] for glyph in oo.glyphs] == ["ត", "ើ", " "]


def test_word_sets_ascii_in_a_second_win_ansi_font_of_the_same_face() -> None:
    fonts = _fonts(make_pdf(Booklet((text("ក ខ (2)", MUOL), bullet("C"))), Word()))
    assert set(fonts) >= {
        "/TrueType Moul-Regular",
        "/Type0 Moul-Regular",
        "/TrueType PressSans-Regular",
        "/Type0 SymbolMT",
    }
    assert fonts["/TrueType Moul-Regular"].encoding == "/WinAnsiEncoding"
    assert not fonts["/TrueType Moul-Regular"].to_unicode
    assert list(fonts["/Type0 SymbolMT"].to_unicode.values()) == ["\uf0b7"]


def test_word_shows_a_line_in_several_pieces_with_a_space_at_the_paragraph_end() -> None:
    with pdfplumber.open(BytesIO(make_pdf(Booklet((text("one two three four five six seven"),)), Word()))) as pdf:
        assert "".join(char["text"] for char in pdf.pages[0].chars) == "one two three four five six seven "
        content = pdf.pages[0].page_obj.contents[0].get_data()
    assert content.count(b"BT\n") == 3


@pytest.mark.parametrize(
    ("word", "drawn"),
    [("ក្រុម", ["្រ", "ក", "ុ", "ម"]), ("ធ្វើ", ["េ", "ធ", "្វ", "ី"]), ("បណ្តាញ", ["ប", "ណ", "្ត", "ា", "ញ"])],
)
def test_plain_says_of_each_glyph_what_it_stands_for(word: str, drawn: list[str]) -> None:
    assert [said for cluster in shape_runs(text(word).runs) for _, said in meanings(cluster)] == drawn
