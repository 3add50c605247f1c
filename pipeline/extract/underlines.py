"""Words that a page underlines: thin rules right below them, which are no borders of tables."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.extract.ink import Edge
from pipeline.extract.lines import union
from pipeline.model.document import Glyph, Line, Span

_ABOVE, _BELOW = 0.35, 0.15
"""Share of a line's height above and below its lower edge in which a rule underlines it."""
_COVERED = 0.8
"""Share of a glyph's width that a rule below it covers."""
_STICKS_OUT = 0.5
"""Line heights by which a rule under words may be longer than the line: a border is longer still."""
_FEWEST = 3
"""Glyphs from which a part of a span is told as underlined."""


def mark_underlines(lines: Iterable[Line], edges: Sequence[Edge]) -> None:
    """Set `Span.underline` where rules run under the words of the lines; a span underlined in part is parted."""
    rules = [edge for edge in edges if edge.orientation == "h"]
    for line in lines:
        below = [rule for rule in rules if _underlines(rule, line)]
        if below:
            line.spans = [part for span in line.spans for part in _marked(span, below)]


def _underlines(rule: Edge, line: Line) -> bool:
    x0, top, x1, bottom = line.box
    height = bottom - top
    if not bottom - _ABOVE * height <= rule.at <= bottom + _BELOW * height:
        return False
    slack = _STICKS_OUT * height
    return rule.start >= x0 - slack and rule.end <= x1 + slack


def _marked(span: Span, rules: Sequence[Edge]) -> list[Span]:
    inked = [n for n, glyph in enumerate(span.glyphs) if not glyph.text.isspace() and glyph.box[2] > glyph.box[0]]
    over = [n for n in inked if _is_over(span.glyphs[n], rules)]
    if not over:
        return [span]
    if len(over) == len(inked):
        return [replace(span, underline=True)]
    if len(over) < _FEWEST or over != inked[: len(over)] or span.actual:
        return [span]
    return _parted(span, inked[len(over)])


def _is_over(glyph: Glyph, rules: Sequence[Edge]) -> bool:
    x0, _, x1, _ = glyph.box
    covered = sum(max(0.0, min(x1, rule.end) - max(x0, rule.start)) for rule in rules)
    return covered >= _COVERED * (x1 - x0)


def _parted(span: Span, count: int) -> list[Span]:
    """The span as two, behind its first `count` glyphs; blanks that only gaps show go with the first."""
    place = 0
    for glyph in span.glyphs[:count]:
        found = span.text.find(glyph.text, place)
        if found < 0:
            return [span]
        place = found + len(glyph.text)
    while place < len(span.text) and span.text[place].isspace() and not span.glyphs[count].text.isspace():
        place += 1
    head, rest = span.glyphs[:count], span.glyphs[count:]
    return [
        replace(span, text=span.text[:place], glyphs=head, underline=True, box=union(glyph.box for glyph in head)),
        replace(span, text=span.text[place:], glyphs=rest, box=union(glyph.box for glyph in rest)),
    ]
