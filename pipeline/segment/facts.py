"""When, where, by whom and with how many: the facts of a meeting, read from its cover and its first sections."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.khmer.dates import find_dates
from pipeline.model.minutes import Attendance, Block, Meeting, Organizer
from pipeline.segment.blocks import language_of
from pipeline.segment.dates import find_english_date
from pipeline.segment.entities import read
from pipeline.segment.headcounts import counts_in
from pipeline.segment.identify import walk_blocks
from pipeline.segment.places import Read, provinces_in, read_place
from pipeline.segment.vocabulary import phrases

if TYPE_CHECKING:
    from spacy.tokens import Doc

_OPENING_KINDS = ("front", "introduction", "opening", "item", "other", "objectives")
_MOST_SECTIONS = 4
_MOST_LINE_WORDS = 20
_NEAR = 24
"""Characters before a date in which the words stand that give it to another meeting."""
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
    read_texts = [(block, read(block.text, model) if language_of(block.text) != "km" else None) for block in blocks]
    _read_date(meeting, blocks, sources)
    meeting.location = read_place(read_texts, sources)
    meeting.areas = _areas(read_texts, sources)
    _read_organizers(meeting, blocks, sources)
    _read_attendance(meeting, read_texts, sources)
    order = [block.id for block in blocks]
    meeting.source_ids = sorted(dict.fromkeys(sources), key=order.index)


def _opening(meeting: Meeting) -> Iterator[Block]:
    """The title and the blocks of the first sections: where facts are printed."""
    if meeting.title is not None:
        yield meeting.title
    for section in meeting.sections[:_MOST_SECTIONS]:
        if section.kind not in _OPENING_KINDS:
            continue
        yield from walk_blocks(section.blocks)
        for nested in section.sections[:1]:
            yield from walk_blocks(nested.blocks)


def _read_date(meeting: Meeting, blocks: list[Block], sources: list[str]) -> None:
    """Take the date behind a label, else of the title or a short line, else of a sentence; full ones before months.

    A date that the words before it give to another meeting ("The minutes of 20 October 2023") does not count.
    """
    lines = [(n, block) for n, block in enumerate(blocks) if block.kind != "table_row" or _is_dated_row(block)]
    dated = [(n, block, date) for n, block in lines if (date := _date_in(block))]
    found = [(_date_rank(block, *date), n, block, date) for n, block, date in dated]
    if found:
        _, _, block, (meeting.date_text, meeting.start_date, end) = min(found, key=lambda each: each[:2])
        meeting.end_date = end if end != meeting.start_date else None
        sources.append(block.id)


def _is_dated_row(row: Block) -> bool:
    """Whether a row of a table is the label of the date and the date; other rows have dates of their own."""
    return bool(row.cells) and phrases("facts", "date").equals(row.cells[0])


def _date_rank(block: Block, printed: str, start: str, end: str) -> tuple[bool, int]:
    is_partial = len(start) < len("2019-09-05")
    before = block.text[: block.text.find(printed)].strip(" :៖")
    if phrases("facts", "date").equals(before):
        return is_partial, 0
    return is_partial, 1 if block.kind == "title" or len(block.text.split()) <= _MOST_LINE_WORDS else 2


def _date_in(block: Block) -> tuple[str, str, str] | None:
    """As printed, first and last day, of the first date in a block that is not another meeting's."""
    khmer = find_dates(block.text)
    english = None if khmer else find_english_date(block.text)
    if khmer:
        found = khmer[0].text, khmer[0].iso, khmer[0].iso_end or khmer[0].iso
    elif english:
        found = english.text, english.start, english.end
    else:
        return None
    before = block.text[max(0, block.text.find(found[0]) - _NEAR) : block.text.find(found[0])]
    is_other = block.kind != "title" and phrases("facts", "other_meetings").within(before)
    return None if is_other else found


def _areas(texts: Read, sources: list[str]) -> list[str]:
    """Provinces named together in one sentence as taking part."""
    for block, doc in texts:
        for sentence in _sentences(block, doc):
            named = provinces_in(sentence)
            if len(named) >= 2:
                sources.append(block.id)
                return [province.en for province in named]
    return []


def _sentences(block: Block, doc: "Doc | None") -> list[str]:
    return [span.text for span in doc.sents] if doc is not None else re.split(r"(?<=[។៕])", block.text)


def _read_organizers(meeting: Meeting, blocks: list[Block], sources: list[str]) -> None:
    for block in blocks:
        for sentence in re.split(r"(?<=[.?!])\s+", block.text):
            if not _ORGANIZE.search(sentence):
                continue
            for match in _ORGANIZATION.finditer(sentence):
                if all(match["acronym"] != known.acronym for known in meeting.organizers):
                    meeting.organizers.append(Organizer(name=match["name"].strip(), acronym=match["acronym"]))
                    sources.append(block.id)


def _read_attendance(meeting: Meeting, texts: Read, sources: list[str]) -> None:
    seen: set[str] = set()
    for block, doc in texts:
        for label, quantity, printed in counts_in(block, doc):
            if label not in seen:
                seen.add(label)
                meeting.attendance.append(Attendance(label=label, quantity=quantity, text=printed, block_id=block.id))
                sources.append(block.id)
