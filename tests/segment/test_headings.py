"""Headings, numbered parts and groups, in texts and Word files made up for these tests."""

import io
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from pipeline.model.minutes import Meeting
from pipeline.segment.vocabulary import phrases
from tests.segment.conftest import blocks, read_minutes, sections

ReadWord = Callable[[list[tuple[str, str]]], Meeting]


@pytest.fixture
def read_word(tmp_path: Path) -> ReadWord:
    """Reads paragraphs, each a style and a text, as a Word file."""

    def read(paragraphs: list[tuple[str, str]]) -> Meeting:
        file = docx.Document()
        for style, text in paragraphs:
            file.add_paragraph(text, style=style)
        out = io.BytesIO()
        file.save(out)
        path = tmp_path / "minutes.docx"
        path.write_bytes(out.getvalue())
        return read_minutes(path).meetings[0]

    return read


def headed(meeting: Meeting) -> list[tuple[str, str | None, str]]:
    return [
        (section.kind, section.number, section.heading.text)
        for section in meeting.sections
        if section.heading is not None
    ]


def test_a_styled_heading_is_believed_whatever_it_says(read_word: ReadWord) -> None:
    meeting = read_word(
        [
            ("Title", "Report of the Workshop on Wells"),
            ("Heading 1", "Session 1: Water law"),
            ("Normal", "The law was read."),
            ("Heading 1", "Welcome speech by Mr. Sok Dara, Governor of Kampot"),
            ("Normal", "He welcomed all."),
            ("Heading 1", "Journey to the wells on 4 May 2021"),
            ("Normal", "We drank."),
        ]
    )
    assert headed(meeting) == [
        ("session", "1", "Water law"),
        ("opening", None, "Welcome speech by Mr. Sok Dara, Governor of Kampot"),
        ("other", None, "Journey to the wells on 4 May 2021"),
    ]


def test_a_session_without_a_table_is_a_section_of_a_text_file(read: Callable[[str], Meeting]) -> None:
    meeting = read(
        "Report of the Workshop\n\nSession 1: Wells\n\nThe wells were shown.\n\nSession 2: Pumps\n\nPumps were shown.\n"
    )
    assert headed(meeting) == [("session", "1", "Wells"), ("session", "2", "Pumps")]


NUMBERED = """\
Minutes of the Village Meeting

1. Minutes of the last meeting
They were read and approved.
2. Water
2.1 Pump
The pump is broken.
3. Road
a. The road is wet.
b. The bridge is closed.
4. Tasks
1. Call the mechanic
2. Buy gravel
"""


def test_short_numbered_lines_with_text_between_them_are_items(read: Callable[[str], Meeting]) -> None:
    meeting = read(NUMBERED)
    assert headed(meeting) == [
        ("item", "1", "Minutes of the last meeting"),
        ("item", "2", "Water"),
        ("item", "3", "Road"),
        ("item", "4", "Tasks"),
    ]
    assert [(section.number, len(section.blocks)) for section in meeting.sections[1].sections] == [("2.1", 1)]
    assert [item.marker for item in blocks(meeting, "list_item")] == ["a.", "b.", "1.", "2."]


def test_numbered_lines_over_bullets_are_groups_only_where_groups_tell_their_results(
    read: Callable[[str], Meeting],
) -> None:
    lists = "1. Boats:\n- one boat\n2. Carts:\n- two carts\n"
    plain = read(f"Minutes of the Meeting\n\nMembers spoke of what they own\n{lists}")
    assert [section.number for section in sections(plain, "item")] == ["1", "2"]
    assert not sections(plain, "group")
    agenda = (
        "Topics Detailed Discussion\n\nSession 1: {title}\n\n"
        "Led by Ms. Keo Maly, Trainer of the network of all of the river villages\n{lists}\nLunch All\nClosing\n"
    )
    in_groups = read("Workshop Report\n\n" + agenda.format(title="Group work", lists=lists))
    assert [section.number for section in sections(in_groups, "group")] == ["1", "2"]


def test_a_question_that_groups_answer_heads_their_points(read: Callable[[str], Meeting]) -> None:
    meeting = read(
        "Workshop Report\n\nTopics Detailed Discussion\n\nSession 1: Group work\n\n"
        "1. What can we\ndo?\n2. What can they\ndo?\n\n"
        "Led by Ms. Keo Maly, Trainer of the network of all of the river villages\n"
        "1. What can we do?\n- Plant trees\n2. What can they do?\n- Give us the trees\nLunch All\nClosing\n"
    )
    groups = sections(meeting, "group")
    assert [(group.number, len(group.blocks), group.prompt_id is not None) for group in groups] == [
        ("1", 1, True),
        ("2", 1, True),
    ]


def test_a_line_that_names_a_body_gives_way_to_the_title(read: Callable[[str], Meeting]) -> None:
    meeting = read("KOH TRAL COMMITTEE\nMINUTES OF 2ND MEETING\n\n1. Roof\nIt leaks.\n2. Door\nIt is shut.\n")
    assert meeting.title is not None
    assert meeting.title.text == "MINUTES OF 2ND MEETING"
    assert [block.text for block in sections(meeting, "front")[0].blocks] == ["KOH TRAL COMMITTEE"]


def test_what_stands_behind_a_phrase_is_cut_from_the_text_it_was_found_in() -> None:
    assert phrases("headings", "other").behind("“\u200bKey\u200b findings”") == ""
    assert phrases("headings", "objectives").behind("  Objectives of the day") == "of the day"
    assert phrases("headings", "objectives").behind("The pump") is None


def test_a_quoted_heading_is_known_by_its_words(read: Callable[[str], Meeting]) -> None:
    meeting = read("Minutes of the Meeting\n\n“Next steps”\n\nBuy a pump\n")
    assert headed(meeting) == [("other", None, "“Next steps”")]


def test_the_last_point_of_a_list_above_a_heading_is_no_heading(read: Callable[[str], Meeting]) -> None:
    meeting = read(
        "Minutes of the Meeting\n\nObjectives\n\n•\n\nDig a well\n\n•\n\nPaint it\n\nExpected results\n\nA well\n"
    )
    assert [item.text for item in sections(meeting, "objectives")[0].blocks] == ["Dig a well", "Paint it"]


def test_bullets_under_a_number_that_heads_them_are_a_level_deeper(read: Callable[[str], Meeting]) -> None:
    meeting = read("Minutes of the Meeting\n\nThese points were raised:\n1. The audit is due.\n2. Boats:\n- one boat\n")
    assert [(item.marker, item.level) for item in blocks(meeting, "list_item")] == [("1.", 1), ("2.", 1), ("-", 2)]


def test_numbers_of_headings_run_on_over_tables_between_them(tmp_path: Path) -> None:
    file = docx.Document()
    file.add_paragraph("Minutes of the Growers")
    for title in ("A. Stocks", "B. Prices"):
        file.add_paragraph().add_run(title).bold = True
        file.add_paragraph("All was counted twice this week, and nothing was missing.")
        table = file.add_table(rows=2, cols=2)
        for n, text in enumerate(("Name", "Weight", "Rice", "12")):
            table.rows[n // 2].cells[n % 2].text = text
    file.save(str(tmp_path / "minutes.docx"))
    found = read_minutes(tmp_path / "minutes.docx").meetings[0].sections
    assert [(one.number, one.heading.text) for one in found if one.heading] == [("A", "Stocks"), ("B", "Prices")]
