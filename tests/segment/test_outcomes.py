from collections.abc import Callable

import pytest

from pipeline.model.minutes import Block, Meeting, Section
from pipeline.segment.outcomes import find_outcomes
from tests.segment.conftest import blocks, sections

BOARD = """\
Minutes of the Board Meeting

5 May 2020

Call to order
Present: Pich Sothea (Chair), Lim Dara (Treasurer), John Hart and Keo Maly. Absent: Noun Rith.
John Hart moved to approve the minutes of March; Keo Maly seconded. Carried 4-0.

Recommendations:
- Publish the report in Khmer
- Meet the governor

Action items:
- Lim Dara to send the accounts by 30 May 2020
Action item: Keo Maly to book the hall

Key findings: roads are bad, schools are far, and wells are dry.
Upcoming tasks:
- Order books
The tasks performed in the last quarter by the staff of the office have been:
- Plowed snow
"""


def test_outcomes_take_their_type_from_their_heading_or_lead(read: Callable[[str], Meeting]) -> None:
    meeting = read(BOARD)
    found = [(outcome.type, outcome.text) for outcome in meeting.outcomes]
    assert found == [
        ("motion", "John Hart moved to approve the minutes of March; Keo Maly seconded. Carried 4-0."),
        ("recommendation", "Publish the report in Khmer"),
        ("recommendation", "Meet the governor"),
        ("action_item", "Lim Dara to send the accounts by 30 May 2020"),
        ("action_item", "Keo Maly to book the hall"),
        ("finding", "roads are bad"),
        ("finding", "schools are far"),
        ("finding", "wells are dry"),
        ("action_item", "Order books"),
    ]


def test_a_motion_names_mover_seconder_result_and_votes(read: Callable[[str], Meeting]) -> None:
    motion = next(outcome for outcome in read(BOARD).outcomes if outcome.type == "motion")
    assert (motion.moved_by, motion.seconded_by, motion.result, motion.votes) == (
        "John Hart",
        "Keo Maly",
        "carried",
        "4-0",
    )


def test_present_and_absent_people_are_told_apart(read: Callable[[str], Meeting]) -> None:
    assert [(person.name, person.role, person.attendance) for person in read(BOARD).people] == [
        ("Pich Sothea", "Chair", "present"),
        ("Lim Dara", "Treasurer", "present"),
        ("John Hart", None, "present"),
        ("Keo Maly", None, "present"),
        ("Noun Rith", None, "absent"),
    ]


def test_ids_name_sections_and_blocks_by_position(read: Callable[[str], Meeting]) -> None:
    meeting = read(BOARD)
    assert [section.id for section in meeting.sections] == [f"m1.s{n}" for n in range(1, len(meeting.sections) + 1)]
    held = {block.id for kind in ("paragraph", "list_item") for block in blocks(meeting, kind)}
    assert {outcome.block_id for outcome in meeting.outcomes} <= held
    assert {outcome.section_id for outcome in meeting.outcomes} <= {
        section.id for section in sections(meeting, "other")
    } | {section.id for section in sections(meeting, "opening")}


HEAD = "Minutes of the Board Meeting\n\n5 May 2020\n\n"


@pytest.mark.parametrize(
    ("text", "motion"),
    [
        (
            "Jane Doe moved to adopt the agenda. Ken O'Hara seconded. Motion carried unanimously.",
            ("Jane Doe", "Ken O'Hara", "carried", "unanimously"),
        ),
        (
            "Motion by Mr. Chum Rath to buy a bell, seconded by Ms. Ek Sarin. Motion passed 5-1.",
            ("Mr. Chum Rath", "Ms. Ek Sarin", "passed", "5-1"),
        ),
        (
            "Moved by Mr. Chum Rath, seconded by Dr. Yos Piseth, to close. CARRIED.",
            ("Mr. Chum Rath", "Dr. Yos Piseth", "carried", None),
        ),
        (
            "MOTION: To adopt the plan. Moved by Jane Doe; seconded by Ken Poe. Vote: 3 in favour, 1 against. FAILED.",
            ("Jane Doe", "Ken Poe", "failed", "3 in favour, 1 against"),
        ),
        (
            "A motion was duly made and seconded to accept the report. The motion unanimously passed.",
            (None, None, "passed", "unanimously"),
        ),
    ],
)  # fmt: skip
def test_standard_motions_are_one_outcome_with_their_fields(
    read: Callable[[str], Meeting], text: str, motion: tuple[str | None, ...]
) -> None:
    (found,) = read(f"{HEAD}{text}\n").outcomes
    assert (found.type, found.text) == ("motion", text.removeprefix("MOTION: "))
    assert (found.moved_by, found.seconded_by, found.result, found.votes) == motion


@pytest.mark.parametrize(
    ("text", "at_least"),
    [
        ("It was resolved that the well be dug.", 0.8),
        ("The committee agreed to meet again in June.", 0.8),
        ("The Board decided not to renew the lease.", 0.8),
        ("អង្គប្រជុំបានឯកភាពចំណាយថវិកាសម្រាប់ជួសជុលអណ្តូង។", 0.7),
    ],
)
def test_what_the_meeting_agreed_is_a_decision(read: Callable[[str], Meeting], text: str, at_least: float) -> None:
    (found,) = read(f"{HEAD}{text}\n").outcomes
    assert (found.type, found.text) == ("decision", text)
    assert found.confidence >= at_least


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Chum Rath moved to Takeo in March.",
        "She asked whether the committee agreed to meet again.",
        "If the board approved the plan, work would begin.",
        "Contact Jane Doe to volunteer.",
        "Kampong Thom to Phnom Penh takes three hours.",
        "The council may pass by the school.",
        "The plan was approved by the governor.",
    ],
)
def test_other_sentences_are_no_outcomes(read: Callable[[str], Meeting], text: str) -> None:
    assert read(f"{HEAD}{text}\n").outcomes == []


def test_numbered_headings_over_points_alone_recommend_nothing(read: Callable[[str], Meeting]) -> None:
    text = (
        "The budget was discussed by all of the members.\n\n1. Tools:\n- two saws\n- one axe\n\n2. Staff:\n- a cook\n"
    )
    assert read(HEAD + text).outcomes == []


def test_results_of_groups_are_recommended_where_groups_report(read: Callable[[str], Meeting]) -> None:
    meeting = read(f"{HEAD}Annex: Results of the group work\n\n1. Tools:\n- Buy two saws\n\n2. Staff:\n- Hire a cook\n")
    assert [(found.type, found.text) for found in meeting.outcomes] == [
        ("recommendation", "Buy two saws"),
        ("recommendation", "Hire a cook"),
    ]
    assert all(found.confidence < 0.8 for found in meeting.outcomes)


def test_points_of_next_steps_have_owner_and_due_date(read: Callable[[str], Meeting]) -> None:
    meeting = read(
        f"{HEAD}Next steps\n\n- Mr. Chum Rath to share the map by 15 June 2020\n"
        "- Youth groups to send plans by 20 May\n- Continue to clean the well\n- Print the book (Treasurer)\n"
    )
    assert [(found.type, found.owner, found.due_date, found.theme) for found in meeting.outcomes] == [
        ("action_item", "Mr. Chum Rath", "2020-06-15", None),
        ("action_item", "Youth groups", "2020-05-20", None),
        ("action_item", None, None, None),
        ("action_item", "Treasurer", None, None),
    ]


def test_a_task_in_a_sentence_is_a_guess(read: Callable[[str], Meeting]) -> None:
    meeting = read(f"{HEAD}Website\n\nJane Doe to obtain three offers by June 28, 2020.\n")
    (found,) = meeting.outcomes
    assert (found.type, found.owner, found.due_date) == ("action_item", "Jane Doe", "2020-06-28")
    assert found.confidence < 0.8


def test_rows_of_a_table_of_tasks_are_action_items() -> None:
    rows = [
        ["No", "Action", "Responsible", "Deadline"],
        ["1", "Fix roof", "Jane Doe", "5 June 2020"],
        ["2", "Buy ink", "", "soon"],
        ["3", "", "", ""],
    ]
    held = [Block(id=f"m1.s1.b{n}", kind="table_row", text=" ".join(row), cells=row) for n, row in enumerate(rows)]
    meeting = Meeting(id="m1", sections=[Section(id="m1.s1", kind="other", blocks=held)])
    found = find_outcomes(meeting)
    assert [(one.type, one.text, one.owner, one.due_date) for one in found] == [
        ("action_item", "Fix roof", "Jane Doe", "2020-06-05"),
        ("action_item", "Buy ink", None, None),
    ]
    assert all(one.charspan and held[n].text[slice(*one.charspan)] == one.text for n, one in enumerate(found, 1))


def test_tables_of_other_things_hold_no_action_items() -> None:
    rows = [["Activity", "Budget", "Date"], ["Training", "200", "5 June 2020"]]
    held = [Block(id=f"m1.s1.b{n}", kind="table_row", text=" ".join(row), cells=row) for n, row in enumerate(rows)]
    assert find_outcomes(Meeting(id="m1", sections=[Section(id="m1.s1", kind="other", blocks=held)])) == []


def test_paragraphs_under_a_heading_of_decisions_are_decisions(read: Callable[[str], Meeting]) -> None:
    meeting = read(f"{HEAD}Decisions\n\nThe fee stays at two dollars.\n\nThe office closes at four from now on.\n")
    assert [(found.type, found.text) for found in meeting.outcomes] == [
        ("decision", "The fee stays at two dollars."),
        ("decision", "The office closes at four from now on."),
    ]
