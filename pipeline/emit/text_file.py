"""text.txt: the minutes in reading order as plain text."""

from collections.abc import Iterator

from pipeline.emit.printed import legal, one_line, printed_lead
from pipeline.model.minutes import Block, Meeting, Minutes, Section
from pipeline.model.walk import walk_sections


def text(minutes: Minutes) -> str:
    """Return the minutes as plain text: one block a line, an empty line between sections, cells set apart by tabs.

    Marks, numbers and attributions stand before their text as printed; lists are indented two spaces a level below the
    first. Every word of every block occurs once; running heads and page numbers are no blocks and do not occur.
    A control character shows as U+FFFD.
    """
    parts = [part for meeting in minutes.meetings for part in _parts(meeting)]
    return "\n".join("".join(f"{line}\n" for line in part) for part in parts if part)


def _parts(meeting: Meeting) -> Iterator[list[str]]:
    if meeting.title is not None:
        yield [_line(meeting.title)]
    for section in walk_sections(meeting.sections):
        yield list(_section_lines(section))


def _section_lines(section: Section) -> Iterator[str]:
    if section.heading is not None:
        yield _line(section.heading)
    for block in [*section.topics, *section.blocks]:
        yield from _block_lines(block)


def _block_lines(block: Block) -> Iterator[str]:
    line = _line(block)
    if line:
        yield "  " * ((block.level or 1) - 1) + line
    for inner in block.blocks:
        yield from _block_lines(inner)


def _line(block: Block) -> str:
    words = "\t".join(block.cells) if block.cells else block.text
    return legal(one_line(" ".join(part for part in (printed_lead(block), words) if part)))
