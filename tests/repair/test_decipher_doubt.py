"""How doubtful deciphered words are said to be."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from benchmarks.decipher_doubts import fitted, judged
from benchmarks.khmer_errors import letter_at, wrong_in
from benchmarks.misspellings import misspelt
from pipeline.khmer.lexicon import lexicon
from pipeline.khmer.order import normalize
from pipeline.repair.decipher import decipher
from pipeline.repair.decipher_doubt import Signs, doubt, share_right
from pipeline.repair.decipher_inventory import inventory
from pipeline.repair.decipher_solve import Solution, solve
from pipeline.repair.decipher_traits import traits
from tests.press.corpus import declaration
from tests.press.damaged_text import damaged
from tests.press.fonts import BATTAMBANG

TRUTH = [normalize(line) for line in declaration()[:6]]
FIRM = Signs(6.0, 1.0, 0.0, 4.0, 0.0, -8.0, 0.0, -6.0, 0.0, 1.5, 2.0, 0.0, 0.0)


@pytest.mark.parametrize(
    "worse",
    [
        {"low_odds": 1.0},
        {"attested": -3.0},
        {"seen": 0.0},
        {"its_own": -2.0},
        {"rival": 2.0},
        {"nats": 6.0},
        {"unknown": 1.0, "frequency": 0.0},
        {"beside_unknown": 2.0},
        {"one_cluster": 1.0},
    ],
)
def test_what_speaks_against_a_word_makes_it_more_doubtful(worse: dict[str, float]) -> None:
    assert doubt(FIRM) < doubt(FIRM._replace(**worse))


def test_a_line_is_as_sure_as_its_words_by_its_length() -> None:
    text = "ខេត្តបាត់ដំបង"
    words = lexicon().segment(text)
    doubts = [0.0] * len(words)
    assert share_right("", [], []) == share_right(text, words, doubts) == 1.0
    doubts[-1] = 0.5
    assert share_right(text, words, doubts) < share_right(f"{text} 2019", words, doubts) < 1.0


@cache
def solution() -> Solution:
    return solve(damaged(TRUTH, BATTAMBANG), None, {}, passes=2)


def test_a_cluster_is_not_its_own_witness() -> None:
    found = solution()
    last = [{cluster.text: cluster for cluster in line} for line in traits(found)]
    alone, table = found.beliefs.counts.copy(), found.beliefs.counts
    cluster = next(text for line in last for text in line if text == "ស")
    row = next(at for at, glyph in enumerate(inventory().glyphs) if glyph.text == "ស")
    piece = int(table[row].argmax())
    alone[row, piece] = 1.0
    alone[row, (piece + 1) % table.shape[1]] = 5.0
    rare = replace(found, beliefs=replace(found.beliefs, counts=alone))
    before = min(line[cluster].attested for line in last if cluster in line)
    after = min(trait.attested for line in traits(rare) for trait in line if trait.text == cluster)
    assert after < before - 1.0


def test_traits_are_those_of_the_reading() -> None:
    found = solution()
    for path, line in zip(found.reading.path, traits(found), strict=True):
        assert [trait.text for trait in line] == [found.edges.text_of(edge, found.tree) for edge in path]
        assert [trait.share for trait in line] == pytest.approx(
            [found.edges.probability(edge, found.reading.posterior) for edge in path]
        )


def test_words_that_an_author_has_misspelt_are_kept_or_flagged() -> None:
    text = misspelt(TRUTH)
    assert sum(map(len, text.places)) >= 3
    for line, goal, places in zip(
        decipher(damaged(text.lines, BATTAMBANG)).lines, text.lines, text.places, strict=True
    ):
        for place in places:
            is_right, at = letter_at(goal, line.text, place)
            assert is_right or any(flag.charspan[0] <= at < flag.charspan[1] for flag in line.flags)


def test_misspelt_words_differ_in_a_letter_and_are_in_no_lexicon() -> None:
    text = misspelt(TRUTH)
    assert text == misspelt(TRUTH)
    for before, after, places in zip(TRUTH, text.lines, text.places, strict=True):
        assert [at for at, pair in enumerate(zip(before, after, strict=True)) if pair[0] != pair[1]] == sorted(places)
        words = lexicon().segment(after)
        for place in places:
            assert any(word.start <= place < word.end and not word.in_lexicon for word in words)


def test_errors_are_laid_to_the_words_that_hold_them() -> None:
    assert wrong_in("កខគង", "កខឃង", [(0, 2), (2, 4)]) == [0.0, 1.0]
    assert wrong_in("កខគង", "កខង", [(0, 2), (2, 3)]) == [0.5, 0.5]
    assert wrong_in("កខ គង", "កខគង", [(0, 2), (2, 4)]) == [0.0, 0.0]
    assert letter_at("កខ គង", "កខគង", 3) == (True, 2)
    assert letter_at("កខគង", "កខឃង", 2) == (False, 2)


def test_judged_words_are_those_of_lines_that_were_not_given() -> None:
    said = damaged(TRUTH, BATTAMBANG)
    found = decipher(said, corrected={0: TRUTH[0]})
    lines = judged(TRUTH, found, given=[0])
    assert [len(line.words) for line in lines] == [len(line.words) for line in found.lines[1:]]
    assert all(0.5 < line.confidence <= 1.0 for line in lines)


def test_the_curve_is_that_of_the_shares() -> None:
    signs = np.array([[0.0]] * 1000 + [[1.0]] * 1000)
    wrong = np.array([1.0] * 100 + [0.0] * 900 + [1.0] * 500 + [0.0] * 500)
    rest, weight = fitted(signs, wrong)
    assert 1 / (1 + np.exp(-rest)) == pytest.approx(0.1, abs=0.01)
    assert 1 / (1 + np.exp(-rest - weight)) == pytest.approx(0.5, abs=0.01)
