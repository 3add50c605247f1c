"""The typist of 8-bit fonts: what a person at such a keyboard types."""

import pytest

from tests.press.legacy import CannotWriteError, Habits, typed


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("មនុស្សទាំងអស់កើតមក", "mnusSTaMgGs;ekItmk"),
        ("ព្រះរាជាណាចក្រកម្ពុជា", "RBHraCaNacRkkm<úCa"),
        ("រដ្ឋាភិបាល", "rdæaPi)al"),
        ("ទេសរដ្ឋមន្ត្រី", "eTsrdæm®nþI"),
        ("ថ្ងៃខែឆ្នាំកំណើត", "éf¶ExqñaMkMeNIt"),
        ("អក្សរបញ្ចូល", "GkSrbBa©Úl"),
        ("សម្រាប់ស្បែកខ្មៅ", "sRmab;Es,kexµA"),
        ("ស៊ី ប៉ី ស៊ើប", "suI buI esuIb"),
        ("បញ្ចេញ", "beBa©j"),
        ("ប្រារព្ធ", "R)arB§"),
        ("លក្ស្មណៈ", "lkSµN³"),
    ],
)
def test_limon_is_typed_in_the_order_of_drawing(text: str, codes: str) -> None:
    assert typed(text, "limon") == codes.encode("cp1252")


def test_families_have_their_own_codes() -> None:
    assert typed("អក្សរ", "abc") == "Gkßr".encode("cp1252")
    assert typed("កញ្ជើ", "fk") == b"tsv:T"


def test_habits_differ() -> None:
    assert typed("ប្រេង", "limon") == b"eRbg"
    assert typed("ប្រេង", "limon", Habits(ro_first=True)) == b"Rebg"
    assert typed("ញ៉ក", "limon") == b"juk"
    assert typed("ញ៉ក", "limon", Habits(low_shifter_of_nyo=False)) == b"j:k"


@pytest.mark.parametrize(("text", "family"), [("Total", "limon"), ("។៕", "limon"), ("ភ្ភ", "rasmei"), ("សគ៌", "abc2")])
def test_what_a_font_has_no_glyph_for_cannot_be_written(text: str, family: str) -> None:
    with pytest.raises(CannotWriteError):
        typed(text, family)
