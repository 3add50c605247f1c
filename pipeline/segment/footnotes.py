"""Footnotes in the story: each stands behind the paragraph or table that bears its mark."""

from collections.abc import Iterator, Sequence

from pipeline.extract.markers import NOTE_STYLE
from pipeline.model.document import Line, Table
from pipeline.segment.paragraphs import Paragraph, paragraphs

Item = Paragraph | Table


def is_footnote(paragraph: Paragraph) -> bool:
    """Return whether a paragraph is a footnote or endnote."""
    return paragraph.lines[0].style == NOTE_STYLE


def take_footnotes(body: Sequence[Line | Table]) -> tuple[list[Line | Table], list[list[Line]]]:
    """Return a body without the lines of its footnotes, and the lines of each footnote."""
    rest: list[Line | Table] = []
    notes: list[list[Line]] = []
    for item in body:
        if not isinstance(item, Line) or item.style != NOTE_STYLE:
            rest.append(item)
        elif notes and item.marker is None and notes[-1][-1].page_no == item.page_no:
            notes[-1].append(item)
        else:
            notes.append([item])
    return rest, notes


def put_footnotes(items: Sequence[Item], notes: Sequence[list[Line]], measured: bool) -> list[Item]:
    """Return the items of a story with each footnote behind the one that bears its mark."""
    behind: dict[int, list[Item]] = {}
    for lines in notes:
        place = _place(items, lines[0])
        behind.setdefault(place, []).extend(paragraphs(lines, measured))
    out = behind.get(-1, [])
    for n, item in enumerate(items):
        out += [item, *behind.get(n, [])]
    return out


def _place(items: Sequence[Item], note: Line) -> int:
    """The item that bears a note's mark on its page; else the last that stands before the note, -1 where none does."""
    before = [n for n, item in enumerate(items) if any(_stands_before(line, note) for line in _lines(item))]
    marked = [
        n
        for n in before
        if note.marker and any(line.page_no == note.page_no and note.marker in line.text for line in _lines(items[n]))
    ]
    return marked[-1] if marked else max(before, default=-1)


def _stands_before(line: Line, note: Line) -> bool:
    if line.number is not None and note.number is not None:
        return line.number < note.number
    return line.page_no <= note.page_no


def _lines(item: Item) -> Iterator[Line]:
    yield from item.lines() if isinstance(item, Table) else item.lines
