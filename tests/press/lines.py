"""Paragraphs into lines: greedy breaking by real advances, indents, markers, alignment."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tests.press.describe import PLAIN, Align, Paragraph, Run
from tests.press.shape import ZWSP, Cluster, shape_runs

_KHMER_BASE = re.compile("[\u1780-\u17b3]")
_WORD = re.compile(r"\w")


@dataclass(frozen=True)
class SetLine:
    """A line ready to be placed; x from the left edge of its column or cell, all lengths in points."""

    parts: tuple[tuple[float, tuple[Cluster, ...]], ...]
    """(x, clusters): a marker and the text beside it, or the text alone."""
    ascent: float
    height: float
    before: float
    after: float
    paragraph: int
    ends_paragraph: bool


def set_paragraphs(paragraphs: Iterable[Paragraph], width: float, numbers: Iterator[int]) -> list[SetLine]:
    """Return the lines of paragraphs in a column of this width; `numbers` gives each paragraph its own."""
    return [line for paragraph in paragraphs for line in _set_paragraph(paragraph, width, next(numbers))]


def _set_paragraph(paragraph: Paragraph, width: float, number: int) -> list[SetLine]:
    clusters = shape_runs(paragraph.runs) or shape_runs(
        (Run(" ", paragraph.runs[0].style if paragraph.runs else PLAIN),)
    )
    outdent = 0.0 if paragraph.marker else paragraph.hanging
    room = width - paragraph.indent
    broken = break_lines(clusters, room + outdent, room)
    lines = []
    for index, line in enumerate(broken):
        first, last = index == 0, index == len(broken) - 1
        left = paragraph.indent - (outdent if first else 0.0)
        placed = _align(line, left, width - left, paragraph.align, last)
        lines.append(_line(paragraph, number, placed, first, last))
    return lines


def _line(
    paragraph: Paragraph, number: int, text: tuple[float, tuple[Cluster, ...]], first: bool, last: bool
) -> SetLine:
    parts = [text]
    if first and paragraph.marker:
        parts.insert(0, (paragraph.indent - paragraph.hanging, tuple(shape_runs((paragraph.marker,)))))
    clusters = [cluster for _, part in parts for cluster in part]
    ascent = max(cluster.face.ascent * cluster.size for cluster in clusters)
    height = ascent + max(cluster.face.descent * cluster.size for cluster in clusters)
    return SetLine(
        parts=tuple(parts),
        ascent=ascent + height * (paragraph.leading - 1),
        height=height * paragraph.leading,
        before=paragraph.before if first else 0.0,
        after=paragraph.after if last else 0.0,
        paragraph=number,
        ends_paragraph=last,
    )


def break_lines(clusters: list[Cluster], first_width: float, width: float) -> list[list[Cluster]]:
    """Return the clusters line by line, each line as full as it goes; spaces at a line's end may stand out.

    Khmer breaks at zero-width spaces; where the text has none, between syllables. A word wider than the line breaks
    wherever the line is full.
    """
    anywhere = not any(cluster.text == ZWSP for cluster in clusters)
    lines: list[list[Cluster]] = []
    start, last_break, used = 0, 0, 0.0
    for index, cluster in enumerate(clusters):
        while (
            start < index and not cluster.is_space and used + cluster.width > (width if lines else first_width) + 0.01
        ):
            end = last_break if last_break > start else index
            lines.append(clusters[start:end])
            start, used = end, sum(part.width for part in clusters[end:index])
        used += cluster.width
        if _may_break(clusters, index, anywhere):
            last_break = index + 1
    return [*lines, clusters[start:]]


def _may_break(clusters: list[Cluster], index: int, between_syllables: bool) -> bool:
    """Tell whether a line may end after this cluster."""
    here = clusters[index].text
    after = clusters[index + 1].text if index + 1 < len(clusters) else ""
    if here in (" ", ZWSP):
        return after != " "
    if here == "-":
        return index > 0 and bool(_WORD.match(clusters[index - 1].text) and _WORD.match(after))
    return between_syllables and bool(_KHMER_BASE.match(here) and _KHMER_BASE.match(after))


def _align(
    line: list[Cluster], left: float, room: float, align: Align, last: bool
) -> tuple[float, tuple[Cluster, ...]]:
    """Return the x of a line and its clusters, stretched where the paragraph is justified."""
    body = len(line)
    while body and line[body - 1].is_space:
        body -= 1
    slack = room - sum(cluster.width for cluster in line[:body])
    if align is Align.JUSTIFY and not last:
        gaps = sum(cluster.is_space for cluster in line[:body])
        spread = slack / gaps if gaps else 0.0
        stretched = [cluster.stretched(spread) if cluster.is_space else cluster for cluster in line[:body]]
        return left, (*stretched, *line[body:])
    share = {Align.CENTRE: 0.5, Align.RIGHT: 1.0}.get(align, 0.0)
    return left + slack * share, tuple(line)
