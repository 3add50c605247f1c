"""Ways through the tree of a meeting."""

from collections.abc import Iterator

from pipeline.model.minutes import Block, Meeting, Section


def walk_sections(sections: list[Section]) -> Iterator[Section]:
    """Yield sections and those nested in them, in reading order."""
    for section in sections:
        yield section
        yield from walk_sections(section.sections)


def walk_blocks(blocks: list[Block]) -> Iterator[Block]:
    """Yield blocks and those inside speeches, in reading order."""
    for block in blocks:
        yield block
        yield from walk_blocks(block.blocks)


def section_blocks(section: Section) -> Iterator[Block]:
    """Yield heading, topics and blocks of one section in reading order, those in speeches too, no nested section."""
    if section.heading is not None:
        yield section.heading
    yield from section.topics
    yield from walk_blocks(section.blocks)


def meeting_blocks(meeting: Meeting) -> Iterator[Block]:
    """Yield every block of a meeting exactly once, in reading order."""
    if meeting.title is not None:
        yield meeting.title
    for section in walk_sections(meeting.sections):
        yield from section_blocks(section)
