"""The body of the report: every block of a meeting exactly once, in reading order, answers beside their questions."""

from dataclasses import dataclass
from itertools import groupby

from pipeline.emit.printed import is_bullet, printed_lead, printed_mark
from pipeline.emit.report_marks import doubt_mark
from pipeline.emit.report_rows import set_rows
from pipeline.emit.word_looks import LIST_LEVELS
from pipeline.emit.word_manuscript import Manuscript, anchor_of
from pipeline.emit.word_text import Element, el, link, paragraph
from pipeline.khmer.shorten import shorten
from pipeline.model.minutes import Block, Exchange, Meeting, Section

_LONGEST_REFERENCE = 80

_STYLES = {
    "title": "Cover",
    "paragraph": "Normal",
    "prompt": "Prompt",
    "question": "Question",
    "answer": "Answer",
    "note": "Note",
}
_PARTS = {"question": "Question", "answer": "Answer", "exchange": "Exchange"}
"""Styles of the parts of an exchange."""


@dataclass(frozen=True)
class _Body:
    """What setting a block needs to know of the meeting around it."""

    manuscript: Manuscript
    exchanges: dict[str, Exchange]
    """By the id of each question and answer."""
    names: dict[str, str]
    """Names of people by id."""
    marked: set[str]
    """Ids of the doubtful exchanges that have their mark."""

    def part(self, block: Block) -> str:
        """Return what a block is in its exchange, a question, an answer or both; empty outside exchanges."""
        exchange = self.exchanges.get(block.id)
        if exchange is None:
            return block.kind if block.kind in _PARTS else ""
        if block.id in exchange.question_ids:
            return "exchange" if block.id in exchange.answer_ids else "question"
        return "answer"

    def mark_exchange(self, block: Block) -> str:
        """Return the mark of doubt for the first block of a doubtful exchange, empty for any other."""
        exchange = self.exchanges.get(block.id)
        if exchange is None or exchange.id in self.marked:
            return ""
        self.marked.add(exchange.id)
        return doubt_mark(exchange.confidence)


def set_body(manuscript: Manuscript, meeting: Meeting, level: int) -> None:
    """Set all sections of a meeting, the outermost headings at `level`."""
    exchanges = {
        block_id: exchange
        for exchange in reversed(meeting.exchanges)
        for block_id in (*exchange.question_ids, *exchange.answer_ids)
    }
    body = _Body(manuscript, exchanges, {person.id: person.name for person in meeting.people}, set())
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
    heading = section.heading
    mark = doubt_mark(heading.confidence) if heading else ""
    manuscript.heading(level, (_heading_text(heading) if heading else "") or kind, section.id, mark)
    if section.topics:
        manuscript.line("TopicsLabel", manuscript.labels("topics"))
        for topic in section.topics:
            _set_block(body, topic, level)
        manuscript.paragraph("TableGap")
    _set_blocks(body, section.blocks, level)
    for inner in section.sections:
        _set_section(body, inner, level + 1)


def _heading_text(heading: Block) -> str:
    """Return a heading with what is printed before it, bullets apart."""
    lead = heading.attribution if is_bullet(heading.marker) and not heading.number else printed_lead(heading)
    return " ".join(part for part in (lead, heading.text) if part)


def _set_blocks(body: _Body, blocks: list[Block], level: int) -> None:
    """Set neighbours: rows as one table, questions and answers in pairs, all else one by one."""
    for kind, group in groupby(blocks, key=lambda block: _grouping(body, block)):
        neighbours = list(group)
        if kind == "rows":
            set_rows(body.manuscript, neighbours)
            for row in neighbours:
                _set_blocks(body, row.blocks, level)
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
    """Set each question with its answers, in the order of the questions."""
    order = list(dict.fromkeys(body.exchanges[block.id].id for block in blocks))
    for block in sorted(blocks, key=lambda block: order.index(body.exchanges[block.id].id)):
        _set_block(body, block, level)


def _set_block(body: _Body, block: Block, level: int) -> None:
    manuscript = body.manuscript
    mark = doubt_mark(block.confidence) or body.mark_exchange(block)
    if block.kind == "heading":
        manuscript.heading(level + 1, _heading_text(block), mark=mark)
    elif block.kind == "speech":
        _set_speaker(body, block, mark)
    elif block.kind in ("list_item", "topic"):
        style, content = _point(manuscript, block)
        manuscript.paragraph(style, *content, *manuscript.mark(mark))
    elif block.text or printed_lead(block):
        style, content = _told(body, block)
        manuscript.paragraph(style, *content, *manuscript.mark(mark))
    _set_blocks(body, block.blocks, level)


def _set_speaker(body: _Body, block: Block, mark: str) -> None:
    manuscript = body.manuscript
    speaker = printed_lead(block) or body.names.get(block.speaker_id or "", "")
    if speaker:
        manuscript.paragraph("Speaker", *manuscript.runs(speaker), *manuscript.mark(mark))
    if block.text:
        manuscript.line("Normal", block.text)


def _told(body: _Body, block: Block) -> tuple[str, list[Element]]:
    """Return style and content of a block that is no point: mark, attribution and text.

    A question or answer without a mark gets the word for it, and so does a paragraph in which both are told.
    """
    manuscript = body.manuscript
    part = body.part(block)
    mark = printed_mark(block) or (f"{manuscript.labels(part)}:" if part else "")
    runs: list[Element] = []
    for text, style in ((mark, "Mark"), (block.attribution, "Attribution"), (block.text, None)):
        if text:
            runs += manuscript.runs(text if text is block.text else f"{text} ", style)
    return _PARTS.get(part, _STYLES[block.kind]), runs


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
