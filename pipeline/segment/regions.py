"""The columns of text on a page, and how far to the right each one goes."""

from collections.abc import Sequence

from pipeline.model.document import Line
from pipeline.segment.sentences import is_khmer

_FEWEST = 3
"""Lines that a column must have to show its own right edge."""
_MANY = 12
"""Lines of a page that surely show its right edge."""
_TOLERANCE = 3.0
_NEAR, _NEAR_KHMER = 0.05, 0.18
"""Share of a line's width by which a second line may be shorter and still show the same edge; Khmer has no blanks."""

Region = tuple[int, int, bool]
"""Page, column in reading order, Khmer or not: estimated widths of Khmer and Latin do not compare."""


class Regions:
    """What the lines given show of the columns that they stand in.

    `measured` says whether their boxes are real points; estimated ones stand in one column.
    """

    def __init__(self, lines: Sequence[Line], measured: bool) -> None:
        self._column: dict[int, int] = {}
        self._offset: dict[int, float] = {}
        if measured:
            for page_no in sorted({line.page_no for line in lines}):
                self._read_page([line for line in lines if line.page_no == page_no])
        ends: dict[Region, list[float]] = {}
        for line in lines:
            ends.setdefault(self.of(line), []).append(line.box[2])
        self._edges = {region: _edge(values) for region, values in ends.items()}
        if measured:
            self._share_edges({region: len(values) for region, values in ends.items()})
        self._second = {region: sorted(values)[-2] for region, values in ends.items() if len(values) > 1}

    def of(self, line: Line) -> Region:
        """Return the region that a line stands in."""
        return line.page_no, self._column.get(id(line), 0), is_khmer(line.text)

    def right_edge(self, line: Line) -> float:
        """Return the right edge of a line's region in points."""
        return self._edges.get(self.of(line), line.box[2])

    def is_alone(self, line: Line) -> bool:
        """Return whether no other line of its region comes near a line's right end, so that it shows no edge."""
        near = _NEAR_KHMER if is_khmer(line.text) else _NEAR
        return line.box[2] * (1 - near) > self._second.get(self.of(line), 0.0)

    def offset(self, line: Line) -> float:
        """Return how far the left edge of a line's column is from that of the first column beside it, in points."""
        return self._offset.get(id(line), 0.0)

    def _share_edges(self, counts: dict[Region, int]) -> None:
        """Give a page of few lines in one column the right edge of a page of many: it may not show its own."""
        for khmer in (False, True):
            single = [
                region
                for region in self._edges
                if region[1:] == (0, khmer) and all(column == 0 for page, column, _ in self._edges if page == region[0])
            ]
            edges = [self._edges[region] for region in single if counts[region] >= _MANY]
            few = [region for region in single if counts[region] < _MANY]
            self._edges.update({region: max(self._edges[region], *edges) for region in few if edges})

    def _read_page(self, lines: Sequence[Line]) -> None:
        """Number the columns of one page, where reading goes up and to the right there is another."""
        column, begin = 0, 0
        starts = [0]
        for n in range(1, len(lines)):
            last, line = lines[n - 1], lines[n]
            height = line.box[3] - line.box[1]
            up_right = line.box[1] < last.box[1] - height and line.box[0] > last.box[2]
            back = column > 0 and line.box[0] < lines[begin].box[0] - _TOLERANCE and line.box[1] > last.box[1]
            if up_right or back:
                column, begin = (column + 1 if up_right else 0), n
                starts.append(n)
        bands = [lines[first:end] for first, end in zip(starts, [*starts[1:], len(lines)], strict=True)]
        for n, band in enumerate(bands):
            self._read_band(n, band, bands)

    def _read_band(self, n: int, band: Sequence[Line], bands: Sequence[Sequence[Line]]) -> None:
        left = min(line.box[0] for line in band)
        before = min((line.box[0] for line in bands[n - 1]), default=left) if n else left
        follows = bands[n + 1] if n + 1 < len(bands) else ()
        limit = min((line.box[0] for line in follows), default=left)
        for line in band:
            if left > before + _TOLERANCE:
                self._offset[id(line)] = left - before + self._offset.get(id(bands[n - 1][-1]), 0.0)
            wide = limit > left + _TOLERANCE and line.box[2] > limit
            if wide or len(band) >= _FEWEST:
                self._column[id(line)] = -1 - n if wide else n


def _edge(ends: Sequence[float]) -> float:
    """The widest lines may stick out: the third widest of ten counts."""
    return sorted(ends)[-min(3, 1 + len(ends) // 10)]
