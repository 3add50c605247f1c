"""The body of the report: every block of a meeting exactly once, in reading order, answers beside their questions."""

from collections.abc import Iterator
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
_PARTS = ("question", "answer")
"""Kinds of blocks that are parts of an exchange by their marks."""


@dataclass(frozen=True)
class _Body:
    """What setting a block needs to know of the meeting around it."""

    manuscript: Manuscript
    exchanges: dict[str, list[Exchange]]
    """Those that a block has a part in, by its id."""
    names: dict[str, str]
    """Names of people by id."""
    marked: set[str]
    """Ids of the doubtful exchanges that have their mark."""

    def mark(self, block: Block) -> str:
        """Return the mark of doubt for a block that is a guess, and for the first one of an exchange that is."""
        begun = [exchange for exchange in self.exchanges.get(block.id, []) if exchange.id not in self.marked]
        self.marked.update(exchange.id for exchange in begun)
        return doubt_mark(min((exchange.confidence for exchange in begun), default=None)) or doubt_mark(
            block.confidence
        )

    def style(self, block: Block) -> str:
        """Return the style of a block that is no point: that of its part in an exchange, or of its kind."""
        exchanges = self.exchanges.get(block.id, [])
        if not exchanges or block.kind in _PARTS:
            return _STYLES[block.kind]
        asks = any(block.id in exchange.question_ids for exchange in exchanges)
        answers = any(block.id in exchange.answer_ids for exchange in exchanges)
        return "Exchange" if asks and answers else "Question" if asks else "Answer"


def set_body(manuscript: Manuscript, meeting: Meeting, level: int) -> None:
    """Set all sections of a meeting, the outermost headings at `level`."""
    exchanges: dict[str, list[Exchange]] = {}
    for exchange in meeting.exchanges:
        for block_id in dict.fromkeys((*exchange.question_ids, *exchange.answer_ids)):
            exchanges.setdefault(block_id, []).append(exchange)
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
    mark = body.mark(heading) if heading else ""
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
    """Set neighbours: rows as tables, questions and answers that are marked as such in pairs, all else one by one."""
    for kind, group in groupby(blocks, key=lambda block: _grouping(body, block)):
        neighbours = list(group)
        if kind == "rows":
            set_rows(body.manuscript, neighbours, [body.mark(row) for row in neighbours])
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
    return "exchanges" if block.kind in _PARTS and block.id in body.exchanges else "single"


def _set_exchanges(body: _Body, blocks: list[Block], level: int) -> None:
    """Set each question with its answers, in the order of the questions."""
    order = list(dict.fromkeys(body.exchanges[block.id][0].id for block in blocks))
    for block in sorted(blocks, key=lambda block: order.index(body.exchanges[block.id][0].id)):
        _set_block(body, block, level)


def _set_block(body: _Body, block: Block, level: int) -> None:
    manuscript = body.manuscript
    mark = body.mark(block)
    if block.kind == "heading":
        manuscript.heading(level + 1, _heading_text(block), mark=mark)
    elif block.kind == "speech":
        _set_speaker(body, block, mark)
    elif block.kind in ("list_item", "topic"):
        style, content = _point(manuscript, block)
        manuscript.paragraph(style, *content, *manuscript.mark(mark))
    elif block.text or printed_lead(block):
        manuscript.paragraph(body.style(block), *_content(manuscript, block), *manuscript.mark(mark))
    _set_blocks(body, block.blocks, level)


def _set_speaker(body: _Body, block: Block, mark: str) -> None:
    manuscript = body.manuscript
    speaker = printed_lead(block) or body.names.get(block.speaker_id or "", "")
    if speaker:
        manuscript.paragraph("Speaker", *manuscript.runs(speaker), *manuscript.mark(mark))
    if block.text:
        manuscript.paragraph("Normal", *manuscript.words(block))


def _content(manuscript: Manuscript, block: Block) -> Iterator[Element]:
    """Runs of a block: its mark (of a bare question or answer, the word for it), attribution and text."""
    mark = printed_mark(block)
    if not mark and block.kind in _PARTS:
        mark = f"{manuscript.labels(block.kind)}:"
    for text, style in ((mark, "Mark"), (block.attribution, "Attribution"), (block.text, None)):
        if text:
            yield from manuscript.words(block) if text is block.text else manuscript.runs(f"{text} ", style)


def _point(manuscript: Manuscript, block: Block) -> tuple[str, list[Element]]:
    """Return style and content of a point: bullets by the list style, any other mark as printed, hanging."""
    level = min(max(block.level or 1, 1), LIST_LEVELS)
    suffix = "" if level == 1 else str(level)
    text = [*manuscript.runs(f"{block.attribution} ", "Attribution")] if block.attribution else []
    text += manuscript.words(block)
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
