"""Outcomes in rows and columns: tasks, decisions, motions, and the cells beside a label."""

from collections.abc import Sequence

import pytest

from pipeline.model.minutes import Meeting
from tests.segment.documents import Text, meeting_of

HEAD = (
    "Minutes of the Management Committee",
    "Held on 14 March 2023 at the Mill",
    "Present: Anna Keller (Chair), Ben Lim (Treasurer), Dina Roy (Secretary), Omar Haddad",
)


def _read(*texts: Text) -> list[tuple[str | None, ...]]:
    meeting: Meeting = meeting_of(*HEAD, *texts)
    return [(found.type, found.text, found.owner, found.due_date) for found in meeting.outcomes]


@pytest.mark.parametrize(
    "heads",
    [
        ("What", "Who", "When"),
        ("Action required", "Person", "Date"),
        ("Task", "Assigned to", "Deadline"),
        ("សកម្មភាព", "អ្នកទទួលខុសត្រូវ", "កាលបរិច្ឆេទ"),
        ("អ្វីត្រូវធ្វើ", "នរណា", "ថ្ងៃកំណត់"),
    ],
)
def test_rows_below_heads_of_tasks_have_owner_and_day(heads: Sequence[str]) -> None:
    rows = [heads, ("Call the roofer", "Ben Lim", "1 April 2023"), ("Ask for two prices", "Dina Roy", "soon")]
    assert _read("The roof leaks.", rows) == [
        ("action_item", "Call the roofer", "Ben Lim", "2023-04-01"),
        ("action_item", "Ask for two prices", "Dina Roy", None),
    ]


@pytest.mark.parametrize(
    "heads",
    [
        ("Commune", "Planned activity", "Responsible person", "Timeframe"),
        ("Place", "Main points", "Who", "When"),
        ("Where", "What was agreed to be done", "Name", "Term"),
    ],
)
def test_columns_are_told_by_their_heads_words_and_by_their_cells(heads: Sequence[str]) -> None:
    rows = [
        heads,
        ("Svay At", "Rebuild the ramp", "Ben Lim", "end of June"),
        ("Kien", "Ask for prices", "Dina Roy", "5 May"),
    ]
    assert _read("The plan.", rows) == [
        ("action_item", "Rebuild the ramp", "Ben Lim", "2023-06-30"),
        ("action_item", "Ask for prices", "Dina Roy", "2023-05-05"),
    ]


@pytest.mark.parametrize("head", ["Decision", "Decisions taken", "Decision reached by the board", "Recommendation"])
def test_a_column_of_decisions_stays_one_beside_owners_and_terms(head: str) -> None:
    rows = [
        (head, "Responsible", "Deadline"),
        ("Mend the roof", "Ben Lim", "5 May"),
        ("Sell the van", "Dina Roy", "9 June"),
    ]
    assert all(kind != "action_item" for kind, *_ in _read("The table.", rows))


def test_tables_one_below_the_other_are_read_apart() -> None:
    facts = [("Where", "Meeting room"), ("Notes by", "Dina Roy")]
    rows = [
        ("Point", "What was said and settled", "To do", "Who", "By when"),
        ("Roof", "The roof leaks. It was agreed to have it mended.", "Call the roofer", "Ben Lim", "within 2 weeks"),
    ]
    assert _read(facts, rows) == [
        ("decision", "It was agreed to have it mended.", None, None),
        ("action_item", "Call the roofer", "Ben Lim", "2023-03-28"),
    ]


def test_heads_of_several_words_count_below_a_heading_that_names_tasks() -> None:
    rows = [
        ("No", "Step", "Organisation / responsible person", "Due date (day/month)"),
        ("1", "Draft the form", "Ben Lim", "14 April 2023"),
        ("2", "Send the letter", "Dina Roy", "30 April 2023"),
    ]
    assert _read("Next steps", rows) == [
        ("action_item", "Draft the form", "Ben Lim", "2023-04-14"),
        ("action_item", "Send the letter", "Dina Roy", "2023-04-30"),
    ]


def test_a_column_of_names_hands_out_what_was_said_last_beside_it() -> None:
    rows = [
        ("No.", "Item / discussion", "Action by"),
        ("1", "Roof. The roof leaks. The roofer is to be called.", "BL"),
        ("2", "Fees. It was agreed that the fee rise to 12 euros. Letters are to go to all members.", "DR"),
    ]
    assert _read(rows) == [
        ("action_item", "The roofer is to be called.", "BL", None),
        ("decision", "It was agreed that the fee rise to 12 euros.", None, None),
        ("action_item", "Letters are to go to all members.", "DR", None),
    ]


def test_a_column_of_decisions_has_its_owner_and_day() -> None:
    rows = [
        ("Agenda item", "Key points", "Decision", "Responsible", "Deadline"),
        ("Roof", "Two prices came in.", "Accept the lower price of 900 euros", "Ben Lim", "1 April 2023"),
        ("Website", "The site is old.", "Close the site", "Omar Haddad", "30 April 2023"),
    ]
    assert _read(rows) == [
        ("decision", "Accept the lower price of 900 euros", "Ben Lim", "2023-04-01"),
        ("decision", "Close the site", "Omar Haddad", "2023-04-30"),
    ]


def test_a_table_of_motions_is_one_of_each_row() -> None:
    meeting = meeting_of(
        *HEAD,
        "Motions",
        [
            ("No.", "Motion", "Moved by", "Seconded by", "Vote", "Result"),
            ("1", "That the minutes be confirmed", "Anna Keller", "Ben Lim", "4-0", "Carried"),
            ("2", "That the fee be raised to 12 euros", "Dina Roy", "Omar Haddad", "2-2", "Lost"),
        ],
    )
    assert [(one.type, one.moved_by, one.seconded_by, one.votes, one.result) for one in meeting.outcomes] == [
        ("motion", "Anna Keller", "Ben Lim", "4-0", "carried"),
        ("motion", "Dina Roy", "Omar Haddad", "2-2", "lost"),
    ]


def test_rows_of_a_motions_own_table_are_its_fields() -> None:
    meeting = meeting_of(
        *HEAD,
        "The budget was presented.",
        [
            ("Motion", "To adopt the budget for 2023 as presented"),
            ("Moved by", "Omar Haddad"),
            ("Seconded by", "Dina Roy"),
            ("Vote", "4 in favour, 0 against"),
            ("Result", "Carried"),
        ],
    )
    (found,) = meeting.outcomes
    assert (found.type, found.text) == ("motion", "To adopt the budget for 2023 as presented")
    assert (found.moved_by, found.seconded_by) == ("Omar Haddad", "Dina Roy")
    assert (found.result, found.votes) == ("carried", "4 in favour, 0 against")


def test_a_right_hand_column_of_actions_is_told_with_what_was_said() -> None:
    rows = [
        ("Item", "Discussion", "Action"),
        ("1. Roof", "The roof leaks above the kitchen.", "Ben Lim to call the roofer by 1 April"),
        ("2. Fees", "It was agreed to raise the fee to 12 euros.", "Dina Roy to write to all members"),
    ]
    assert _read(rows) == [
        ("action_item", "Ben Lim to call the roofer by 1 April", "Ben Lim", "2023-04-01"),
        ("decision", "It was agreed to raise the fee to 12 euros.", None, None),
        ("action_item", "Dina Roy to write to all members", "Dina Roy", None),
    ]


def test_a_label_beside_a_cell_makes_it_outcomes() -> None:
    rows = [
        ("Topic", "The roof above the kitchen"),
        ("Action points", "- Ben Lim to call the roofer\n- Dina Roy to write to the owner"),
    ]
    assert [(kind, owner) for kind, _, owner, _ in _read(rows)] == [
        ("action_item", "Ben Lim"),
        ("action_item", "Dina Roy"),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [("Time", "Activity", "Responsible"), ("8:00", "Registration", "Ben Lim"), ("9:00", "Opening", "Anna Keller")],
        [("Activity", "Budget", "Date"), ("Training", "200", "5 June 2023")],
        [("Challenges", "Proposed solutions"), ("Villagers come late", "Send messages the day before")],
        [("Bidder", "Base", "With trade"), ("Big Bus", "$92,480", "$88,980")],
    ],
)
def test_programmes_budgets_and_data_are_no_outcomes(rows: Sequence[Sequence[str]]) -> None:
    assert _read("The plans were shown.", rows) == []
