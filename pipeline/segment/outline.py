"""The story of a document to its tree of sections."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.model.document import Table
from pipeline.model.minutes import Block, Section
from pipeline.segment.agenda import agenda_columns, read_agenda
from pipeline.segment.blocks import BlockMaker, language_of
from pipeline.segment.discussion import Content, read_discussion
from pipeline.segment.groups import read_groups
from pipeline.segment.headings import Heading, Rank, heading_of
from pipeline.segment.paragraphs import Paragraph
from pipeline.segment.story import Story
from pipeline.segment.title import find_title


@dataclass
class Outline:
    """The title and the sections of a meeting, and how sure each heading is (by `id()` of its block)."""

    title: Block | None
    sections: list[Section]
    confidence: dict[int, float] = field(default_factory=dict)


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
    builder = _Builder(story, maker)
    for n, item in enumerate(story.items):
        if n not in title.items:
            builder.take(n, item)
    builder.close()
    return Outline(title.block, builder.sections, builder.confidence)


class _Builder:
    """Walks the story; `_open` is the path of parts from the outermost to the one that is being filled."""

    def __init__(self, story: Story, maker: BlockMaker) -> None:
        self.sections: list[Section] = []
        self.confidence: dict[int, float] = {}
        self._story = story
        self._maker = maker
        self._open: list[_Part] = []

    def take(self, n: int, item: Paragraph | Table) -> None:
        """Place one item of the story."""
        if isinstance(item, Table):
            self._take_table(item)
            return
        heading = self._heading(n)
        if heading is not None and not self._on_cover(n, heading):
            self._start(
                Section(kind=heading.kind, number=item.number, heading=self._maker.block("heading", item)), heading
            )
        else:
            self._current().items.append(item)

    def close(self) -> None:
        """Read what stands in the parts that are still open."""
        while self._open:
            self._finish(self._open.pop())

    def _heading(self, n: int) -> Heading | None:
        heading = heading_of(self._story.items, n, self._story.body_size)
        annex = next((part for part in self._open if part.in_annex), None)
        if annex is None:
            return heading or self._stray(n)
        return heading if heading is not None and heading.kind == "annex" else None

    def _on_cover(self, n: int, heading: Heading) -> bool:
        """Whether a line only stands out on the cover (a place, a name): nothing but more headings follows it."""
        if any(section.kind != "front" for section in self.sections) or heading.kind != "other":
            return False
        following = self._story.items[n + 1] if n + 1 < len(self._story.items) else None
        if not isinstance(following, Paragraph) or following.is_item:
            return following is None
        return heading_of(self._story.items, n + 1, self._story.body_size) is not None

    def _stray(self, n: int) -> Heading | None:
        """A short line in another language than the list before it, right above a heading, belongs to neither."""
        items, item = self._story.items, self._story.items[n]
        if n + 1 >= len(items) or not isinstance(item, Paragraph) or item.label is not None or item.ends_sentence:
            return None
        last = items[n - 1] if n else None
        if not isinstance(last, Paragraph) or not last.is_item or language_of(last.text) == language_of(item.text):
            return None
        following = heading_of(items, n + 1, self._story.body_size)
        return Heading("other", following.rank, 0.5) if following else None

    def _current(self) -> _Part:
        if not self._open:
            self._open.append(_Part(Section(kind="other" if self.sections else "front"), ()))
            self.sections.append(self._open[0].section)
        return self._open[-1]

    def _start(self, section: Section, heading: Heading) -> None:
        while self._open and self._open[-1].rank <= heading.rank:
            self._finish(self._open.pop())
        siblings = self._open[-1].section.sections if self._open else self.sections
        siblings.append(section)
        self._open.append(_Part(section, heading.rank, in_annex=section.kind == "annex"))
        if section.heading is not None:
            self.confidence[id(section.heading)] = heading.confidence

    def _take_table(self, table: Table) -> None:
        columns = agenda_columns(table)
        if columns is None:
            self._current().items.append(table)
            return
        part = self._open[-1] if self._open else None
        if part is None or part.section.kind != "agenda" or part.section.sections:
            self._start(Section(kind="agenda"), Heading("agenda", part.rank if part else (0.0,), 0.9))
            part = self._open[-1]
        content = read_agenda(table, columns, self._maker, self._story.measured)
        self._finish(self._open.pop())
        part.section.blocks += content.blocks
        part.section.sections += content.sections

    def _finish(self, part: _Part) -> None:
        content = self._read(part)
        part.section.blocks += content.blocks
        part.section.sections[:0] = content.sections

    def _read(self, part: _Part) -> Content:
        """The items of a part as blocks: runs of paragraphs read together, tables row by row."""
        content = Content()
        for run in _runs(part.items):
            if isinstance(run, Table):
                content.blocks += self._maker.rows(run)
                continue
            read = read_groups(run, self._maker) if part.in_annex else read_discussion(run, self._maker, in_cell=False)
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
