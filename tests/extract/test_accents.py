from collections.abc import Callable, Mapping
from pathlib import Path

import pikepdf
import pytest

from tests.extract.conftest import read
from tests.extract.font_pdf import simple_font, write_line

ReadShown = Callable[[bytes], str]
NAMES: Mapping[int, str] = {
    **{ord(letter): letter for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"},
    16: "dotlessi",
    19: "acute",
    24: "cedilla",
    30: "suppress",
    32: "space",
    127: "dieresis",
}


@pytest.fixture
def read_shown(tmp_path: Path) -> ReadShown:
    """Reads a line of a font with accents as signs of their own; every glyph is half an em wide."""

    def read_line(content: bytes) -> str:
        pdf = pikepdf.new()
        path = write_line(
            tmp_path / "line.pdf", simple_font(pdf, NAMES), pdf, b"BT /F1 10 Tf 50 700 Td " + content + b" ET"
        )
        return "\n".join(line.text for line in read(path).lines())

    return read_line


def test_accent_moved_back_upon_a_letter_makes_one_letter_of_it(read_shown: ReadShown) -> None:
    assert read_shown(b"[(caf\x13) 500 (e na\x7f) 480 (\x10ve)] TJ") == "café naïve"


def test_accent_drawn_after_its_letter_is_known_too(read_shown: ReadShown) -> None:
    assert read_shown(b"[(fac) 500 (\x18ade)] TJ") == "façade"


def test_accent_raised_for_a_capital_is_known(read_shown: ReadShown) -> None:
    assert read_shown(b"0 2.5 Td (\x13) Tj 0 -2.5 Td (Etienne) Tj") == "Étienne"


def test_stroke_through_a_letter_is_known(read_shown: ReadShown) -> None:
    assert read_shown(b"[(\x1e) 500 (Lodz and \x1e) 500 (lza)] TJ") == "Łodz and łza"


def test_accent_that_stands_beside_a_letter_stays(read_shown: ReadShown) -> None:
    assert read_shown(b"(the sign \x13e) Tj") == "the sign ´e"


def test_accent_upon_a_letter_that_bears_none_stays(read_shown: ReadShown) -> None:
    assert read_shown(b"[(a \x18) 500 (b)] TJ") == "a ¸b"
