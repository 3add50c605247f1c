"""The texts of minutes that are to be translated, each with the id that its translation is filed under."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.model.minutes import Block, Meeting, Minutes, Section
from pipeline.model.walk import meeting_blocks, walk_blocks

_LETTERS = {"km": re.compile("[\u1780-\u17b3]"), "en": re.compile(r"[A-Za-z\u00c0-\u024f]")}
_SHORT_KINDS = frozenset(("title", "heading", "topic"))
_BOTH = 0.3
"""A text with this share of each script is printed in both languages already."""


class Segment(NamedTuple):
    """One text to translate."""

    id: str
    """A block's id; `.c2` behind it for the second cell of a row, `.attribution` for who says it; `.honorific`, `.role`
    and `.organization` behind a person's; `.place`, `.area1`, `.organizer1` and `.summary.en.n1` behind a meeting's."""
    text: str
    language: str
    short: bool
    """A heading, label, role or name, which the glossary may translate as a phrase; otherwise running text."""
    notes: tuple[str, ...] = ()
    """For the translator: who says it, in which session."""


def segments(minutes: Minutes) -> list[Segment]:
    """Return all texts to translate, in reading order, each id once; texts without a letter are none."""
    found = [segment for meeting in minutes.meetings for segment in _meeting(meeting)]
    return [segment for segment in found if segment.language in _LETTERS]


def language_of(text: str) -> str | None:
    """Return `km` or `en`, whichever has more letters; None where there are none, or both languages say it."""
    counts = {language: len(letters.findall(text)) for language, letters in _LETTERS.items()}
    total = sum(counts.values())
    if not total or min(counts.values()) / total >= _BOTH:
        return None
    return max(counts, key=lambda language: counts[language])


def _segment(target: str, text: str, short: bool, notes: tuple[str, ...] = ()) -> Iterator[Segment]:
    language = language_of(text)
    if language is not None:
        yield Segment(target, text, language, short, notes)


def _meeting(meeting: Meeting) -> Iterator[Segment]:
    if meeting.title is not None:
        yield from _segment(meeting.title.id, meeting.title.text, True)
    if meeting.location is not None:
        yield from _segment(f"{meeting.id}.place", meeting.location.name, True)
    for number, area in enumerate(meeting.areas, 1):
        yield from _segment(f"{meeting.id}.area{number}", area, True)
    for number, organizer in enumerate(meeting.organizers, 1):
        yield from _segment(f"{meeting.id}.organizer{number}", organizer.name, True)
    for person in meeting.people:
        parts = (("honorific", person.honorific), ("role", person.role), ("organization", person.organization))
        for part, text in parts:
            if text:
                yield from _segment(f"{person.id}.{part}", text, True, (person.name,))
    names = {person.id: person.name for person in meeting.people}
    for section in meeting.sections:
        yield from _section(section, names, ())
    yield from _summary(meeting)


def _summary(meeting: Meeting) -> Iterator[Segment]:
    """Sentences of the whole meeting's summary that are parts of blocks; whole blocks are translated as such."""
    blocks = {block.id: block.text for block in meeting_blocks(meeting)}
    for summary in meeting.summary:
        if summary.language != meeting.summary[0].language:
            continue  # said anew in the other language, with what is not translated as it was
        for number, sentence in enumerate(summary.sentences, 1):
            inside = [blocks.get(block_id, "") for block_id in sentence.block_ids]
            is_part = sentence.text not in inside and any(sentence.text in text for text in inside)
            if summary.section_id is None and is_part:
                yield from _segment(f"{meeting.id}.summary.{summary.language}.n{number}", sentence.text, False)


def _section(section: Section, names: dict[str, str], above: tuple[str, ...]) -> Iterator[Segment]:
    if section.heading is not None:
        yield from _segment(section.heading.id, section.heading.text, True, above)
        above = (section.heading.text,)
    for block in [*section.topics, *walk_blocks(section.blocks)]:
        yield from _block(block, names, above)
    for nested in section.sections:
        yield from _section(nested, names, above)


def _block(block: Block, names: dict[str, str], above: tuple[str, ...]) -> Iterator[Segment]:
    speaker = names.get(block.speaker_id or "")
    notes = (*above, *((speaker,) if speaker else ()))
    if block.cells:
        for number, cell in enumerate(block.cells, 1):
            yield from _segment(f"{block.id}.c{number}", cell, _is_short(cell), notes)
    elif block.text:
        short = block.kind in _SHORT_KINDS or _is_short(block.text)
        yield from _segment(block.id, block.text, short, notes)
    if block.attribution:
        yield from _segment(f"{block.id}.attribution", block.attribution, True, notes)


def _is_short(text: str) -> bool:
    """Whether a text may be a label: few letters, and no sentence's mark inside."""
    return len(text) <= 60 and not re.search(r"[.?!។](\s|$)", text)
