"""Questions and answers in labels, lists, speeches and tables; the people and bodies are made up."""

from collections.abc import Callable

import pytest

from pipeline.model.minutes import Exchange, Meeting
from pipeline.segment.identify import walk_blocks, walk_sections

HEAD = "Minutes of the Board Meeting\n12 March 2021\n\n"
HEAD_KM = "កំណត់ហេតុអង្គប្រជុំ\nថ្ងៃទី១២ ខែមីនា ឆ្នាំ២០២១\n\n"


def text_of(meeting: Meeting, ids: list[str]) -> str:
    texts = {}
    for section in walk_sections(meeting.sections):
        texts |= {section.heading.id: section.heading.text} if section.heading else {}
        texts |= {block.id: block.text for block in walk_blocks(section.blocks)}
    return " | ".join(texts[block_id] for block_id in ids)


def pairs(meeting: Meeting) -> list[tuple[str, str]]:
    return [(text_of(meeting, one.question_ids), text_of(meeting, one.answer_ids)) for one in meeting.exchanges]


def confidences(exchanges: list[Exchange]) -> list[float]:
    return [exchange.confidence for exchange in exchanges]


WHO, NOBODY = "Who pays for the fuel of the patrol?", "The Fund pays, until the end of the year."
MAY, THEY_MAY = "May children fish from the bank?", "They may, with one hook and one line."


@pytest.mark.parametrize(
    "labels",
    [
        ("Q1: ", "A1: ", "Q2: ", "A2: "),
        ("Question 1: ", "Answer 1: ", "Question 2: ", "Answer 2: "),
        ("Question: ", "Answer: ", "Question: ", "Answer: "),
        ("Question: ", "Response: ", "Question: ", "Reply: "),
        ("Q. ", "A. ", "Q. ", "A. "),
        ("Q - ", "A - ", "Q - ", "A - "),
        ("Q1. ", "A1. ", "Q2. ", "A2. "),
        ("1. Q: ", "A: ", "2. Q: ", "A: "),
        ("• Q: ", "A: ", "• Q: ", "A: "),
        ("Q1 ", "A1 ", "Q2 ", "A2 "),
        ("[Q] ", "[A] ", "[Q] ", "[A] "),
        ("Member question: ", "Board response: ", "Member question: ", "Board response: "),
    ],
)
def test_labels_of_questions_and_answers(read: Callable[[str], Meeting], labels: tuple[str, ...]) -> None:
    lines = [label + words for label, words in zip(labels, (WHO, NOBODY, MAY, THEY_MAY), strict=True)]
    meeting = read(HEAD + "Open forum\n\n" + "\n\n".join(lines) + "\n")
    assert pairs(meeting) == [(WHO, NOBODY), (MAY, THEY_MAY)]
    assert min(confidences(meeting.exchanges)) >= 0.8


def test_answers_below_all_questions_pair_by_number(read: Callable[[str], Meeting]) -> None:
    meeting = read(HEAD + f"Open forum\n\nQ1: {WHO}\n\nQ2: {MAY}\n\nA1: {NOBODY}\n\nA2: {THEY_MAY}\n")
    assert pairs(meeting) == [(WHO, NOBODY), (MAY, THEY_MAY)]
    assert confidences(meeting.exchanges) == [1.0, 1.0]


@pytest.mark.parametrize(("question", "answer"), [("Q: ", "A: "), ("Q. ", "A. "), ("Question: ", "Answer: ")])
def test_a_question_and_its_answer_on_one_line(read: Callable[[str], Meeting], question: str, answer: str) -> None:
    meeting = read(HEAD + f"Open forum\n\n{question}{WHO} {answer}{NOBODY}\n\n{question}{MAY} {answer}{THEY_MAY}\n")
    assert pairs(meeting) == [(WHO, NOBODY), (MAY, THEY_MAY)]


def test_a_labelled_question_whose_answer_has_no_label(read: Callable[[str], Meeting]) -> None:
    meeting = read(HEAD + f"Open forum\n\nQuestion: {WHO}\n\n{NOBODY}\n\nQuestion: {MAY}\n\n{THEY_MAY}\n")
    assert pairs(meeting) == [(WHO, NOBODY), (MAY, THEY_MAY)]
    assert confidences(meeting.exchanges) == [0.7, 0.7]


def test_who_asks_stands_apart_from_what_is_asked(read: Callable[[str], Meeting]) -> None:
    meeting = read(
        HEAD + f"Open forum\n\nQ1: Mr. Sok Pheara, Chief of the Fishery Office: {WHO}\n\nA1: Dr. Ana Ruiz: {NOBODY}\n\n"
        f"Question from Mrs. Yin Chanthou: {MAY}\n\nResponse from the Chief: {THEY_MAY}\n"
    )
    assert pairs(meeting)[0] == (WHO, NOBODY)
    assert pairs(meeting)[1] == (MAY, THEY_MAY)
    told = [block for section in walk_sections(meeting.sections) for block in walk_blocks(section.blocks)]
    attributions = [block.attribution for block in told if block.kind in ("question", "answer")]
    assert attributions == [
        "Mr. Sok Pheara, Chief of the Fishery Office:",
        "Dr. Ana Ruiz:",
        "Mrs. Yin Chanthou:",
        "the Chief:",
    ]
    assert [person.name for person in meeting.people] == ["Sok Pheara", "Ana Ruiz", "Yin Chanthou"]


@pytest.mark.parametrize(
    ("question", "answer"), [("សំណួរទី១៖ ", "ចម្លើយទី១៖ "), ("សំណួរ៖ ", "ចម្លើយ៖ "), ("សំនួរ ១៖ ", "ចំលើយ ១៖ ")]
)
def test_khmer_labels(read: Callable[[str], Meeting], question: str, answer: str) -> None:
    meeting = read(HEAD_KM + f"សំណួរ និងចម្លើយ\n\n{question}តើទឹកមកពីណា?\n\n{answer}ទឹកមកពីអូរ។\n")
    assert pairs(meeting) == [("តើទឹកមកពីណា?", "ទឹកមកពីអូរ។")]


def test_who_asks_may_stand_in_brackets(read: Callable[[str], Meeting]) -> None:
    meeting = read(HEAD + f"Open forum\n\nQuestion (Mr. Sok Dara): {WHO}\n\nAnswer (Ms. Lim Sopha): {NOBODY}\n")
    assert pairs(meeting) == [(WHO, NOBODY)]


def test_a_point_whose_question_somebody_named_answers(read: Callable[[str], Meeting]) -> None:
    meeting = read(HEAD + f"Owners\n\n• Unit 310 – {WHO} Gayle: the contract says that the Fund does.\n")
    (exchange,) = meeting.exchanges
    assert exchange.question_ids == exchange.answer_ids


def test_points_that_begin_with_a_name_are_answered_in_turn(read: Callable[[str], Meeting]) -> None:
    meeting = read(HEAD + "Release\n\n• Amadou: is there a chance that it lands in May?\n\n• Jun: no, it is too big.\n")
    (exchange,) = meeting.exchanges
    assert text_of(meeting, exchange.answer_ids).endswith("no, it is too big.")


def test_a_list_of_questions_with_their_answers_below(read: Callable[[str], Meeting]) -> None:
    meeting = read(HEAD + f"Questions and answers\n\n1. {WHO}\n\n{NOBODY}\n\n2. {MAY}\n\n{THEY_MAY}\n")
    assert pairs(meeting) == [(WHO, NOBODY), (MAY, THEY_MAY)]


def test_a_list_of_answers_below_the_list_of_questions(read: Callable[[str], Meeting]) -> None:
    meeting = read(HEAD + f"Questions:\n\n1. {WHO}\n\n2. {MAY}\n\nAnswers:\n\n1. {NOBODY}\n\n2. {THEY_MAY}\n")
    assert pairs(meeting) == [(WHO, NOBODY), (MAY, THEY_MAY)]


@pytest.mark.parametrize("marks", ["•-", "••"])
def test_points_that_take_turns_under_a_heading_of_questions(read: Callable[[str], Meeting], marks: str) -> None:
    asks, answers = marks
    lines = (f"{asks} {WHO}", f"{answers} {NOBODY}", f"{asks} {MAY}", f"{answers} {THEY_MAY}")
    meeting = read(HEAD + "Questions and answers\n\n" + "\n\n".join(lines) + "\n")
    assert pairs(meeting) == [(WHO, NOBODY), (MAY, THEY_MAY)]


def test_paragraphs_that_are_questions_and_answers_in_turn(read: Callable[[str], Meeting]) -> None:
    meeting = read(HEAD + f"Roads\n\n{WHO}\n\n{NOBODY}\n\n{MAY}\n\n{THEY_MAY}\n")
    assert pairs(meeting) == [(WHO, NOBODY), (MAY, THEY_MAY)]


def test_speeches_of_people_with_titles(read: Callable[[str], Meeting]) -> None:
    meeting = read(HEAD + f"Roads\n\nMr. Sok Dara (STAR): {WHO}\n\nMs. Lim Sopha: {NOBODY}\n")
    assert pairs(meeting) == [(WHO, NOBODY)]


def test_points_that_hold_question_and_answer(read: Callable[[str], Meeting]) -> None:
    meeting = read(HEAD + f"Members asked:\n\n• {WHO} {NOBODY}\n\n• {MAY} {THEY_MAY}\n")
    assert pairs(meeting) == [(f"{WHO} {NOBODY}",) * 2, (f"{MAY} {THEY_MAY}",) * 2]


@pytest.mark.parametrize(
    "text",
    [
        "Group work\n\nThe groups discussed questions:\n\n1. What stops your patrols?\n\n2. What do you ask for?\n",
        "Accounts\n\nWhat does it cost? Nobody knows, and nobody has counted. The matter was left there.\n",
        "Objectives\n\n• How can patrols be paid for?\n\n• Who decides on fines?\n",
    ],
)
def test_questions_that_nobody_asked_the_meeting(read: Callable[[str], Meeting], text: str) -> None:
    assert read(HEAD + text).exchanges == []


SPEECHES = """\
Anna Verne: We have three comments from the review.

Carl Obi: Do we say how long a name should be?

Anna Verne: No. The text says that it should be short.

Dora Lund: I tried it with two readers.

Anna Verne: Any other comments?

Dora Lund: Not from me.

Carl Obi: Could we meet for two days and not three?
"""


def test_a_speech_that_ends_in_a_question_is_answered_by_the_next_speaker(read: Callable[[str], Meeting]) -> None:
    meeting = read(HEAD + "Names\n\n" + SPEECHES)
    assert pairs(meeting) == [
        ("Do we say how long a name should be?", "No. The text says that it should be short."),
        ("Could we meet for two days and not three?", ""),
    ]
