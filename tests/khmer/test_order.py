import re
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.khmer.order import normalize
from pipeline.khmer.syllable import INVISIBLES, is_wellformed

PAIRS = [
    line.split("\t")
    for line in (Path(__file__).parents[1] / "data" / "sil_khmer_normalizer_pairs.tsv")
    .read_text("utf-8")
    .splitlines()[1:]
]
KHMERISH = st.text(
    st.sampled_from([chr(c) for c in range(0x1780, 0x17EA)] + [*"្្្្រសបក", *INVISIBLES, *" a.é"]), max_size=12
)
MESSY = st.one_of(KHMERISH, st.text(), st.lists(st.one_of(KHMERISH, st.text(max_size=3))).map("".join))


def folded(text: str) -> str:
    return text.replace("្ដ", "្ត")


def ink(text: str) -> Counter[str]:
    """The letters of a text with all that normalising may rewrite undone."""
    for deprecated, today in {
        "ឣ": "អ",
        "ឤ": "អា",
        "\u17b4": "",
        "\u17b5": "",
        "\u17d3": "\u17c6",
        "៘": "។ល។",
    }.items():
        text = text.replace(deprecated, today)
    text = re.sub(f"[{INVISIBLES}]", "", text)
    text = re.sub("្+", "្", text)
    text = text.replace("ើ", "េី").replace("ោ", "េា")
    return Counter(re.sub("[៉៊]", "ុ", text))


def is_foreign(character: str) -> bool:
    return not re.match(f"[\u1780-\u17ff{INVISIBLES}]", character)


@pytest.mark.parametrize(("given_order", "canonical"), PAIRS)
def test_sil_pairs_come_out_canonical(given_order: str, canonical: str) -> None:
    assert folded(normalize(given_order)) == folded(canonical)


def test_all_85_pairs_are_there() -> None:
    assert len(PAIRS) == 85


@pytest.mark.parametrize(
    ("given_order", "canonical"),
    [
        ("កណ្ដាល", "កណ្ដាល"),
        ("កណ្តាល", "កណ្តាល"),
        ("ស្រ្ដី", "ស្ដ្រី"),
        ("ញុី", "ញ៉ី"),
        ("ញុាំ", "ញ៉ាំ"),
        ("ញុ័", "ញ៉័"),
        ("បុ័ង", "ប៉័ង"),
        ("ម៉្យាង", "ម្យ៉ាង"),
        ("ខ្្មែរ", "ខ្មែរ"),
        ("ខ្\u200cមែរ", "ខ្មែរ"),
        ("ខ្\u200bមែរ", "ខ្មែរ"),
        ("ខ\u200b្មែ\u200bរ", "ខ្មែ\u200bរ"),
        ("ចុះ", "ចុះ"),
        ("ឣាច", "អាច"),
        ("ឤច", "អាច"),
        ("ក\u17b5ា", "កា"),
        ("ចា\u17d3", "ចាំ"),
        ("៘", "។ល។"),
    ],
)
def test_khmer_takes_its_canonical_order_and_keeps_its_spelling(given_order: str, canonical: str) -> None:
    assert normalize(given_order) == canonical


@pytest.mark.parametrize(
    "text",
    [
        "Café – 3² — Ⅳ … “x”",
        "co\u00adoperation \ufeffBOM a\u200db\u200cc",
        "។ល។ 3.5 % ខ្មែរ (Café)",
        "ខ្មែរ\u200bយើង",
        "ស៊\u200cី",
        "១២្។",
        "ស៉ី",
    ],
)
def test_what_is_not_order_stays(text: str) -> None:
    assert normalize(text) == text


def test_invisible_characters_beside_khmer_go_but_word_hints_stay() -> None:
    assert normalize("ក\u00adខ\ufeff គ\u200d\u200bឃ a\u00adb") == "កខ គ\u200bឃ a\u00adb"


def test_a_joiner_that_holds_no_shifter_up_goes() -> None:
    assert normalize("ស៊\u200cាក ម៊\u200cី") == "ស៊ាក ម៊ី"


def test_text_in_order_comes_back_as_the_same_object() -> None:
    text = "សេចក្តីសម្រេច " * 100
    assert normalize(text) is text


@settings(deadline=None)
@given(MESSY)
def test_normalising_twice_is_normalising_once(text: str) -> None:
    once = normalize(text)
    assert normalize(once) == once


@settings(deadline=None)
@given(MESSY)
def test_other_scripts_stay_character_for_character(text: str) -> None:
    assert [*filter(is_foreign, normalize(text))] == [*filter(is_foreign, text)]


@given(st.text().filter(lambda text: not re.search("[\u1780-\u17ff\u19e0-\u19ff]", text)))
def test_text_without_khmer_stays(text: str) -> None:
    assert normalize(text) == text


@settings(deadline=None)
@given(MESSY)
def test_no_letter_is_lost_or_made_up(text: str) -> None:
    assert ink(normalize(text)) == ink(text)


@settings(deadline=None)
@given(MESSY)
def test_the_quick_way_through_misses_nothing(text: str) -> None:
    assert normalize(text + " ឣ") == normalize(text) + " អ"


@settings(deadline=None)
@given(
    base=st.sampled_from("កឃងញបមសអឥ"),
    subscripts=st.sampled_from([[], ["្ក"], ["្រ"], ["្ក", "្រ"], ["្ដ", "្រ"], ["្វ"]]),
    shifter=st.sampled_from([[], ["៊"], ["៉"]]),
    vowel=st.sampled_from([[], ["ុ"], ["េ", "ី"], ["េ", "ា"], ["ា"], ["ី"]]),
    modifier=st.sampled_from([[], ["ំ"], ["៍"]]),
    final=st.sampled_from([[], ["ះ"]]),
    order=st.randoms(use_true_random=False),
)
def test_a_syllable_comes_out_the_same_however_it_was_typed(
    base: str,
    subscripts: list[str],
    shifter: list[str],
    vowel: list[str],
    modifier: list[str],
    final: list[str],
    order: Random,
) -> None:
    typed = [*subscripts, *shifter, *vowel, *modifier, *final]
    canonical = base + "".join(typed).replace("េី", "ើ").replace("េា", "ោ")
    order.shuffle(typed)
    assert normalize(base + "".join(typed)) == canonical
    assert is_wellformed(canonical)
