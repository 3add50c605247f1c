"""Blocks into pages: text and columns, tables that run over pages, running heads and feet."""

from dataclasses import replace
from itertools import count

from tests.press.describe import Block, Booklet, Columns, PageBreak, Paragraph, Row, Run, Table
from tests.press.lines import SetLine, set_paragraphs
from tests.press.sheet import PlacedLine, Rule, Sheet, runs_of

BORDER = 0.48
"""Thickness of a cell's border in points, as Word draws it by default."""


def set_booklet(booklet: Booklet) -> list[Sheet]:
    """Return the pages of a document."""
    layout = _Layout(booklet)
    for block, following in zip(booklet.blocks, (*booklet.blocks[1:], None), strict=True):
        layout.add(block, following)
    layout.furnish()
    return layout.sheets


class _Layout:
    """The page being filled and how far down it is."""

    def __init__(self, booklet: Booklet) -> None:
        self.booklet = booklet
        top, right, bottom, left = booklet.margin
        self.left, self.top = left, top
        self.width = booklet.width - left - right
        self.bottom = booklet.height - bottom
        self.numbers = count()
        self.sheets: list[Sheet] = []
        self.new_page()

    @property
    def sheet(self) -> Sheet:
        return self.sheets[-1]

    @property
    def at_top(self) -> bool:
        return self.y <= self.fresh

    def new_page(self) -> None:
        self.sheets.append(Sheet(self.booklet.width, self.booklet.height))
        self.y = self.fresh = self.top

    def add(self, block: Block, following: Block | None) -> None:
        match block:
            case PageBreak():
                self.new_page()
            case Paragraph():
                self.add_paragraph(block, following)
            case Columns():
                self.add_columns(block)
            case Table():
                self.add_table(block)

    def set(self, paragraphs: tuple[Paragraph, ...], width: float) -> list[SetLine]:
        return set_paragraphs(paragraphs, width, self.numbers)

    def put(self, line: SetLine, x: float, top: float, into: list[PlacedLine]) -> None:
        baseline = top + line.ascent
        runs = tuple(run for dx, part in line.parts for run in runs_of(list(part), x + dx, baseline))
        into.append(PlacedLine(runs, line.paragraph, line.ends_paragraph))

    def put_stack(self, lines: list[SetLine], x: float, top: float, into: list[PlacedLine]) -> None:
        """Place lines one under the other; the space above the first is dropped."""
        for line, down in zip(lines, _tops(lines), strict=True):
            self.put(line, x, top + down, into)

    def add_paragraph(self, paragraph: Paragraph, following: Block | None) -> None:
        lines = self.set((paragraph,), self.width)
        if paragraph.keep_with_next and following is not None:
            needed = _depth(lines) + self.first_line_height(following)
            if self.y + needed > self.bottom and not self.at_top:
                self.new_page()
        for line in lines:
            space = 0.0 if self.at_top else line.before
            if self.y + space + line.height > self.bottom and not self.at_top:
                self.new_page()
                space = 0.0
            self.put(line, self.left, self.y + space, self.sheet.lines)
            self.y += space + line.height + line.after

    def first_line_height(self, block: Block) -> float:
        """How much room the beginning of a block needs."""
        match block:
            case Paragraph():
                first = [block]
            case Columns():
                first = list(block.blocks[:1])
            case Table():
                first = [row.cells[0][0] for row in (block.head, block.rows[0]) if row]
            case PageBreak():
                return 0.0
        return sum(set_paragraphs((paragraph,), self.width, count())[0].height for paragraph in first)

    def add_columns(self, columns: Columns) -> None:
        width = (self.width - columns.gap * (columns.count - 1)) / columns.count
        lines = self.set(columns.blocks, width)
        while lines:
            room = _balanced_depth(lines, columns.count, self.bottom - self.y)
            depth = 0.0
            for column in range(columns.count):
                taken, lines = _take(lines, room)
                self.put_stack(taken, self.left + column * (width + columns.gap), self.y, self.sheet.lines)
                depth = max(depth, _depth(taken))
            self.y += depth
            if lines:
                self.new_page()

    def add_table(self, table: Table) -> None:
        if table.head:
            self.add_row(table, table.head)
        for row in table.rows:
            self.add_row(table, row)
        self.close_table(table)

    def add_row(self, table: Table, row: Row) -> None:
        """Place a row, over as many pages as it needs: each cell goes on where the page cut it."""
        waiting = [
            self.set(cell, width - 2 * table.padding) for cell, width in zip(row.cells, table.widths, strict=True)
        ]
        while True:
            parts = [_take(lines, self.bottom - self.y) for lines in waiting]
            fits = all(not rest for _, rest in parts)
            some = any(taken for taken, _ in parts)
            if not self.at_top and not (fits or (table.rows_break and some)):
                self.turn_page(table)
                continue
            if not (fits or some):
                raise ValueError("a line of the table is higher than the page")
            self.put_cells(table, [taken for taken, _ in parts], self.sheet.lines)
            waiting = [rest for _, rest in parts]
            if fits:
                return
            self.turn_page(table)

    def put_cells(self, table: Table, cells: list[list[SetLine]], into: list[PlacedLine]) -> None:
        height = max(_depth(lines) for lines in cells)
        x = self.left + table.shift
        for lines, width in zip(cells, table.widths, strict=True):
            self.put_stack(lines, x + table.padding, self.y, into)
            if table.ruled:
                self.sheet.rules += [_across(x, width, self.y), _down(x, self.y, height)]
            x += width
        if table.ruled:
            self.sheet.rules.append(_down(x, self.y, height))
        self.y += height

    def turn_page(self, table: Table) -> None:
        """Go to a new page inside a table: the frame is closed here and the head set again there."""
        self.close_table(table)
        self.new_page()
        if table.head:
            cells = [
                set_paragraphs(cell, width - 2 * table.padding, self.numbers)
                for cell, width in zip(table.head.cells, table.widths, strict=True)
            ]
            self.put_cells(table, cells, self.sheet.furniture)
            self.fresh = self.y

    def close_table(self, table: Table) -> None:
        if table.ruled:
            self.sheet.rules.append(_across(self.left + table.shift, sum(table.widths), self.y))

    def furnish(self) -> None:
        """Set the running head and foot of every page, now that the pages can be counted."""
        for number, sheet in enumerate(self.sheets, start=1):
            if number in self.booklet.unfurnished:
                continue
            values = {"{page}": str(number), "{pages}": str(len(self.sheets))}
            head = self.set(_filled(self.booklet.head, values), self.width)
            foot = self.set(_filled(self.booklet.foot, values), self.width)
            margin = self.booklet.furniture_margin
            self.put_stack(head, self.left, margin, sheet.furniture)
            self.put_stack(foot, self.left, self.booklet.height - margin - _depth(foot), sheet.furniture)


def _tops(lines: list[SetLine]) -> list[float]:
    """Return how far down each line of a stack begins."""
    tops, down = [], 0.0
    for index, line in enumerate(lines):
        down += line.before if index else 0.0
        tops.append(down)
        down += line.height + line.after
    return tops


def _depth(lines: list[SetLine]) -> float:
    return _tops(lines)[-1] + lines[-1].height + lines[-1].after if lines else 0.0


def _take(lines: list[SetLine], room: float) -> tuple[list[SetLine], list[SetLine]]:
    """Return the lines that fit into this depth, and the rest."""
    ends = [top + line.height for top, line in zip(_tops(lines), lines, strict=True)]
    fitting = sum(end <= room + 0.01 for end in ends)
    return lines[:fitting], lines[fitting:]


def _balanced_depth(lines: list[SetLine], columns: int, room: float) -> float:
    """Return the least depth at which the lines fill the columns evenly, or the whole room where they do not fit."""
    ends = [top + line.height for top, line in zip(_tops(lines), lines, strict=True)]
    for depth in (end for end in ends if end < room):
        rest = lines
        for _ in range(columns):
            _, rest = _take(rest, depth)
        if not rest:
            return depth
    return room


def _filled(paragraphs: tuple[Paragraph, ...], values: dict[str, str]) -> tuple[Paragraph, ...]:
    """Return running lines with `{page}` and `{pages}` put in."""
    return tuple(
        replace(paragraph, runs=tuple(Run(_put_in(run.text, values), run.style) for run in paragraph.runs))
        for paragraph in paragraphs
    )


def _put_in(text: str, values: dict[str, str]) -> str:
    for name, value in values.items():
        text = text.replace(name, value)
    return text


def _across(x: float, width: float, y: float) -> Rule:
    return Rule(x, y - BORDER / 2, x + width, y + BORDER / 2)


def _down(x: float, y: float, height: float) -> Rule:
    return Rule(x - BORDER / 2, y, x + BORDER / 2, y + height)
