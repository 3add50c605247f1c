"""Ends of paragraphs in tagged PDFs: where the next line belongs to another block."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.model.document import Line, Page, Table

_MOST_BROKEN = 0.1
"""Share of the ends told by tags that stand inside a sentence; with more, every printed line has a tag of its own."""
_SENTENCE_ENDS = tuple('.!?:;។៕៖”"')


def mark_paragraph_ends(pages: Sequence[Page]) -> None:
    """Mark the lines behind which another block of the file's own structure begins, in place.

    Where the tags part sentences they were made line by line, and nothing is marked.
    """
    ends: list[Line] = []
    broken = 0
    for flow in _flows(pages):
        for line, following in pairwise(flow):
            if line.block is not None and following.block is not None and line.block != following.block:
                ends.append(line)
                broken += following.text[:1].islower() and not line.text.rstrip().endswith(_SENTENCE_ENDS)
    if broken <= _MOST_BROKEN * len(ends):
        for line in ends:
            line.ends_paragraph = True


def _flows(pages: Sequence[Page]) -> Iterator[list[Line]]:
    """The lines that follow one another: those of the pages up to a table, those of each cell."""
    flow: list[Line] = []
    for page in pages:
        for item in page.body:
            if isinstance(item, Table):
                yield flow
                flow = []
                yield from (cell.lines for row in item.rows for cell in row.cells)
            else:
                flow.append(item)
    yield flow
