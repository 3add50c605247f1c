"""When, where, by whom and with how many: the facts of a meeting, read from its cover and its first sections."""

import re
from collections.abc import Iterator, Sequence

from pipeline.model.minutes import Attendance, Block, Meeting, Organizer, Section
from pipeline.segment.addresses import provinces_in
from pipeline.segment.blocks import language_of
from pipeline.segment.headcounts import counts_of
from pipeline.segment.identify import all_blocks, walk_blocks, walk_sections
from pipeline.segment.meeting_date import find_meeting_date
from pipeline.segment.places import read_place
from pipeline.segment.presence import heading_says
from pipeline.segment.spans import sentences
from pipeline.segment.vocabulary import phrases

_OPENING_KINDS = ("front", "introduction", "opening", "item", "other", "objectives")
_COUNTING_KINDS = ("front", "opening")
_MOST_SECTIONS = 5
_FIRST = 2
"""Sections whatever they are of that may say how many came."""
_FEWEST_AREAS = 2
_ORGANIZATION = re.compile(
    r"(?P<name>[A-Z][\w'’&\-]*(?:\s+(?:of|for|and|the|on|in|to|&)\s*(?=[\sA-Z])|\s+[A-Z][\w'’&\-]*)+)\s*\((?P<acronym>[A-Z][A-Za-z&\-]{1,9})\)"
)
_ORGANIZE = re.compile(
    r"\b(?:organi[sz]\w+|host\w*|conduct\w*|held|convene\w*|arrang\w+|collaborat\w+|facilitat\w+)\b", re.I
)


def read_facts(meeting: Meeting, model: str | None) -> None:
    """Fill a meeting's dates, place, areas, organisers, head-counts and `source_ids`; ids must be set already.

    `model` names the user's spaCy pipeline, or is None for rules alone.
    """
    sources: list[str] = []
    blocks = list(_opening(meeting))
    _read_date(meeting, blocks, sources)
    meeting.location = read_place(blocks, meeting.title, model, sources)
    meeting.areas = _areas(blocks, sources)
    _read_organizers(meeting, blocks, sources)
    _read_attendance(meeting, sources)
    order = {block.id: n for n, (_, block) in enumerate(all_blocks(meeting), 1)}
    meeting.source_ids = sorted(dict.fromkeys(sources), key=lambda block_id: order.get(block_id, 0))


def _opening(meeting: Meeting) -> Iterator[Block]:
    """The title, the headings and the blocks of the first sections: where facts are printed."""
    if meeting.title is not None:
        yield meeting.title
    for section in meeting.sections[:_MOST_SECTIONS]:
        if section.kind not in _OPENING_KINDS:
            continue
        if section.heading is not None:
            yield section.heading
        yield from walk_blocks(section.blocks)
        for nested in section.sections[:1]:
            yield from walk_blocks(nested.blocks)


def _read_date(meeting: Meeting, opening: Sequence[Block], sources: list[str]) -> None:
    ids = {block.id for block in opening}
    rest = [block for _, block in all_blocks(meeting) if block.id not in ids]
    found = find_meeting_date(opening, rest)
    if found is not None:
        meeting.date_text, meeting.start_date = found.text, found.start
        meeting.end_date = found.end if found.end != found.start else None
        sources.append(found.block.id)


def _areas(blocks: Sequence[Block], sources: list[str]) -> list[str]:
    """Provinces named together in one sentence as taking part."""
    for block in blocks:
        if len(provinces_in(block.text)) < _FEWEST_AREAS:
            continue
        for sentence in sentences(block.text):
            named = provinces_in(sentence)
            if len(named) >= _FEWEST_AREAS:
                sources.append(block.id)
                return [province.en for province in named]
    return []


def _read_organizers(meeting: Meeting, blocks: Sequence[Block], sources: list[str]) -> None:
    for block in blocks:
        for sentence in sentences(block.text):
            if not _ORGANIZE.search(sentence):
                continue
            for match in _ORGANIZATION.finditer(sentence):
                if all(match["acronym"] != known.acronym for known in meeting.organizers):
                    meeting.organizers.append(Organizer(name=match["name"].strip(), acronym=match["acronym"]))
                    sources.append(block.id)


def _read_attendance(meeting: Meeting, sources: list[str]) -> None:
    """Take the head-counts of the parts that tell who came; what a translation repeats counts once."""
    told: dict[tuple[str, int], str | None] = {}
    for section, tells in _counting(meeting):
        for (label, quantity, printed), block in counts_of(list(walk_blocks(section.blocks)), tells):
            language = language_of(printed) or language_of(block.text)
            if told.setdefault((label, quantity), language) != language:
                continue
            meeting.attendance.append(Attendance(label=label, quantity=quantity, text=printed, block_id=block.id))
            sources.append(block.id)


def _counting(meeting: Meeting) -> Iterator[tuple[Section, bool]]:
    """The first sections, each with whether it tells who came; of the rest those that a heading says to."""
    for n, section in enumerate(meeting.sections):
        tells = _tells(section)
        is_early = n < _MOST_SECTIONS and section.kind in ("introduction", "objectives", "front")
        if tells or is_early or (n < _FIRST and section.kind in ("opening", "other", "item")):
            yield section, tells
        for nested in walk_sections(section.sections):
            if _tells(nested) and nested.kind not in ("session", "annex"):
                yield nested, True


def _tells(section: Section) -> bool:
    if section.heading is None:
        return section.kind in _COUNTING_KINDS
    text = section.heading.text
    return heading_says(text) in ("present", "absent") or phrases("attendance", "counting").begins(text) > 0
