"""What was said in a section, passage by passage, in the order in which it is read."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.model.minutes import Block, Section
from pipeline.segment.vocabulary import phrases

_PROSE = ("paragraph", "list_item", "note", "question", "answer")


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of words, or a cell of a row."""

    block: Block
    text: str
    speaker: str | None
    """Who is printed before the speech that it stands in."""

    @property
    def is_labelled(self) -> bool:
        """Whether a label says that it is a question or an answer."""
        return self.block.kind in ("question", "answer")


def passages(section: Section) -> list[Passage]:
    """Return the passages of a section; prompts put to groups are none."""
    return list(_of_blocks(section.blocks, None))


def is_for_questions(section: Section) -> bool:
    """Return whether a section's heading says that questions are put in it."""
    if section.heading is None or section.kind == "group":
        return False
    text = section.heading.text
    return phrases("questions", "heading", "parts").begins(text) > 0 or phrases("questions", "heading").within(text)


def _of_blocks(blocks: list[Block], speaker: str | None) -> Iterator[Passage]:
    for block in blocks:
        if block.kind == "table_row":
            yield from (Passage(block, cell, None) for cell in block.cells if cell.strip())
        elif block.kind in _PROSE and block.text:
            yield Passage(block, block.text, speaker)
        if block.kind == "speech":
            yield from _of_blocks(block.blocks, block.attribution or block.id)
