"""Whether two files of the same minutes give the same Minutes."""

import re
from collections.abc import Iterator
from itertools import takewhile, zip_longest

from benchmarks.minutes_score.output import shown_mark
from pipeline.khmer.fold import fold
from pipeline.model.minutes import Block, Minutes, Section

_KHMER_BLANK = re.compile(r" (?=[\u1780-\u17ff])|(?<=[\u1780-\u17ff]) ")
_BEFORE = 40

Line = tuple[str, ...]


def difference(one: Minutes, other: Minutes) -> tuple[str, str] | None:
    """Return the first section or block in which two Minutes differ in kind or words, None where they do not.

    Ids, provenance, repair, boxes, the look of bullets and blanks beside Khmer do not count.
    """
    for first, second in zip_longest(_meetings(one), _meetings(other), fillvalue=()):
        if first != second:
            return _from_difference(" | ".join(first), " | ".join(second))
    return None


def _from_difference(one: str, other: str) -> tuple[str, str]:
    """The texts from a little before where they part."""
    shared = sum(1 for _ in takewhile(lambda signs: signs[0] == signs[1], zip(one, other, strict=False)))
    begin = max(shared - _BEFORE, 0)
    return one[begin:] or "nothing more", other[begin:] or "nothing more"


def _meetings(minutes: Minutes) -> Iterator[Line]:
    for meeting in minutes.meetings:
        yield ("meeting", meeting.classification)
        if meeting.title is not None:
            yield _line(meeting.title)
        yield from _sections(meeting.sections)


def _sections(sections: list[Section]) -> Iterator[Line]:
    for section in sections:
        yield ("section", section.kind, section.number or "")
        yield from _blocks([*([section.heading] if section.heading else []), *section.topics, *section.blocks])
        yield from _sections(section.sections)
        yield ("end of section",)


def _blocks(blocks: list[Block]) -> Iterator[Line]:
    for block in blocks:
        yield _line(block)
        yield from _blocks(block.blocks)


def _line(block: Block) -> Line:
    printed = (shown_mark(block), block.attribution or "", block.text, *block.cells)
    return (block.kind, *(_KHMER_BLANK.sub("", fold(text)) for text in printed))
