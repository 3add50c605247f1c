"""What of a meeting in the output is compared with the truth."""

from collections.abc import Iterator

from benchmarks.minutes_score.tally import Phrase
from pipeline.emit.printed import is_bullet, printed_mark
from pipeline.model.minutes import Block, Meeting, Section
from pipeline.model.walk import meeting_blocks, section_blocks, walk_blocks, walk_sections

_MAY_BE_POINTS = ("question", "answer", "prompt", "speech")
"""Kinds that a bulleted or numbered point may have got instead of list_item."""


def headings(meeting: Meeting) -> list[Phrase]:
    """Return the headings of all levels in reading order."""
    found = []
    for section in walk_sections(meeting.sections):
        for block in section_blocks(section):
            if block is section.heading:
                found.append(Phrase(block.text, _numbers(block, section)))
            elif block.kind == "heading":
                found.append(Phrase(block.text, _numbers(block, None)))
    return found


def topics(meeting: Meeting) -> list[Phrase]:
    """Return the topics of agenda rows, and blocks of that kind."""
    return [Phrase(block.text) for block in meeting_blocks(meeting) if block.kind == "topic"]


def list_items(meeting: Meeting) -> list[Phrase]:
    """Return the list items, inside speeches too; optional: marked blocks of kinds that a point may have as well."""
    found = []
    for block in meeting_blocks(meeting):
        if block.kind == "list_item":
            found.append(Phrase(with_attribution(block)))
        elif block.kind in _MAY_BE_POINTS and (block.marker or block.number):
            found.append(Phrase(whole_text(block), optional=True))
    return found


def tables(meeting: Meeting) -> Iterator[tuple[Section, list[Block]]]:
    """Yield the rows that stand one behind another, with their section."""
    for section in walk_sections(meeting.sections):
        run: list[Block] = []
        for block in (*walk_blocks(section.blocks), None):
            if block is not None and block.kind == "table_row":
                run.append(block)
            elif run:
                yield section, run
                run = []


def with_attribution(block: Block) -> str:
    """Return attribution and text of a block."""
    return " ".join(part for part in (block.attribution, block.text) if part)


def whole_text(block: Block) -> str:
    """Return attribution and text of a block and of the blocks inside it, markers of the latter too."""
    inner = (part for held in block.blocks for part in (shown_mark(held), whole_text(held)))
    return " ".join(part for part in (with_attribution(block), *inner) if part)


def shown_mark(block: Block) -> str:
    """Return marker and number as printed; a bullet, which has no words, is left out."""
    return "" if is_bullet(block.marker) and not block.number else printed_mark(block)


def lead(block: Block) -> str:
    """Return what is printed before the text: mark and attribution."""
    return " ".join(part for part in (shown_mark(block), block.attribution) if part)


def _numbers(heading: Block, section: Section | None) -> str:
    forms = [heading.number, section.number if section else None, shown_mark(heading)]
    return "\n".join(dict.fromkeys(form for form in forms if form))
