"""One row of an agenda to a section: its title, topics and prompts on the left, what was said on the right."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.model.minutes import Block, Section, SectionKind
from pipeline.segment.blocks import BlockMaker
from pipeline.segment.columns import Column, is_clock
from pipeline.segment.discussion import names_groups, read_discussion
from pipeline.segment.labels import ascii_number
from pipeline.segment.names import introduces_speaker
from pipeline.segment.paragraphs import Paragraph
from pipeline.segment.vocabulary import phrases

_MOST_NUMBER = 6
"""Characters of the number of a row."""
_BEHIND: tuple[Column, ...] = ("other", "owner", "due")
"""What stands behind what was said, as notes."""


@dataclass
class RowTexts:
    """The paragraphs of a row by what they are."""

    heads: dict[Column, str]
    """Of the columns, as printed."""
    cells: dict[Column, list[Paragraph]] = field(default_factory=dict)
    results: list[tuple[str, list[Paragraph]]] = field(default_factory=list)
    """What columns hold whose heads say what came of it ("Decision"), with these heads."""

    @property
    def begins_row(self) -> bool:
        """Whether it has a title, a number or hours of its own; else it goes on the row above."""
        return any(self.cells.get(column) for column in ("topics", "number", "time"))


def read_row(texts: RowTexts, maker: BlockMaker) -> Section:
    """Return a row as a section."""
    hours = [*texts.cells.get("time", [])]
    left = texts.cells.get("topics", [])
    if left and is_clock(left[0].text) and len(left) > 1:
        hours.append(left[0])
        left = left[1:]
    section = Section(kind=row_kind(left[0]) if left else "other")
    if left:
        section.heading = maker.block("heading", left[0])
        section.number = left[0].number
    for paragraph in _unless_numbered(section, texts.cells.get("number", [])):
        section.blocks.append(maker.block("note", paragraph))
    section.blocks += [maker.block("note", each).read_from(texts.heads.get("time")) for each in hours]
    speakers = _speakers(left, texts)
    for n, paragraph in enumerate(left[1 : len(left) - len(speakers)], 1):
        if _is_prompt(left, n):
            section.blocks.append(maker.block("prompt", paragraph))
        else:
            section.topics.append(maker.block("topic", paragraph))
    _tell(section, texts, speakers, maker)
    return section


def continue_row(section: Section, texts: RowTexts, maker: BlockMaker) -> None:
    """Add a row without a title of its own to the section of the row above it."""
    _tell(section, texts, [], maker)


def row_kind(title: Paragraph) -> SectionKind:
    """Return the kind of section that a row is by its title."""
    if title.label is not None and title.label.kind == "session":
        return "session"
    kinds: tuple[SectionKind, ...] = ("break", "closing", "opening", "other")
    for kind in kinds:
        if phrases("headings", kind).begins(title.text):
            return kind
    return "item" if title.label is not None and title.label.kind == "number" else "session"


def _tell(section: Section, texts: RowTexts, speakers: Sequence[Paragraph], maker: BlockMaker) -> None:
    """Add what was said to a row's section, what came of it, and the notes of by whom and by when."""
    prompts = any(block.kind == "prompt" for block in section.blocks)
    titles = [*([section.heading] if section.heading else []), *section.topics]
    in_groups = prompts or any(names_groups(block.text) for block in titles)
    told = [*speakers, *texts.cells.get("speaker", []), *texts.cells.get("discussion", [])]
    said = read_discussion(told, maker, in_cell=True, in_groups=in_groups)
    section.blocks += said.blocks
    for head, found in texts.results:
        result = read_discussion(found, maker, in_cell=True, in_groups=False)
        section.blocks += [block.read_from(head) for block in result.blocks]
        section.sections += result.sections
    section.blocks += _notes(texts, maker)
    section.sections += said.sections


def _notes(texts: RowTexts, maker: BlockMaker) -> list[Block]:
    return [
        maker.block("note", paragraph).read_from(texts.heads.get(column))
        for column in _BEHIND
        for paragraph in texts.cells.get(column, [])
    ]


def _speakers(left: Sequence[Paragraph], texts: RowTexts) -> Sequence[Paragraph]:
    """The lines at the end of a left cell that say who speaks on the right, where nothing says so there."""
    told = [*texts.cells.get("speaker", []), *texts.cells.get("discussion", [])]
    if not told or any(introduces_speaker(paragraph.text, in_cell=True) for paragraph in told):
        return ()
    count = 0
    while count + 1 < len(left) and _names_speaker(left[-1 - count]):
        count += 1
    return left[len(left) - count :]


def _names_speaker(paragraph: Paragraph) -> bool:
    return paragraph.label is None and introduces_speaker(paragraph.text, in_cell=False)


def _unless_numbered(section: Section, numbers: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """Give a row's title the number in its own column; return what is no such number."""
    if len(numbers) != 1 or section.heading is None or section.heading.marker or numbers[0].label is not None:
        return numbers
    text = numbers[0].text
    if len(text) > _MOST_NUMBER or not any(character.isalnum() for character in text):
        return numbers
    section.heading.marker = text
    section.heading.number = section.number = ascii_number(text.strip(" .)"))
    section.kind = "item" if section.kind == "session" else section.kind
    return ()


def _is_prompt(left: Sequence[Paragraph], n: int) -> bool:
    """Whether a paragraph of the left cell puts a question to groups: a question, a numbered task, or its stem."""
    paragraph = left[n]
    if paragraph.label is not None:
        return paragraph.label.kind == "number" or paragraph.text.endswith("?")
    if phrases("questions", "heading").begins(paragraph.text):
        return False
    following = left[n + 1].label if n + 1 < len(left) else None
    return paragraph.text.endswith("?") or (
        paragraph.text.endswith((":", "៖")) and following is not None and following.kind == "number"
    )
