"""An agenda's table to sections: a row is a session, a break, an opening or a closing."""

from collections.abc import Sequence

from pipeline.model.document import Cell, Line, Table
from pipeline.model.minutes import Section, SectionKind
from pipeline.segment.blocks import BlockMaker
from pipeline.segment.columns import Column, columns_of
from pipeline.segment.discussion import Content, names_groups, read_discussion
from pipeline.segment.flat_table import starts_row
from pipeline.segment.joining import is_hours
from pipeline.segment.labels import ascii_number
from pipeline.segment.leads import type_of
from pipeline.segment.paragraphs import Paragraph, paragraphs
from pipeline.segment.question_labels import label_questions
from pipeline.segment.vocabulary import phrases

_FEWEST_TITLED = 2
"""Rows that begin as an agenda's do from which a table without telling heads is one."""
_MOST_NUMBER = 6
"""Characters of the number of a row."""


def agenda_columns(table: Table) -> list[Column] | None:
    """Return what the columns of an agenda's table hold, or None where the table is no agenda with a discussion."""
    first = table.rows[0]
    heads = [" ".join(line.text for line in cell.lines) for cell in first.cells]
    titled = sum(1 for row in table.rows if row.cells and row.cells[0].lines and starts_row(row.cells[0].lines[0]))
    columns = columns_of(heads, vague=titled >= _FEWEST_TITLED)
    if columns is not None:
        first.is_head = True
        return columns
    if titled >= _FEWEST_TITLED and max(len(row.cells) for row in table.rows) == 2:
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
    heads: dict[int, str] = {}
    for row in table.rows:
        if row.is_head:
            content.blocks.append(maker.row(row, len(columns)))
            heads = heads or {cell.column: _text_of(cell) for cell in row.cells}
            continue
        cells: dict[Column, list[Paragraph]] = {}
        results: list[tuple[str, list[Paragraph]]] = []
        for cell in row.cells:
            column, head = columns[min(cell.column, len(columns) - 1)], heads.get(cell.column, "")
            found = _cell(cell, measured, beside.get(cell.column, []))
            if column == "discussion" and type_of(head):
                results.append((head, found))
            else:
                cells.setdefault(column, []).extend(found)
        section = _read_row(cells, results, maker)
        _keep_heads(section, {kind: heads.get(n, "") for n, kind in reversed([*enumerate(columns)])}, cells)
        content.sections.append(section)
    return content


def _text_of(cell: Cell) -> str:
    return " ".join(line.text for line in cell.lines).strip()


def _cell(cell: Cell, measured: bool, beside: list[Line]) -> list[Paragraph]:
    return label_questions(paragraphs(cell.lines, measured, columns=beside or cell.lines))


def _read_row(
    cells: dict[Column, list[Paragraph]], results: Sequence[tuple[str, list[Paragraph]]], maker: BlockMaker
) -> Section:
    """A row as a section; `results` are what columns hold whose heads say what came of it ("Decision")."""
    hours = [*cells.get("time", [])]
    left = cells.get("topics", [])
    if left and is_hours(left[0].text) and len(left) > 1:
        hours.append(left[0])
        left = left[1:]
    section = Section(kind=_row_kind(left[0]) if left else "other")
    if left:
        label = left[0].label
        section.heading = maker.block("heading", left[0])
        section.number = label.number if label else None
    for paragraph in [*_unless_numbered(section, cells.get("number", [])), *hours]:
        section.blocks.append(maker.block("note", paragraph))
    for n, paragraph in enumerate(left[1:], 1):
        if _is_prompt(left, n):
            section.blocks.append(maker.block("prompt", paragraph))
        else:
            section.topics.append(maker.block("topic", paragraph))
    in_groups = any(block.kind == "prompt" for block in section.blocks) or any(map(names_groups, _texts(left)))
    told = [*cells.get("speaker", []), *cells.get("discussion", [])]
    said = read_discussion(told, maker, in_cell=True, in_groups=in_groups)
    section.blocks += said.blocks
    for head, found in results:
        result = read_discussion(found, maker, in_cell=True, in_groups=False)
        section.blocks += [block.read_from(head) for block in result.blocks]
        section.sections += result.sections
    section.blocks += [maker.block("note", paragraph) for paragraph in cells.get("owner", [])]
    section.sections += said.sections
    return section


def _keep_heads(section: Section, heads: dict[Column, str], cells: dict[Column, list[Paragraph]]) -> None:
    """Let the notes that say by whom and when keep the heads of their columns."""
    kinds: tuple[Column, ...] = ("time", "owner")
    for kind in kinds:
        texts = _texts(cells.get(kind, []))
        for block in section.blocks:
            if block.kind == "note" and block.column is None and block.text in texts:
                block.read_from(heads.get(kind))


def _texts(found: Sequence[Paragraph]) -> list[str]:
    return [paragraph.text for paragraph in found]


def _unless_numbered(section: Section, numbers: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """Give a row's title the number in its own column; return what is no such number."""
    if len(numbers) != 1 or section.heading is None or section.heading.marker or numbers[0].label is not None:
        return numbers
    text = numbers[0].text
    if len(text) > _MOST_NUMBER or not any(character.isalnum() for character in text):
        return numbers
    section.heading.marker = text
    section.heading.number = section.number = ascii_number(text.strip(" .)"))
    return ()


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
