"""What rows of an agenda hold, in documents made up for these tests."""

from pipeline.segment.identify import walk_sections
from tests.segment.conftest import blocks, sections
from tests.segment.documents import meeting_of

HEAD = ("Report of the Workshop", "12 March 2021")


def test_groups_numbered_by_label_hold_who_presents_them_and_their_results() -> None:
    meeting = meeting_of(
        *HEAD,
        [
            ("Topics", "Discussion"),
            (
                "Session 1: Group work\n1. What stops your patrols?\n2. What do you ask for?",
                "They worked for an hour.\nGroup 1: North of the bridge\nPresented by Mrs. Yin Chanthou\n"
                "1. Water hyacinth blocks the channel.\n2. The telephone is switched off.\n"
                "Group 2: Women fishers\n1. Meetings in the evening are hard to reach.",
            ),
        ],
    )
    groups = sections(meeting, "group")
    assert [(group.number, group.heading.text if group.heading else "") for group in groups] == [
        ("1", "North of the bridge"),
        ("2", "Women fishers"),
    ]
    assert [[block.kind for block in group.blocks] for group in groups] == [["speech"], ["list_item"]]
    assert [len(group.blocks[0].blocks) for group in groups] == [2, 0]
    assert [group.prompt_id for group in groups] == [None, None]  # both answered both


def test_groups_in_khmer_without_a_name() -> None:
    meeting = meeting_of(
        "កំណត់ហេតុសិក្ខាសាលា",
        [("ប្រធានបទ", "ការពិភាក្សា"), ("ពិភាក្សាក្រុម", "ក្រុមទី១\n• កង្វះព័ត៌មាន\nក្រុមទី២\n• កង្វះថវិកា")],
    )
    assert [group.heading.text for group in sections(meeting, "group") if group.heading] == ["ក្រុមទី១", "ក្រុមទី២"]


def test_a_sentence_about_a_group_opens_none() -> None:
    meeting = meeting_of(
        *HEAD,
        [("Topics", "Discussion"), ("Session 1: Group work", "Group 1 was led by Mr. Sok Dara.\n• It was short.")],
    )
    assert sections(meeting, "group") == []


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
