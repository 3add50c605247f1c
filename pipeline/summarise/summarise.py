"""The stage: minutes in, the same minutes with `meetings[].summary` out."""

from collections import Counter

from pipeline.config import Settings
from pipeline.khmer.sentences import sentences
from pipeline.labels import Language, load_labels
from pipeline.model.minutes import Meeting, Minutes, Outcome, Section, Summary, SummarySentence
from pipeline.model.walk import meeting_blocks, walk_sections
from pipeline.summarise.facts import fact_sentences
from pipeline.summarise.names import section_name
from pipeline.summarise.points import Rarity, main_points

_UNTOLD = frozenset(("front", "agenda", "break"))
"""Kinds of sections that say nothing of their own."""


def summarise(minutes: Minutes, settings: Settings) -> Minutes:
    """Return the minutes with the summaries of each meeting: one of the whole, one of each section that says something.

    Each is in the language that most of its meeting is written in, extracted word for word: only the facts at the head
    and the names of sessions are put into sentences by this program. All have the state `new`: nobody has read them.
    """
    for meeting in minutes.meetings:
        meeting.summary = _summaries(meeting, settings.summary.sentences_per_section)
    return minutes


def main_language(meeting: Meeting) -> Language:
    """Return the language that most letters of a meeting are in."""
    counts: Counter[str] = Counter()
    for block in meeting_blocks(meeting):
        if block.language in ("en", "km"):
            counts[block.language] += len(block.text)
    return "km" if counts["km"] > counts["en"] else "en"


def _summaries(meeting: Meeting, count: int) -> list[Summary]:
    language = main_language(meeting)
    labels = load_labels(language)
    told = [section for section in walk_sections(meeting.sections) if section.kind not in _UNTOLD and _says(section)]
    rarity = Rarity(told)
    whole = fact_sentences(meeting, labels, {})
    parts = []
    for section in told:
        outcomes = [outcome for outcome in meeting.outcomes if outcome.section_id == section.id]
        points = main_points(section, count, rarity, frozenset(outcome.block_id for outcome in outcomes))
        said = [SummarySentence(text=point.text, block_ids=[point.block_id]) for point in points]
        parts.append(_summary(language, section.id, [*said, *map(_outcome, outcomes)]))
        whole += [*section_name(section, meeting, labels, {}), *said[:1], *map(_outcome, outcomes[:1])]
    return [_summary(language, None, whole), *(part for part in parts if part.sentences)]


def _summary(language: str, section_id: str | None, said: list[SummarySentence]) -> Summary:
    return Summary(language=language, section_id=section_id, sentences=said, state="new")


def _says(section: Section) -> bool:
    return section.heading is not None or bool(section.blocks)


def _outcome(outcome: Outcome) -> SummarySentence:
    return SummarySentence(text=sentences(outcome.text)[0] if outcome.text else "", block_ids=[outcome.block_id])
