from collections.abc import Callable

from pipeline.model.minutes import Meeting
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
