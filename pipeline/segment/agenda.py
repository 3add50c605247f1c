"""An agenda's table to sections: a row is a session, a break, an opening or a closing."""

from collections.abc import Sequence

from pipeline.model.document import Cell, Line, Table
from pipeline.model.minutes import Section, SectionKind
from pipeline.segment.blocks import BlockMaker
from pipeline.segment.columns import Column, columns_of
from pipeline.segment.discussion import Content, read_discussion
from pipeline.segment.flat_table import starts_row
from pipeline.segment.paragraphs import Paragraph, paragraphs
from pipeline.segment.vocabulary import phrases


def agenda_columns(table: Table) -> list[Column] | None:
    """Return what the columns of an agenda's table hold, or None where the table is no agenda with a discussion."""
    first = table.rows[0]
    columns = columns_of([" ".join(line.text for line in cell.lines) for cell in first.cells])
    if columns is not None:
        first.is_head = True
        return columns
    titled = sum(1 for row in table.rows if row.cells and row.cells[0].lines and starts_row(row.cells[0].lines[0]))
    if titled >= 2 and max(len(row.cells) for row in table.rows) == 2:
        return ["topics", "discussion"]
    return None


def read_agenda(table: Table, columns: Sequence[Column], maker: BlockMaker, measured: bool) -> Content:
    """Return the head row as a block and each further row as a section."""
    content = Content()
    beside = {
        n: [
            line
            for row in table.rows
            for cell in row.cells
            if cell.column == n and not row.is_head
            for line in cell.lines
        ]
        for n in range(len(columns))
    }
    for row in table.rows:
        if row.is_head:
            content.blocks.append(maker.row(row, len(columns)))
            continue
        cells: dict[Column, list[Paragraph]] = {}
        for cell in row.cells:
            column = columns[min(cell.column, len(columns) - 1)]
            cells.setdefault(column, []).extend(_cell(cell, measured, beside.get(cell.column, [])))
        content.sections.append(_read_row(cells, maker))
    return content


def _cell(cell: Cell, measured: bool, beside: list[Line]) -> list[Paragraph]:
    return paragraphs(cell.lines, measured, columns=beside or cell.lines)


def _read_row(cells: dict[Column, list[Paragraph]], maker: BlockMaker) -> Section:
    left = cells.get("topics", [])
    section = Section(kind=_row_kind(left[0]) if left else "other")
    if left:
        label = left[0].label
        section.heading = maker.block("heading", left[0])
        section.number = label.number if label else None
    for paragraph in cells.get("time", []):
        section.blocks.append(maker.block("note", paragraph))
    for n, paragraph in enumerate(left[1:], 1):
        if _is_prompt(left, n):
            section.blocks.append(maker.block("prompt", paragraph))
        else:
            section.topics.append(maker.block("topic", paragraph))
    said = read_discussion([*cells.get("speaker", []), *cells.get("discussion", [])], maker, in_cell=True)
    section.blocks += said.blocks
    section.sections += said.sections
    return section


def _row_kind(title: Paragraph) -> SectionKind:
    if title.label is not None and title.label.kind == "session":
        return "session"
    kinds: tuple[SectionKind, ...] = ("break", "closing", "opening")
    for kind in kinds:
        if phrases("headings", kind).begins(title.text):
            return kind
    return "session"


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
