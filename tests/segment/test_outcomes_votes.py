"""How a motion went and with how many votes, told by words and figures as printed."""

import pytest

from pipeline.segment.movers import bare_pair, moved_by, seconded_by
from pipeline.segment.votes import is_result, refusal_of, result_in_letters, result_of, votes_of


@pytest.mark.parametrize(
    ("text", "result", "votes"),
    [
        ("The motion carried, 5-0.", "carried", "5-0"),
        ("Motion passed unanimously.", "passed", "unanimously"),
        ("Carried. (5 for, 2 against)", "carried", "5 for, 2 against"),
        ("For 129, against 4, abstained 8. Carried.", "carried", "For 129, against 4, abstained 8"),
        ("The vote was four in favor, none against.", None, "four in favor, none against"),
        ("Motion passes with 5 ayes, 0 nays and 0 abstentions.", "passes", "5 ayes, 0 nays and 0 abstentions"),
        ("Ayes 5 Nays 0", None, "Ayes 5 Nays 0"),
        ("AYES: Smith, Jones, Doe. NAYS: None. Motion carried.", "carried", "AYES: Smith, Jones, Doe. NAYS: None"),
        ("Roll call: Hollis, aye; Pruett, aye; Zavala, no.", None, "Hollis, aye; Pruett, aye; Zavala, no"),
        ("Roll call: all yes.", None, "all yes"),
        ("Four ayes, Danforth nay.", None, "Four ayes, Danforth nay"),
        ("All six members voted in the affirmative.", None, "All six members voted in the affirmative"),
        ("carried by 12 votes to 3", "carried", "12 votes to 3"),
        ("The amendment failed, two to four.", "failed", "two to four"),
        ("The motion passed by show of hands.", "passed", "show of hands"),
        ("The motion failed for want of a second.", "failed", None),
        ("Motion did not pass.", "did not pass", None),
        ("There was no seconder and the motion fell.", "fell", None),
        ("The main motion then prevailed by a vote of five to one.", "prevailed", "five to one"),
        ("Board voted four to one in favor of the plan", None, "four to one"),
        ("CARRIED", "carried", None),
        ("ដោយសំឡេងគាំទ្រ ៥ សំឡេង និងមិនគាំទ្រ ១ សំឡេង។", None, "សំឡេងគាំទ្រ ៥ សំឡេង និងមិនគាំទ្រ ១ សំឡេង"),
        ("(គាំទ្រ ៨១ ប្រឆាំង ៤ អនុប្បវាទ ២)", None, "គាំទ្រ ៨១ ប្រឆាំង ៤ អនុប្បវាទ ២"),
        ("ដោយលើកដៃ (២៣/២៣)។", None, "២៣/២៣"),
        ("ជាឯកច្ឆន្ទ", None, "ជាឯកច្ឆន្ទ"),
    ],
)
def test_result_and_votes_are_as_printed(text: str, result: str | None, votes: str | None) -> None:
    assert (result_of(text), votes_of(text)) == (result, votes)


@pytest.mark.parametrize(
    "text",
    [
        "The truck costs $186,400, for one plow.",
        "The club meets on 5-6 May.",
        "We have 400 for one and 3 for two.",
        "The failed mower was sold.",
        "The council may pass by the school.",
    ],
)
def test_figures_and_words_of_other_things_are_no_votes(text: str) -> None:
    assert (result_of(text), votes_of(text)) == (None, None)


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("Motion carried unanimously.", True),
        ("So ordered, without objection: carried.", True),
        ("The budget was passed to the auditor.", False),
        ("Motion to close.", False),
    ],
)
def test_a_result_alone_is_told_from_a_sentence_with_more(text: str, alone: bool) -> None:
    assert is_result(text) == alone


def test_letters_before_the_names_stand_for_the_result() -> None:
    assert [result_in_letters(text) for text in ("M/S/C Smith/Jones", "MSP: Lee/Poe", "M/S Lee/Poe")] == [
        "carried",
        "passed",
        None,
    ]


def test_khmer_words_at_the_end_refuse() -> None:
    assert refusal_of("តម្លើងថ្លៃទឹក (គាំទ្រ ៣ ប្រឆាំង ៤ មិនអនុម័ត)") == "មិនអនុម័ត"
    assert refusal_of("អង្គប្រជុំអនុម័តថ្លៃទឹក") is None


@pytest.mark.parametrize(
    ("text", "mover", "seconder"),
    [
        ("Jane Doe moved, seconded by Ken Poe, to close.", "Jane Doe", "Ken Poe"),
        ("Moved by Cllr A. Stone, seconded by Cllr B. Reed.", "Cllr A. Stone", "Cllr B. Reed"),
        ("Moved: Jane Doe   Seconded: Ken Poe", "Jane Doe", "Ken Poe"),
        ("M/S/C (Stubbs/Kowal/4-0) to accept the report.", "Stubbs", "Kowal"),
        ("M/S Lee/Poe", "Lee", "Poe"),
        ("On a motion of Jane Doe, seconded by Ken Poe, it was resolved to close.", "Jane Doe", "Ken Poe"),
        ("A motion to approve the trip was made by Fink, seconded by Toll, and passed.", "Fink", "Toll"),
        ("Trustee Toll moved to uphold it; second, Arriaga; carried.", "Trustee Toll", "Arriaga"),
        ("Motion Zabel, second Cray, to pay the bills.", "Zabel", "Cray"),
        ("Upon a motion duly made by Mr. Welch and seconded by Mr. Lau, it was voted.", "Mr. Welch", "Mr. Lau"),
        ("Ms. Okoro having so moved and Mr. Sako having seconded, the board rose.", "Ms. Okoro", "Mr. Sako"),
        ("Motion to table by Trustee Arriaga died for want of a second.", "Trustee Arriaga", None),
        ("Proposed by the committee, seconded by Colm Rushe.", "committee", "Colm Rushe"),
        ("The treasurer moved that the accounts be adopted.", "treasurer", None),
        ("The chairman moved to the next item.", None, None),
        ("M/s Salvi & Co. were appointed auditors.", None, None),
        ("The second reading by the clerk was short.", None, None),
    ],
)
def test_mover_and_seconder_are_named_in_many_ways(text: str, mover: str | None, seconder: str | None) -> None:
    assert (moved_by(text), seconded_by(text)) == (mover, seconder)


def test_two_names_at_the_beginning_of_a_line_are_mover_and_seconder() -> None:
    assert bare_pair("K. Edd/D. Lamp, all agreed.") == ("K. Edd", "D. Lamp")
    assert bare_pair("He asked K. Edd/D. Lamp.") is None
