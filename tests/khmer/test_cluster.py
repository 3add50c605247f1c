from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.khmer.cluster import broken_share, clusters, is_cluster, split

SAMPLE = Path(__file__).parents[2] / "inputs" / "battambang-2019-09-05.txt"
CLEAN = (
    "អង្គប្រជុំបានបើកនៅវេលាម៉ោង ៨:៣០ នាទីព្រឹក ក្រោមអធិបតីភាពលោកស្រី ប្រធានមន្ទីរកិច្ចការនារី និងមានអ្នកចូលរួមសរុប ៦៣ នាក់ "
    "(ស្រី ២២ នាក់)។ លោកប្រធានបានស្នើឱ្យអង្គការសមាជិករៀបចំផែនការសកម្មភាពឲ្យបានច្បាស់លាស់ ស្របតាមគោលការណ៍ណែនាំ។ល។"
)
VARIANTS = "ស្រ្តីនៅខែ្មរធើ្វការ សុីបាយ បុ័ង លេាក កំុ ម៉្យាង ម៉\u200bោង\u200bប្រាំ"


def chunks(text: str, size: int) -> list[str]:
    return [text[start : start + size] for start in range(0, len(text), size)]


@pytest.fixture(scope="module")
def annex() -> str:
    """The Khmer annex of the sample, read through Word's character map."""
    return SAMPLE.read_text("utf-8").split("Annex: Result of the group discussions", 1)[1]


def test_a_cluster_is_a_base_with_all_that_hangs_on_it() -> None:
    assert split("ស្ត្រី ៣នាក់!") == ["ស្ត្រី", " ៣", "នា", "ក់", "!"]
    assert clusters("ស្ត្រី ៣នាក់!") == ["ស្ត្រី", "នា", "ក់"]


def test_wrong_order_and_word_hints_inside_do_not_cut_a_cluster() -> None:
    assert split("ខែ្មរធ\u200bើ្វ") == ["ខែ្ម", "រ", "ធ\u200bើ្វ"]


def test_signs_without_a_base_are_a_cluster_of_their_own() -> None:
    pieces = split("ការ ិ្ី")
    assert pieces == ["កា", "រ", " ", "ិ្ី"]
    assert [is_cluster(piece) for piece in pieces] == [True, True, False, True]


@given(
    st.one_of(st.text(), st.text(st.sampled_from([chr(c) for c in range(0x1780, 0x17EA)] + [*"\u200b\u200c\u00ad a"])))
)
def test_the_pieces_joined_are_the_text(text: str) -> None:
    assert "".join(split(text)) == text


@pytest.mark.parametrize("text", [CLEAN, VARIANTS, "", "Café 63 participants", "៥-៦ ៛ ៕"])
def test_good_text_and_order_variants_are_not_broken(text: str) -> None:
    assert broken_share(text) == 0


@pytest.mark.parametrize("text", ["ក ា", "និង្ ក", "កាា", "កិា", "ក៊៊", "ក ្ក"])
def test_what_no_one_types_is_broken(text: str) -> None:
    assert broken_share(text) > 0


def test_where_the_text_was_cut_proves_nothing() -> None:
    for start in range(len(CLEAN)):
        assert broken_share(CLEAN[start : start + 9]) == 0


def test_khmer_read_through_a_wrong_map_stands_out_in_every_200_characters(annex: str) -> None:
    assert broken_share(annex) > 0.05
    assert min(broken_share(chunk) for chunk in chunks(annex.strip(), 200)) > 0.01
