"""Tasks in sentences and after labels, with owner and due date."""

from collections.abc import Callable

import pytest

from pipeline.model.minutes import Meeting

HEAD = (
    "Minutes of the Board Meeting\n\n5 May 2020\n\n"
    "Present: Ann Stone (Treasurer), Ben Reed (Secretary), Rita Marsh Lim\n\n1. Roof\n\nThe roof leaks.\n\n"
)


@pytest.mark.parametrize(
    ("label", "told", "owner", "due"),
    [
        ("Action: ", "Ben Reed to write by 1 June 2020.", "Ben Reed", "2020-06-01"),
        ("ACTION – ", "Treasurer to call the roofer", "Treasurer", None),
        ("AP1: ", "Ann Stone to get two prices", "Ann Stone", None),
        ("AI: ", "Ben Reed to announce it by 2020-08-21.", "Ben Reed", "2020-08-21"),
        ("", "Ms. Stone will circulate the plan by 30 June.", "Ms. Stone", "2020-06-30"),
        ("", "The Secretary was asked to write to the owner.", "The Secretary", None),
        ("", "The new treasurer undertook to call by Friday.", "The new treasurer", None),
    ],
)
def test_tasks_have_an_owner_and_a_day_where_they_are_printed(
    read: Callable[[str], Meeting], label: str, told: str, owner: str, due: str | None
) -> None:
    (found,) = read(f"{HEAD}{label}{told}\n").outcomes
    assert (found.type, found.text, found.owner, found.due_date) == ("action_item", told, owner, due)
    assert (found.confidence >= 0.9) == bool(label)


def test_brackets_with_an_owner_alone_hand_out_the_sentence_before(read: Callable[[str], Meeting]) -> None:
    (found,) = read(f"{HEAD}Two bids are needed. (Action: Ann Stone by 1 June 2020)\n").outcomes
    assert (found.type, found.text) == ("action_item", "Two bids are needed.")
    assert (found.owner, found.due_date) == ("Ann Stone", "2020-06-01")


def test_a_sentence_hands_out_a_task_to_each_of_two(read: Callable[[str], Meeting]) -> None:
    text = "Ben Reed will print the cards and Ann Stone will bring them to the hall by 20 May 2020.\n"
    assert [(found.owner, found.due_date) for found in read(HEAD + text).outcomes] == [
        ("Ben Reed", None),
        ("Ann Stone", "2020-05-20"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ben Reed will be away in June.",
        "Both of these documents will be added to the website.",
        "The weather will change by Friday.",
        "The Board will vote on the plan in June.",
        "Continue to clean the well.",
    ],
)
def test_what_will_happen_is_no_task(read: Callable[[str], Meeting], text: str) -> None:
    assert read(f"{HEAD}{text}\n").outcomes == []


def test_a_body_called_by_its_acronym_owns_what_it_will_do(read: Callable[[str], Meeting]) -> None:
    meeting = read(
        "Proceedings\n\nWorkshop on Forests\n\n5 May 2020\n\nOrganised by the Hill Forest Platform (HFP)\n\n"
        "Closing\n\nHFP will circulate these notes within three weeks.\n"
    )
    assert [(found.type, found.owner) for found in meeting.outcomes] == [("action_item", "HFP")]


def test_a_guess_is_told_once_with_the_list_of_tasks(read: Callable[[str], Meeting]) -> None:
    meeting = read(
        f"{HEAD}Ann Stone will call the roofer by 1 June 2020.\n\nAction items\n\n"
        "- Call the roofer (Ann Stone, by 1 June 2020)\n- Paint the door (Ben Reed)\n"
    )
    assert [(found.text, found.owner) for found in meeting.outcomes] == [
        ("Call the roofer (Ann Stone, by 1 June 2020)", "Ann Stone"),
        ("Paint the door (Ben Reed)", "Ben Reed"),
    ]


def test_initials_in_the_margin_beside_a_heading_own_what_was_agreed(read: Callable[[str], Meeting]) -> None:
    meeting = read(
        "Minutes of the Board Meeting\n\n5 May 2020\n\nPresent: Ann Stone (Chair), Ben Reed\n\n"
        "1. Flood wall BR by 20 June 2020\n\nIt was agreed to write again to the owner.\n\n2. Close\n\nThe chair left."
    )
    (found,) = meeting.outcomes
    assert (found.type, found.owner, found.due_date) == ("decision", "BR", "2020-06-20")
