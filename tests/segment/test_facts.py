"""When, where and with how many, from lines of other minutes than the sample."""

from collections.abc import Callable

import pytest

from pipeline.model.minutes import Block, Meeting, Section
from pipeline.segment.facts import read_facts

Read = Callable[[str], Meeting]
TITLE = "Minutes of the Monthly Meeting\n\n"


def test_a_line_with_the_label_date_wins(read: Read) -> None:
    meeting = read(f"{TITLE}The plan of 1 May 2020 was read aloud to the members of the council.\n\nDate: 24-11-2020\n")
    assert (meeting.start_date, meeting.date_text) == ("2020-11-24", "24-11-2020")


def test_the_date_of_the_previous_minutes_is_not_the_meetings(read: Read) -> None:
    assert read(f"{TITLE}The minutes of 20 October 2020 were approved by all.\n").start_date is None


def test_both_days_over_two_months(read: Read) -> None:
    meeting = read(f"{TITLE}Takeo, 30 June – 1 July 2020\n")
    assert (meeting.start_date, meeting.end_date) == ("2020-06-30", "2020-07-01")


@pytest.mark.parametrize(
    ("line", "venue", "locality", "province"),
    [
        (
            "Venue: Lotus Hall, Krang Leav, Bati District, Takeo Province",
            "Lotus Hall",
            "Krang Leav, Bati District",
            "Takeo",
        ),
        ("Place: Lotus Hall", "Lotus Hall", None, None),
        ("ទីកន្លែង៖ សាលាឃុំក្រាំងលាវ ស្រុកបាទី ខេត្តតាកែវ", "សាលាឃុំក្រាំងលាវ", "ស្រុកបាទី", "Takeo"),
        ("Friday, 5 June 2020, 6:00 PM, Lotus Library, Phnom Penh", "Lotus Library", "Phnom Penh", "Phnom Penh"),
    ],
)
def test_venue_town_and_province_are_told_apart(
    read: Read, line: str, venue: str, locality: str | None, province: str | None
) -> None:
    location = read(f"{TITLE}{line}\n").location
    assert location is not None
    assert (location.venue, location.locality, location.province) == (venue, locality, province)


def test_how_one_member_took_part_is_not_the_venue() -> None:
    cells = ["Jane Doe", "Member", "Present (via Zoom)"]
    row = Block(id="m1.s1.b1", kind="table_row", text=" ".join(cells), cells=cells, language="en")
    line = Block(id="m1.s1.b2", kind="paragraph", text="Present: Jane Doe, Ann Poe (via Zoom)", language="en")
    meeting = Meeting(id="m1", sections=[Section(id="m1.s1", kind="front", blocks=[row, line])])
    read_facts(meeting, None)
    assert meeting.location is None


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("52 youth (20 young women) took part in the two days.", [("total", 52), ("women", 20)]),
        ("Thirty-four members attended, 12 of them women.", [("total", 34), ("women", 12)]),
        ("Observers: 9 villagers, of whom 4 are women", [("observers", 9)]),
        ("The project gave seeds to 40 farmers.", []),
    ],
)
def test_head_counts_of_the_meeting(read: Read, text: str, counts: list[tuple[str, int]]) -> None:
    found = read(f"{TITLE}{text}\n").attendance
    assert sorted((count.label, count.quantity) for count in found) == sorted(counts)


def test_a_khmer_head_count_begins_at_a_word(read: Read) -> None:
    meeting = read("កំណត់ហេតុអង្គប្រជុំ\n\nសិក្ខាសាលានេះមានអ្នកចូលរួមសរុប ៣០ នាក់ ក្នុងនោះស្រី ១២ នាក់។\n")
    assert [(count.label, count.quantity, count.text) for count in meeting.attendance] == [
        ("total", 30, "អ្នកចូលរួមសរុប ៣០ នាក់"),
        ("women", 12, "ក្នុងនោះស្រី ១២ នាក់"),
    ]


def test_dates_in_a_table_of_tasks_are_not_the_meetings() -> None:
    rows = [["Activities", "Responsible", "Date"], ["Pay the rent", "Jane Doe", "5 May 2021"]]
    held = [Block(id=f"m1.s1.b{n}", kind="table_row", text=" ".join(row), cells=row) for n, row in enumerate(rows)]
    meeting = Meeting(id="m1", sections=[Section(id="m1.s1", kind="other", blocks=held)])
    read_facts(meeting, None)
    assert meeting.start_date is None
