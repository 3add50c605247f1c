"""Pieces: the parts of a row that stand side by side, and the levels that they make."""

import itertools
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from pipeline.extract.fragments import Fragment, Row, split_fragment
from pipeline.extract.tables import Grid

GUTTER = 8.0
"""Points; the narrowest white strip between two columns."""
PIECE_GAP = 0.9
"""Em; a row is in pieces where a gap is wider."""
JUMP_GAP = 0.4
"""Em; a row is in pieces where a gap is wider and what stands on both sides was not drawn together."""


_UNNAMED = "\0\ufffd"
_PARTED = 1.25
"""Usual steps; a wider step down begins a paragraph."""
_SHORT = 5.0
"""Em that a paragraph's last line is shorter than the lines above it."""


@dataclass(slots=True)
class Piece:
    """A part of a row that no wide gap divides; or a ruled table."""

    row: Row | None
    grid: Grid | None
    x0: float
    x1: float
    top: float
    order: int
    """Place in the order of drawing."""

    @property
    def text(self) -> str:
        """The words, without the spaces that only gaps show."""
        return "" if self.row is None else "".join(fragment.text for fragment in self.row.fragments).strip()


Level = list[Piece]
"""The pieces that stand side by side."""


def pieces_of(row: Row) -> Level:
    """Return a row cut at its wide gaps."""
    groups: list[list[Fragment]] = []
    reach = row.x0
    for fragment in row.fragments:
        if groups and fragment.x0 - reach <= _widest(groups[-1], fragment) * row.size:
            groups[-1].append(fragment)
        else:
            groups.append([fragment])
        reach = max(reach, fragment.x1)
    return [_piece(Row(group, row.baseline, row.size)) for group in groups]


def piece_of_grid(grid: Grid) -> Piece:
    """Return a ruled table as a piece."""
    orders = [fragment.order for held in grid.fragments.values() for fragment in held]
    return Piece(None, grid, grid.box[0], grid.box[2], grid.box[1], min(orders, default=0))


def _at_gaps(fragment: Fragment, gutters: Sequence[float]) -> list[Fragment]:
    """The fragment cut at the gutters that it leaves a gap for."""
    spaces = [fragment.space_near(x) for x in gutters if fragment.x0 < x - 2 and x < fragment.x1]
    return split_fragment(fragment, [x for x in spaces if x is not None])


def letter_count(text: str) -> int:
    """Return how many letters a text has; marks on letters and signs that the text layer cannot name count too."""
    return sum(letter.isalpha() or letter in _UNNAMED or unicodedata.category(letter)[0] == "M" for letter in text)


def apart(level: Level) -> Level:
    """Return a level with each piece cut into its fragments."""
    cut: Level = []
    for piece in level:
        row = piece.row
        cut += [piece] if row is None else [_piece(Row([each], row.baseline, row.size)) for each in row.fragments]
    return cut


def cut_at(level: Level, gutters: Sequence[float], at_spaces: bool = True) -> Level:
    """Return a level with its pieces cut at gutters: a table's head may fill its columns up to the next one.

    `at_spaces`: what was drawn in one go is cut as well, between two words.
    """
    cut: Level = []
    for piece in level:
        sides: dict[int, list[Fragment]] = {}
        fragments = piece.row.fragments if piece.row is not None else []
        for fragment in (part for each in fragments for part in (_at_gaps(each, gutters) if at_spaces else [each])):
            sides.setdefault(sum(fragment.x1 > x for x in gutters), []).append(fragment)
        if piece.row is None or len(sides) < 2:
            cut.append(piece)
        else:
            cut += [_piece(Row(each, piece.row.baseline, piece.row.size)) for _, each in sorted(sides.items())]
    return cut


def is_white_before(level: Level, x: float, strip: float = GUTTER) -> bool:
    """Return whether a level leaves a strip of some points before x white."""
    return all(piece.x1 <= x - strip or piece.x0 >= x - 1 for piece in level)


def ends_paragraph(above: list[Level], level: Level, limit: float) -> bool:
    """Return whether a paragraph ends above a level: a short line stands there, or the step down is wide.

    `above` are the levels before it, the last of them right above; `limit` is where lines end at the latest.
    """
    above = [each for each in above if each]
    if not above or not level:
        return bool(level)
    tops = [each[0].top for each in [*above[-4:], level]]
    steps = [after - before for before, after in itertools.pairwise(tops)]
    if steps[-1] > _PARTED * median(steps) or level[0].grid is not None or above[-1][0].grid is not None:
        return True
    size = above[-1][0].row.size if above[-1][0].row is not None else 0.0
    edge = min(limit, max(piece.x1 for each in above[-4:] for piece in each))
    return max(piece.x1 for piece in above[-1]) < edge - _SHORT * size


def _piece(row: Row) -> Piece:
    order = min(fragment.order for fragment in row.fragments)
    return Piece(row, None, row.x0, row.x1, row.baseline - row.size, order)


def _widest(group: list[Fragment], fragment: Fragment) -> float:
    """The widest gap in ems that does not part a fragment from the group before it."""
    together = any(abs(fragment.order - other.order) <= 1 for other in group)
    return PIECE_GAP if together else JUMP_GAP
