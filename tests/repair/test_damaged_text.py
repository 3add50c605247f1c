"""Damaged Khmer told from good Khmer by the text alone."""

import pytest

from pipeline.khmer.order import normalize
from pipeline.khmer.visual import to_logical, to_visual
from pipeline.repair.damaged_text import Damage, Diagnosis, diagnose, drawn_pieces
from tests.press import damaged_text as press
from tests.press.corpus import declaration, minutes
from tests.press.fonts import BATTAMBANG
from tests.press.text_maps import Rule

LETTERS = (Rule.FIRST, Rule.LAST, Rule.NO_COENG)
GOOD = (
    "លោក ឌី សំណាង អ្នកស្រី ម៉ៅ ចាន់ធី",
    "ហ្វេសប៊ុក យូធូប ថេឡេក្រាម ស្តារប៊ក់ អាប់ផល",
    "កណ្តាល កណ្ដាល ឱ្យ ឲ្យ អោយ ឳ្យ",
    "មិនអាចបើក %s ៖ %m (errno=%d)",
    "ស្រ្តី លេាក ខែ្មរ សុី មុី",
)


def _damaged(lines: list[str], rule: Rule = Rule.FIRST) -> list[str]:
    return press.damaged(lines, BATTAMBANG, press.Damage(rule))


@pytest.mark.parametrize("lines", [GOOD, declaration(), minutes(), ("Annual meeting", "", "12. Budget")])
def test_good_text_is_not_damaged(lines: list[str]) -> None:
    assert diagnose(lines) == Diagnosis(Damage.NONE)


def test_a_list_of_foreign_names_among_good_lines_is_not_damaged() -> None:
    assert diagnose([*declaration()[:5], "អូបាម៉ា ហ្ស៊ុយស៊ែរ", "វ៉ាស៊ីនតោន", *declaration()[5:9]]).damage is Damage.NONE


@pytest.mark.parametrize("rule", LETTERS)
def test_text_through_a_wrong_map_is_damaged_in_every_line(rule: Rule) -> None:
    lines = _damaged(declaration()[2:30], rule)
    found = diagnose(lines)
    assert found.damage is Damage.LETTERS
    assert found.lines == tuple(range(28))


@pytest.mark.parametrize("rule", LETTERS)
def test_damaged_lines_are_told_from_the_good_ones_around_them(rule: Rule) -> None:
    before, after = minutes()[:12], minutes()[12:]
    lines = [*before, "", "Annex", *_damaged(declaration()[2:20], rule), *after]
    assert diagnose(lines).lines == tuple(range(14, 32))


def test_letters_in_drawing_order_are_only_put_in_order() -> None:
    truth = declaration()
    lines = ["".join(to_visual(line)) for line in truth]
    found = diagnose(lines)
    assert found.damage is Damage.ORDER
    right = sum(to_logical(drawn_pieces(lines[index])) == normalize(truth[index]) for index in found.lines)
    assert right > 0.95 * len(found.lines)


def test_no_model_is_loaded_for_text_without_khmer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.repair.damaged_text.model", None)
    assert diagnose(["Only English here", "1, 2, 3"]).damage is Damage.NONE
