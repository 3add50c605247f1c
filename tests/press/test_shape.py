import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.press.describe import MUOL, PLAIN, Run
from tests.press.fonts import BATTAMBANG, MOUL, PRESS_SANS, PRESS_SYMBOL, installed_khmer_families
from tests.press.shape import shape_runs


def _texts(text: str) -> list[str]:
    return [cluster.text for cluster in shape_runs((Run(text),))]


@pytest.mark.parametrize(
    ("word", "clusters"),
    [
        ("ស្ត្រី", ["ស្ត្រី"]),
        ("ក្រុម", ["ក្រុ", "ម"]),
        ("បណ្តាញ", ["ប", "ណ្តា", "ញ"]),
        ("ស៊ីវិល", ["ស៊ី", "វិ", "ល"]),
        ("CSOs", ["C", "S", "O", "s"]),
    ],
)
def test_a_cluster_is_a_khmer_syllable_or_a_latin_letter(word: str, clusters: list[str]) -> None:
    assert _texts(word) == clusters


@given(st.text(st.sampled_from("aZ 9.-(“កគសប្្រាិើោ៉័៖។២\u200b\uf0b7")))
def test_the_clusters_of_a_text_are_the_text(text: str) -> None:
    assert "".join(_texts(text)) == text


def test_coeng_ro_is_drawn_before_its_base() -> None:
    face = BATTAMBANG.face()
    (cluster,) = shape_runs((Run("ក្រ"),))
    assert [glyph.id for glyph in cluster.glyphs][1] == face.cmap[ord("ក")]


def test_spaces_and_digits_beside_khmer_are_set_in_the_khmer_face_and_latin_letters_are_not() -> None:
    faces = [cluster.face for cluster in shape_runs((Run("ក (2) ខ SDGs"),))]
    assert faces == [BATTAMBANG.face()] * 8 + [PRESS_SANS.face()] * 4


def test_a_style_chooses_the_khmer_face_and_bullets_are_set_in_the_symbol_face() -> None:
    assert shape_runs((Run("ក", MUOL),))[0].face is MOUL.face()
    assert shape_runs((Run("\uf0b7", PLAIN),))[0].face is PRESS_SYMBOL.face()


def test_a_zero_width_space_has_no_width() -> None:
    assert [cluster.width for cluster in shape_runs((Run("ក\u200bខ"),))][1] == 0


def test_families_found_on_the_machine_can_set_khmer() -> None:
    assert all(0x1780 in family.face().cmap for family in installed_khmer_families())
