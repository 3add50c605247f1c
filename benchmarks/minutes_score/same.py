"""Whether two files of the same minutes give the same Minutes."""

from collections.abc import Iterator
from itertools import zip_longest

from benchmarks.minutes_score.output import shown_mark
from pipeline.khmer.fold import fold
from pipeline.model.minutes import Block, Minutes, Section

Line = tuple[str, ...]


def difference(one: Minutes, other: Minutes) -> tuple[Line | None, Line | None] | None:
    """Return the first section or block in which two Minutes differ in kind or words, None where they do not.

    Ids, provenance, repair, boxes and the look of bullets do not count.
    """
    for first, second in zip_longest(_meetings(one), _meetings(other)):
        if first != second:
            return first, second
    return None


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
    return (block.kind, *(fold(text) for text in printed))
