"""When a meeting was held: the date that its cover, a label or a sentence gives, among those of other meetings."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.khmer.dates import find_dates
from pipeline.khmer.syllable import ZWSP
from pipeline.model.minutes import Block
from pipeline.segment.dates import Order, english_dates, has_open_order, order_in
from pipeline.segment.khmer_numbers import date_in_words
from pipeline.segment.tables import cell, labelled_cells
from pipeline.segment.vocabulary import phrases, tables

_MOST_LINE_WORDS = 20
_NEAR = 40
"""Characters before a date in which the words stand that give it to another meeting."""
_HELD = re.compile(
    r"\b(?:held|met|convened|took\s+place|called\s+to\s+order|conducted|organi[sz]ed|gathered|assembled)\b"
    r"|ប្រព្រឹត្តទៅ|បានបើក|ប្រជុំ|រៀបចំ"
)
_WHEN = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d\s*[ap]\.?m\b|\d{1,2}[:.h]\d\d|\bnoon\b|ថ្ងៃ(?:ច|អ|ព|ស)|ម៉ោង|វេលា",
    re.I,
)
_LUNAR = re.compile("កើត|រោច|ព\\.?ស")


@dataclass(frozen=True, slots=True)
class MeetingDate:
    """A date as printed, with its first and last day."""

    text: str
    start: str
    end: str
    block: Block

    @property
    def is_partial(self) -> bool:
        """Whether the day is missing."""
        return len(self.start) < len("2019-09-05")


def find_meeting_date(opening: Sequence[Block], rest: Sequence[Block]) -> MeetingDate | None:
    """Return the date of a meeting, or None.

    A full date comes before a month; then one behind a label, one of the title or a short line, one of a sentence.
    Where the opening has none, a sentence of the rest that says when people met is believed.
    """
    texts = [block.text for block in (*opening, *rest)]
    order: Order = order_in(texts) if any(map(has_open_order, texts)) else "day"
    found = [
        (date.is_partial, _rank(date), not _says_when(block), n, date)
        for n, block in enumerate(opening)
        for date in list(_dates(block, order))[:1]
    ]
    if found:
        return min(found, key=lambda each: each[:4])[4]
    later = (date for block in rest if _HELD.search(block.text) for date in _dates(block, order) if _is_held(date))
    return next(later, None)


def _dates(block: Block, order: Order) -> Iterator[MeetingDate]:
    """The dates of a block that are not another meeting's, nor of a row of a table that has its own."""
    label, text = _cells(block)
    if label is not None and not phrases("facts", "date").equals(label):
        return
    for printed, start, end, place in _printed(text, order):
        before = text[max(0, place - _NEAR) : place]
        clause = re.split(r"(?<=[a-z\u1780-\u17ff])[.;។]\s", before)[-1]
        is_other = block.kind != "title" and (
            phrases("facts", "other_meetings").within(clause) or _before_km().search(clause) is not None
        )
        if not is_other:
            yield MeetingDate(printed, start, end, block)


def _cells(block: Block) -> tuple[str | None, str]:
    """The label of a row of a table and what stands beside it; None and the text for all else."""
    if block.kind != "table_row":
        return None, block.text.replace(ZWSP, "")
    found = next(((head, text) for head, text in labelled_cells(block) if phrases("facts", "date").equals(head)), None)
    cells = [text for n in range(len(block.cells)) if (text := cell(block, n))]
    return found or (cells[0] if cells else "", " ".join(cells[1:]))


def _printed(text: str, order: Order) -> Iterator[tuple[str, str, str, int]]:
    khmer = find_dates(text)
    for date in khmer:
        yield _without_lunar(date.text), date.iso, date.iso_end or date.iso, date.start
    spelled = None if khmer else date_in_words(text)
    for date in find_dates(spelled[1]) if spelled else ():
        yield spelled[0] if spelled else "", date.iso, date.iso, text.find(spelled[0]) if spelled else 0
    if not khmer and not spelled:
        for found in english_dates(text, order):
            yield found.text, found.start, found.end, text.find(found.text)


def _without_lunar(text: str) -> str:
    """The Gregorian part of a printed date that begins with the lunar one."""
    return text.rsplit("ត្រូវនឹង", maxsplit=1)[-1].strip() if _LUNAR.search(text) else text


def _rank(date: MeetingDate) -> int:
    block, text = date.block, date.block.text.replace(ZWSP, "")
    before = text[: text.find(date.text)].strip(" :៖") if date.text in text else ""
    if phrases("facts", "date").equals(before) or _cells(block)[0] is not None:
        return 0
    if block.kind in ("title", "heading") or (block.kind == "paragraph" and len(text.split()) <= _MOST_LINE_WORDS):
        return 1
    return 2 if _HELD.search(text) else 3


def _says_when(block: Block) -> bool:
    """Whether a text gives the weekday or the hour beside the date, as the date of a paper does not."""
    return _WHEN.search(block.text) is not None


@cache
def _before_km() -> re.Pattern[str]:
    """What stands right before a date that is not the meeting's."""
    return re.compile(f"(?:{'|'.join(tables()['facts']['before_dates_km'])})[ ,]*$")


def _is_held(date: MeetingDate) -> bool:
    return not date.is_partial and re.search(r"\bnext\b|\bwill\b|លើកក្រោយ|នឹង", date.block.text) is None
