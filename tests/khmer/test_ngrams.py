import math
import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.khmer.ngrams import (
    BLANK,
    DIGITS,
    FILE,
    FOREIGN,
    LOOSE_COENG,
    PUNCTUATION,
    REPETITION,
    STOP,
    SYMBOLS,
    CharacterModel,
    model,
    symbols,
)
from pipeline.resources.make_ngrams import NOVELTY, BlankRates, Order, make, prune, smooth

KHMERISH = st.text(st.sampled_from([*"កខមនរសាិុំះ្៊៍៥។ៗលោកបានការa( "]), max_size=30)
CLEAN = "អង្គប្រជុំបានសម្រេចឯកភាពលើផែនការសកម្មភាព និងថវិកាប្រចាំឆ្នាំរបស់រដ្ឋបាលឃុំ"


def key(*sequence: int) -> int:
    return int.from_bytes(bytes(sequence), "big")


@pytest.fixture(scope="module")
def counts() -> list[Order]:
    """Counts of two symbols: 1 three times and 2 once, 1 twice behind 1 and once behind 2."""
    singles = np.array([key(1), key(2)], np.uint64)
    pairs = np.array([key(1, 1), key(1, 2), key(2, 1)], np.uint64)
    return [Order(singles, np.array([3.0, 1.0])), Order(pairs, np.array([2.0, 1.0, 1.0]))]


def test_a_subscript_is_one_symbol() -> None:
    assert len(symbols("ស្ត្រី")) == 4


def test_what_is_drawn_alike_is_one_symbol() -> None:
    assert symbols("កណ្ដាលឲ្យ") == symbols("កណ្តាលឱ្យ")


def test_runs_of_blanks_digits_and_other_scripts_are_one_symbol_each() -> None:
    assert symbols("  \t១២12 CCC-é។ៗ្") == bytes(
        [BLANK, DIGITS, BLANK, FOREIGN, PUNCTUATION, FOREIGN, STOP, REPETITION, LOOSE_COENG]
    )


def test_invisible_characters_are_no_symbols() -> None:
    assert symbols("ក\u200bខ\u200c\ufeff\u00ad") == symbols("កខ")


@given(st.text(max_size=30))
def test_any_text_has_symbols_and_a_finite_score(text: str) -> None:
    found = symbols(text)
    assert all(symbol < SYMBOLS for symbol in found)
    assert math.isfinite(model().logprob(text))


@pytest.mark.parametrize("text", ["", "ប្រជុំ", "អង្គការសង្គម", "ក១ខ", CLEAN])
def test_probabilities_in_a_state_add_up_to_one(text: str) -> None:
    _, state = model().advance(model().start(), symbols(text))
    assert sum(math.exp(model().step(state, symbol)[0]) for symbol in range(SYMBOLS)) == pytest.approx(1, abs=0.12)


@given(KHMERISH, KHMERISH)
def test_scores_of_parts_add_up(text: str, more: str) -> None:
    language = model()
    first, state = language.advance(language.start(), symbols(text))
    second, end = language.advance(state, symbols(more))
    total, same_end = language.advance(language.start(), symbols(text) + symbols(more))
    assert first + second == pytest.approx(total)
    assert end == same_end


@given(KHMERISH, KHMERISH, st.lists(st.integers(0, SYMBOLS - 1), min_size=5, max_size=5))
def test_only_the_last_five_symbols_make_a_state(text: str, other: str, last: list[int]) -> None:
    states = {model().advance(model().start(), symbols(start) + bytes(last))[1] for start in (text, other)}
    assert len(states) == 1


def test_the_model_ranks_text_above_its_clusters_shuffled_and_reversed() -> None:
    swapped = "អង្គប្រជុំបានមម្រេចឯសភាពលើនែផការសកម្កភាព និងវថិកាច្រប្រំឆ្នាំសរប់រដ្ឋបាលឃុំ"
    scores = [model().per_character(text) for text in (CLEAN, swapped, CLEAN[::-1])]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] > scores[1] + 0.5


def test_a_character_of_a_run_or_a_subscript_counts_as_written() -> None:
    language = model()
    assert language.per_character("ក្ក123") == pytest.approx(language.logprob("ក្ក123") / 4)
    assert language.per_character("") == 0


def test_the_model_stays_small() -> None:
    assert FILE.stat().st_size < 1_600_000


def test_smoothing_mixes_in_the_shorter_history_by_what_followed(counts: list[Order]) -> None:
    _, pairs = smooth(counts)
    novelty = 2 * NOVELTY
    assert pairs.values[0] == pytest.approx((2 + novelty * 0.75) / (3 + novelty))
    assert pairs.values[2] == pytest.approx((1 + NOVELTY * 0.75) / (1 + NOVELTY))


def test_a_made_model_gives_back_its_probabilities(counts: list[Order]) -> None:
    tiny = CharacterModel(zlib.decompress(make(counts, 0.0)))
    (singles, pairs) = smooth(counts)
    score, state = tiny.step(0, 1)
    assert score == pytest.approx(math.log(singles.values[0]), abs=0.11)
    assert tiny.step(state, 2)[0] == pytest.approx(math.log(pairs.values[1]), abs=0.11)


def test_pruning_drops_what_the_shorter_history_says_as_well(counts: list[Order]) -> None:
    smoothed = smooth(counts)
    assert [len(order.keys) for order in prune(smoothed, counts, 0.0)] == [2, 3]
    assert [len(order.keys) for order in prune(smoothed, counts, 1.0)] == [2, 0]


def test_blanks_are_as_frequent_between_two_words_as_around_each() -> None:
    rates = BlankRates(["ក\u200bខ\u200bគ", "ក ខ\u200bគ", "ង ច"] * 20)
    assert rates.rate("ខ", "គ") < rates.rate("ក", "ខ") < rates.rate("ង", "ច") <= 0.9
