"""Tables with level rules only: a rule between two rows tells the rows, white strips down all of them the columns."""

import itertools
import math
from collections.abc import Sequence

from pipeline.extract.drawn import NARROW
from pipeline.extract.fragments import Fragment
from pipeline.extract.ink import Edge
from pipeline.extract.markers import split_bullet
from pipeline.extract.tables import SNAP, Grid
from pipeline.model.minutes import Box

FEWEST_ROWS = 3
"""Rows between rules that make a table."""
_FILLED = 0.6
"""Share of the rows that have words in two columns at least."""

_Rule = tuple[float, float, float]
"""Height, left end, right end."""
_Strip = tuple[float, float]


def find_ladders(edges: Sequence[Edge], fragments: Sequence[Fragment], grids: Sequence[Grid]) -> list[Grid]:
    """Return the tables whose rows are parted by level rules of one length; those of `grids` are known already."""
    known = [grid.box for grid in grids]
    rules = [rule for rule in _rules(edges) if not any(_touches(rule, box) for box in known)]
    found: list[Grid] = []
    for alike in _alike(rules):
        n = 0
        while n + FEWEST_ROWS < len(alike):
            last, strips = _reach(alike, n, fragments)
            grid = _grid(alike[n : last + 1], strips, fragments) if last - n >= FEWEST_ROWS else None
            if grid is not None:
                found.append(grid)
            n = last if grid is not None else n + 1
    return found


def _rules(edges: Sequence[Edge]) -> list[_Rule]:
    """The level rules of a page, the pieces that were drawn for each cell as one."""
    rules: list[_Rule] = []
    level = [edge for edge in edges if edge.orientation == "h"]
    for edge in sorted(level, key=lambda each: (round(each.at), each.start)):
        at, start, end = rules[-1] if rules else (-math.inf, 0.0, 0.0)
        if abs(edge.at - at) <= SNAP / 2 and edge.start <= end + SNAP:
            rules[-1] = (at, start, max(end, edge.end))
        else:
            rules.append((edge.at, edge.start, edge.end))
    return rules


def _touches(rule: _Rule, box: Box) -> bool:
    at, start, end = rule
    return box[1] - SNAP <= at <= box[3] + SNAP and start < box[2] and end > box[0]


def _alike(rules: Sequence[_Rule]) -> list[list[_Rule]]:
    """Rules that begin and end at the same places, from top to bottom."""
    groups: list[list[_Rule]] = []
    for rule in sorted(rules):
        group = next((each for each in groups if _same_ends(each[0], rule)), None)
        if group is None:
            groups.append([rule])
        elif rule[0] - group[-1][0] > SNAP:
            group.append(rule)
    return groups


def _same_ends(one: _Rule, other: _Rule) -> bool:
    return abs(one[1] - other[1]) <= SNAP and abs(one[2] - other[2]) <= SNAP


def _words(above: _Rule, below: _Rule, fragments: Sequence[Fragment]) -> list[Fragment]:
    return [
        each
        for each in fragments
        if above[0] < each.middle < below[0] and each.x0 < above[2] and each.x1 > above[1] and not each.blank
    ]


def _reach(rules: Sequence[_Rule], first: int, fragments: Sequence[Fragment]) -> tuple[int, list[_Strip]]:
    """The last rule of a table that begins with one of the rules, and the white strips between its columns."""
    strips: list[_Strip] = [(rules[first][1], rules[first][2])]
    for n in range(first + 1, len(rules)):
        words = _words(rules[n - 1], rules[n], fragments)
        # A head may fill its columns up to the next one.
        left = strips if n == first + 1 else _white(strips, words)
        inner = [strip for strip in left if strip[0] > rules[first][1] + 1 and strip[1] < rules[first][2] - 1]
        if not words or (n > first + 1 and not inner):
            return n - 1, _inner(strips, rules[first])
        strips = left
    return len(rules) - 1, _inner(strips, rules[first])


def _inner(strips: Sequence[_Strip], rule: _Rule) -> list[_Strip]:
    return [strip for strip in strips if strip[0] > rule[1] + 1 and strip[1] < rule[2] - 1]


def _white(strips: Sequence[_Strip], words: Sequence[Fragment]) -> list[_Strip]:
    """What the words leave white of some strips, as far as it is wide enough for a gutter."""
    left = list(strips)
    for each in words:
        parts = [part for start, end in left for part in ((start, min(end, each.x0)), (max(start, each.x1), end))]
        left = [(start, end) for start, end in dict.fromkeys(parts) if end - start >= NARROW]
    return left


def _grid(rules: Sequence[_Rule], strips: Sequence[_Strip], fragments: Sequence[Fragment]) -> Grid | None:
    """The grid of rules and strips, None where most rows have words in one column only or the first holds bullets."""
    _, left, right = rules[0]
    edges = [left, *(end - 1 for _, end in strips), right]
    rows = [_words(above, below, fragments) for above, below in itertools.pairwise(rules)]
    crossed = [(each, x) for each in rows[0] for x in edges[1:-1] if each.x0 < x - 1 and x + 1 < each.x1]
    one_line = max(each.baseline for each in rows[0]) - min(each.baseline for each in rows[0]) < rows[0][0].size
    if crossed and not (one_line and len(rows[0]) > 1 and all(each.space_near(x) is not None for each, x in crossed)):
        return None
    columns = [{sum(each.x0 >= x - 1 for x in edges[1:-1]) for each in row} for row in rows]
    if sum(len(filled) > 1 for filled in columns) < _FILLED * len(rows):
        return None
    first = [each.text.strip() for row in rows for each in row if each.x0 < edges[1] - 1]
    if all(split_bullet(f"{text} x")[1] == "x" for text in first):
        return None
    cells = [
        (x0, above[0], x1, below[0])
        for above, below in itertools.pairwise(rules)
        for x0, x1 in itertools.pairwise(edges)
    ]
    return Grid(cells, (left, rules[0][0], right, rules[-1][0]))
