"""Whether minutes hang together: every id once, everything that is pointed at there, every span within its text."""

import re
from collections.abc import Iterator
from datetime import date

from pipeline.model.minutes import Block, Meeting, Minutes
from pipeline.model.targets import owner_of
from pipeline.model.walk import meeting_blocks, walk_sections

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_ID = re.compile(r"[a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)*")
"""Ids name rows, and the files and elements of exports."""


def contradictions(minutes: Minutes) -> list[str]:
    """Return what of the minutes contradicts the rest, one line each; empty where they hang together."""
    return list(_contradictions(minutes))


def _contradictions(minutes: Minutes) -> Iterator[str]:
    pages = [page.page_no for page in minutes.pages]
    yield from _twice(map(str, pages), "page")
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
    for prov in block.prov:
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
