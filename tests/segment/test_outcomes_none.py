"""What only looks like an outcome is none."""

from collections.abc import Callable

import pytest

from pipeline.model.minutes import Meeting

HEAD = "Minutes of the Board Meeting\n\n5 May 2020\n\nPresent: Ann Lane (Chair), John Hart, Keo Maly.\n\n1. Talk\n\n"


@pytest.mark.parametrize(
    "text",
    [
        "The motion to approve the budget will be brought to the next meeting.",
        "The Board discussed the resolution adopted by the county in 2018.",
        "The committee then moved to the next item. The weather was fine.",
        "Mayor Lee moved on to the reports. The roof was repaired in March.",
        "Ms. Roy said that the board of the school had approved the plan.",
        "Task force: The task force met twice.",
        "Action Committee met on Tuesday.",
        "He asked for a motion to adjourn.",
        "No motion was made.",
        "Motion sickness was reported by two children.",
        "The grant was approved by the ministry.",
        "The school moved into a new building.",
        "If the motion passes, work will begin.",
        "Nobody seconded the idea.",
        "The second reading of the bylaw was postponed.",
        "The committee has three members.",
        "The Treasurer's report was read.",
        "M/S/C = moved, seconded, carried.",
    ],
)
def test_talk_is_no_outcome(read: Callable[[str], Meeting], text: str) -> None:
    assert read(f"{HEAD}{text}\n").outcomes == []


@pytest.mark.parametrize(
    "text",
    [
        "Calendar of Required Board Actions\n- Begin budget planning (Treasurer)\n- Annual meeting (Secretary)\n",
        "Actions taken since the last meeting\n- Painted the door\n- Fixed the gate\n",
        "Budget requests\n- School 300\n- Library 200\n",
        "Agenda\n\n1. Motion on dogs\n2. Decision on the new well\n3. Action items\n",
    ],
)
def test_lists_of_other_things_hold_none(read: Callable[[str], Meeting], text: str) -> None:
    assert read(f"{HEAD}{text}").outcomes == []


def test_a_report_tells_of_no_meetings_decisions(read: Callable[[str], Meeting]) -> None:
    meeting = read("Annual Report\n\n2020\n\n1. Work\n\nThe committee agreed to plant trees in May.\n")
    assert meeting.outcomes == []


def test_an_approved_motion_is_no_decision_besides(read: Callable[[str], Meeting]) -> None:
    meeting = read(
        f"{HEAD}John Hart moved that the fee be raised to two dollars; Keo Maly seconded. "
        "The Board approved the motion. Carried 3-0.\n"
    )
    assert [(found.type, found.votes) for found in meeting.outcomes] == [("motion", "3-0")]
