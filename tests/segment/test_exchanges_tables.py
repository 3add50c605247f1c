"""Tables of questions and answers, in documents made up for these tests."""

from tests.segment.conftest import blocks
from tests.segment.documents import meeting_of

QUESTIONS = [
    ("No", "Asked by", "Question", "Answer"),
    ("1", "Mr. Sok Dara", "Who pays for fuel?", "The Fund pays."),
    ("2", "Ms. Keo Maly", "May children fish?", ""),
    ("3", "Mr. Lim Thy", "When does it end?", "In May."),
]


def test_a_table_of_questions_and_answers() -> None:
    meeting = meeting_of("Minutes of the Meeting", "12 March 2021", "Questions", QUESTIONS)
    asked = blocks(meeting, "question")
    assert [(block.marker, block.number, block.attribution, block.text) for block in asked] == [
        ("1", "1", "Mr. Sok Dara", "Who pays for fuel?"),
        ("2", "2", "Ms. Keo Maly", "May children fish?"),
        ("3", "3", "Mr. Lim Thy", "When does it end?"),
    ]
    answers = {block.id: block.text for block in blocks(meeting, "answer")}
    assert [[answers[one] for one in exchange.answer_ids] for exchange in meeting.exchanges] == [
        ["The Fund pays."],
        [],
        ["In May."],
    ]


def test_heads_of_a_table_of_questions_may_name_more_and_cells_who_speaks() -> None:
    meeting = meeting_of(
        "Minutes of the Meeting",
        "12 March 2021",
        [("Question / comment", "Answer"), ("Mr. Sok Dara (STAR): Who pays?", "Ms. Lim Sopha: The Fund pays.")],
    )
    (asked,), (answer,) = blocks(meeting, "question"), blocks(meeting, "answer")
    assert (asked.attribution, asked.text) == ("Mr. Sok Dara (STAR):", "Who pays?")
    assert (answer.attribution, answer.text) == ("Ms. Lim Sopha:", "The Fund pays.")


def test_a_table_with_a_column_of_questions_alone_stays_rows() -> None:
    rows = [("Group", "Question"), ("North", "Who pays for fuel?"), ("South", "When does it end?")]
    assert len(blocks(meeting_of("Minutes of the Meeting", "12 March 2021", rows), "table_row")) == 3
