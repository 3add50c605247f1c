"""Fragments: glyphs that stand side by side on one baseline, in content order; and rows of fragments.

Content order is kept inside a fragment: sorting by x would break Khmer, whose marks have no width.
"""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.extract.ink import Show

WIDE_GAP = 0.7
"""Em; a wider gap ends a fragment. No line ends there yet: rows join what belongs together."""
BACK_STEP = 1.0
"""Em that the pen may go back to set a mark; further back something else begins."""
SAME_BASELINE = 0.12
"""Em; the same baseline, rounding apart."""
NEAR_BASELINE = 0.55
"""Em; a superscript, or a Khmer sign that Word has lowered (measured: 4 pt in 11 pt type)."""
_NARROW = 0.05
"""Em; what is no wider is a mark on a letter."""
WORD_GAP = 0.15
"""Em; white between two glyphs that is no letter spacing."""
SAME_ROW = 0.25
"""Em between the baselines of fragments that were set apart but stand in one row."""
OVERPRINT = 0.15
"""Em; the same glyphs drawn again no further away make a bold letter, not two letters."""


@dataclass(slots=True)
class Fragment:
    """Shows, or parts of shows, that continue one another."""

    shows: list[Show]
    angle: int
    baseline: float
    size: float
    """Of the largest glyphs."""
    x0: float
    x1: float
    order: int = 0
    """Place in the order of drawing: producers draw a column, a cell or a text box as a whole, one after the other."""

    @property
    def middle(self) -> float:
        """Distance from the top of the page to the middle of the small letters: where the fragment is."""
        return self.baseline - 0.3 * self.size

    @property
    def blank(self) -> bool:
        """Whether nothing but blanks is drawn."""
        return all(glyph.text.isspace() for show in self.shows for glyph in show.glyphs)

    def gap_at(self, x: float) -> bool:
        """Return whether the text leaves room for an upright line at x: no glyph's middle half is there."""
        for show in self.shows:
            for start, end, glyph in zip(show.starts, show.ends, show.glyphs, strict=True):
                rim = (end - start) / 4
                if start + rim < x < end - rim and not glyph.text.isspace():
                    return False
        return True

    def space_near(self, x: float) -> float | None:
        """Return the middle of the space between two words nearest to x, None where there is none within an em."""
        drawn = [
            (start, end)
            for show in self.shows
            for start, end, glyph in zip(show.starts, show.ends, show.glyphs, strict=True)
            if not glyph.text.isspace()
        ]
        drawn.sort()
        middles = [
            (end + start) / 2
            for (_, end), (start, _) in itertools.pairwise(drawn)
            if start - end >= WORD_GAP * self.size and abs((end + start) / 2 - x) <= self.size
        ]
        return min(middles, key=lambda middle: abs(middle - x), default=None)

    @property
    def text(self) -> str:
        """What the text layer says, without the spaces that only gaps show."""
        return "".join(glyph.text for show in self.shows for glyph in show.glyphs)


def make_fragments(shows: Iterable[Show]) -> list[Fragment]:
    """Return the fragments of a page in content order; overprinted copies become bold letters."""
    fragments: list[Fragment] = []
    current: Fragment | None = None
    for show in _without_overprints(shows):
        for part in _split_at_gaps(show):
            if current is not None and _continues(current, part):
                _extend(current, part)
            else:
                place = len(fragments)
                current = Fragment([part], part.angle, part.baseline, part.size, part.starts[0], max(part.ends), place)
                fragments.append(current)
    return fragments


def _without_overprints(shows: Iterable[Show]) -> list[Show]:
    kept: list[Show] = []
    seen: dict[tuple[str, int, int, int], list[Show]] = {}
    for show in shows:
        glyphs = show.glyphs
        alike = seen.setdefault((show.font, len(glyphs), glyphs[0].cid, glyphs[-1].cid), [])
        x, near = show.starts[0], OVERPRINT * show.size
        close = [other for other in alike[-8:] if -near <= other.starts[0] - x <= near]
        first = next((other for other in reversed(close) if _overprints(show, other)), None)
        if first is not None:
            first.bold = True
            continue
        alike.append(show)
        kept.append(show)
    return kept


def _overprints(show: Show, other: Show) -> bool:
    near = OVERPRINT * show.size
    return (
        abs(show.baseline - other.baseline) <= near
        and show.angle == other.angle
        and all(one.cid == two.cid for one, two in zip(show.glyphs, other.glyphs, strict=True))
    )


def _split_at_gaps(show: Show) -> list[Show]:
    """The show in parts, cut where the pen jumps further than a word space or a mark explains."""
    wide, back = WIDE_GAP * show.size, -BACK_STEP * show.size
    starts, ends = show.starts, show.ends
    cuts = [i for i in range(1, len(starts)) if not back <= starts[i] - ends[i - 1] <= wide]
    if not cuts:
        return [show]
    return [cut_show(show, start, end) for start, end in zip([0, *cuts], [*cuts, len(starts)], strict=True)]


def cut_show(show: Show, start: int, end: int) -> Show:
    """Return the glyphs `start` to `end` of a show as a show."""
    return replace(show, starts=show.starts[start:end], ends=show.ends[start:end], glyphs=show.glyphs[start:end])


def _continues(fragment: Fragment, show: Show) -> bool:
    if show.angle != fragment.angle:
        return False
    em = max(show.size, fragment.size)
    gap = show.starts[0] - fragment.shows[-1].ends[-1]
    rise = abs(show.baseline - fragment.baseline)
    if rise <= SAME_BASELINE * em:
        return -BACK_STEP * em <= gap <= WIDE_GAP * em
    return rise <= NEAR_BASELINE * em and -BACK_STEP * em <= gap <= WIDE_GAP / 2 * em


def _extend(fragment: Fragment, show: Show) -> None:
    fragment.shows.append(show)
    if show.size > 1.2 * fragment.size:
        fragment.baseline = show.baseline
    fragment.size = max(fragment.size, show.size)
    fragment.x0 = min(fragment.x0, show.starts[0])
    fragment.x1 = max(fragment.x1, *show.ends)


def split_fragment(fragment: Fragment, borders: Sequence[float]) -> list[Fragment]:
    """Return the fragment in pieces, cut where it runs across one of the borders (x, ascending)."""
    inside = [x for x in borders if fragment.x0 < x - 1 and fragment.x1 > x + 1]
    if not inside:
        return [fragment]
    pieces: dict[int, list[Show]] = {}
    for show in fragment.shows:
        middles = [(start + end) / 2 for start, end in zip(show.starts, show.ends, strict=True)]
        sides = [sum(middle > x for x in inside) for middle in middles]
        cuts = [0, *(i for i in range(1, len(sides)) if sides[i] != sides[i - 1]), len(sides)]
        for start, end in itertools.pairwise(cuts):
            pieces.setdefault(sides[start], []).append(cut_show(show, start, end))
    return [_fragment_of(shows, fragment.order) for _, shows in sorted(pieces.items())]


def _fragment_of(shows: list[Show], order: int) -> Fragment:
    largest = max(shows, key=lambda show: show.size)
    x0, x1 = min(show.starts[0] for show in shows), max(max(show.ends) for show in shows)
    return Fragment(shows, shows[0].angle, largest.baseline, largest.size, x0, x1, order)


@dataclass(slots=True)
class Row:
    """Fragments on one baseline, from left to right."""

    fragments: list[Fragment]
    baseline: float
    size: float

    @property
    def x0(self) -> float:
        """Left end."""
        return min(fragment.x0 for fragment in self.fragments)

    @property
    def x1(self) -> float:
        """Right end."""
        return max(fragment.x1 for fragment in self.fragments)


def make_rows(fragments: Iterable[Fragment]) -> list[Row]:
    """Return the rows of fragments of one direction from top to bottom; blank fragments are left out."""
    rows: list[Row] = []
    for fragment in sorted((each for each in fragments if not each.blank), key=lambda each: each.baseline):
        row = rows[-1] if rows else None
        if row is not None and fragment.baseline - row.baseline <= SAME_ROW * min(row.size, fragment.size):
            row.fragments.append(fragment)
            if fragment.size > row.size:
                row.baseline, row.size = fragment.baseline, fragment.size
        else:
            rows.append(Row([fragment], fragment.baseline, fragment.size))
    rows = _with_small_rows_joined(rows)
    for row in rows:
        row.fragments = sorted(_parted(row.fragments), key=lambda fragment: fragment.x0)
    return rows


def _parted(fragments: list[Fragment]) -> list[Fragment]:
    """The fragments of a row, cut where another stands in a gap: brackets may be drawn apart from the words in them."""
    parted: list[Fragment] = []
    for one in fragments:
        within = [
            (other.x0 + other.x1) / 2
            for other in fragments
            if one.x0 < other.x0 and other.x1 < one.x1 and other.x1 - other.x0 > _NARROW * other.size
        ]
        parted += split_fragment(one, sorted(x for x in within if one.gap_at(x)))
    return parted


def _with_small_rows_joined(rows: list[Row]) -> list[Row]:
    """Superscripts, and marks without width, that were set on their own go back to the row they belong to."""
    kept: list[Row] = []
    for index, row in enumerate(rows):
        neighbours = [other for other in (*kept[-1:], *rows[index + 1 : index + 2]) if _belongs(row, other)]
        if neighbours:
            host = min(neighbours, key=lambda other: abs(other.baseline - row.baseline))
            host.fragments.extend(row.fragments)
        else:
            kept.append(row)
    return kept


def _belongs(small: Row, row: Row) -> bool:
    narrow = all(fragment.x1 - fragment.x0 <= _NARROW * fragment.size for fragment in small.fragments)
    if not narrow and small.size > 0.8 * row.size:
        return False
    if abs(small.baseline - row.baseline) > NEAR_BASELINE * row.size:
        return False
    near = 0.5 * row.size
    return all(
        any(fragment.x0 - near <= each.x1 and each.x0 <= fragment.x1 + near for fragment in row.fragments)
        for each in small.fragments
    )
