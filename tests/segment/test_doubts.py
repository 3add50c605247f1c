"""What is a guess is named in `issues[]`."""

from pathlib import Path
from typing import Any

import pytest

from pipeline.config import Settings
from pipeline.model.minutes import (
    Block,
    BlockKind,
    Exchange,
    Issue,
    Meeting,
    Minutes,
    Outcome,
    Person,
    Provenance,
    Section,
    Source,
)
from pipeline.process import process
from pipeline.segment.doubts import tell_doubts

GUESS, LIMIT = 0.5, 0.6


def _block(kind: BlockKind, name: str, text: str, page_no: int = 1, **fields: Any) -> Block:
    prov = [Provenance(page_no=page_no, bbox=None, line=None, charspan=None)]
    return Block(id=name, kind=kind, text=text, prov=prov, **fields)


def _meeting(*blocks: Block, **fields: Any) -> Meeting:
    """A meeting that has a title and a date, so that nothing but its guesses is doubtful."""
    heading = _block("heading", "m1.s1.h", "Business")
    return Meeting(
        id="m1",
        title=_block("title", "m1.title", "Minutes of the board"),
        classification="meeting",
        start_date="2021-05-07",
        date_text="7 May 2021",
        sections=[Section(id="m1.s1", kind="item", heading=heading, blocks=list(blocks))],
        **fields,
    )


def _person(confidence: float | None) -> Person:
    return Person(
        id="m1.p1",
        name="Ann Poe",
        honorific="Ms.",
        speaker_type="participant",
        mentions=["m1.s1.b1"],
        confidence=confidence,
    )


def _exchange(confidence: float) -> Exchange:
    return Exchange(id="m1.x1", number=None, question_ids=["m1.s1.b1"], answer_ids=["m1.s1.b2"], confidence=confidence)


def _outcome(confidence: float, block_id: str = "m1.s1.b1", name: str = "m1.o1") -> Outcome:
    return Outcome(
        id=name,
        type="decision",
        text="The lamp is paid for.",
        section_id="m1.s1",
        block_id=block_id,
        confidence=confidence,
    )


TALK = _block("paragraph", "m1.s1.b1", "A member asked who pays for the lamp.", page_no=3)


def _only(meeting: Meeting) -> Issue:
    (issue,) = tell_doubts([meeting])
    return issue


@pytest.mark.parametrize(
    ("meeting", "code", "page_no", "named"),
    [
        (_meeting(_block("heading", "m1.s1.b1", "Any lamps", 2, confidence=GUESS)), "doubtful-heading", 2,
         'm1.s1.b1 "Any lamps"'),
        (_meeting(_block("speech", "m1.s1.b1", "", 4, attribution="The gardener:", confidence=GUESS)),
         "doubtful-speaker", 4, 'm1.s1.b1 "The gardener:"'),
        (_meeting(_block("question", "m1.s1.b1", "And the lamp?", confidence=GUESS)), "doubtful-passage", 1,
         'm1.s1.b1 "And the lamp?"'),
        (_meeting(TALK, people=[_person(GUESS)]), "doubtful-person", 3, 'm1.p1 "Ms. Ann Poe"'),
        (_meeting(TALK, exchanges=[_exchange(GUESS)]), "doubtful-exchange", 3,
         'm1.x1 "A member asked who pays for the lamp."'),
        (_meeting(TALK, outcomes=[_outcome(GUESS)]), "doubtful-outcome", 3, 'm1.o1 "The lamp is paid for."'),
    ],
)  # fmt: skip
def test_a_guess_is_named_by_id_and_words_with_how_sure_it_is(
    meeting: Meeting, code: str, page_no: int, named: str
) -> None:
    issue = _only(meeting)
    assert (issue.code, issue.severity, issue.page_no) == (code, "info", page_no)
    assert named in issue.message
    assert "50% sure" in issue.message


def test_what_is_as_sure_as_the_limit_is_no_guess() -> None:
    heading = _block("heading", "m1.s1.b2", "Any lamps", confidence=LIMIT)
    sure = _meeting(TALK, heading, people=[_person(None)], exchanges=[_exchange(LIMIT)], outcomes=[_outcome(LIMIT)])
    assert tell_doubts([sure]) == []


def test_a_speech_without_an_attribution_is_named_by_its_first_words() -> None:
    said = _block("paragraph", "m1.s1.b1.b1", "I shall pay.")
    issue = _only(_meeting(_block("speech", "m1.s1.b1", "", confidence=GUESS, blocks=[said])))
    assert 'm1.s1.b1 "I shall pay."' in issue.message


def test_guesses_of_one_kind_on_one_page_share_an_issue_that_has_all_their_ids() -> None:
    headings = [_block("heading", f"m1.s1.b{n}", f"Lamp {n}", confidence=0.4 + n / 100) for n in range(1, 6)]
    issue = _only(_meeting(*headings))
    assert issue.message.startswith("5 guessed to be headings (41 to 45% sure): ")
    assert all(heading.id in issue.message for heading in headings)


def test_pages_have_issues_of_their_own_as_long_as_they_are_few() -> None:
    few = [_block("heading", f"m1.s1.b{n}", "Lamps", n, confidence=GUESS) for n in (2, 5)]
    assert [issue.page_no for issue in tell_doubts([_meeting(*few)])] == [2, 5]


def test_guesses_on_many_pages_are_told_of_at_once_with_their_count() -> None:
    many = [_block("heading", f"m1.s1.b{n}", "Lamps", n, confidence=GUESS) for n in range(1, 41)]
    issue = _only(_meeting(*many))
    assert issue.page_no is None
    assert issue.message.startswith("On 40 pages, 40 guessed to be headings (50% sure): ")


def test_long_words_are_cut_short() -> None:
    issue = _only(_meeting(_block("heading", "m1.s1.b1", "lamps and " * 40, confidence=GUESS)))
    assert len(issue.message) < 200


def _reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, meeting: Meeting) -> str | None:
    source = Source(
        id="sha256:00", path="a.txt", file_name="a.txt", media_type="text/plain", page_count=None, producer=None,
        languages=[],
    )  # fmt: skip
    told = Minutes(document=source, meetings=[meeting], issues=tell_doubts([meeting]))
    monkeypatch.setattr("pipeline.segment.segment", lambda document, settings, pace: told)
    (tmp_path / "a.txt").write_text("Minutes\n")
    result = process(tmp_path / "a.txt", tmp_path, Settings())
    assert (result.status, result.category) == ("done", None)
    return result.reason


def test_a_guess_does_not_change_what_a_run_says_of_the_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _reason(tmp_path, monkeypatch, _meeting(TALK, outcomes=[_outcome(GUESS)])) is None


def test_a_run_says_of_a_document_that_its_meeting_has_no_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    undated = _meeting(TALK, outcomes=[_outcome(GUESS)])
    undated.start_date = undated.date_text = None
    assert "no date of the meeting was found" in str(_reason(tmp_path, monkeypatch, undated))
