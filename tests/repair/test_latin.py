"""Latin text that a PDF's text layer has wrong."""

from collections.abc import Mapping
from pathlib import Path

import pikepdf
import pytest

from pipeline.model.document import Document, Line
from pipeline.repair import repair
from tests.extract.conftest import read
from tests.extract.font_pdf import composite_font, shown, simple_font, write_line

LETTERS: dict[int, str | bytes] = {code: chr(code) for code in (32, *range(ord("a"), ord("z") + 1))}
LIGATURE = {1: 980, 2: 980}
"""Nearly as wide as two letters."""
SIGNS = {0x20A: "3", 0x20B: "4", 0x20E: "8", 0x20F: "9", 0x212: "<", 0x213: "="}
"""Dashes and quotation marks as Ghostscript 10.00 garbles them, behind the letters of a font in the order of ASCII."""


def read_line(folder: Path, codes: bytes, **targets: str) -> Document:
    """A line in a font whose codes 1 and 2, as wide as ligatures, stand for the given bytes, or for nothing."""
    entries = LETTERS | {int(name[1:]): bytes.fromhex(target) for name, target in targets.items()}
    pdf = pikepdf.new()
    font = simple_font(pdf, {}, entries, widths=LIGATURE)
    return repair(read(write_line(folder / "line.pdf", font, pdf, shown(codes))))


def read_composite(folder: Path, text: str, others: Mapping[int, str], widths: Mapping[int, int]) -> Line:
    """A line in a font in the order of ASCII, 29 glyphs before its codes; from U+E000 on stand the other glyphs."""
    glyphs = [ord(letter) - 0xE000 if letter >= "\ue000" else ord(letter) - 29 for letter in text]
    entries = {ord(letter) - 29: letter for letter in text if letter < "\ue000"} | dict(others)
    pdf = pikepdf.new()
    codes = b"".join(glyph.to_bytes(2, "big") for glyph in glyphs)
    path = write_line(folder / "line.pdf", composite_font(pdf, entries, widths), pdf, shown(codes))
    (line,) = repair(read(path)).lines()
    return line


def at(glyph: int) -> str:
    return chr(0xE000 + glyph)


def test_swapped_ligatures_are_put_right_and_the_text_as_extracted_is_kept(tmp_path: Path) -> None:
    document = read_line(tmp_path, b"ma\x01er of o\x02ce", c1="74007400", c2="6600cf00")
    ((span,),) = [line.spans for line in document.lines()]
    assert (span.text, span.orig) == ("matter of office", "ma琀琀er of o昀케ce")
    assert span.repair is not None
    assert (span.repair.method, span.repair.confidence) == ("decipher", pytest.approx(0.99))
    assert document.pages[0].facts.text_source == "repaired"


def test_ligatures_that_read_alike_are_told_by_their_glyphs(tmp_path: Path) -> None:
    (line,) = read_line(tmp_path, b"ge\x01ng a ha\x02ul", c1="7400dd00", c2="7400da00").lines()
    assert (line.text, line.orig) == ("getting a hattful", "ge琀ng a ha琀ul")


def test_chinese_in_the_same_font_stays_and_so_does_what_stands_beside_it(tmp_path: Path) -> None:
    (line,) = read_line(tmp_path, b"\x01 means one \x02", c1="4e00", c2="66006900").lines()
    assert (line.text, line.orig) == ("一 means one 昀椀", None)


def test_ligatures_without_a_text_are_told_by_the_words_they_stand_in(tmp_path: Path) -> None:
    (line,) = read_line(tmp_path, b"the commi\x01ee a\x01ended the mee\x02ng on na\x02onal educa\x02on").lines()
    assert line.text == "the committee attended the meeting on national education"
    assert line.spans[0].repair is not None
    assert line.spans[0].repair.confidence < 0.98


@pytest.mark.parametrize("said", ["0000", "e001", "dbc0dd9f", "fffd"])
def test_ligature_with_a_private_or_no_character_is_told_too(tmp_path: Path, said: str) -> None:
    (line,) = read_line(tmp_path, b"the mee\x01ng on na\x01onal educa\x01on", c1=said).lines()
    assert line.text == "the meeting on national education"


def test_ligature_in_another_part_of_its_font_is_told_by_the_letters_of_the_first(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    fonts = [simple_font(pdf, {}, entries, widths=LIGATURE) for entries in (LETTERS, {3: "x"})]
    page = pdf.add_blank_page(page_size=(600, 800))
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=fonts[0], F2=fonts[1]))
    parts = (b"this mee", b"\x01", b"ng on na", b"\x01", b"onal aims")
    shows = [b"/F%d 10 Tf (%s) Tj" % (n % 2 + 1, part) for n, part in enumerate(parts)]
    page.Contents = pdf.make_stream(b"BT 50 700 Td " + b" ".join(shows) + b" ET")
    pdf.save(tmp_path / "line.pdf")
    (line,) = repair(read(tmp_path / "line.pdf")).lines()
    assert line.text == "this meeting on national aims"


def test_ligature_that_no_known_word_tells_stays_unread(tmp_path: Path) -> None:
    (line,) = read_line(tmp_path, b"brok\x01ulm and gra\x01osk").lines()
    assert (line.orig, line.spans[0].repair) == (None, None)


def test_letters_as_wide_as_no_ligature_stay_unread(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    font = simple_font(pdf, {}, LETTERS, widths={1: 300})
    content = shown(b"this mee\x01ng on na\x01onal educa\x01on")
    (line,) = repair(read(write_line(tmp_path / "line.pdf", font, pdf, content))).lines()
    assert line.orig is None


def test_glyph_number_given_for_a_character_is_no_character(tmp_path: Path) -> None:
    line = read_composite(tmp_path, f"mee{at(0x19F)}ng on na{at(0x19F)}onal aims", {0x19F: "Ɵ"}, {0x19F: 990})
    assert (line.text, line.orig) == ("meeting on national aims", "meeƟng on naƟonal aims")


def test_ligature_garbled_into_one_letter_is_told_by_its_words(tmp_path: Path) -> None:
    text = f"this {at(0x600)}ve o{at(0x601)}ce sta{at(0x602)}"
    others = {0x600: "ü", 0x601: "þ", 0x602: "û"}
    line = read_composite(tmp_path, text, others, {0x600: 990, 0x601: 1450, 0x602: 980})
    assert (line.text, line.orig) == ("this five office staff", "this üve oþce staû")


def test_real_letter_with_an_accent_stays(tmp_path: Path) -> None:
    line = read_composite(tmp_path, f"Ms M{at(0x600)}ller and Z{at(0x600)}rich", {0x600: "ü"}, {})
    assert (line.text, line.orig) == ("Ms Müller and Zürich", None)


def test_garbled_quotation_marks_and_dashes_are_told_from_real_digits(tmp_path: Path) -> None:
    dash, long_dash, opening, closing, first, last = (at(glyph) for glyph in SIGNS)
    text = f"{first}We don{closing}t,{last} {opening}now{closing} 2018{dash}2019 {long_dash} 127"
    line = read_composite(tmp_path, text, SIGNS, {0x20A: 500, 0x20B: 990, 0x20E: 230, 0x20F: 230})
    assert line.text == "“We don’t,” ‘now’ 2018–2019 — 127"
    assert line.orig == "<We don9t,= 8now9 201832019 4 127"


def test_real_digits_and_signs_stay(tmp_path: Path) -> None:
    line = read_composite(tmp_path, "if 1 < 2 = 34 and 89, 567 <so=", {}, {})
    assert line.orig is None
