"""How truths and outputs are paired and counted."""

import pytest

from benchmarks.minutes_score.tally import Tally, best_first, detail_tally, in_order, tally


def same(one: str, other: str) -> int:
    return int(one[0] == other[0])


def test_pairs_in_order_do_not_cross_and_nothing_stands_twice() -> None:
    pairs = in_order(["a1", "b1", "c1", "d1"], ["b2", "a2", "c2", "c3", "d2"], same)
    assert [truth for truth, _ in pairs] in (["a1", "c1", "d1"], ["b1", "c1", "d1"])
    assert len({made for _, made in pairs}) == 3


def test_the_better_match_is_taken_in_order() -> None:
    assert in_order(["ab"], ["ax", "ab"], lambda one, other: 2 if one == other else same(one, other)) == [("ab", "ab")]


def test_without_order_the_best_match_goes_first() -> None:
    pairs = best_first(["ax", "ab"], ["ab", "ay"], lambda one, other: 2 if one == other else same(one, other))
    assert sorted(pairs) == [("ab", "ab"), ("ax", "ay")]


def test_recall_and_precision_count_what_is_missed_and_invented() -> None:
    counted = tally(["a1", "b1"], ["a2", "c2", "d2"], [])
    assert (counted.missed, counted.invented, counted.f1) == (["a1", "b1"], ["a2", "c2", "d2"], 0.0)
    truths, outputs = ["a1", "b1"], ["a2", "c2", "d2"]
    counted = tally(truths, outputs, [(truths[0], outputs[0])])
    assert (counted.recall, counted.precision) == (0.5, pytest.approx(1 / 3))
    assert counted.f1 == pytest.approx(0.4)


def test_where_there_is_neither_truth_nor_output_there_is_no_figure() -> None:
    assert (Tally().recall, Tally().precision, Tally().f1) == (None, None, None)
    assert Tally(missed=["a"]).f1 == 0.0


def test_a_detail_counts_for_all_but_is_named_for_pairs_only() -> None:
    truths, outputs = [("a", "chair"), ("b", "clerk"), ("c", "")], [("a", "chair"), ("b", ""), ("d", "guest")]
    pairs = [(truths[0], outputs[0]), (truths[1], outputs[1])]
    counted = detail_tally(truths, outputs, pairs, lambda person: person[1], str.__eq__)
    assert (counted.found, len(counted.missed), counted.kept, counted.invented) == (1, 1, 1, [""])
    assert counted.missed[0].startswith("clerk (read: none)")
