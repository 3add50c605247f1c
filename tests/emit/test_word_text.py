from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.emit.printed import is_bullet
from pipeline.emit.word_text import split_scripts


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("CCC និង NGO", [(False, "CCC "), (True, "និង"), (False, " NGO")]),
        ("ឆ្នាំ ២០២០ ក្នុង", [(True, "ឆ្នាំ ២០២០ ក្នុង")]),
        ("១. (ភូមិ 12)", [(True, "១. (ភូមិ 12)")]),
        ("12 January", [(False, "12 January")]),
        ("2020-2025", [(False, "2020-2025")]),
        ("ក\u200bខ", [(True, "ក\u200bខ")]),
        ("", []),
    ],
)
def test_text_is_split_where_the_script_changes(text: str, pieces: list[tuple[bool, str]]) -> None:
    assert list(split_scripts(text)) == pieces


@given(st.text(alphabet="កខ្្ើ។១ aé1-(\u200b\n\ufffd\x00"))
def test_the_pieces_are_the_text_and_their_scripts_alternate(text: str) -> None:
    pieces = list(split_scripts(text))
    assert "".join(piece for _, piece in pieces) == text
    scripts = [is_khmer for is_khmer, _ in pieces]
    assert all(one != other for one, other in pairwise(scripts))


@pytest.mark.parametrize(
    ("marker", "expected"), [("\uf0b7", True), ("-", True), ("o", True), ("1-", False), ("ក.", False)]
)
def test_bullets_are_told_from_numbers(marker: str, expected: bool) -> None:
    assert is_bullet(marker) is expected
