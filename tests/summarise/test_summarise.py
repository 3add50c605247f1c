from pathlib import Path

import pytest

from pipeline.config import Settings
from pipeline.model.minutes import Block, Minutes
from pipeline.model.walk import meeting_blocks
from pipeline.process import process
from pipeline.summarise import summarise
from pipeline.summarise.points import Rarity, main_points

SAMPLE = Path(__file__).parent.parent.parent / "inputs" / "battambang-2019-09-05.pdf"


@pytest.fixture(scope="module")
def sample() -> Minutes:
    return process(SAMPLE, SAMPLE.parent, Settings()).minutes


def _whole(minutes: Minutes) -> list[str]:
    return [sentence.text for sentence in minutes.meetings[0].summary[0].sentences]


def test_the_sample_in_short_names_sessions_speakers_counts_and_outcomes(sample: Minutes) -> None:
    meeting, told = sample.meetings[0], " ".join(_whole(sample))
    agenda = next(section for section in meeting.sections if section.kind == "agenda")
    for section in agenda.sections:
        if section.kind == "session":
            assert section.heading is not None and section.heading.text.rstrip(" :") in told
    assert all(person.name in told for person in meeting.people if person.speaker_type == "speaker")
    assert all(str(count.quantity) in told for count in meeting.attendance)
    groups = [section for parent in agenda.sections for section in parent.sections if section.kind == "group"]
    assert len(groups) == 4
    for group in groups:
        outcomes = [outcome.text for outcome in meeting.outcomes if outcome.section_id == group.id]
        assert any(text in told for text in outcomes), group.id


def test_facts_come_first_and_outcomes_after_their_session(sample: Minutes) -> None:
    told = _whole(sample)
    assert told[0].startswith("Minutes of Issues Briefing Workshop")
    assert told[2:4] == ["Taking part: 63 in all, 22 women.", "From: Battambang, Banteay Meanchey, Siem Reap, Pursat."]


def test_what_is_no_fact_and_no_name_is_a_piece_of_its_block(sample: Minutes) -> None:
    meeting = sample.meetings[0]
    texts = {block.id: block.text for block in meeting_blocks(meeting)}
    for summary in meeting.summary:
        if summary.section_id is not None:
            for sentence in summary.sentences:
                assert any(
                    " ".join(sentence.text.split()) in " ".join(texts[one].split()) for one in sentence.block_ids
                )


def test_each_sentence_names_blocks_that_are_there(sample: Minutes) -> None:
    ids = {block.id for block in meeting_blocks(sample.meetings[0])}
    for summary in sample.meetings[0].summary:
        for sentence in summary.sentences:
            assert sentence.block_ids and set(sentence.block_ids) <= ids


def test_the_length_is_set_by_the_settings(sample: Minutes) -> None:
    none = Settings.model_validate({"summary": {"sentences_per_section": 0}})
    short = summarise(sample.model_copy(deep=True), none).meetings[0].summary
    assert len(short[0].sentences) < len(sample.meetings[0].summary[0].sentences)
    assert all(summary.state == "new" for summary in short)


def test_the_same_minutes_give_the_same_summary(sample: Minutes) -> None:
    again = summarise(sample.model_copy(deep=True), Settings())
    assert again.meetings[0].summary == sample.meetings[0].summary


def test_a_sentence_that_says_what_another_said_is_not_chosen_beside_it(sample: Minutes) -> None:
    section = sample.meetings[0].sections[1].model_copy(deep=True)
    first = "The members of the network agreed on the budget for the new year."
    section.blocks = [
        Block(id="b1", kind="paragraph", text=f"{first} {first}"),
        Block(id="b2", kind="paragraph", text="Water pumps in four villages were repaired by volunteers in June."),
    ]
    points = main_points(section, 2, Rarity([section]), frozenset())
    assert [point.block_id for point in points] == ["b1", "b2"]


def test_khmer_is_cut_at_its_own_marks(sample: Minutes) -> None:
    section = sample.meetings[0].sections[1].model_copy(deep=True)
    text = "អង្គប្រជុំបានពិភាក្សាអំពីថវិកាសម្រាប់ឆ្នាំថ្មី។ គណៈកម្មការនឹងជួសជុលស្ពានក្នុងខែមិថុនា។"
    section.blocks = [Block(id="b1", kind="paragraph", text=text)]
    points = main_points(section, 2, Rarity([section]), frozenset())
    assert [point.text for point in points] == [
        "អង្គប្រជុំបានពិភាក្សាអំពីថវិកាសម្រាប់ឆ្នាំថ្មី។",
        "គណៈកម្មការនឹងជួសជុលស្ពានក្នុងខែមិថុនា។",
    ]
