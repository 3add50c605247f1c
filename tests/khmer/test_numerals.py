from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.khmer.numerals import LIST_LETTERS, letter_ordinal, ordinal_letter, parse_number, to_ascii, to_khmer


def test_digits_change_script_and_nothing_else_does() -> None:
    assert to_ascii("ថ្ងៃទី០៥ a²") == "ថ្ងៃទី05 a²"
    assert to_khmer("ថ្ងៃទី05 a²") == "ថ្ងៃទី០៥ a²"


@given(st.integers(min_value=0, max_value=10**30 - 1))
def test_a_number_written_in_khmer_digits_reads_back(number: int) -> None:
    assert parse_number(to_khmer(str(number))) == number


@given(st.integers(min_value=1000, max_value=10**24), st.sampled_from(".,"), st.integers(min_value=0, max_value=99))
def test_grouped_thousands_and_cents_read_back(number: int, mark: str, cents: int) -> None:
    grouped = f"{number:,}".replace(",", mark)
    decimal_mark = "," if mark == "." else "."
    assert parse_number(to_khmer(grouped)) == number
    assert parse_number(f"{grouped}{decimal_mark}{cents:02}") == Decimal(f"{number}.{cents:02}")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("២.៥០០", 2500),
        ("2,500", 2500),
        ("២ ៥០០ ០០០", 2_500_000),
        ("៣,៥", Decimal("3.5")),
        ("0.125", Decimal("0.125")),
        ("2019.125", Decimal("2019.125")),
        (" ៦៣ ", 63),
    ],
)
def test_points_and_commas_are_told_apart_by_the_digits_behind_them(text: str, value: int | Decimal) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize("text", ["", "៥-៦", "1.2.3", "1.234.5", "ក", "5 7", "១២៣.", "²", "1,2345.6", "9" * 5000])
def test_other_text_is_no_number(text: str) -> None:
    assert parse_number(text) is None


def test_list_letters_count_in_alphabet_order() -> None:
    assert [letter_ordinal(letter) for letter in "កខគឃង"] == [1, 2, 3, 4, 5]
    assert letter_ordinal("អ") == 33
    assert [ordinal_letter(letter_ordinal(letter) or 0) for letter in LIST_LETTERS] == [*LIST_LETTERS]


@pytest.mark.parametrize("letter", ["ឝ", "ឞ", "a", "", "កខ"])
def test_other_letters_number_no_list(letter: str) -> None:
    assert letter_ordinal(letter) is None


@pytest.mark.parametrize("ordinal", [0, -1, 34])
def test_there_is_no_letter_before_the_first_or_after_the_last(ordinal: int) -> None:
    assert ordinal_letter(ordinal) is None
