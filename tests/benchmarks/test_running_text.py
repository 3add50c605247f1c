"""Sentences in order, words exactly once, running heads."""

from benchmarks.minutes_score.running_text import running_heads, sentences_in_order, words_once
from benchmarks.minutes_score.same import difference
from tests.benchmarks.conftest import block, case, meeting, minutes, section

FIRST = "The first sentence has six words."
SECOND = "The second sentence has six words."
THIRD = "The third sentence has six words."


def test_sentences_cut_between_two_blocks_or_interleaved_are_missed() -> None:
    made = minutes(
        meeting(section(None, block("paragraph", "The first sentence"), block("paragraph", "has six words.")))
    )
    assert sentences_in_order(case().truth, [FIRST], made).missed == [FIRST]
    mixed = minutes(meeting(section(None, block("paragraph", "The first second sentence sentence has six words."))))
    found = sentences_in_order(case().truth, [FIRST, SECOND], mixed)
    assert (found.recall, found.precision) == (0, 0)


def test_a_sentence_out_of_order_is_missed_and_said_to_be_so() -> None:
    made = minutes(meeting(section(None, *(block("paragraph", text) for text in (THIRD, FIRST, SECOND)))))
    found = sentences_in_order(case().truth, [FIRST, SECOND, THIRD], made)
    assert (found.missed, found.precision) == ([f"out of order: {THIRD}"], 1)


def test_a_repeated_sentence_is_taken_where_it_keeps_the_order() -> None:
    made = minutes(meeting(section(None, *(block("paragraph", text) for text in (FIRST, SECOND, FIRST)))))
    assert sentences_in_order(case().truth, [SECOND, FIRST], made).recall == 1
    assert sentences_in_order(case().truth, [FIRST, SECOND, FIRST], made).recall == 1
    assert sentences_in_order(case().truth, [FIRST, FIRST, FIRST], made).found == 2


def test_a_run_in_heading_is_no_part_of_the_sentence_behind_it() -> None:
    line = f"2. Treasurer's report: {FIRST}"
    truth = case(meetings=[{"headings": [["2", "Treasurer's report"]]}]).truth
    apart = minutes(meeting(section("Treasurer's report", block("paragraph", FIRST), number="2")))
    assert sentences_in_order(truth, [line], apart).f1 == 1


def test_a_speaker_is_read_with_his_first_words() -> None:
    speech = block("speech", "", attribution="Mr. Lim, Director", blocks=[block("paragraph", FIRST)])
    line = f"Mr. Lim, Director: {FIRST}"
    assert sentences_in_order(case().truth, [line], minutes(meeting(section(None, speech)))).recall == 1


def test_a_title_that_stands_below_a_letterhead_is_in_order() -> None:
    made = minutes(meeting(section(None, block("paragraph", FIRST)), title=block("title", SECOND)))
    assert sentences_in_order(case().truth, [FIRST, SECOND], made).recall == 1


def test_cells_are_read_one_by_one() -> None:
    row = block("table_row", f"{FIRST} {SECOND}", cells=[FIRST, SECOND])
    assert sentences_in_order(case().truth, [FIRST, SECOND], minutes(meeting(section(None, row)))).f1 == 1


def test_every_word_counts_where_it_is_missing_or_stands_twice() -> None:
    item = block("list_item", "Fix the pump pump", marker="2.", number="2")
    found = words_once(["2. Fix the old pump", "o Rest"], minutes(meeting(section(None, item))))
    assert (sorted(found.missed), found.invented) == (["old", "rest"], ["pump"])


def test_a_running_head_is_looked_for_beyond_its_places_in_the_text() -> None:
    truth = case(running=["Riverside Trust, page 1", "Riverside Trust", "3"]).truth
    lines = ["The Riverside Trust met with 3 others."]
    clean = minutes(meeting(section(None, block("paragraph", lines[0]))))
    assert running_heads(truth, lines, clean).f1 == 1
    leaked = minutes(
        meeting(section(None, block("paragraph", f"{lines[0]} Riverside Trust, page 2"), block("note", "4")))
    )
    assert running_heads(truth, lines, leaked).missed == list(truth.running)


def test_two_readings_are_the_same_whatever_ids_bullets_and_khmer_blanks() -> None:
    one = minutes(meeting(section("Opening", block("list_item", "បាន ប្រជុំ", marker="•", id="a"))))
    other = minutes(meeting(section("Opening", block("list_item", "បានប្រជុំ", marker="\uf0b7", id="b"))))
    assert difference(one, other) is None
    third = minutes(meeting(section("Opening", block("paragraph", "បានប្រជុំ"))))
    assert difference(one, third) == ("list_item |  |  | បានប្រជុំ", "paragraph |  |  | បានប្រជុំ")
