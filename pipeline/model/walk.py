"""Ways through the tree of a meeting."""

from collections.abc import Iterator

from pipeline.model.minutes import Block, Section


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
