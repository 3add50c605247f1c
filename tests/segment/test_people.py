"""Who took part, and how: in lists, tables, sentences and signatures."""

from collections.abc import Callable

import pytest

from pipeline.model.minutes import Block, Meeting, Person, Section
from pipeline.segment.people import find_people
from tests.segment.conftest import blocks

Read = Callable[[str], Meeting]


def by_name(meeting: Meeting) -> dict[str, Person]:
    return {person.name: person for person in meeting.people}


@pytest.mark.parametrize("name", ["Im Sophy", "Id Vanna", "Well Chantha"])
def test_names_that_look_like_contractions_stay_whole(read: Read, name: str) -> None:
    meeting = read(f"Minutes of the Board Meeting\n\n3 May 2021\n\nMs. {name} read the report of April.\n")
    assert [person.name for person in meeting.people] == [name]


HEAD = "Minutes of the Board Meeting\n\n3 May 2021\n\n"


def presence(meeting: Meeting) -> list[tuple[str, str | None, str | None]]:
    return [(person.name, person.role, person.attendance) for person in meeting.people]


def test_full_stops_of_honorifics_end_no_list_of_the_present(read: Read) -> None:
    present = "Mr. Chum Rath (Chair), Ms. Ek Sarin, Dr. Yos Piseth and Mrs. Long Thida."
    meeting = read(f"{HEAD}Present: {present}\n\nAbsent: Mr. Un Vibol\n")
    assert presence(meeting) == [
        ("Chum Rath", "Chair", "present"),
        ("Ek Sarin", None, "present"),
        ("Yos Piseth", None, "present"),
        ("Long Thida", None, "present"),
        ("Un Vibol", None, "absent"),
    ]


def test_two_lists_of_one_paragraph_are_told_apart_without_a_mark_between(read: Read) -> None:
    meeting = read(f"{HEAD}Present: Chum Rath, Chair; Ek Sarin, Treasurer; Yos Piseth Apologies: Un Vibol\n")
    assert presence(meeting) == [
        ("Chum Rath", "Chair", "present"),
        ("Ek Sarin", "Treasurer", "present"),
        ("Yos Piseth", None, "present"),
        ("Un Vibol", None, "absent"),
    ]


def test_points_under_a_heading_of_attendance_are_people(read: Read) -> None:
    meeting = read(
        f"{HEAD}Attendance\n\n- Mr. Chum Rath, Village chief\n- Ms. Ek Sarin, Deputy\n\nAbsent:\n- Mr. Un Vibol\n\n"
        "The meeting began at nine.\n\n"
        "Recommendations\n\n- Mr. Yos Piseth, Director of ABC\n"
    )
    assert presence(meeting)[:3] == [
        ("Chum Rath", "Village chief", "present"),
        ("Ek Sarin", "Deputy", "present"),
        ("Un Vibol", None, "absent"),
    ]
    assert all(attendance is None for name, _, attendance in presence(meeting) if name == "Yos Piseth")


def test_khmer_points_under_a_heading_of_attendance_are_people(read: Read) -> None:
    meeting = read("កំណត់ហេតុអង្គប្រជុំ\n\nសមាសភាពអ្នកចូលរួម\n\n- លោក ជុំ រ័ត្ន ប្រធានក្រុម\n- លោកស្រី ឯក សារិន លេខាធិការ\n")
    assert [(p.honorific, p.name, p.role, p.attendance, p.speaker_type) for p in meeting.people] == [
        ("លោក", "ជុំ រ័ត្ន", "ប្រធានក្រុម", "present", "chair"),
        ("លោកស្រី", "ឯក សារិន", "លេខាធិការ", "present", "secretary"),
    ]


def table_meeting(rows: list[list[str]], heading: str) -> Meeting:
    held = [Block(id=f"m1.s1.b{n}", kind="table_row", text=" ".join(row), cells=row) for n, row in enumerate(rows)]
    title = Block(kind="heading", text=heading)
    return Meeting(id="m1", sections=[Section(id="m1.s1", kind="other", heading=title, blocks=held)])


def test_rows_of_a_table_of_people_are_people() -> None:
    meeting = table_meeting(
        [
            ["No", "Full name", "Position", "Attendance"],
            ["1", "Chum Rath", "Chair", "Present"],
            ["2", "Ms. Ek Sarin", "Treasurer", "Absent with apologies"],
            ["3", "Yos Piseth", "Member", "✓"],
        ],
        "Board",
    )
    assert [(p.honorific, p.name, p.role, p.attendance) for p in find_people(meeting, None)] == [
        (None, "Chum Rath", "Chair", "present"),
        ("Ms.", "Ek Sarin", "Treasurer", "absent"),
        (None, "Yos Piseth", "Member", "present"),
    ]


def test_other_tables_hold_no_people() -> None:
    meeting = table_meeting([["Item", "Budget"], ["Dara Travel", "200"], ["Siem Reap", "300"]], "Budget")
    assert find_people(meeting, None) == []


def test_what_participants_expect_is_no_list_of_people(read: Read) -> None:
    meeting = read(f"{HEAD}Participants' expectations\n\n- Better Roads\n- Clean Water\n")
    assert meeting.people == []


@pytest.mark.parametrize(
    ("sentence", "name", "role"),
    [
        ("President Jane Doe called the meeting to order at 6 p.m.", "Jane Doe", "President"),
        ("The meeting was called to order at 6:05 PM by Jane Doe.", "Jane Doe", None),
        (
            "The meeting was chaired by Ms. Chum Rath, Deputy Governor of Takeo.",
            "Chum Rath",
            "Deputy Governor of Takeo",
        ),
        ("Chairperson: Jane Doe", "Jane Doe", "Chairperson"),
        ("អង្គប្រជុំបានប្រព្រឹត្តទៅក្រោមអធិបតីភាពដ៏ខ្ពង់ខ្ពស់របស់ លោក ជុំ រ័ត្ន អភិបាលស្រុក", "ជុំ រ័ត្ន", "អភិបាលស្រុក"),
        ("កិច្ចប្រជុំដឹកនាំដោយលោកស្រី ឯក សារិន មេឃុំ", "ឯក សារិន", "មេឃុំ"),
    ],
)
def test_who_leads_is_the_chair(read: Read, sentence: str, name: str, role: str | None) -> None:
    person = by_name(read(f"{HEAD}{sentence}\n"))[name]
    assert (person.speaker_type, person.role) == ("chair", role)


@pytest.mark.parametrize(
    ("end", "name"),
    [
        ("Minutes taken by Jane Doe.\n", "Jane Doe"),
        ("Minute taker: Ms. Ek Sarin\n", "Ek Sarin"),
        ("Respectfully submitted, Jane Doe\n", "Jane Doe"),
        ("Respectfully submitted,\n\nJane Doe\n", "Jane Doe"),
        ("Respectfully submitted,\n\nJane Doe, Secretary\n", "Jane Doe"),
        ("អ្នកកត់ត្រា\n\nឯក សារិន\n", "ឯក សារិន"),
        ("អ្នកកត់ត្រា៖ លោកស្រី ឯក សារិន\n", "ឯក សារិន"),
    ],
)
def test_who_wrote_the_minutes_is_the_secretary_and_signs_without_a_speech(read: Read, end: str, name: str) -> None:
    meeting = read(f"{HEAD}Adjournment\n\nThe meeting closed at five.\n\n{end}")
    assert by_name(meeting)[name].speaker_type == "secretary"
    assert blocks(meeting, "speech") == []


def test_who_reported_is_named_with_a_role_where_printed(read: Read) -> None:
    meeting = read(
        f"{HEAD}Les Doe, Treasurer, submitted the following report by email. Roads – Ann Mary Poe reported that two "
        "are open. "
        "The Roads Committee submitted a report. Siem Reap reported no case. Later Les reported on the bank.\n"
    )
    assert [(p.name, p.role, p.speaker_type) for p in meeting.people] == [
        ("Les Doe", "Treasurer", "speaker"),
        ("Ann Mary Poe", None, "speaker"),
    ]
    assert blocks(meeting, "speech") == []


def test_organisations_that_a_report_lets_speak_are_no_people(read: Read) -> None:
    meeting = read("Report of the Field Visit\n\nBackground\n\nWorld Vision reported that ten wells are dry.\n")
    assert meeting.people == []
