"""The form in which texts are compared."""

import pytest

from benchmarks.minutes_score.keys import alike, holds, is_long, key, sentences, without_bullet, words
from benchmarks.minutes_score.names import name_match


def test_blanks_signs_and_letter_case_do_not_count() -> None:
    assert key("Treasurer’s  Report:") == key("treasurer's report")
    assert key("12 Mill\u00a0Road, Hall") == "12 mill road hall"


def test_khmer_is_compared_letter_by_letter_whatever_the_blanks_and_the_digits() -> None:
    assert words("ប្រជុំ ២០ នាក់") == words("ប្រជុំ20នាក់")
    assert key("ប្រជុំ") != key("ប្រជំុ".replace("ំ", ""))


def test_the_mark_of_a_note_is_the_same_number_raised_or_not() -> None:
    assert words("cleans the school.¹") == words("cleans the school.1")


def test_a_part_begins_at_a_word_but_may_end_inside_one() -> None:
    assert holds("the balance is 40", "balance i")
    assert not holds("the unbalance is 40", "balance")
    assert not holds("anything", "")


def test_empty_texts_are_like_nothing() -> None:
    assert alike("Zoom", "by Zoom")
    assert not alike("", "Zoom")
    assert not alike("Zoo", "Zoom")


def test_the_letter_that_stands_for_a_hollow_bullet_is_no_word() -> None:
    assert without_bullet("o Fix the pump") == "Fix the pump"
    assert without_bullet("of the pump") == "of the pump"


def test_sentences_end_before_a_capital_and_at_khmer_stops() -> None:
    assert sentences("The cost is 4.5 riel. It was paid. (Nobody asked.)") == [
        "The cost is 4.5 riel.",
        "It was paid.",
        "(Nobody asked.)",
    ]
    assert len(sentences("បានប្រជុំ។ បានបិទ។")) == 2


def test_a_sentence_of_five_words_or_fifteen_khmer_letters_is_long() -> None:
    assert is_long(words("The pump is broken again"))
    assert not is_long(words("The pump is broken"))
    assert is_long(words("អង្គប្រជុំបានបិទ"))
    assert not is_long(words("បានបិទ"))


@pytest.mark.parametrize(
    ("one", "other", "match"),
    [
        ("Anne Keller", "Ms. Anne Keller", 2),
        ("A. Keller", "Anne Keller", 1),
        ("Keller", "Anne Maria Keller", 1),
        ("B. Keller", "Anne Keller", 0),
        ("Anne Keller", "Anne Miller", 0),
        ("លោកស្រី សុខ ដារា", "សុខ ដារា", 2),
        ("", "Anne Keller", 0),
    ],
)
def test_a_shorter_form_of_a_name_is_the_same_person(one: str, other: str, match: int) -> None:
    assert name_match(one, other) == match
    assert name_match(other, one) == match
