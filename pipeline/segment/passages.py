"""What was said in a section, passage by passage, in the order in which it is read."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.model.minutes import Block, Section
from pipeline.segment.persons import is_name
from pipeline.segment.vocabulary import phrases

_FEWEST_SPEAKERS = 2
"""Names before colons from which they say who speaks."""
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
    found = list(_of_blocks(section.blocks, None))
    speakers = [_run_in_speaker(passage) for passage in found]
    if len({speaker for speaker in speakers if speaker}) < _FEWEST_SPEAKERS:
        return found
    return [
        replace(passage, speaker=passage.speaker or speaker) for passage, speaker in zip(found, speakers, strict=True)
    ]


def is_for_questions(section: Section) -> bool:
    """Return whether a section's heading says that questions are put in it."""
    if section.heading is None or section.kind == "group":
        return False
    text = section.heading.text
    return phrases("questions", "heading", "parts").begins(text) > 0 or phrases("questions", "heading").within(text)


def _run_in_speaker(passage: Passage) -> str | None:
    """Who is named before a colon at the beginning of a point ("Ann: could we ...")."""
    head, colon, words = passage.text.partition(":")
    return head if colon and words.strip() and is_name(head) else None


def _of_blocks(blocks: list[Block], speaker: str | None) -> Iterator[Passage]:
    for block in blocks:
        if block.kind == "table_row":
            yield from (Passage(block, cell, None) for cell in block.cells if cell.strip())
        elif block.kind in _PROSE and block.text:
            yield Passage(block, block.text, speaker)
        if block.kind == "speech":
            yield from _of_blocks(block.blocks, block.attribution or block.id)
