"""Motions over several sentences, blocks and lines: one outcome each, with what the lines behind it tell."""

from collections.abc import Callable

import pytest

from pipeline.model.minutes import Meeting, Outcome

HEAD = "Minutes of the Board Meeting\n\n5 May 2020\n\n1. Budget\n\nThe budget was laid on the table.\n\n"


def _fields(one: Outcome) -> tuple[str | None, ...]:
    return one.moved_by, one.seconded_by, one.result, one.votes


def test_lines_below_a_motion_fill_it(read: Callable[[str], Meeting]) -> None:
    text = (
        "MOVED by Ann Stone, seconded by Ben Reed:\n\nThat the Board:\n\n"
        "a) adopt the budget for 2020.\n\nb) print it.\n\nCARRIED\n"
    )
    (found,) = read(HEAD + text).outcomes
    assert (found.type, found.text) == ("motion", "adopt the budget for 2020.")
    assert _fields(found) == ("Ann Stone", "Ben Reed", "carried", None)


def test_labels_on_lines_of_their_own_are_one_motion(read: Callable[[str], Meeting]) -> None:
    text = (
        "Motion: To sell the old truck\n\nMoved: Ann Stone\n\nSeconded: Ben Reed\n\nVote: 3 in favour, 1 against\n\n"
        "Result: Carried\n"
    )
    (found,) = read(HEAD + text).outcomes
    assert (found.type, found.text) == ("motion", "To sell the old truck")
    assert _fields(found) == ("Ann Stone", "Ben Reed", "carried", "3 in favour, 1 against")


def test_a_statement_behind_the_votes_is_what_was_moved(read: Callable[[str], Meeting]) -> None:
    text = (
        "A motion was made by Director Pruett, seconded by Director Lane and carried with the following vote:\n\n"
        "Ayes: Directors Hollis, Lane and Pruett\n\nNoes: Director Ames.\n\nto buy a new pump.\n"
    )
    (found,) = read(HEAD + text).outcomes
    assert found.text == "to buy a new pump."
    assert _fields(found)[:3] == ("Director Pruett", "Director Lane", "carried")
    assert found.votes and found.votes.startswith("Ayes: Directors Hollis, Lane and Pruett. Noes: Director Ames")


def test_a_proposal_above_its_mover_is_what_was_moved(read: Callable[[str], Meeting]) -> None:
    text = "That the fee be raised to ten dollars.\n\nMoved: Ann Stone. Seconded: Ben Reed. In favour: 4. Against: 0.\n"
    (found,) = read(HEAD + text).outcomes
    assert (found.type, found.text) == ("motion", "That the fee be raised to ten dollars.")
    assert found.votes == "In favour: 4. Against: 0"


def test_votes_stand_behind_what_was_discussed(read: Callable[[str], Meeting]) -> None:
    text = (
        "Motion by Stone to change the hours. Second: Reed. Discussion: Lamar worried about noise. "
        "Vote: Stone yes, Reed yes, Lamar no. Motion passes.\n"
    )
    (found,) = read(HEAD + text).outcomes
    assert _fields(found) == ("Stone", "Reed", "passes", "Stone yes, Reed yes, Lamar no")


def test_amendment_and_motion_have_a_result_each(read: Callable[[str], Meeting]) -> None:
    text = (
        "Stone moved to buy a truck. Reed seconded. Poe moved to amend the motion by adding a limit. Lane seconded. "
        "The amendment failed 2-3. The main motion carried 4-1.\n"
    )
    motion, amendment = read(HEAD + text).outcomes
    assert _fields(motion) == ("Stone", "Reed", "carried", "4-1")
    assert _fields(amendment) == ("Poe", "Lane", "failed", "2-3")


def test_an_amendment_told_in_one_sentence_leaves_the_motion_open(read: Callable[[str], Meeting]) -> None:
    text = (
        "Ann Stone moved that the fee be ten dollars; Ben Reed seconded. An amendment to make it eight dollars was "
        "defeated by 9 votes to 13. The motion was put and carried, 14 for, 8 against.\n"
    )
    (found,) = read(HEAD + text).outcomes
    assert _fields(found) == ("Ann Stone", "Ben Reed", "carried", "14 for, 8 against")


def test_a_motion_that_dies_is_another_than_the_one_before(read: Callable[[str], Meeting]) -> None:
    text = (
        "Motion by Trustee Vane to accept the bid. Second by Trustee Fink. Motion to table by Trustee Arrow died for "
        "want of a second. All ayes. Motion carried.\n"
    )
    bid, tabling = read(HEAD + text).outcomes
    assert _fields(bid) == ("Trustee Vane", "Trustee Fink", "carried", "All ayes")
    assert (tabling.moved_by, tabling.result) == ("Trustee Arrow", "died")


def test_a_motion_behind_the_result_of_another_is_not_announced(read: Callable[[str], Meeting]) -> None:
    text = (
        "MOVED by Ann Stone, seconded by Ben Reed: That the Board close the pool.\n\n"
        "The motion was declared LOST by 1 vote to 3. Member Lane moved, seconded by Member Poe, a new motion:\n\n"
        "That the Board:\n\na) open the pool in May.\n\nCARRIED (3 votes to 1)\n"
    )
    lost, carried = read(HEAD + text).outcomes
    assert (lost.result, lost.votes) == ("lost", "1 vote to 3")
    assert (carried.text, carried.moved_by, carried.result) == ("open the pool in May.", "Member Lane", "carried")


def test_a_decision_that_names_its_mover_below_keeps_its_type(read: Callable[[str], Meeting]) -> None:
    text = (
        "RESOLVED THAT M/s Salvi & Co. be appointed on a fee of Rs. 38,000.\n\nProposed by : Mrs. Ann Stone\n\n"
        "Seconded by : Mr. Ben Reed\n\nPassed by majority, 51 members voting in favour and 7 against.\n"
    )
    (found,) = read(HEAD + text).outcomes
    assert (found.type, found.result) == ("decision", "passed")
    assert (found.moved_by, found.seconded_by) == ("Mrs. Ann Stone", "Mr. Ben Reed")


@pytest.mark.parametrize(
    "text",
    [
        "A resident motioned to approve the minutes, another seconded. No objections, minutes approved.",
        "The accounts were proposed for approval by Barry Vane and seconded by Ann Drew.",
        "By motion duly made and seconded, the Board unanimously approved the garden rules.",
        "There being no further business, on motion of Ann Stone, seconded by Ben Reed, the meeting adjourned.",
        "Unanimous vote approved the nominated board members.",
    ],
)
def test_motions_in_prose_are_motions(read: Callable[[str], Meeting], text: str) -> None:
    assert [found.type for found in read(HEAD + text + "\n").outcomes] == ["motion"]


def test_more_that_is_known_of_a_motion_makes_it_surer(read: Callable[[str], Meeting]) -> None:
    (bare,) = read(f"{HEAD}Ann Stone moved to adjourn.\n").outcomes
    (full,) = read(f"{HEAD}Ann Stone moved to adjourn, Ben Reed seconded, carried 4-0.\n").outcomes
    assert bare.confidence < 0.9 < full.confidence
