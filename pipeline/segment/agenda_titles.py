"""Titles that a narrow column has wrapped between Khmer words, which no blanks part."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.model.document import Line
from pipeline.segment.labels import label_of
from pipeline.segment.names import introduces_speaker
from pipeline.segment.sentences import ends_sentence, is_khmer

_NARROW = 160.0
"""Points that such a column is wide at most."""


def join_title(lines: Sequence[Line], edge: float) -> list[Line]:
    """Return the lines of a cell with those of its title marked as going on that the next would not have fitted behind.

    `edge` is how far the lines of the column reach.
    """
    joined = list(lines)
    for n, (line, following) in enumerate(pairwise(lines)):
        if not _goes_on(line, following, edge):
            break
        joined[n] = replace(line, ends_paragraph=False)
    return joined


def _goes_on(line: Line, following: Line, edge: float) -> bool:
    if edge - line.box[0] > _NARROW or not (is_khmer(line.text) and is_khmer(following.text)):
        return False
    if label_of(following) is not None or ends_sentence(line.text) or introduces_speaker(following.text, in_cell=True):
        return False
    if line.page_no != following.page_no or _is_bold(line) != _is_bold(following):
        return False
    return edge - line.box[2] < following.box[2] - following.box[0]


def _is_bold(line: Line) -> bool:
    return all(span.bold for span in line.spans if span.text.strip())
