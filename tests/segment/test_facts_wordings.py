"""Head-counts, dates and places in the wordings of minutes."""

from collections.abc import Callable

import pytest

from pipeline.model.minutes import Meeting

Read = Callable[[str], Meeting]
HEAD = "Minutes of the Board Meeting\n\n3 May 2021\n\n"
HEAD_KM = "កំណត់ហេតុប្រជុំ\n\nថ្ងៃទី៣ ខែឧសភា ឆ្នាំ២០២១\n\n"


def counts(meeting: Meeting) -> list[tuple[str, int]]:
    return [(count.label, count.quantity) for count in meeting.attendance]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Attendance: 76, 21 by proxy and 55 actual.", [("present", 76), ("by proxy", 21), ("actual", 55)]),
        ("Fifty-two participants were present, of whom 17 were women.", [("total", 52), ("women", 17)]),
        ("Quorum: Yes (4 of 5)", [("quorum", 4)]),
        ("In attendance: Ada Quill and 9 members of the public.", [("members of the public", 9)]),
        ("Approximately twenty-five citizens were in the audience.", [("citizens", 25)]),
    ],
)
def test_head_counts(read: Read, text: str, told: list[tuple[str, int]]) -> None:
    assert counts(read(f"{HEAD}{text}\n")) == told


def test_khmer_counts_of_women_without_the_word_for_persons(read: Read) -> None:
    meeting = read(f"{HEAD_KM}ចំនួនអ្នកចូលរួម៖ ២២ នាក់ (ស្រី ១៤ ប្រុស ៨)\n")
    assert counts(meeting) == [("total", 22), ("women", 14), ("men", 8)]


def test_the_date_of_the_paper_is_not_that_of_the_meeting(read: Read) -> None:
    held = "Monday 20 January 2025, 9.00, Rose Hotel, Kratie"
    meeting = read(f"Summary Record of the Ninth Meeting\n\nFinal, 3 February 2025\n\n{held}\n")
    assert meeting.start_date == "2025-01-20"
    assert meeting.location is not None and meeting.location.name == "Rose Hotel, Kratie"


def test_a_room_comes_before_the_village_of_a_subject(read: Read) -> None:
    meeting = read(f"{HEAD_KM}កិច្ចប្រជុំបានប្រព្រឹត្តទៅនៅសាលប្រជុំធំសាលាស្រុក ក្រោមអធិបតីភាព លោក យូ ចំណាន។\n")
    assert meeting.location is not None and meeting.location.name.startswith("សាលប្រជុំធំសាលាស្រុក")
