"""Printed lines that extractors have cut, put together again."""

import pytest

from pipeline.repair import repair
from pipeline.repair.cut_lines import cut_lines, joined
from pipeline.repair.decipher_text import put_back
from tests.press.corpus import declaration
from tests.press.damaged_text import damaged
from tests.press.fonts import BATTAMBANG
from tests.repair.test_bare_text import text_document

LONG = "ការប្រជុំនេះមានសមាជិកចូលរួមចំនួន"


@pytest.mark.parametrize(
    ("lines", "groups"),
    [
        ([LONG, "ៅក", "ុ", "ង្ា ស្រុក", LONG], [[1, 2, 3]]),
        ([LONG, "កម្មវធ", "ិ ទ", "ី ក", "ឹ ស្អារ"], [[1, 2, 3, 4]]),
        ([LONG, "ឆ្នា", "", "ំ ២០២១"], [[1, 3]]),
        ([LONG, LONG, "ុ", LONG], [[1, 2]]),
        (["Agenda", "ុ", LONG], []),
        ([LONG, "ក ា ិ", LONG], []),
        (["កម្មវធ", "      ិ", "ស្រុក", LONG], [[0, 1]]),
        (["កម្មវធ", "      ិ", "       ស្រុក", LONG], [[0, 1, 2]]),
    ],
    ids=[
        "lowered sign",
        "raised signs",
        "blank line",
        "no room for more",
        "no Khmer before",
        "whole lines",
        "next line farther left than the sign",
        "goes on right of the sign",
    ],
)
def test_a_line_that_begins_with_a_sign_belongs_to_the_one_before(lines: list[str], groups: list[list[int]]) -> None:
    assert cut_lines(lines) == groups


def test_pieces_follow_one_another_or_stand_where_their_blanks_say() -> None:
    assert joined(["ៅក", "ុ", " ង្ា ស្រុក"]) == "ៅកុង្ា ស្រុក"
    assert joined(["ដម្", " ើ បក          ី ការ", "    ី រិករ"]) == "ដម្ើ បកី រិករី ការ"


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("ឆ្នា ២ំ ០២២", "ឆ្នាំ ២០២២"),
        ("ោក។់ ស្រី", "ោក់។ ស្រី"),
        ("ល្អ ក៏", "ល្អ ក៏"),
        ("(ិ 2", "(ិ 2"),
    ],
    ids=["number", "full stop", "nothing passed", "no letter"],
)
def test_a_sign_behind_a_digit_or_a_full_stop_goes_back_to_its_letter(line: str, meant: str) -> None:
    assert put_back(line) == meant


def test_a_cut_line_is_read_as_one_and_stands_in_the_place_of_its_first_piece() -> None:
    lines = damaged(declaration()[:12], BATTAMBANG)
    at = lines[5].index("ិ")
    cut = [*lines[:5], lines[5][:at], lines[5][at:], *lines[6:]]
    whole = next(line for line in repair(text_document(cut)).lines() if line.number == 6)
    assert whole.cut == (7,)
    assert whole.orig == f"{lines[5][:at]}\n{lines[5][at:]}"
    assert len(whole.text) > len(lines[5][:at])


def test_a_cut_list_item_is_put_together_and_not_with_the_line_before_it() -> None:
    lines = damaged(declaration()[:12], BATTAMBANG)
    at = lines[5].index("ិ")
    cut = [*lines[:4], lines[11], lines[5][:at], lines[5][at:], *lines[6:11]]
    document = text_document(cut)
    next(line for line in document.lines() if line.number == 6).marker = "•"
    read = {line.number: line for line in repair(document).lines()}
    assert (read[5].cut, read[6].cut, read[6].marker) == ((), (7,), "•")
    assert read[6].orig == f"{lines[5][:at]}\n{lines[5][at:]}"


def test_good_text_is_not_put_together() -> None:
    lines = [*declaration()[:12], "ស្រៈ", "ិ", "ុ"]
    assert [line.text for line in repair(text_document(lines)).lines()] == lines
