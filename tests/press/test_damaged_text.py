"""Damage to text by a wrong map: what the rules say, and that real extractors give what the short way gives."""

import pytest

from pipeline.khmer.cluster import broken_share
from tests.press.corpus import declaration
from tests.press.damaged_text import Damage, damaged
from tests.press.fonts import BATTAMBANG
from tests.press.producers.word import Word
from tests.press.read_back import EXTRACTORS, HAS_PDFTOTEXT
from tests.press.specimens import specimen
from tests.press.text_maps import Rule, share

LINES = ("សង្គមស៊ីវិល និងច្បាប់ ធ្វើ", "NGO 2019 ២០១៩ ផែនការ ចំនួន ង")


@pytest.mark.parametrize(
    ("text", "glyphs", "at_first", "at_last"),
    [
        ("ង្គ", 2, ["ង្", "គ"], ["ង", "្គ"]),
        ("ច្បា", 2, ["ច្ប", "ា"], ["ច", "្បា"]),
        ("កៀ", 3, [" ", "ក", "ៀ"], ["ក", "ៀ", " "]),
        ("ធ្វើ", 4, ["ធ", "្", "វ", "ើ"], ["ធ", "្", "វ", "ើ"]),
    ],
)
def test_characters_are_dealt_out_one_a_glyph_and_the_rest_stays_at_one_end(
    text: str, glyphs: int, at_first: list[str], at_last: list[str]
) -> None:
    assert share(text, glyphs, at_first=True) == at_first
    assert share(text, glyphs, at_first=False) == at_last


def test_the_first_occurrence_of_a_glyph_says_it_for_the_whole_text() -> None:
    said = damaged(["អង្គការ និង", "ដែល ដៃ"], BATTAMBANG)
    assert said == ["អង្គការ និង្", "ដែល ដែ"]


def test_lines_digits_and_other_scripts_come_through() -> None:
    for rule in Rule:
        said = damaged(LINES, BATTAMBANG, Damage(rule))
        assert len(said) == len(LINES)
        assert said[1].startswith("NGO 2019 ២០១៩ ")


def test_a_map_in_visual_order_keeps_every_letter_and_a_map_without_coeng_has_none() -> None:
    assert sorted(damaged(["កែ ប្រ"], BATTAMBANG, Damage(Rule.VISUAL))[0]) == sorted("កែ ប្រ")
    assert "្" not in "".join(damaged(declaration()[:9], BATTAMBANG, Damage(Rule.NO_COENG)))


@pytest.mark.parametrize("rule", Rule)
def test_damage_shows_in_the_syllables(rule: Rule) -> None:
    assert broken_share("\n".join(damaged(declaration()[:40], BATTAMBANG, Damage(rule)))) > 0.02


def test_drift_moves_signs_and_loses_none() -> None:
    straight, drifted = (damaged(declaration()[:9], BATTAMBANG, Damage(drift=share)) for share in (0.0, 1.0))
    assert straight != drifted
    assert [sorted(line) for line in straight] == [sorted(line) for line in drifted]


def test_blanks_stand_behind_a_subscript_under_a_letter_with_aa() -> None:
    assert damaged(["ស្គាល់ កា"], BATTAMBANG, Damage(blanks=1.0)) == ["ស្គា ល់ កា"]


@pytest.mark.parametrize("extractor", EXTRACTORS)
def test_extractors_give_the_letters_of_the_map(extractor: str) -> None:
    if extractor == "pdftotext" and not HAS_PDFTOTEXT:
        pytest.skip("pdftotext is not installed (apt-get install poppler-utils)")
    made = specimen(BATTAMBANG, Word(Rule.FIRST), LINES)
    said = "".join(damaged(made.lines, BATTAMBANG))
    read = "".join(EXTRACTORS[extractor](made.pdf))
    assert sorted(read.replace(" ", "")) == sorted(said.replace(" ", ""))
