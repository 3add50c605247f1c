"""Which tables are agendas, and what their columns hold, in documents made up for these tests."""

import pytest

from pipeline.model.minutes import Meeting
from pipeline.segment.columns import columns_of
from pipeline.segment.identify import walk_sections
from tests.segment.conftest import blocks, sections
from tests.segment.documents import meeting_of

HEAD = ("Report of the Workshop", "12 March 2021")


def rows_of(meeting: Meeting) -> list[tuple[str, str | None, str]]:
    (agenda,) = sections(meeting, "agenda")
    found = [section for section in walk_sections(agenda.sections) if section.heading]
    return [(section.kind, section.number, section.heading.text) for section in found if section.heading]


@pytest.mark.parametrize(
    ("heads", "columns"),
    [
        (["Agenda item", "Key points discussed", "Follow-up actions"], ["topics", "discussion", "discussion"]),
        (["No.", "Items", "Deliberations", "Action by"], ["number", "topics", "discussion", "owner"]),
        (
            ["Item", "Discussion", "Decision", "Responsible", "Deadline"],
            ["topics", "discussion", "discussion", "owner", "due"],
        ),
        (["Agenda item", "Discussion", "Status", "Date"], ["topics", "discussion", "other", "due"]),
        (["ល.រ", "របៀបវារៈ", "ខ្លឹមសារពិភាក្សា", "អ្នកទទួលខុសត្រូវ"], ["number", "topics", "discussion", "owner"]),
    ],
)
def test_columns_are_known_by_words_inside_their_heads(heads: list[str], columns: list[str]) -> None:
    assert columns_of(heads) == columns


@pytest.mark.parametrize(
    "heads",
    [
        ["Item", "Action", "Owner", "Due date"],
        ["Item", "Quantity", "Price"],
        ["Agenda item", "Page", "Annex", "Discussion"],
        ["Activity", "Expected outcome", "Budget"],
    ],
)
def test_tables_of_tasks_and_costs_are_no_agendas(heads: list[str]) -> None:
    assert columns_of(heads) is None


def test_a_khmer_table_of_hours_and_results_is_an_agenda() -> None:
    meeting = meeting_of(
        "កំណត់ហេតុអង្គប្រជុំ",
        [
            ("ល.រ", "ពេលវេលា", "សកម្មភាព", "អ្នកទទួលខុសត្រូវ", "លទ្ធផល"),
            ("១", "៨:០០-៨:៣០", "បើកអង្គប្រជុំ", "លោក ហេង សុភា", "អង្គប្រជុំបានបើក។"),
            ("២", "៨:៣០-១០:០០", "របាយការណ៍", "លោកស្រី កែវ មាលា", "ចំណាយបានកើនឡើង។\n• ថ្លៃសាំង\n• ថ្លៃជួល"),
        ],
    )
    assert rows_of(meeting) == [("item", "1", "បើកអង្គប្រជុំ"), ("item", "2", "របាយការណ៍")]
    assert [block.text for block in blocks(meeting, "list_item")] == ["ថ្លៃសាំង", "ថ្លៃជួល"]
    assert meeting.outcomes == []


def test_a_programme_without_a_discussion_stays_rows_and_is_no_list_of_tasks() -> None:
    meeting = meeting_of(
        *HEAD,
        "Agenda",
        [
            ("Time", "Activity", "Responsible"),
            ("8:00-9:00", "Opening remarks", "Mr. Sok Dara"),
            ("9:00-10:00", "Presentation on wells", "Ms. Keo Maly"),
        ],
    )
    assert len(blocks(meeting, "table_row")) == 3
    assert meeting.outcomes == []


def test_a_programme_in_an_annex_is_an_agenda() -> None:
    meeting = meeting_of(
        *HEAD,
        "Annex 1: Programme",
        [("Time", "Session", "Responsible"), ("8:00", "Lunch", "All"), ("9:00", "Tea", "All")],
    )
    (agenda,) = sections(meeting, "agenda")
    assert [row.kind for row in agenda.blocks] == ["table_row"] * 3


def test_rows_without_heads_that_are_titles_and_prose_are_parts() -> None:
    meeting = meeting_of(
        "Minutes of the Meeting",
        "12 March 2021",
        "Topic 1: New displacements",
        [
            ("Summary of discussion", "• It was said that 62 households arrived.\n• All agreed."),
            ("Key challenges", "• No flat land is left."),
            ("Action points", "• Clear Spring to build 12 latrines by 30 November 2021."),
        ],
    )
    (topic,) = (section for section in meeting.sections if section.kind == "session")
    told = [(part.heading.text, len(part.blocks)) for part in topic.sections if part.heading]
    assert told == [("Summary of discussion", 2), ("Key challenges", 1), ("Action points", 1)]
    assert [outcome.type for outcome in meeting.outcomes] == ["finding", "action_item"]


def test_numbered_titles_of_business_without_heads_are_an_agenda() -> None:
    meeting = meeting_of(
        "Minutes of the Meeting",
        "12 March 2021",
        [
            ("1.", "Apologies", "None were received from the members of the board."),
            ("2.", "Roof", "The roof leaks in two places and will be mended."),
            ("3.", "Next meeting", "The next meeting is held on 12 April 2021."),
        ],
    )
    assert rows_of(meeting) == [("item", "1", "Apologies"), ("item", "2", "Roof"), ("item", "3", "Next meeting")]


def test_facts_and_data_without_heads_stay_rows() -> None:
    facts = [("Date", "12 March 2021"), ("Venue", "Hall"), ("Purpose", "To talk about the roof and the yard of it.")]
    data = [("Roof", "12", "Mended in May by the firm from town."), ("Yard", "40", "Cleared in June by the members.")]
    meeting = meeting_of("Minutes of the Meeting", facts, "Works", data)
    assert len(blocks(meeting, "table_row")) == 5
