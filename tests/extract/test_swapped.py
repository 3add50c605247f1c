"""Ligatures with their bytes in the wrong place, as Ghostscript 10.00 and LuaTeX 0.77 write them."""

import pytest

from pipeline.extract.swapped import swapped_ligatures
from tests.extract.font_pdf import to_unicode


def read(*targets: str) -> dict[bytes, str]:
    """What is found in a map of codes from 1 on, which stand for the given bytes."""
    written = {n: bytes.fromhex(target) for n, target in enumerate(targets, 1)}
    said = {bytes([n]): target.decode("utf-16-be", "ignore") for n, target in written.items()}
    return swapped_ligatures(said, to_unicode(written))


@pytest.mark.parametrize(
    ("target", "letters"),
    [
        ("66006900", "fi"),
        ("74006900", "ti"),
        ("54006800", "Th"),
        ("6600cf00", "ffi"),
        ("6600d200", "ffl"),
        ("7400dd00", "tti"),
        ("740074", "tt"),
        ("6600660069", "ffi"),
    ],
)
def test_letters_of_a_swapped_ligature_are_found(target: str, letters: str) -> None:
    assert read("0061", target) == {b"\x02": letters}


@pytest.mark.parametrize("target", ["00660069", "fb01", "4e00", "4e004e01", "6600", "66009900", "201c"])
def test_other_texts_are_no_swapped_ligatures(target: str) -> None:
    assert read("0061", target) == {}


def test_font_with_chinese_of_its_own_has_no_swapped_ligatures() -> None:
    assert read("4e00", "4e2d", "66006900") == {}


def test_ranges_of_one_code_are_read_and_arrays_passed_over() -> None:
    stream = b"2 beginbfrange <01> <01> <66006900> <02><03> [<0041> <0042>] <04><04><74007400> endbfrange"
    said = {b"\x01": "昀椀", b"\x02": "A", b"\x03": "B", b"\x04": "琀琀"}
    assert swapped_ligatures(said, stream) == {b"\x01": "fi", b"\x04": "tt"}
