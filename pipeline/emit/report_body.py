"""The body of the report: every block of a meeting exactly once, in reading order, answers beside their questions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from pipeline.emit.printed import is_bullet, printed_lead, printed_mark, shorten
from pipeline.emit.word_looks import LIST_LEVELS
from pipeline.emit.word_manuscript import Manuscript, anchor_of
from pipeline.emit.word_text import Element, el, link, paragraph
from pipeline.model.minutes import Block, Exchange, Meeting, Section

DOUBTFUL = 0.8
"""Confidence under which a guess is marked."""
DOUBT_MARK = "[?]"
_LONGEST_REFERENCE = 80
_LONGEST_HEAD = 40
_SENTENCE_ENDS = (".", ";", "។", "៕")
_FIGURES = re.compile(r"\d")

_STYLES = {
    "title": "Cover",
    "paragraph": "Normal",
    "prompt": "Prompt",
    "question": "Question",
    "answer": "Answer",
    "note": "Note",
    "topic": "Topic",
    "speech": "Normal",
}


@dataclass(frozen=True)
class _Body:
    """What setting a block needs to know of the meeting around it."""

    manuscript: Manuscript
    exchanges: dict[str, Exchange]
    """By the id of each question and answer."""
    names: dict[str, str]
    """Names of people by id."""


def set_body(manuscript: Manuscript, meeting: Meeting, level: int) -> None:
    """Set all sections of a meeting, the outermost headings at `level`."""
    exchanges = {
        block_id: exchange
        for exchange in reversed(meeting.exchanges)
        for block_id in (*exchange.question_ids, *exchange.answer_ids)
    }
    body = _Body(manuscript, exchanges, {person.id: person.name for person in meeting.people})
    for section in meeting.sections:
        _set_section(body, section, level)


def section_title(manuscript: Manuscript, section: Section) -> str:
    """Return the heading of a section without its mark, or the name of its kind."""
    printed = section.heading.text if section.heading else ""
    return printed or manuscript.labels.of("kind", section.kind)


def section_reference(manuscript: Manuscript, section: Section | None) -> list[Element]:
    """Return the content of a cell that names a section of the body and is linked to its heading."""
    if section is None:
        return manuscript.cell("")
    title = section_title(manuscript, section)
    shown = manuscript.runs(shorten(title, _LONGEST_REFERENCE), "Hyperlink")
    return [paragraph("TableText", link(anchor_of(section.id), shown))]


def _set_section(body: _Body, section: Section, level: int) -> None:
    """Set a section and those in it; one that was printed without a heading gets the name of its kind."""
    manuscript = body.manuscript
    kind = manuscript.labels.of("kind", section.kind)
    manuscript.heading(level, (_heading_text(section.heading) if section.heading else "") or kind, section.id)
    if section.topics:
        manuscript.line("TopicsLabel", manuscript.labels("topics"))
        for topic in section.topics:
            _set_block(body, topic, level)
        manuscript.paragraph("TableGap")
    _set_blocks(body, section.blocks, level)
    for inner in section.sections:
        _set_section(body, inner, level + 1)


def _heading_text(heading: Block) -> str:
    return " ".join(part for part in (printed_lead(heading), heading.text) if part)


def _set_blocks(body: _Body, blocks: list[Block], level: int) -> None:
    """Set neighbours: rows as one table, questions and answers in pairs, all else one by one."""
    for kind, group in groupby(blocks, key=lambda block: _grouping(body, block)):
        neighbours = list(group)
        if kind == "rows":
            _set_rows(body, neighbours, level)
        elif kind == "exchanges":
            _set_exchanges(body, neighbours, level)
        else:
            for block in neighbours:
                _set_block(body, block, level)


def _grouping(body: _Body, block: Block) -> str:
    if block.kind == "table_row":
        return "rows"
    return "exchanges" if block.id in body.exchanges else "single"


def _set_exchanges(body: _Body, blocks: list[Block], level: int) -> None:
    """Set each question with its answers, in the order of the questions; the first of a doubtful pair is marked."""
    order = list(dict.fromkeys(body.exchanges[block.id].id for block in blocks))
    marked = set()
    for block in sorted(blocks, key=lambda block: order.index(body.exchanges[block.id].id)):
        exchange = body.exchanges[block.id]
        is_doubtful = exchange.confidence < DOUBTFUL and exchange.id not in marked
        marked.add(exchange.id)
        _set_block(body, block, level, is_doubtful)


def _set_block(body: _Body, block: Block, level: int, is_doubtful: bool = False) -> None:
    manuscript = body.manuscript
    if block.kind == "heading":
        manuscript.heading(level + 1, _heading_text(block))
    elif block.kind == "speech":
        _set_speaker(body, block)
    elif block.kind in ("list_item", "topic"):
        style, content = _point(manuscript, block)
        manuscript.paragraph(style, *content)
    elif block.text or printed_lead(block):
        manuscript.paragraph(_STYLES[block.kind], *_content(manuscript, block, is_doubtful))
    _set_blocks(body, block.blocks, level)


def _set_speaker(body: _Body, block: Block) -> None:
    manuscript = body.manuscript
    speaker = printed_lead(block) or body.names.get(block.speaker_id or "", "")
    if speaker:
        manuscript.line("Speaker", speaker)
    if block.text:
        manuscript.line("Normal", block.text)


def _content(manuscript: Manuscript, block: Block, is_doubtful: bool) -> Iterator[Element]:
    """Runs of a block: its mark (of a bare question or answer, the word for it), attribution, text, mark of doubt."""
    mark = printed_mark(block)
    if not mark and block.kind in ("question", "answer"):
        mark = f"{manuscript.labels(block.kind)}:"
    for text, style in ((mark, "Mark"), (block.attribution, "Attribution"), (block.text, None)):
        if text:
            yield from manuscript.runs(text if text is block.text else f"{text} ", style)
    if is_doubtful:
        yield from manuscript.runs(f" {DOUBT_MARK}", "Doubt")


def _point(manuscript: Manuscript, block: Block) -> tuple[str, list[Element]]:
    """Return style and content of a point: bullets by the list style, any other mark as printed, hanging."""
    level = min(max(block.level or 1, 1), LIST_LEVELS)
    suffix = "" if level == 1 else str(level)
    text = [*manuscript.runs(f"{block.attribution} ", "Attribution")] if block.attribution else []
    text += manuscript.runs(block.text)
    tab = el("w:r", None, el("w:tab"))
    if block.kind == "topic":
        mark = printed_mark(block)
        lead = [*manuscript.runs(mark, "Mark"), tab] if mark else []
        return "Topic", lead + text
    if is_bullet(block.marker) and not block.number:
        return f"ListBullet{suffix}", text
    mark = printed_mark(block)
    if not mark:
        return f"ListBullet{suffix}", text
    return f"ListNumber{suffix}", [*manuscript.runs(mark, "Mark"), tab, *text]


def _set_rows(body: _Body, rows: list[Block], level: int) -> None:
    """Set rows of a table as one; a row on its own, such as the heads of a table told apart below, as a line."""
    manuscript = body.manuscript
    texts = [_cells(row) for row in rows]
    if len(texts) == 1:
        manuscript.line("Note", " | ".join(texts[0]))
    else:
        head, shares = (texts[0] if _has_head(texts) else []), _shares(texts)
        cells = [[manuscript.cell(text) for text in row] for row in texts[1 if head else 0 :]]
        manuscript.table(shares, cells, head)
    for row in rows:
        _set_blocks(body, row.blocks, level)


def _has_head(rows: list[list[str]]) -> bool:
    """Whether the first row of a table names its columns.

    Its cells are filled, differ, hold no figures and end in no full stop; and a column below has figures or longer
    texts. A row whose words come back below it is one like the others.
    """
    first, below = rows[0], rows[1:]
    if not all(first) or len(set(first)) < len(first) or len(first) < 2:
        return False
    if any(_FIGURES.search(cell) or cell.endswith(_SENTENCE_ENDS) or len(cell) > _LONGEST_HEAD for cell in first):
        return False
    columns = [[row[n] for row in below if n < len(row) and row[n]] for n in range(len(first))]
    if any(head in column for head, column in zip(first, columns, strict=True)):
        return False
    if any(column and all(_FIGURES.search(cell) for cell in column) for column in columns):
        return True
    return any(column and min(map(len, column)) > len(head) for head, column in zip(first, columns, strict=True))


def _cells(row: Block) -> list[str]:
    cells = list(row.cells) or [row.text]
    lead = printed_lead(row)
    return [f"{lead} {cells[0]}".strip(), *cells[1:]] if lead else cells


def _shares(rows: list[list[str]]) -> list[float]:
    """Return the columns' shares by their longest cell, no column under a quarter of the widest one's."""
    width = max(len(row) for row in rows)
    longest = [max((len(row[column]) for row in rows if column < len(row)), default=0) for column in range(width)]
    capped = [min(length, 60) for length in longest]
    return [max(length, max(capped) / 4, 1) for length in capped]
