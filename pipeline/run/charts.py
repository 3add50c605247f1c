"""Charts as SVG that stands inside a page: columns, and bars in parts. Colours are classes of the page's own style."""

from collections.abc import Mapping, Sequence
from html import escape

WIDTH = 640
"""Pixels."""
_HEIGHT, _FOOT, _HEAD = 150, 22, 16
_ROW, _NAMES = 24, 190
_LONGEST_NAME = 26
"""Characters of a name beside a bar; all of it is in its title."""


def columns(heights: Sequence[int], labels: Sequence[str], titles: Sequence[str]) -> str:
    """Return a chart of columns; an empty label leaves the place under its column free."""
    most = max(heights, default=0) or 1
    step = WIDTH / max(len(heights), 1)
    parts = []
    for place, (height, label, title) in enumerate(zip(heights, labels, titles, strict=True)):
        tall = (_HEIGHT - _HEAD) * height / most
        x, y = place * step, _HEIGHT - tall
        parts.append(
            f'<g><title>{escape(title)}</title><rect class="sure" x="{x + 1:.1f}" y="{y:.1f}" width="{step - 2:.1f}" '
            f'height="{tall:.1f}"/>'
        )
        if height:
            parts.append(f'<text x="{x + step / 2:.1f}" y="{y - 4:.1f}" text-anchor="middle">{height:,}</text>')
        if label:
            parts.append(f'<text x="{x:.1f}" y="{_HEIGHT + 15}">{escape(label)}</text>')
        parts.append("</g>")
    return _svg(_HEIGHT + _FOOT, parts)


def bars(rows: Mapping[str, Mapping[str, int]], states: Sequence[str]) -> str:
    """Return a chart of level bars, one for each name, each in parts by state; the longest fills the width."""
    most = max((sum(row.values()) for row in rows.values()), default=0) or 1
    room = WIDTH - _NAMES - 60
    parts = []
    for place, (name, row) in enumerate(rows.items()):
        y, x = place * _ROW, float(_NAMES)
        shown = name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
        told = ", ".join(f"{row[state]:,} {state}" for state in states if row.get(state))
        parts.append(f"<g><title>{escape(name)}: {told}</title>")
        parts.append(f'<text x="0" y="{y + 16}">{escape(shown)}</text>')
        for state in states:
            wide = room * row.get(state, 0) / most
            parts.append(f'<rect class="{state}" x="{x:.1f}" y="{y + 3}" width="{wide:.1f}" height="{_ROW - 6}"/>')
            x += wide
        parts.append(f'<text x="{x + 6:.1f}" y="{y + 16}">{sum(row.values()):,}</text></g>')
    return _svg(max(len(rows), 1) * _ROW, parts)


def _svg(height: int, parts: Sequence[str]) -> str:
    return f'<svg role="img" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}">{"".join(parts)}</svg>'
