"""A document as one story: paragraphs and tables in reading order, flattened agendas told back into tables."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.model.document import Document, Line, Table
from pipeline.segment.columns import split_heads
from pipeline.segment.flat_table import is_end, read_flat_table
from pipeline.segment.paragraphs import Paragraph, paragraphs
from pipeline.segment.vocabulary import phrases


@dataclass
class Story:
    """What is told, page by page; `set_aside` are the repeats of a flattened table's head row."""

    items: list[Paragraph | Table]
    measured: bool
    body_size: float | None
    set_aside: list[Line] = field(default_factory=list)


def tell(document: Document) -> Story:
    """Return the story of a document."""
    body = [item for page in document.pages for item in page.body]
    set_aside: list[Line] = []
    if not document.measured:
        body, set_aside = _raise_flat_tables(body)
    items: list[Paragraph | Table] = []
    flow: list[Line] = []
    loose = [item for item in body if isinstance(item, Line)]
    for item in [*body, None]:
        if isinstance(item, Line):
            flow.append(item)
            continue
        items += paragraphs(flow, document.measured, columns=flow if document.measured else loose)
        flow = []
        if item is not None:
            items.append(item)
    return Story(items, document.measured, _body_size(document), set_aside)


def _raise_flat_tables(body: Sequence[Line | Table]) -> tuple[list[Line | Table], list[Line]]:
    out: list[Line | Table] = []
    set_aside: list[Line] = []
    n = 0
    while n < len(body):
        item = body[n]
        if not isinstance(item, Line) or split_heads(item.text) is None:
            out.append(item)
            n += 1
            continue
        end = _end_of_table(body, n)
        flat = read_flat_table([line for line in body[n:end] if isinstance(line, Line)])
        out.append(flat.table)
        set_aside += flat.repeats
        n = end
    return out, set_aside


def _end_of_table(body: Sequence[Line | Table], begin: int) -> int:
    seen_closing = False
    for n in range(begin + 1, len(body)):
        item = body[n]
        if isinstance(item, Table) or is_end(item, seen_closing):
            return n
        seen_closing = seen_closing or phrases("headings", "closing").begins(item.text) > 0
    return len(body)


def _body_size(document: Document) -> float | None:
    """The type size of most characters, in points; None where the source has no sizes."""
    sizes: dict[float, int] = {}
    for line in document.lines():
        for span in line.spans:
            if span.size:
                sizes[round(span.size, 1)] = sizes.get(round(span.size, 1), 0) + len(span.text)
    return max(sizes, key=lambda size: sizes[size]) if sizes else None
