import re
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.khmer.syllable import INVISIBLES
from pipeline.khmer.words import Word, words

KHMERISH = st.text(
    st.sampled_from([*"កខមនរសាិុំះ្៊៍០៥។ៗលោក", "\u200b", "\u200c", "\u00ad", *" \t\n\u00a0\u2028\r", *"aé.,-(1"]), max_size=30
)


def inked(text: str) -> str:
    return re.sub(f"[\\s{INVISIBLES}]", "", text)


@pytest.fixture(scope="module")
def minutes() -> list[Word]:
    return words("អង្គ\u200bប្រជុំបានពិភាក្សាអំពីច្បាប់  ថ្មី\nOxfam (ACC) 3.5% ខែកញ្ញា ឆ្នាំ២០១៩។")


def test_khmer_is_cut_into_words(minutes: list[Word]) -> None:
    cut = [word.text for word in minutes]
    assert {"បាន", "ពិភាក្សា", "អំពី", "ច្បាប់", "ថ្មី", "ឆ្នាំ", "២០១៩", "។"} <= {*cut}


def test_other_scripts_are_cut_by_shape(minutes: list[Word]) -> None:
    cut = [word.text for word in minutes]
    at = cut.index("Oxfam")
    assert cut[at : at + 6] == ["Oxfam", "(", "ACC", ")", "3.5", "%"]


def test_english_is_cut_without_the_model() -> None:
    code = (
        "import sys; from pipeline.khmer.words import words; words('No Khmer here'); print('khmernltk' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


def test_loading_the_model_says_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    code = "from pipeline.khmer.words import words; words('ខ្មែរ')"
    subprocess.run([sys.executable, "-W", "always", "-c", code], check=True)
    assert capfd.readouterr() == ("", "")


@settings(deadline=None, max_examples=60)
@given(st.one_of(KHMERISH, st.text(max_size=30)))
def test_every_visible_character_stands_in_one_word_in_order(text: str) -> None:
    found = words(text)
    assert all(text[word.start : word.end] == word.text for word in found)
    assert all(not re.search(r"\s", word.text) for word in found)
    places = [place for word in found for place in range(word.start, word.end)]
    assert places == sorted(set(places))
    assert inked("".join(word.text for word in found)) == inked(text)
