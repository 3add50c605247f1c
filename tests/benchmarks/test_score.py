"""What counts as found, missed and invented, kind by kind."""

import pytest

from benchmarks.minutes_score.score import Score, score
from benchmarks.minutes_score.tally import Tally
from pipeline.model.minutes import Meeting
from tests.benchmarks.conftest import block, case, meeting, minutes, section


def scored(truth: dict[str, object], *made: Meeting, either: list[str] | None = None) -> Score:
    return score(case(meetings=[truth], either=either or []), minutes(*made))


def faults(tally: Tally) -> tuple[list[str], list[str]]:
    return tally.missed, tally.invented


def person(name: str, **facts: object) -> dict[str, object]:
    return {"id": "p", "name": name, "speaker_type": "participant", **facts}


def outcome(type_: str, text: str, **facts: object) -> dict[str, object]:
    return {"id": "o", "type": type_, "text": text, "section_id": "s", "block_id": "b", "confidence": 1, **facts}


def test_a_heading_is_found_by_its_text_and_its_number_counts_apart() -> None:
    found = scored(
        {"headings": [["1", "Opening"], ["2", "Minutes of May"], ["", "Thanks"]]},
        meeting(
            section("OPENING:", number="1", sections=[section("Minutes of May", number="3")]), section("Any other")
        ),
    )
    assert faults(found["headings"]) == (["Thanks"], ["Any other"])
    assert faults(found["heading numbers"]) == (["2 (read: 3) of 2 Minutes of May"], [""])


def test_a_heading_that_kept_its_number_in_its_text_has_no_number() -> None:
    found = scored({"headings": [["1", "Opening"]]}, meeting(section("1. Opening")))
    assert found["headings"].f1 == 1
    assert found["heading numbers"].recall == 0


def test_an_item_is_found_by_its_first_words_and_counts_once() -> None:
    long = "Fix the pump in the yard behind the new school before the end of May"
    found = scored(
        {"list_items": [long[:60], long[:60], "Fix it"]},
        meeting(section(None, block("list_item", long, marker="•"), block("list_item", "Fix it all"))),
    )
    assert faults(found["list items"]) == ([long[:60], "Fix it"], ["Fix it all"])


def test_a_numbered_question_may_stand_for_an_item_but_is_none_invented() -> None:
    asked = section(None, block("question", "Who pays?", marker="1."), block("question", "When?", marker="2."))
    assert faults(scored({"list_items": ["Who pays?"]}, meeting(asked))["list items"]) == ([], [])


def test_what_may_be_read_either_way_counts_neither_for_nor_against() -> None:
    truth: dict[str, object] = {"headings": [["", "Members present"]], "list_items": ["Lot 14, a shed"]}
    made = meeting(section("Date of the day"), people=[person("The Clerk")])
    found = scored(truth, made, either=["members", "Lot 14", "Date", "The clerk"])
    assert [found[kind].f1 for kind in ("headings", "list items", "people")] == [None, None, None]


def test_rows_of_an_attendance_table_are_no_rows_of_data() -> None:
    rows = [
        block("table_row", "Name Role", cells=["Name", "Role"]),
        block("table_row", "A. Lim X", cells=["A. Lim", "X"]),
    ]
    data = [block("table_row", "Item Cost", cells=["Item", "Cost"]), block("table_row", "Pump 9", cells=["Pump", "9"])]
    truth: dict[str, object] = {"people": [{"name": "A. Lim"}], "table_rows": ["Item | Cost"]}
    found = scored(truth, meeting(section(None, *rows), section(None, *data)))
    assert faults(found["table rows"]) == ([], ["Pump | 9"])


def test_people_are_found_in_any_order_and_a_second_form_of_a_name_is_invented() -> None:
    truth: dict[str, object] = {
        "people": [
            {"name": "Anne Keller", "role": "Chair of the Board", "part": "chair", "attendance": "present"},
            {"name": "Jo Lim", "attendance": "absent"},
        ]
    }
    found = scored(
        truth,
        meeting(
            people=[
                person("Jo Lim", attendance="present"),
                person("A. Keller"),
                person("Anne Keller", role="Chair", speaker_type="chair"),
            ]
        ),
    )
    assert faults(found["people"]) == ([], ["A. Keller, participant"])
    assert found["people with roles"].f1 == 1
    assert found["chair and secretary"].f1 == 1
    assert (found["people with attendance"].found, found["people with attendance"].kept) == (0, 0)
    assert len(found["people with attendance"].missed) == 2


def test_a_question_without_an_answer_has_none_in_the_output() -> None:
    parts = section(
        None,
        block("question", "Lim asked who pays.", id="q1"),
        block("answer", "The council pays.", id="a1"),
        block("question", "When will it be done?", id="q2"),
    )
    told = [
        {"id": "x", "number": None, "question_ids": ["q1"], "answer_ids": ["a1"], "confidence": 1},
        {"id": "x", "number": None, "question_ids": ["q2"], "answer_ids": [], "confidence": 1},
    ]
    exchanges = [
        {"question": "Lim asked who", "answer": "The council pa"},
        {"question": "When will it be done?", "answer": "In May"},
    ]
    found = scored({"exchanges": exchanges}, meeting(parts, exchanges=told))
    assert found["questions"].f1 == 1
    assert faults(found["questions with answers"]) == (
        ["In May (read: no answer) of When will it be done? -> In May"],
        [""],
    )
    exchanges[1]["answer"] = ""
    assert scored({"exchanges": exchanges}, meeting(parts, exchanges=told))["questions with answers"].f1 == 1


def test_an_outcome_has_its_type_and_its_details() -> None:
    truth = {
        "outcomes": [
            {"type": "motion", "text": "approve the minutes of May", "moved_by": "A. Keller", "votes": "5-0"},
            {"type": "decision", "text": "the pump will be fixed"},
        ]
    }
    made = [
        outcome("motion", "Keller moved to approve the minutes of May.", moved_by="Ms. Anne Keller", result="carried"),
        outcome("action_item", "The pump will be fixed"),
    ]
    found = scored(truth, meeting(outcomes=made))
    assert (found["motion"].f1, found["decision"].recall, found["action_item"].precision) == (1, 0, 0)
    assert (found["moved_by"].f1, found["votes"].recall, found["result"].precision) == (1, 0, 0)
    assert found["outcomes"].f1 == 0.5


def test_whom_an_outcome_is_addressed_to_counts_only_where_the_truth_tells() -> None:
    told = {"type": "request", "text": "please mend the road soon"}
    made = [outcome("request", "Please mend the road soon", addressed_to="the district")]
    assert scored({"outcomes": [told]}, meeting(outcomes=made))["addressed_to"].f1 is None
    assert scored({"outcomes": [told | {"addressed_to": "District"}]}, meeting(outcomes=made))["addressed_to"].f1 == 1
    assert scored({"outcomes": [told | {"addressed_to": "Province"}]}, meeting(outcomes=made))["addressed_to"].f1 == 0


def test_an_outcome_may_be_told_by_what_its_block_says_there() -> None:
    text = "It was agreed: the pump will be fixed. The meeting closed at ten."
    truth = {"outcomes": [{"type": "decision", "text": "the pump will be fixed"}]}
    for span, figure in (((0, 38), 1), ((39, 65), 0)):
        made = outcome("decision", "fix pump", charspan=span, block_id="b1")
        parts = section(None, block("paragraph", text, id="b1"))
        assert scored(truth, meeting(parts, outcomes=[made]))["decision"].f1 == figure


@pytest.mark.parametrize(
    ("made", "figure"),
    [({"start_date": "2023-03-14"}, 1), ({"start_date": "2023-03-14", "end_date": "2023-03-15"}, 0), ({}, 0)],
)
def test_a_date_is_right_with_its_end(made: dict[str, object], figure: float) -> None:
    assert scored({"start_date": "2023-03-14"}, meeting(**made))["date"].f1 == figure


def test_a_fact_that_is_not_printed_counts_where_it_is_invented() -> None:
    found = scored({}, meeting(start_date="2023-03-14", location={"name": "Zoom"}))
    assert (found["date"].precision, found["place"].invented, found["title"].f1) == (0, ["Zoom"], None)


def test_a_head_count_has_its_number_and_of_women_and_men_its_label() -> None:
    counts = [("women", 6), ("total", 17), ("present", 9)]
    made = [{"label": label, "quantity": number, "text": "", "block_id": ""} for label, number in counts]
    truth: dict[str, object] = {"attendance": [["total", 17], ["men", 6], ["members present", 9]]}
    assert faults(scored(truth, meeting(attendance=made))["head-counts"]) == (["men 6"], ["women 6"])


def test_meetings_of_a_file_are_paired_by_what_they_share_and_one_too_few_is_missed() -> None:
    days = ["2023-01-01", "2023-02-01", "2023-03-01"]
    truths: list[dict[str, object]] = [{"start_date": day, "headings": [["", f"News of {day}"]]} for day in days]
    made = [meeting(section("News of 2023-02-01")), meeting(start_date="2023-03-01")]
    found = score(case(meetings=truths), minutes(*made))
    assert (found["meetings in a file"].recall, found["meetings in a file"].precision) == (pytest.approx(2 / 3), 1)
    assert found["headings"].found == found["date"].found == 1
    assert found["classification"].recall == pytest.approx(2 / 3)


def test_a_meeting_without_headings_is_paired_by_its_date() -> None:
    truths: list[dict[str, object]] = [{"start_date": "2023-01-01"}, {"start_date": "2023-02-01"}]
    assert score(case(meetings=truths), minutes(meeting(start_date="2023-02-01")))["date"].found == 1
