"""Ruled tables: from ruling lines to cells, by pdfplumber's algorithms, and the text in each cell."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

from pipeline.extract.fragments import Fragment, split_fragment
from pipeline.extract.ink import MOST_EDGES, Edge
from pipeline.extract.lines import LineMaker
from pipeline.model.document import Cell, Line, Row, Table
from pipeline.model.minutes import Box

_EdgeDict = dict[str, Any]
"""A ruling line as pdfplumber's functions take it."""

SNAP = 3.0
"""Points; ruling lines this near are one line (pdfplumber's own tolerance)."""
NARROWEST_CELL = 5.0
"""Points; what is narrower lies between the two strokes of a double rule."""
MOST_CROSSINGS = 40_000
"""Horizontal times vertical lines beyond which a page is a drawing."""


@dataclass(slots=True)
class Grid:
    """The cells of one ruled table on one page."""

    cells: list[Box]
    box: Box
    fragments: dict[Box, list[Fragment]] = field(default_factory=dict)
    nested: dict[Box, list["Grid"]] = field(default_factory=dict)
    """Tables inside a cell."""

    @property
    def column_edges(self) -> list[float]:
        """Left edges of the columns."""
        return sorted({cell[0] for cell in self.cells})


def find_grids(edges: Sequence[Edge], fragments: Sequence[Fragment]) -> list[Grid]:
    """Return the tables that ruling lines draw: at least two columns; a box around text is none.

    An upright line that runs through words is no border of a cell: bars and shaded areas are drawn with such lines.
    """
    if not edges or len(edges) > MOST_EDGES:
        return []
    merged = merge_edges([_as_dict(edge) for edge in edges], SNAP, SNAP, SNAP, SNAP)
    merged = _with_open_sides(merged)
    merged = [edge for edge in merged if edge["orientation"] == "h" or not _runs_through_words(edge, fragments)]
    upright = sum(edge["orientation"] == "v" for edge in merged)
    if upright * (len(merged) - upright) > MOST_CROSSINGS:
        return []
    cells = intersections_to_cells(edges_to_intersections(merged, SNAP, SNAP))
    grids = []
    for whole in cells_to_tables(cells):
        group = [cell for cell in whole if cell[2] - cell[0] >= NARROWEST_CELL and cell[3] - cell[1] >= NARROWEST_CELL]
        if not group:
            continue
        box = (
            min(cell[0] for cell in group),
            min(cell[1] for cell in group),
            max(cell[2] for cell in group),
            max(cell[3] for cell in group),
        )
        grid = Grid(sorted(group, key=itemgetter(1, 0)), box)
        if len(grid.column_edges) >= 2:
            grids.append(grid)
    return grids


def _as_dict(edge: Edge) -> _EdgeDict:
    orientation, at, start, end = edge
    if orientation == "h":
        x0, x1, top, bottom = start, end, at, at
    else:
        x0, x1, top, bottom = at, at, start, end
    return {
        "orientation": orientation,
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "width": x1 - x0,
        "height": bottom - top,
    }


def _with_open_sides(edges: list[_EdgeDict]) -> list[_EdgeDict]:
    """The edges, and the sides that some producers leave open: top and bottom at a page break, left and right always.

    A side is drawn where at least two lines of the table end together and no line runs through their ends. The lines of
    two tables never meet: what stands between the tables belongs to neither.
    """
    added = []
    for table in _joined(edges):
        upright = [edge for edge in table if edge["orientation"] == "v"]
        level = [edge for edge in table if edge["orientation"] == "h"]
        for end in ("top", "bottom"):
            for at, x0, x1 in _shared_ends(upright, end, "x0", level):
                added.append(_as_dict(Edge("h", at, x0, x1)))
        for end in ("x0", "x1"):
            for at, top, bottom in _shared_ends(level, end, "top", upright):
                added.append(_as_dict(Edge("v", at, top, bottom)))
    return edges + added


def _joined(edges: list[_EdgeDict]) -> list[list[_EdgeDict]]:
    """The lines that touch others, in groups: each reaches all others of its group along lines."""
    group_of: dict[int, list[_EdgeDict]] = {}
    for point in edges_to_intersections(edges, SNAP, SNAP).values():
        meeting = [edge for crossing in point.values() for edge in crossing]
        groups = {id(group): group for edge in meeting if (group := group_of.setdefault(id(edge), [edge]))}
        largest = max(groups.values(), key=len)
        for group in groups.values():
            if group is not largest:
                largest.extend(group)
                group_of.update((id(edge), largest) for edge in group)
    return list({id(group): group for group in group_of.values()}.values())


def _runs_through_words(edge: _EdgeDict, fragments: Sequence[Fragment]) -> bool:
    """Whether the edge cuts letters of two fragments, or of one where it crosses no more than three lines."""
    x, top, bottom = edge["x0"], edge["top"], edge["bottom"]
    crossed = [
        fragment
        for fragment in fragments
        if fragment.x0 + 2 < x < fragment.x1 - 2 and top < fragment.middle < bottom and not fragment.gap_at(x)
    ]
    return len(crossed) >= 2 or (len(crossed) == 1 and bottom - top < 4 * crossed[0].size)


def _shared_ends(
    edges: list[_EdgeDict], end: str, place: str, across: list[_EdgeDict]
) -> list[tuple[float, float, float]]:
    """Where two lines or more end at one height with no line across: (height, first line's place, last line's)."""
    found = []
    rest = sorted(edges, key=itemgetter(end))
    while rest:
        at = rest[0][end]
        group = [edge for edge in rest if abs(edge[end] - at) <= SNAP]
        rest = rest[len(group) :]
        places = sorted(edge[place] for edge in group)
        if len(group) >= 2 and places[-1] - places[0] > SNAP and not _crossed(across, place, at, places):
            found.append((at, *_reach(group, across, place, places)))
    return found


def _reach(group: list[_EdgeDict], across: list[_EdgeDict], place: str, places: list[float]) -> tuple[float, float]:
    """How far a side runs: as far as the lines that cross those it closes."""
    low, high, height = ("x0", "x1", "top") if place == "x0" else ("top", "bottom", "x0")
    start, end = ("top", "bottom") if place == "x0" else ("x0", "x1")
    ends = [*places]
    for edge in across:
        if any(
            line[start] - SNAP <= edge[height] <= line[end] + SNAP
            and edge[low] - SNAP <= line[place] <= edge[high] + SNAP
            for line in group
        ):
            ends += [edge[low], edge[high]]
    return min(ends), max(ends)


def _crossed(across: list[_EdgeDict], place: str, at: float, places: list[float]) -> bool:
    low, high, height = ("x0", "x1", "top") if place == "x0" else ("top", "bottom", "x0")
    middle = (places[0] + places[-1]) / 2
    return any(abs(edge[height] - at) <= SNAP and edge[low] <= middle <= edge[high] for edge in across)


def place_fragments(grids: list[Grid], fragments: list[Fragment]) -> list[Fragment]:
    """Put the fragments that stand in a cell into its grid; return the others, in the order they came.

    A fragment that runs over a border is cut there, so that two cells never share a line.
    """
    outside = []
    inner_first = sorted(grids, key=lambda grid: (grid.box[2] - grid.box[0]) * (grid.box[3] - grid.box[1]))
    for fragment in fragments:
        grid = next((each for each in inner_first if _within(each.box, fragment)), None)
        if grid is None or fragment.blank:
            outside.append(fragment)
            continue
        beside = [cell for cell in grid.cells if cell[1] <= fragment.middle <= cell[3]]
        for piece in split_fragment(fragment, sorted({cell[0] for cell in beside} | {cell[2] for cell in beside})):
            middle = (piece.x0 + piece.x1) / 2
            cell = next((each for each in beside if each[0] <= middle <= each[2]), None)
            if cell is None:
                outside.append(piece)
            else:
                grid.fragments.setdefault(cell, []).append(piece)
    return outside


def _within(box: Box, fragment: Fragment) -> bool:
    x0, top, x1, bottom = box
    return top <= fragment.middle <= bottom and fragment.x0 < x1 and fragment.x1 > x0


def nest(grids: list[Grid]) -> None:
    """Put each grid that stands in a cell of another one into that cell, in place."""
    for grid in sorted(grids, key=lambda each: each.box[2] - each.box[0]):
        holders = [
            (other, cell) for other in grids if other is not grid for cell in other.cells if _holds(cell, grid.box)
        ]
        if holders:
            holder, cell = min(holders, key=lambda held: held[1][2] - held[1][0])
            holder.nested.setdefault(cell, []).append(grid)
            grids.remove(grid)


def _holds(cell: Box, box: Box) -> bool:
    return cell[0] - 1 <= box[0] and cell[1] - 1 <= box[1] and box[2] <= cell[2] + 1 and box[3] <= cell[3] + 1


def _lines_of_cell(grid: Grid, cell: Box, maker: LineMaker) -> list[Line]:
    """The lines of a cell, those of a table inside it row by row."""
    lines = maker.lines(grid.fragments.get(cell, []))
    for inner in grid.nested.get(cell, ()):
        place = sum(line.box[1] < inner.box[1] for line in lines)
        table = make_table(inner, maker)
        ends = [held.lines[-1] for row in table.rows for held in row.cells if held.lines]
        for line in [*lines[:place][-1:], *ends]:
            line.ends_paragraph = True
        lines[place:place] = table.lines()
    return lines


def make_table(grid: Grid, maker: LineMaker) -> Table:
    """Return a grid with its text as a table; a merged cell stands in its first row and first column."""
    columns = grid.column_edges
    rows = []
    for top in sorted({cell[1] for cell in grid.cells}):
        cells = [Cell(_lines_of_cell(grid, box, maker), columns.index(box[0])) for box in grid.cells if box[1] == top]
        rows.append(Row(cells))
    return Table(rows, maker.page_no, grid.box)
