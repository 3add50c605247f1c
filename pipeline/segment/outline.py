"""The story of a document to its tree of sections."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.model.document import Table
from pipeline.model.minutes import Block, Section
from pipeline.segment.agenda import agenda_columns, is_programme, read_agenda
from pipeline.segment.blocks import BlockMaker, language_of
from pipeline.segment.discussion import Content, names_groups, read_discussion
from pipeline.segment.groups import read_groups
from pipeline.segment.headings import Heading, Rank
from pipeline.segment.paragraphs import Paragraph
from pipeline.segment.question_tables import question_rows
from pipeline.segment.story import Story
from pipeline.segment.title import find_title

_STRAY = 0.55
"""Confidence that a line in another language than the list above it is the heading of the part below it."""


@dataclass
class Outline:
    """The title and the sections of a meeting."""

    title: Block | None
    sections: list[Section]


@dataclass
class _Part:
    """A section and what stands in it before it is read."""

    section: Section
    rank: Rank
    items: list[Paragraph | Table] = field(default_factory=list)
    in_annex: bool = False


def outline(story: Story, maker: BlockMaker) -> Outline:
    """Return the tree of sections; every paragraph and table of the story stands in it once."""
    title = find_title(story, maker)
    builder = _Builder(story, maker, title.cover)
    for n, item in enumerate(story.items):
        if n not in title.items:
            builder.take(n, item)
    builder.close()
    return Outline(title.block, builder.sections)


class _Builder:
    """Walks the story; `_open` is the path of parts from the outermost to the one that is being filled.

    `cover` is the place of the first item behind the cover, on which lines only stand out (a place, a name).
    """

    def __init__(self, story: Story, maker: BlockMaker, cover: int) -> None:
        self.sections: list[Section] = []
        self._story = story
        self._maker = maker
        self._cover = cover
        self._open: list[_Part] = []

    def take(self, n: int, item: Paragraph | Table) -> None:
        """Place one item of the story."""
        if isinstance(item, Table):
            self._take_table(item)
            return
        heading = self._heading(n)
        if heading is None or n < self._cover:
            self._current().items.append(item)
            return
        block = self._maker.block("heading", item)
        block.confidence = heading.confidence
        self._start(Section(kind=heading.kind, number=item.number, heading=block), heading)

    def close(self) -> None:
        """Read what stands in the parts that are still open."""
        while self._open:
            self._finish(self._open.pop())

    def _heading(self, n: int) -> Heading | None:
        heading = self._story.headings.get(n)
        annex = next((part for part in self._open if part.in_annex), None)
        if annex is None:
            return heading or self._stray(n)
        return heading if heading is not None and heading.kind == "annex" else None

    def _stray(self, n: int) -> Heading | None:
        """A short line in another language than the list before it, right above a heading, belongs to neither."""
        items, item = self._story.items, self._story.items[n]
        if n + 1 >= len(items) or not isinstance(item, Paragraph) or item.label is not None or item.ends_sentence:
            return None
        last = items[n - 1] if n else None
        if not isinstance(last, Paragraph) or not last.is_item:
            return None
        if {language_of(last.text), language_of(item.text)} != {"en", "km"}:
            return None
        following = self._story.headings.get(n + 1)
        return Heading("other", following.rank, _STRAY) if following else None

    def _current(self) -> _Part:
        if not self._open:
            self._open.append(_Part(Section(kind="other" if self.sections else "front"), ()))
            self.sections.append(self._open[0].section)
        return self._open[-1]

    def _start(self, section: Section, heading: Heading) -> None:
        while self._open and self._ends_at(self._open[-1], section, heading):
            self._finish(self._open.pop())
        siblings = self._open[-1].section.sections if self._open else self.sections
        siblings.append(section)
        self._open.append(_Part(section, heading.rank, in_annex=section.kind == "annex"))

    def _ends_at(self, part: _Part, section: Section, heading: Heading) -> bool:
        """Whether an open part ends at a heading: of its rank or higher; behind a closing, all that has no number."""
        if self._is_row(section):
            return False
        return part.rank <= heading.rank or (part.section.kind == "closing" and section.number is None)

    def _is_row(self, section: Section) -> bool:
        """Whether a section is a session right in the agenda that is open: its rows stand below it without a table."""
        return section.kind == "session" and self._open[-1].section.kind == "agenda"

    def _take_table(self, table: Table) -> None:
        columns = agenda_columns(table)
        if columns is None:
            self._current().items.append(table)
            return
        part = self._agenda_part(is_headed=any(row.is_head for row in table.rows))
        content = read_agenda(table, columns, self._maker, self._story.measured)
        self._finish(self._open.pop())
        part.section.blocks += content.blocks
        part.section.sections += content.sections

    def _agenda_part(self, is_headed: bool) -> _Part:
        """The part that an agenda's table fills: the one whose heading stands right above it, or a new one.

        A table without heads (`is_headed`) may be what was said on one topic, whose part it stands in.
        """
        part = self._open[-1] if self._open else None
        if part is not None and not part.section.sections:
            right_above = part.section.heading is not None and not part.items
            if right_above and is_headed and part.section.kind in ("other", "item"):
                part.section.kind = "agenda"
            if part.section.kind == "agenda" or (right_above and not is_headed):
                return part
        self._start(Section(kind="agenda"), Heading("agenda", part.rank if part else (0.0,)))
        return self._open[-1]

    def _finish(self, part: _Part) -> None:
        content = self._read(part)
        part.section.blocks += content.blocks
        part.section.sections[:0] = content.sections

    def _read(self, part: _Part) -> Content:
        """The items of a part as blocks: runs of paragraphs read together, tables row by row."""
        content = Content()
        runs = _runs(part.items)
        for run in runs:
            if isinstance(run, Table) and run is runs[-1] and part.section.kind != "agenda" and is_programme(run):
                content.sections.append(Section(kind="agenda", blocks=self._maker.rows(run)))
                continue
            if isinstance(run, Table):
                content.blocks += question_rows(run, self._maker) or self._maker.rows(run)
                continue
            if part.in_annex:
                read = read_groups(run, self._maker)
            else:
                heading = part.section.heading
                in_groups = heading is not None and names_groups(heading.text)
                read = read_discussion(run, self._maker, in_cell=False, in_groups=in_groups)
            content.blocks += read.blocks
            content.sections += read.sections
        return content


def _runs(items: Sequence[Paragraph | Table]) -> list[list[Paragraph] | Table]:
    runs: list[list[Paragraph] | Table] = []
    for item in items:
        if isinstance(item, Table):
            runs.append(item)
        elif runs and isinstance(runs[-1], list):
            runs[-1].append(item)
        else:
            runs.append([item])
    return runs
