import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.khmer.fold import fold

KHMERISH = st.text(
    st.sampled_from([chr(c) for c in range(0x1780, 0x17EA)] + [*"្អោយដត\u200b\u200c\u00ad ៊ A"]), max_size=14
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ស្តីពី", "ស្ដីពី"),
        ("សេចក្តីសម្រេច", "សេចក្ដីសម្រេច"),
        ("ឱ្យ", "ឲ្យ"),
        ("ធ្វើឱ្យបាន", "ធ្វើអោយបាន"),
        ("ស្ត្រី", "ស្រ្ដី"),
        ("អង្គ\u200bប្រជុំ", "អង្គប្រជុំ"),
        ("ឆ្នាំ២០១៩", "ឆ្នាំ2019"),
        ("វគ្គទី១  ៖", " វគ្គទី1\n៖"),
        ("Straße CAFÉ", "STRASSE café"),
        ("co\u00adoperation", "Cooperation"),
    ],
)
def test_spellings_of_one_word_fold_together(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("កម្ម", "ក្រម"), ("ស៊ី", "ស៉ី"), ("ទៅ", "នៅ"), ("អោយ", "អោយ៉ា"), ("café", "cafe")]
)
def test_other_words_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_the_phonetic_spelling_is_left_alone_inside_other_syllables() -> None:
    assert fold("អោយុ") == "អោយុ"
    assert fold("ក្អោយ") == "ក្អោយ"


@settings(deadline=None)
@given(st.one_of(KHMERISH, st.text()))
def test_folding_twice_is_folding_once(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
