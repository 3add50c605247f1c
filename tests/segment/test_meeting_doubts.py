"""Doubts of a meeting as a whole are warnings."""

from pathlib import Path
from typing import Any

import pytest

from pipeline.model.minutes import Attendance, Block, Classification, Issue, Meeting, Outcome, Section
from pipeline.segment.meeting_doubts import meeting_doubts, same_dates
from tests.segment.conftest import read_minutes


def _meeting(title: str | None, classification: Classification, **fields: Any) -> Meeting:
    heading = Block(id="m1.s1.h", kind="heading", text="Business")
    text = Block(id="m1.s1.b1", kind="paragraph", text="The lamp was spoken about.")
    return Meeting(
        id="m1",
        title=Block(id="m1.title", kind="title", text=title) if title else None,
        classification=classification,
        sections=[Section(id="m1.s1", kind="item", heading=heading, blocks=[text])],
        **fields,
    )


def _dated(title: str, printed: str, iso: str) -> Meeting:
    return _meeting(title, "meeting", start_date=iso, date_text=printed)


def _motion() -> Outcome:
    return Outcome(id="m1.o1", type="motion", text="To pay.", section_id="m1.s1", block_id="m1.s1.b1", confidence=0.9)


def _told(meeting: Meeting) -> list[tuple[str, str]]:
    return [(issue.code, issue.severity) for issue in meeting_doubts(meeting)]


def test_minutes_with_a_title_and_a_full_date_are_not_doubtful() -> None:
    assert _told(_dated("Minutes of the board", "7 May 2021", "2021-05-07")) == []


def test_a_warning_names_the_meeting_by_its_id_and_first_words() -> None:
    (issue,) = meeting_doubts(_meeting("Minutes of the board", "meeting", outcomes=[_motion()]))
    assert issue.message == 'm1 "Minutes of the board": no date of the meeting was found.'


def test_minutes_in_which_nothing_of_a_meeting_was_found_may_be_none() -> None:
    assert _told(_meeting("Minutes of the board", "meeting")) == [("no-proceedings", "warning")]


def test_a_text_without_a_title_is_said_to_have_none() -> None:
    untitled = _meeting(None, "meeting", start_date="2021-05-07", date_text="7 May 2021")
    assert _told(untitled) == [("no-title", "warning")]


def test_a_report_needs_no_date_and_no_people() -> None:
    assert _told(_meeting("Annual report", "report")) == []


@pytest.mark.parametrize("classification", ["report", "other"])
def test_a_report_that_has_motions_is_doubtful(classification: Classification) -> None:
    report = _meeting("Annual report", classification, start_date="2021-05-07", outcomes=[_motion()])
    assert _told(report) == [("kind-doubtful", "warning")]


@pytest.mark.parametrize(("title", "is_doubtful"), [("Report of the board", True), ("Report on the meeting", False)])
def test_minutes_whose_title_calls_them_a_report_are_doubtful(title: str, is_doubtful: bool) -> None:
    told = _told(_dated(title, "7 May 2021", "2021-05-07"))
    assert told == ([("kind-doubtful", "warning")] if is_doubtful else [])


@pytest.mark.parametrize(
    ("title", "printed", "iso", "codes"),
    [
        ("Minutes of the board", "May 2021", "2021-05", ["date-incomplete"]),
        ("Minutes of the board", "5/9/2021", "2021-09-05", ["date-doubtful"]),
        ("Minutes of the board", "25/9/2021", "2021-09-25", []),
        ("Minutes of the board", "5/5/2021", "2021-05-05", []),
        ("កំណត់ហេតុប្រជុំ", "5/9/2021", "2021-09-05", []),
        ("កំណត់ហេតុប្រជុំ", "ថ្ងៃព្រហស្បតិ៍ ទី៥ ខែកញ្ញា ឆ្នាំ២០១៩", "2019-09-05", []),
        ("កំណត់ហេតុប្រជុំ", "ថ្ងៃសុក្រ ទី៥ ខែកញ្ញា ឆ្នាំ២០១៩", "2019-09-05", ["date-doubtful"]),
    ],
)
def test_a_date_that_could_be_another_one_is_doubtful(title: str, printed: str, iso: str, codes: list[str]) -> None:
    assert [code for code, _ in _told(_dated(title, printed, iso))] == codes


@pytest.mark.parametrize(("words", "is_doubtful"), [(20, False), (2000, True)])
def test_a_long_text_without_a_heading_is_doubtful(words: int, is_doubtful: bool) -> None:
    meeting = _dated("Minutes of the board", "7 May 2021", "2021-05-07")
    meeting.sections[0].heading = None
    meeting.sections[0].blocks[0].text = "lamp " * words
    assert _told(meeting) == ([("no-headings", "warning")] if is_doubtful else [])


@pytest.mark.parametrize(("men", "is_doubtful"), [(11, False), (12, True)])
def test_head_counts_that_do_not_add_up_are_noted(men: int, is_doubtful: bool) -> None:
    meeting = _dated("Minutes of the board", "7 May 2021", "2021-05-07")
    meeting.attendance = [
        Attendance(label=label, quantity=quantity, text="", block_id="m1.s1.b1")
        for label, quantity in (("total", 17), ("women", 6), ("men", men))
    ]
    assert _told(meeting) == ([("head-count-doubtful", "info")] if is_doubtful else [])


def test_meetings_of_one_file_with_one_date_are_doubtful() -> None:
    meetings = [
        _dated("Minutes", "7 May 2021", "2021-05-07").model_copy(update={"id": name}) for name in ("m1", "m2", "m3")
    ]
    meetings[1].start_date = "2021-05-08"
    assert [(issue.code, issue.severity, issue.message.split(" have ")[0]) for issue in same_dates(meetings)] == [
        ("same-date", "warning", "m1 and m3")
    ]


def test_a_meeting_without_a_word_is_not_spoken_of() -> None:
    assert list(meeting_doubts(Meeting(id="m1"))) == []


def _issues(tmp_path: Path, text: str) -> list[Issue]:
    path = tmp_path / "minutes.txt"
    path.write_text(text, encoding="utf-8")
    return read_minutes(path).issues


def test_a_file_is_told_to_have_no_date_when_it_is_read(tmp_path: Path) -> None:
    head = "Minutes of the Lamp Committee\nPresent: Ms. Ann Poe, Mr. Les Doe\n"
    body = "1. Lamps\nMs. Poe said that the lamps are dark.\n2. Close\nThe meeting was adjourned.\n"
    assert [issue.code for issue in _issues(tmp_path, f"{head}{body}")] == ["no-date"]
    assert _issues(tmp_path, f"{head}Date: 7 May 2021\n{body}") == []
