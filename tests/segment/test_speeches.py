"""Lines that open a speech, and those that only name people, in documents made up for these tests."""

import pytest

from pipeline.segment.identify import walk_sections
from tests.segment.conftest import blocks
from tests.segment.documents import meeting_of

HEAD = ("Report of the Workshop", "12 March 2021")


def test_a_line_that_only_says_by_whom_opens_a_speech() -> None:
    meeting = meeting_of(
        *HEAD, [("Topics", "Discussion"), ("Opening speech", "By H.E. Tep Borin, Deputy Governor\nHe thanked all.")]
    )
    (speech,) = blocks(meeting, "speech")
    assert (speech.attribution, [block.text for block in speech.blocks]) == (
        "By H.E. Tep Borin, Deputy Governor",
        ["He thanked all."],
    )
    assert speech.confidence is None


def test_a_speaker_known_by_one_bare_name_is_a_guess() -> None:
    meeting = meeting_of(
        *HEAD, [("Topics", "Discussion"), ("Opening speech", "Welcome remarks by Borin\nHe thanked all.")]
    )
    (speech,) = blocks(meeting, "speech")
    assert speech.confidence is not None
    assert speech.confidence < 0.6


def test_what_was_resolved_is_not_the_last_speakers_words() -> None:
    meeting = meeting_of(
        "Minutes of the Call",
        "12 March 2021",
        "Names",
        "Anna Verne: We have three comments.",
        "Carl Obi: I would keep it short.",
        "Anna Verne: So would I.",
        "RESOLVED: Keep it short",
    )
    speeches = blocks(meeting, "speech")
    assert [len(speech.blocks) for speech in speeches] == [1, 1, 1]
    held = [block.text for section in walk_sections(meeting.sections) for block in section.blocks]
    assert "RESOLVED: Keep it short" in held


def test_people_named_line_by_line_are_a_list_and_no_speakers() -> None:
    meeting = meeting_of(
        "Minutes of the Meeting",
        "12 March 2021",
        "Present",
        "Ursula Brandt, Chair",
        "Calvin Osgood, Nurse Manager",
        "Mireille Taft, Pharmacist",
        "Minutes",
        "They were read.",
    )
    assert blocks(meeting, "speech") == []


@pytest.mark.parametrize(
    ("line", "said", "speeches"),
    [
        ("Rick Tanaka, Mechanic", "He had looked at both engines.", 1),
        ("Rick Tanaka, Mechanic", "Rick had looked at both engines.", 1),
        ("Rick Tanaka, Mechanic", "President Hallstrom called the meeting to order.", 0),
        ("Presentation by Rick Tanaka, Mechanic", "Both engines are old.", 1),
    ],
)
def test_who_is_named_outside_an_agenda_speaks_where_what_follows_is_theirs(
    line: str, said: str, speeches: int
) -> None:
    meeting = meeting_of("Minutes of the Meeting", "12 March 2021", "Guests", line, said, "The pump is new.")
    assert len(blocks(meeting, "speech")) == speeches
