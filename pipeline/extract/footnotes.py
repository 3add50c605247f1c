"""Footnotes of a PDF: the lines at the foot of a page that begin with a mark that stands raised in its text."""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.extract.ink import Edge
from pipeline.extract.lines import union
from pipeline.extract.markers import NOTE_STYLE, RAISED
from pipeline.model.document import Line, Page, Span, Table

_RAISED_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_IN_TEXT = re.compile(rf"(?<=\S)\s?([{_RAISED_DIGITS}]+)(?![{_RAISED_DIGITS}\w])|(?<=\S)(\*+)(?=\s|$)")
_AT_FRONT = re.compile(rf"([{_RAISED_DIGITS}]+|\*+)\s*|(\d{{1,2}})[.)]?\s+")
_SMALLER = 0.93
"""Sizes of the line above; the notes of most producers are set smaller than the text."""
_GAP = 1.8
"""Heights of a line; LibreOffice sets notes in the size of the text, but far from it."""
_RULE = (30.0, 260.0)
"""Points; lengths of the rule that parts notes from the text."""


def mark_footnotes(pages: Sequence[Page], edges: Sequence[Sequence[Edge]]) -> None:
    """Give the lines of footnotes their style, and their marks as markers, in place.

    `edges` are the ruling lines of each page.
    """
    waiting: set[str] = set()
    """Marks of the page before whose notes did not fit on it."""
    for page, ruled in zip(pages, edges, strict=True):
        tables = [n for n, item in enumerate(page.body) if isinstance(item, Table)]
        begin = tables[-1] + 1 if tables else 0
        lines = [item for item in page.body[begin:] if isinstance(item, Line)]
        before = [line for item in page.body[:begin] for line in (item.lines() if isinstance(item, Table) else [item])]
        first = _first_note(lines, before, ruled, waiting)
        marks = waiting | _marks([*before, *lines[:first]])
        waiting = marks
        if first is not None:
            notes = [_as_note(line, marks) for line in lines[first:]]
            for line, following in zip(notes, [*notes[1:], None], strict=True):
                line.ends_paragraph = following is None or following.marker is not None
            page.body[begin + first :] = notes
            waiting = marks - {line.marker for line in notes}


def _marks(lines: Sequence[Line]) -> set[str]:
    """The marks of notes that stand in lines."""
    return {match[1] or match[2] for line in lines for match in _IN_TEXT.finditer(line.text)}


def _first_note(lines: Sequence[Line], before: Sequence[Line], edges: Sequence[Edge], waiting: set[str]) -> int | None:
    """The place of the first line from which on all are notes, or None where a page has none."""
    for n, line in enumerate(lines):
        above = lines[n - 1] if n else (before[-1] if before else None)
        mark = _mark(line)
        if above is None or mark is None or mark not in waiting | _marks([*before, *lines[:n]]):
            continue
        if _is_apart(above, line, edges) and all(_size(other) <= _size(line) + 0.5 for other in lines[n:]):
            return n
    return None


def _mark(line: Line) -> str | None:
    match = _AT_FRONT.match(line.text)
    if match is None or line.marker is not None:
        return None
    return match[1] or match[2].translate(RAISED)


def _is_like_item(line: Line) -> bool:
    """Whether a line may as well be a list's item: a number and a stop."""
    return re.match(r"\d{1,2}[.)]", line.text) is not None


def _is_apart(above: Line, line: Line, edges: Sequence[Edge]) -> bool:
    if line.box[1] <= above.box[1]:
        return False
    smaller = _size(line) <= _SMALLER * _size(above)
    if _is_like_item(line):
        return smaller
    if smaller or line.box[1] - above.box[3] > _GAP * (line.box[3] - line.box[1]):
        return True
    low, high = above.box[3] - 2, line.box[1] + 4
    return any(
        edge.orientation == "h" and low <= edge.at <= high and _RULE[0] <= edge.end - edge.start <= _RULE[1]
        for edge in edges
    )


def _size(line: Line) -> float:
    return max((span.size or 0.0 for span in line.spans if span.text.strip()), default=0.0)


def _as_note(line: Line, marks: set[str]) -> Line:
    mark = _mark(line)
    match = _AT_FRONT.match(line.text)
    if mark not in marks or match is None:
        return replace(line, style=NOTE_STYLE)
    spans = _cut_front(line.spans, match.end())
    boxes = [span.box for span in spans if span.box is not None]
    return replace(line, spans=spans, style=NOTE_STYLE, marker=mark, box=union(boxes) if boxes else line.box)


def _cut_front(spans: Sequence[Span], count: int) -> list[Span]:
    """The spans without their first characters, and without the glyphs that drew them."""
    kept: list[Span] = []
    for span in spans:
        cut = min(count, len(span.text))
        count -= cut
        if cut == len(span.text):
            continue
        if cut:
            drawn = sum(not letter.isspace() for letter in span.text[:cut])
            glyphs = list(span.glyphs)
            while glyphs and (drawn > 0 or glyphs[0].text.isspace()):
                drawn -= len(glyphs.pop(0).text.strip())
            box = union(glyph.box for glyph in glyphs) if glyphs else span.box
            span = replace(span, text=span.text[cut:], glyphs=tuple(glyphs), box=box, actual=())
        kept.append(span)
    return kept
