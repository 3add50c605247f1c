"""What headings, labels and lines before a list make of the points below them."""

from collections.abc import Callable, Sequence

import pytest

from pipeline.model.minutes import Meeting
from pipeline.segment.leads import announced_type, names_one, prompted_type, types_of
from pipeline.segment.outcome_labels import members, pieces_of

HEAD = "Minutes of the Board Meeting\n\n5 May 2020\n\nPresent: Ann Lane (Chair), Ben Poe.\n\n"


@pytest.mark.parametrize(
    ("heading", "types"),
    [
        ("Recommendations", ["recommendation"]),
        ("Recommendations to the Board", ["recommendation"]),
        ("Decisions and action items", ["decision", "action_item"]),
        ("Summary of decisions", ["decision"]),
        ("Agreed actions", ["action_item"]),
        ("Previous tasks still pending", ["action_item"]),
        ("Next steps", ["action_item"]),
        ("Key findings of the study", ["finding"]),
        ("The main gaps", ["finding"]),
        ("Requests to the fisheries office", ["request"]),
        ("សេចក្តីសម្រេច / Decisions", ["decision"]),
        ("ផែនការសកម្មភាពខែមីនា", ["action_item"]),
        ("ទី៤. អ្វីដែលអង្គប្រជុំសម្រេចបាន", ["decision"]),
        ("៧- ចំណុចដែលបានឯកភាព", ["decision"]),
        ("ត្រូវធ្វើមុនប្រជុំក្រោយ", ["action_item"]),
        ("សូមឱ្យអង្គការជួយ", ["request"]),
        ("Calendar of Required Board Actions", []),
        ("Action items from last meeting", []),
        ("Actions taken", []),
        ("Budget requests", []),
        ("Legal action", []),
        ("Decision on the new well", []),
        ("Motion on dogs", []),
        ("សំណើខ្ចីប្រាក់", []),
    ],
)
def test_headings_name_outcomes_by_their_noun(heading: str, types: Sequence[str]) -> None:
    assert types_of(heading) == types


def test_a_noun_with_a_number_names_one_outcome() -> None:
    assert [names_one(heading) for heading in ("Decision 4", "Resolution 2024/7", "Decisions", "Item 4")] == [
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("The committee agreed the following:", "decision"),
        ("Two members spoke. It was agreed that:", "decision"),
        ("Participants made several recommendations:", "recommendation"),
        ("The workshop handed over these requests:", "request"),
        ("The main challenges are:", "finding"),
        ("Upcoming tasks:", "action_item"),
        ("អង្គប្រជុំបានសម្រេចដូចខាងក្រោម៖", "decision"),
        ("អ្នកចូលរួមបានស្នើសុំឱ្យ៖", "request"),
        ("The workshop had three objectives:", None),
        ("The committee looked at:", None),
        ("By consensus the Board set these goals:", None),
        ("បានបង្ហាញតារាងថវិកាសង្ខេប ដូចខាងក្រោម៖", None),
    ],
)
def test_lines_announce_by_their_last_noun_or_verb(line: str, kind: str | None) -> None:
    assert announced_type(line) == kind


def test_questions_to_groups_tell_what_their_answers_are() -> None:
    assert [prompted_type(text) for text in ("What should the commune do?", "What are the main challenges?")] == [
        "recommendation",
        "finding",
    ]


def test_points_below_an_announcing_point_are_outcomes_to_whom_it_says(read: Callable[[str], Meeting]) -> None:
    meeting = read(
        f"{HEAD}Grids\n\n1. The grids were visited. She asked the Ministry to:\n"
        "(a) open a small fund for repairs;\n(b) keep a list of technicians.\n"
        "2. The chair thanked her.\n3. It was agreed that:\n"
        "(a) the Department of Energy will draft rules by 28 June 2020;\n(b) the fee stays at two dollars.\n"
    )
    assert [(found.type, found.addressed_to, found.owner, found.due_date) for found in meeting.outcomes] == [
        ("request", "Ministry", None, None),
        ("request", "Ministry", None, None),
        ("action_item", None, "the Department of Energy", "2020-06-28"),
        ("decision", None, None, None),
    ]


def test_recommendations_are_addressed_by_the_line_before_them(read: Callable[[str], Meeting]) -> None:
    meeting = read(
        f"{HEAD}Results\n\nThe workshop addressed the following recommendations to the Ministry of Health:\n"
        "- Train the midwives\n- Repair the road\n"
    )
    assert {(found.type, found.addressed_to) for found in meeting.outcomes} == {
        ("recommendation", "Ministry of Health")
    }


def test_a_list_of_what_was_done_holds_no_tasks(read: Callable[[str], Meeting]) -> None:
    assert read(f"{HEAD}Next steps\n\nThe tasks performed by the staff have been:\n- Plowed snow\n").outcomes == []


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Decision 4: The fee rises.", ["decision"]),
        ("The roof leaks. ACTION: Lim to call the roofer. AGREED: that we pay.", [None, "action_item", "decision"]),
        ("Recommendation 3 – Close the road", ["recommendation"]),
        ("Key findings: roads are bad, schools are far", ["finding"]),
        ("Request for funds: 300", [None]),
        ("The action was good.", [None]),
        ("We took action: none", [None]),
    ],
)
def test_labels_part_a_text(text: str, kinds: Sequence[str | None]) -> None:
    assert [piece.kind for piece in pieces_of(text)] == kinds


def test_a_label_of_several_is_parted_where_they_are(read: Callable[[str], Meeting]) -> None:
    text = "Some recommendations: clean the wells, plant trees, and if it rains, close the road."
    (piece,) = pieces_of(text)
    assert [text[start:end] for start, end in members(text, piece)] == [
        "clean the wells",
        "plant trees",
        "if it rains, close the road",
    ]


def test_outcomes_that_stand_for_nothing_are_none(read: Callable[[str], Meeting]) -> None:
    assert read(f"{HEAD}Decisions\n\nNone.\n\nAction items\n\n- N/A\n- Action: none\n").outcomes == []
