"""Whether minutes hang together: every id once, everything that is pointed at there, every span within its text."""

import re
from collections.abc import Iterator
from datetime import date
from math import isfinite

from pipeline.model.minutes import Block, Meeting, Minutes, PageFacts
from pipeline.model.targets import owner_of
from pipeline.model.walk import meeting_blocks, walk_sections

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_ID = re.compile(r"[a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)*")
"""Ids name rows, and the files and elements of exports."""
_MOST_LETTERS = 1_000_000
"""Of one block. It would be three hundred pages; PostgreSQL has no room for its words (a tsvector is 1 MB at most)."""

_LONGEST_NAME = 800
"""Letters. PostgreSQL's index takes 2,704 bytes, and a Khmer letter is three."""


def contradictions(minutes: Minutes) -> list[str]:
    """Return what of the minutes contradicts the rest, one line each; empty where they hang together."""
    return list(_contradictions(minutes))


def _contradictions(minutes: Minutes) -> Iterator[str]:
    pages = [page.page_no for page in minutes.pages]
    yield from _twice(map(str, pages), "page")
    yield from _of_pages(minutes.pages, minutes.document.page_count)
    yield from _twice((meeting.id for meeting in minutes.meetings), "meeting")
    for name in (name for meeting in minutes.meetings for name in _names(meeting)):
        if not _ID.fullmatch(name):
            yield f"{name!r} is no id"
    blocks = {block.id: block for meeting in minutes.meetings for block in meeting_blocks(meeting)}
    yield from _twice((block.id for meeting in minutes.meetings for block in meeting_blocks(meeting)), "block")
    for meeting in minutes.meetings:
        yield from _of_meeting(meeting, blocks, set(pages))
    people = {person.id for meeting in minutes.meetings for person in meeting.people}
    owners = {*blocks, *people, *(meeting.id for meeting in minutes.meetings)}
    for draft in minutes.translations:
        yield from _missing([owner_of(draft.target_id)], owners, "a translation")


def _of_pages(pages: list[PageFacts], count: int | None) -> Iterator[str]:
    if count is not None and count < 0:
        yield f"the document has {count} pages"
    for page in pages:
        if page.page_no < 1:
            yield f"there is a page {page.page_no}"
        if count and page.page_no > count:
            yield f"there is a page {page.page_no} in a document of {count}"
        if any(number < 0 for number in page.methods.values()):
            yield f"page {page.page_no} has less than no characters"
        figures = [each for each in page.evidence.values() if not isinstance(each, str)]
        if not all(map(isfinite, (page.width or 0, page.height or 0, *figures))):
            yield f"page {page.page_no} has a figure that is no number"


def _names(meeting: Meeting) -> Iterator[str]:
    """The ids of all that has one."""
    yield meeting.id
    for each in (meeting.people, meeting.exchanges, meeting.outcomes, walk_sections(meeting.sections)):
        yield from (one.id for one in each)
    yield from (block.id for block in meeting_blocks(meeting))


def _of_meeting(meeting: Meeting, blocks: dict[str, Block], pages: set[int]) -> Iterator[str]:
    sections = [section.id for section in walk_sections(meeting.sections)]
    people = [person.id for person in meeting.people]
    yield from _twice(sections, "section")
    yield from _twice(people, "person")
    yield from _twice((exchange.id for exchange in meeting.exchanges), "exchange")
    yield from _twice((outcome.id for outcome in meeting.outcomes), "outcome")
    yield from _no_dates(meeting)
    yield from _no_names(meeting)
    for count in meeting.attendance:
        if count.quantity < 0:
            yield f"a head-count of {meeting.id} is {count.quantity}"
    for block in meeting_blocks(meeting):
        yield from _of_block(block, {*people}, pages)
    for pointing, ids in _pointers(meeting):
        yield from _missing(ids, blocks, pointing)
    for outcome in meeting.outcomes:
        yield from _missing([outcome.section_id], {*sections}, outcome.id)
        if outcome.charspan and outcome.block_id in blocks:
            first, last = outcome.charspan
            if not 0 <= first <= last <= len(blocks[outcome.block_id].text):
                yield f"{outcome.id} is characters {first} to {last} of {outcome.block_id}, which has fewer"
    for summary in meeting.summary:
        if summary.section_id is not None:
            yield from _missing([summary.section_id], {*sections}, "a summary")


def _no_names(meeting: Meeting) -> Iterator[str]:
    """What stands for a name and is none; people and bodies are sought by theirs."""
    yield from (f"{person.id} has no name" for person in meeting.people if not person.name.strip())
    bodies = [(meeting.id, organizer.name) for organizer in meeting.organizers]
    for person in meeting.people:
        bodies += [(person.id, person.name), (person.id, person.organization or "")]
    for name, told in bodies:
        if len(told) > _LONGEST_NAME:
            yield f"{name} has a name of {len(told)} characters, more than {_LONGEST_NAME}"


def _no_dates(meeting: Meeting) -> Iterator[str]:
    """What stands for a date and is none, which would be found between any two."""
    for told in filter(None, (meeting.start_date, meeting.end_date)):
        match = _DATE.fullmatch(told)
        try:
            if match is None:
                raise ValueError(told)
            date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
        except ValueError:
            yield f"{meeting.id} has the date {told!r}, which is none as ISO 8601 writes it"


def _of_block(block: Block, people: set[str], pages: set[int]) -> Iterator[str]:
    if block.speaker_id is not None and block.speaker_id not in people:
        yield f"{block.id} is said by {block.speaker_id}, who is not there"
    if len(block.text) > _MOST_LETTERS:
        yield f"{block.id} has {len(block.text)} characters, more than {_MOST_LETTERS}"
    for prov in block.prov:
        if prov.bbox and not all(map(isfinite, prov.bbox)):
            yield f"{block.id} stands in a box that has no numbers"
        if prov.charspan and not 0 <= prov.charspan[0] <= prov.charspan[1]:
            yield f"{block.id} has a piece from character {prov.charspan[0]} to {prov.charspan[1]}"
        if prov.page_no not in pages:
            yield f"{block.id} stands on page {prov.page_no}, which is not there"
    for flag in block.repair.flags if block.repair else ():
        if not 0 <= flag.charspan[0] <= flag.charspan[1] <= len(block.text or block.attribution or ""):
            yield f"{block.id} has a doubt at characters {flag.charspan[0]} to {flag.charspan[1]}, beyond its text"


def _pointers(meeting: Meeting) -> Iterator[tuple[str, list[str]]]:
    """What points at blocks, and at which."""
    yield meeting.id, meeting.source_ids
    for count in meeting.attendance:
        yield f"a head-count of {meeting.id}", [count.block_id]
    for person in meeting.people:
        yield person.id, person.mentions
    for section in walk_sections(meeting.sections):
        yield section.id, [] if section.prompt_id is None else [section.prompt_id]
    for exchange in meeting.exchanges:
        yield exchange.id, [*exchange.question_ids, *exchange.answer_ids]
    for outcome in meeting.outcomes:
        yield outcome.id, [outcome.block_id]
    for summary in meeting.summary:
        yield "a summary", [name for sentence in summary.sentences for name in sentence.block_ids]


def _missing(ids: list[str], there: dict[str, Block] | set[str], pointing: str) -> Iterator[str]:
    for name in ids:
        if name not in there:
            yield f"{pointing} points at {name}, which is not there"


def _twice(names: Iterator[str] | list[str], kind: str) -> Iterator[str]:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            yield f"there are two of the {kind} {name}"
        seen.add(name)
