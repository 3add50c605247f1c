"""A document as one story: paragraphs and tables in reading order, flattened agendas told back into tables."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.model.document import Document, Line, Table
from pipeline.segment.bilingual import is_bilingual, told_by_cell
from pipeline.segment.columns import head_lines
from pipeline.segment.contents import contents_entries
from pipeline.segment.flat_table import is_end, read_flat_table, starts_row
from pipeline.segment.footnotes import put_footnotes, take_footnotes
from pipeline.segment.frames import is_frame
from pipeline.segment.headings import Heading, settle_headings
from pipeline.segment.looks import Looks
from pipeline.segment.openings import split_hours
from pipeline.segment.paragraphs import Paragraph, paragraphs
from pipeline.segment.question_labels import label_questions
from pipeline.segment.run_ins import part_run_ins
from pipeline.segment.sentences import is_khmer
from pipeline.segment.series_titles import number_titles
from pipeline.segment.speakers import part_speakers
from pipeline.segment.vocabulary import phrases

_LEAST_WIDTH = 280.0
"""Points, in Helvetica of 10 points: text files are mostly wrapped at more than some sixty letters, tables apart."""
_FEWEST_ROWS = 2
"""Rows that lines below heads on two lines must begin, to be a table."""


@dataclass
class Story:
    """What is told, page by page; the repeats of a flattened table's head row are left out."""

    items: list[Paragraph | Table]
    measured: bool
    looks: Looks
    headings: dict[int, Heading]
    """By their places among the items."""


def tell(document: Document) -> Story:
    """Return the story of a document."""
    body, notes = take_footnotes([item for page in document.pages for item in page.body])
    if not document.measured:
        body = _raise_flat_tables(body)
    items: list[Paragraph | Table] = []
    flow: list[Line] = []
    loose = [item for item in body if isinstance(item, Line)]
    for item in [*body, None]:
        if isinstance(item, Line):
            flow.append(item)
            continue
        if document.measured:
            items += label_questions(part_speakers(paragraphs(flow, measured=True)))
        else:
            found = paragraphs(flow, measured=False, columns=loose, least=_LEAST_WIDTH)
            items += label_questions(part_speakers(found))
        flow = []
        if item is not None:
            by_cell = is_bilingual(item) or is_frame(item)
            items += told_by_cell(item, document.measured) if by_cell else [item]
    items = part_run_ins(put_footnotes(items, notes, document.measured))
    listed = contents_entries([_text_and_style(item) for item in items])
    items = [item.unlabelled() if n in listed and isinstance(item, Paragraph) else item for n, item in enumerate(items)]
    looks = Looks(document.lines(), document.fonts)
    items = number_titles(items, looks, listed)
    return Story(items, document.measured, looks, settle_headings(items, looks, listed))


def _text_and_style(item: Paragraph | Table) -> tuple[str, str | None] | None:
    return (item.text, item.lines[0].style) if isinstance(item, Paragraph) else None


def _raise_flat_tables(body: Sequence[Line | Table]) -> list[Line | Table]:
    out: list[Line | Table] = []
    n = 0
    while n < len(body):
        lines = _table_at(body, n)
        if lines:
            out.append(read_flat_table(lines))
        else:
            out.append(body[n])
        n += len(lines) or 1
    return out


def _table_at(body: Sequence[Line | Table], begin: int) -> list[Line]:
    """The lines of the flattened table that begins at a place; none where none does, since its rows would show."""
    item = body[begin]
    if isinstance(item, Table):
        return []
    found = head_lines([line.text for line in body[begin : begin + 2] if isinstance(line, Line)])
    if found is None:
        return []
    lines = [line for line in body[begin : _end_of_table(body, begin)] if isinstance(line, Line)]
    return lines if found[1] == 1 or sum(map(starts_row, lines)) >= _FEWEST_ROWS else []


def _end_of_table(body: Sequence[Line | Table], begin: int) -> int:
    seen_closing, khmer = False, False
    for n in range(begin, len(body)):
        item = body[n]
        if isinstance(item, Table) or (n > begin and is_end(item, seen_closing, khmer)):
            return n
        khmer = khmer or (n == begin and is_khmer(item.text))
        seen_closing = seen_closing or phrases("headings", "closing").begins(split_hours(item.text)[1]) > 0
    return len(body)
