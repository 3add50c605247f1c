"""Columns of a Word file that no rule parts: tab stops and tables without borders, read as they would be in print.

What they hold is placed on a sheet as a printer would, and read with the rules for printed pages: a list of names at
tab stops is a table, a letterhead in two cells is two blocks.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline.extract.columns import read_in_order
from pipeline.extract.fragments import Fragment, Row
from pipeline.extract.lines import LineMaker
from pipeline.extract.text import TYPE_SIZE
from pipeline.extract.widths import text_width
from pipeline.model.document import Line, Span, Table

_LEADING = 1.2
"""Sizes of the type from one line to the next."""
_PADDING = 5.4
"""Points between a cell's border and its words, in Word."""
_USUAL_STOP = 36.0
"""Points between the tab stops that no paragraph has set."""
_WRAPPED = "words"
_FEWEST_TABBED = 2
"""Lines with tabs that may make columns."""


@dataclass(slots=True)
class Segment:
    """Words between two tabs."""

    spans: list[Span]
    tabs: int
    """Tabs before the words."""

    @property
    def text(self) -> str:
        """The words."""
        return "".join(span.text for span in self.spans)

    @property
    def width(self) -> float:
        """Estimated width in points."""
        return sum(text_width(span.text, span.size or TYPE_SIZE) for span in self.spans)


@dataclass(slots=True)
class Tabbed:
    """The words of a line that has tabs in it."""

    segments: list[Segment]
    stops: list[tuple[float, str]]
    """Places in points from the left edge of the frame, and how words stand there (left, right, center)."""

    def placed(self, x0: float) -> Iterator[tuple[float, Segment]]:
        """Yield each segment with its left end; the line begins at x0."""
        pen = x0
        for segment in self.segments:
            for _ in range(segment.tabs):
                pen = self._stop(pen, segment.width)
            yield pen, segment
            pen += segment.width

    def _stop(self, pen: float, width: float) -> float:
        for at, kind in self.stops:
            if at > pen + 0.5:
                return max({"right": at - width, "end": at - width, "center": at - width / 2}.get(kind, at), pen)
        return _USUAL_STOP * (math.floor(pen / _USUAL_STOP) + 1)


@dataclass(slots=True)
class _Words(Fragment):
    """Words on the sheet. Of a line that would wrap, the further lines only take their place."""

    line: Line | None = None
    spans: list[Span] = field(default_factory=list)
    of: int = 1
    """Number of pieces that the tabs cut its line into."""

    @property
    def text(self) -> str:
        """The words; some where they only take their place."""
        return "".join(span.text for span in self.spans) if self.line is not None else _WRAPPED

    @property
    def blank(self) -> bool:
        """Whether nothing is drawn, so that it makes no row: never."""
        return False


class _Maker(LineMaker):
    """Makes lines of words: as they came, cut at tabs, or joined where several stand side by side."""

    def line(self, row: Row) -> Line:
        """Return a row as one line, without words where it is but the place of wrapped ones."""
        words = [each for each in row.fragments if isinstance(each, _Words) and each.line is not None]
        first = words[0].line if words else None
        if first is None:
            return Line([], 1, (row.x0, row.baseline, row.x1, row.baseline))
        if len(words) == words[0].of and all(each.line is first for each in words):
            return first
        spans: list[Span] = []
        for each in words:
            spans[-1:] = [replace(span, text=f"{span.text} ") for span in spans[-1:]]
            spans += each.spans
        return replace(first, spans=spans)


class _Sheet:
    """Words placed from top to bottom, in the order in which a printer draws them."""

    def __init__(self) -> None:
        self.words: list[_Words] = []
        self.y = 0.0

    def add(self, line: Line, tabbed: Tabbed | None, x0: float, width: float) -> None:
        """Place a line with its left end at x0; what is wider than `width` wraps."""
        size = max((span.size or TYPE_SIZE for span in line.spans), default=TYPE_SIZE)
        placed = list(tabbed.placed(x0)) if tabbed is not None else [(x0, Segment(line.spans, 0))]
        self.y += _LEADING * size
        for x, segment in placed:
            self._draw(x, min(segment.width, x0 + width - x), size, line, segment.spans, len(placed))
        over = placed[-1][0] + placed[-1][1].width - x0 - width
        for _ in range(math.ceil(over / width) if over > 0 else 0):
            self.y += _LEADING * size
            self._draw(x0, width, size, None, [], 1)

    def _draw(self, x: float, width: float, size: float, line: Line | None, spans: list[Span], of: int) -> None:
        x1 = x + max(width, 1.0)
        self.words.append(_Words([], 0, self.y, size, x, x1, len(self.words), line=line, spans=spans, of=of))

    def read(self, opens: bool) -> list[Line | Table]:
        """Return what stands on the sheet in reading order; `opens`: it stands at the top of the first page."""
        body = read_in_order(self.words, [], _Maker(1 if opens else 2, {}, {})).body
        for item in body:
            if isinstance(item, Table):
                item.page_no = 1
                for cell in (cell for row in item.rows for cell in row.cells):
                    cell.lines = [line for line in cell.lines if line.spans]
        return [item for item in body if isinstance(item, Table) or item.spans]


def read_loose_table(table: Table, lefts: Sequence[float], frame: float) -> list[Line | Table]:
    """Return a table without borders as it reads in print.

    `lefts` are the left edges of its columns and the right edge of the last.
    """
    sheet = _Sheet()
    for row in table.rows:
        top = bottom = sheet.y
        for cell, following in zip(row.cells, [*row.cells[1:], None], strict=True):
            sheet.y = top
            x0 = lefts[min(cell.column, len(lefts) - 2)]
            x1 = lefts[following.column] if following is not None and following.column < len(lefts) else lefts[-1]
            for line in cell.lines:
                sheet.add(line, None, x0 + _PADDING, max(x1 - x0 - 2 * _PADDING, _USUAL_STOP))
            bottom = max(bottom, sheet.y)
        sheet.y = bottom
    return sheet.read(opens=False)


def with_tab_columns(body: Sequence[Line | Table], tabbed: dict[int, Tabbed], frame: float) -> Iterator[Line | Table]:
    """Yield a body with the lists at tab stops as tables; `tabbed` are the lines with tabs by their `id`."""
    run, opens = list[Line](), True
    for item in [*body, None]:
        if isinstance(item, Line) and item.box[2] - item.box[0] <= frame:
            run.append(item)
            continue
        yield from _read_run(run, tabbed, frame, opens)
        run, opens = [], False
        if item is not None:
            yield item


def _read_run(run: Sequence[Line], tabbed: dict[int, Tabbed], frame: float, opens: bool) -> Sequence[Line | Table]:
    if sum(id(line) in tabbed for line in run) < _FEWEST_TABBED:
        return run
    sheet = _Sheet()
    for line in run:
        sheet.add(line, tabbed.get(id(line)), line.box[0], frame - line.box[0])
    return sheet.read(opens)
