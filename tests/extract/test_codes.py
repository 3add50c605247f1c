"""What the codes of simple fonts stand for."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pikepdf
import pytest

from pipeline.model.document import Line
from tests.extract.conftest import read
from tests.extract.font_pdf import WIDTH, shown, simple_font, write_line

ReadCodes = Callable[..., Line]
LETTERS = {code: chr(code) for code in range(ord("a"), ord("z") + 1)}


@pytest.fixture
def read_codes(tmp_path: Path) -> ReadCodes:
    """Reads one line of codes in a font with the given names, ToUnicode map and base encoding."""

    def read_line(codes: bytes, names: Mapping[int, str], **font: object) -> Line:
        pdf = pikepdf.new()
        made = simple_font(pdf, LETTERS | dict(names), **font)  # type: ignore[arg-type]
        (line,) = read(write_line(tmp_path / "line.pdf", made, pdf, shown(codes))).lines()
        return line

    return read_line


def test_ligature_of_a_text_layer_is_read_in_letters_by_one_glyph(read_codes: ReadCodes) -> None:
    line = read_codes(b"bene\x01ts o\x02ce", {1: "g1", 2: "g2", 32: "space"}, entries={1: "ﬁ", 2: "ﬃ"} | LETTERS)
    (span,) = line.spans
    assert span.text == "benefits office"
    assert [glyph.text for glyph in span.glyphs if len(glyph.text) > 1] == ["fi", "ffi"]
    assert all(glyph.box[2] - glyph.box[0] == pytest.approx(WIDTH / 100) for glyph in span.glyphs)


@pytest.mark.parametrize("name", ["sterling", "sterlin", "uni00A3", "u00A3", "sterling.alt"])
def test_sign_is_read_by_its_name_however_it_is_written(read_codes: ReadCodes, name: str) -> None:
    line = read_codes(b"debt \xa3abc", {0xA3: name, 32: "space"}, base="WinAnsiEncoding")
    assert line.text == "debt £abc"


def test_glyph_whose_name_says_nothing_is_said_to_be_unread(read_codes: ReadCodes) -> None:
    line = read_codes(b"debt \xa3abc", {0xA3: "glyph00051", 32: "space"}, base="WinAnsiEncoding")
    assert line.text == "debt \ufffdabc"


def test_glyph_that_is_not_defined_has_no_text(read_codes: ReadCodes) -> None:
    line = read_codes(b"de\xa3bt", {0xA3: ".notdef"}, base="WinAnsiEncoding")
    assert line.text == "debt"


def test_unused_code_of_win_ansi_prints_a_bullet(read_codes: ReadCodes) -> None:
    line = read_codes(b"\x81 debt", {32: "space"}, base="WinAnsiEncoding")
    assert (line.marker, line.text) == ("•", "debt")


def test_letters_of_a_font_with_names_are_not_guessed_by_their_codes(read_codes: ReadCodes) -> None:
    line = read_codes(b"ab\xb7", {0xB7: "bracketleftbigg"})
    assert line.text == "ab["
