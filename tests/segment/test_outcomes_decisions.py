"""Decisions: formulas, bodies that decide, labels; and what only looks like one."""

from collections.abc import Callable

import pytest

from pipeline.model.minutes import Meeting

HEAD = "Minutes of the Regular Meeting of the Town Council\n\n5 May 2024\n\n1. Business\n\nThe mayor welcomed all.\n\n"


@pytest.mark.parametrize(
    ("text", "least"),
    [
        ("It was resolved that the club shall fence the path at its own cost.", 0.9),
        ("RESOLVED, that the Town Council accepts the bid.", 0.9),
        ("It was agreed that the old chain stays until the gate is in place.", 0.8),
        ("All agreed to meet again in June.", 0.8),
        ("There was consensus that the fee should rise.", 0.8),
        ("By unanimous consent the chair was authorized to sign the notice.", 0.8),
        ("The Town Council agreed to set the price at five dollars.", 0.8),
        ("The Council directed staff to return in September.", 0.7),
        ("The minutes of the last meeting were approved.", 0.7),
        ("Wendy Lane was elected as Chair.", 0.6),
    ],
)
def test_sentences_that_decide_are_decisions(read: Callable[[str], Meeting], text: str, least: float) -> None:
    (found,) = read(f"{HEAD}{text}\n").outcomes
    assert (found.type, found.text) == ("decision", text)
    assert found.confidence >= least


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Decision 4: The fee rises to two dollars.", "The fee rises to two dollars."),
        ("DECISION 2024/14 The depot is to be sold.", "The depot is to be sold."),
        ("AGREED: to close the office on Fridays", "to close the office on Fridays"),
        ("Resolution 2024-07: That the lease be signed.", "That the lease be signed."),
    ],
)
def test_labels_make_sure_decisions_of_what_they_stand_before(
    read: Callable[[str], Meeting], text: str, told: str
) -> None:
    (found,) = read(f"{HEAD}{text}\n").outcomes
    assert (found.type, found.text) == ("decision", told)
    assert found.confidence >= 0.9
    assert found.charspan


@pytest.mark.parametrize(
    "text",
    [
        "The plan was approved by the governor.",
        "The City Council approved our permit.",
        "The approved minutes are posted on the door.",
        "At the last meeting the Council agreed to paint the hall.",
        "The Council had approved the plan.",
        "The budget was adopted in 2019.",
        "Ms. Lim reported that the committee agreed to wait.",
        "The Council may approve the plan.",
        "No decision was taken.",
        "Members agreed that the workshop was useful.",
        "Apologies were received and accepted from Ann Drew.",
        "The Council approved the following motions:",
    ],
)
def test_what_others_decided_or_the_past_did_is_no_decision(read: Callable[[str], Meeting], text: str) -> None:
    assert [found.type for found in read(f"{HEAD}{text}\n").outcomes] == []


def test_tasks_in_paragraphs_of_decisions_are_part_of_them(read: Callable[[str], Meeting]) -> None:
    meeting = read(
        "Minutes of the Board Meeting\n\n5 May 2020\n\nDecisions\n\n"
        "Ann Stone will write to the owner by 1 June 2020.\n\nThe hall closes at nine.\n\n"
        "The meeting was closed at noon.\n\nAnn Stone\n"
    )
    assert [(found.type, found.due_date) for found in meeting.outcomes] == [
        ("decision", "2020-06-01"),
        ("decision", None),
    ]
