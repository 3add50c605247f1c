"""Lines drawn under or through words: they say how words look and rule no table."""

import itertools
from collections.abc import Sequence
from dataclasses import replace

from pipeline.extract.fragments import cut_show
from pipeline.extract.ink import Edge, Show

UNDER = (0.02, 0.38)
"""Sizes of the type from the baseline down to a line under words. Word and LibreOffice draw it at 0.1 to 0.15, TeX
under the descenders; the border of a cell is further down, or longer than the words."""
THROUGH = (-0.45, -0.15)
"""The same for a line through words."""
_FLUSH = 0.25
"""Sizes of the type between the ends of a line and those of the words over it."""


def take_underlines(shows: Sequence[Show], edges: Sequence[Edge]) -> tuple[list[Show], list[Edge]]:
    """Return the shows, those over a drawn line marked as underlined, and the edges that are no such lines."""
    by_height: dict[int, list[int]] = {}
    for n, show in enumerate(shows):
        if show.angle == 0:
            by_height.setdefault(int(show.baseline), []).append(n)
    lines: dict[int, list[Edge]] = {}
    kept: list[Edge] = []
    for edge in edges:
        under = _words_at(edge, UNDER, shows, by_height) if edge.orientation == "h" else []
        for n in under:
            lines.setdefault(n, []).append(edge)
        if not under and not (edge.orientation == "h" and _words_at(edge, THROUGH, shows, by_height)):
            kept.append(edge)
    if not lines:
        return list(shows), kept
    found = [part for n, show in enumerate(shows) for part in (_marked(show, lines[n]) if n in lines else [show])]
    return found, kept


def _words_at(
    edge: Edge, reach: tuple[float, float], shows: Sequence[Show], by_height: dict[int, list[int]]
) -> list[int]:
    """The shows that a line is drawn under or through: it begins and ends where words do."""
    near = [n for height in range(int(edge.at) - 12, int(edge.at) + 13) for n in by_height.get(height, ())]
    found = []
    for n in near:
        show = shows[n]
        down = (edge.at - show.baseline) / show.size if show.size else 0.0
        if reach[0] <= down <= reach[1] and show.starts[0] < edge.end and show.ends[-1] > edge.start:
            found.append(n)
    if not found:
        return []
    slack = _FLUSH * max(shows[n].size for n in found)
    starts = [start for n in found for start in shows[n].starts]
    ends = [end for n in found for end in shows[n].ends]
    begins = min(abs(edge.start - start) for start in starts) <= slack
    stops = min(abs(edge.end - end) for end in ends) <= slack
    return found if begins and stops else []


def _marked(show: Show, edges: Sequence[Edge]) -> list[Show]:
    """The show in parts: those whose glyphs stand over a line are underlined."""
    middles = [(start + end) / 2 for start, end in zip(show.starts, show.ends, strict=True)]
    over = [any(edge.start - 1 <= middle <= edge.end + 1 for edge in edges) for middle in middles]
    cuts = [0, *(n for n in range(1, len(over)) if over[n] != over[n - 1]), len(over)]
    return [replace(cut_show(show, start, end), underline=over[start]) for start, end in itertools.pairwise(cuts)]
