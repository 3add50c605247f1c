"""Sheets: what stands on a page before it is read, and which of its rows run over the pages as heads and feet."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.extract.fragments import Fragment, Row, make_fragments, make_rows
from pipeline.extract.furniture import fold, set_furniture_apart
from pipeline.extract.ink import Edge, FileInk, PageInk
from pipeline.extract.ladders import find_ladders
from pipeline.extract.page_numbers import is_page_number
from pipeline.extract.tables import Grid, find_grids, nest, place_fragments
from pipeline.extract.underlines import take_underlines
from pipeline.extract.zebra import with_plain_rows
from pipeline.model.document import Line, Page, Span, Table
from pipeline.model.minutes import PageFacts
from pipeline.pace import UNHURRIED, Cause, Pace

_EDGE = 0.2
"""Share of the page's height at its top and foot where what a file calls a running head may stand."""
_DESCENT = 0.2
"""Sizes of the type that letters reach below their baseline."""


@dataclass(slots=True)
class Sheet:
    """The fragments of a page in the direction of most text, and those in other directions."""

    loose: list[Fragment] = field(default_factory=list)
    """Outside ruled tables."""
    grids: list[Grid] = field(default_factory=list)
    turned: list[list[Fragment]] = field(default_factory=list)
    """By direction."""
    running: list[Row] = field(default_factory=list)
    """Rows that are running heads, running feet and page numbers."""


def read_sheets(file: FileInk, facts: Sequence[PageFacts], pace: Pace = UNHURRIED) -> list[Sheet]:
    """Return the sheets of a file, their running rows set apart.

    They are taken out before the page is read: a head that stands close above a table is no row of it. A page over
    whose tables an earlier process died has none, and is in `file.plain`.
    """
    sheets = [_sheet_as_far(page, file, pace) for page in file.pages]
    rows: dict[int, Row] = {}
    pages = [_sketch(sheet, fact, file, rows) for sheet, fact in zip(sheets, facts, strict=True)]
    for page, said in zip(pages, _said_to_run(pages, rows), strict=True):
        page.furniture += said
        page.body = [item for item in page.body if all(item is not line for line in said)]
    set_furniture_apart(pages)
    for sheet, page in zip(sheets, pages, strict=True):
        sheet.running = [rows[id(line)] for line in page.furniture]
        apart = {id(fragment) for row in sheet.running for fragment in row.fragments}
        sheet.loose = [fragment for fragment in sheet.loose if id(fragment) not in apart]
    return sheets


def _said_to_run(pages: Sequence[Page], rows: Mapping[int, Row]) -> list[list[Line]]:
    """Of each page the running heads and feet that the file itself says are such, page numbers among them.

    Words that stand on one page only, such as a letterhead on the first, are no less the document's for being typed
    into a running head: they stay.
    """
    said = [
        [line for line in page.body if isinstance(line, Line) and _is_said_to_run(rows[id(line)], line, page)]
        for page in pages
    ]
    on_pages = Counter(words for lines in said for words in {fold(line.text) for line in lines})
    return [
        [line for line in lines if on_pages[fold(line.text)] > 1 or is_page_number(line.text.strip())] for lines in said
    ]


def _is_said_to_run(row: Row, line: Line, page: Page) -> bool:
    """Whether the file itself says that a row at the edge of a page is a running head or foot."""
    height = page.facts.height or 0.0
    at_edge = line.box[3] <= _EDGE * height or line.box[1] >= (1 - _EDGE) * height
    return at_edge and all(show.pagination for fragment in row.fragments for show in fragment.shows)


def _sheet_as_far(ink: PageInk, file: FileInk, pace: Pace) -> Sheet:
    def without_tables(cause: Cause) -> Sheet:
        file.plain[ink.page_no] = cause
        return _sheet(ink, with_tables=False)

    return pace.attempt(f"looking for tables on page {ink.page_no}", lambda: _sheet(ink), without_tables)


def _sheet(ink: PageInk, with_tables: bool = True) -> Sheet:
    by_angle: dict[int, list[Fragment]] = {}
    shows, edges = take_underlines(ink.shows, ink.edges)
    for fragment in make_fragments(shows):
        by_angle.setdefault(fragment.angle, []).append(fragment)
    if not by_angle:
        return Sheet()
    main = max(by_angle, key=lambda angle: sum(len(fragment.text) for fragment in by_angle[angle]))
    fragments = by_angle.pop(main)
    grids = _grids(edges, fragments) if main == 0 and with_tables else []
    loose = place_fragments(grids, fragments)
    for frame in [grid for grid in grids if len(grid.fragments) < 2]:
        grids.remove(frame)
        loose.extend(fragment for held in frame.fragments.values() for fragment in held)
    nest(grids)
    return Sheet(loose, grids, [by_angle[angle] for angle in sorted(by_angle)])


def _grids(edges: Sequence[Edge], fragments: Sequence[Fragment]) -> list[Grid]:
    """The tables that rules or shades draw."""
    ruled = find_grids(edges, fragments)
    return with_plain_rows([*ruled, *find_ladders(edges, fragments, ruled)], fragments)


def _sketch(sheet: Sheet, facts: PageFacts, file: FileInk, rows: dict[int, Row]) -> Page:
    """A page with a line for each row, whatever its columns, and an empty table for each ruled one.

    `rows` is filled with the row of each line by its `id`.
    """
    page = Page(facts)
    for row in make_rows(sheet.loose):
        top, bottom = row.baseline - row.size, row.baseline + _DESCENT * row.size
        spans = [_span(fragment, file) for fragment in row.fragments]
        line = Line(spans, facts.page_no, (row.x0, top, row.x1, bottom))
        rows[id(line)] = row
        page.body.append(line)
    page.body += [Table([], facts.page_no, grid.box) for grid in sheet.grids]
    return page


def _span(fragment: Fragment, file: FileInk) -> Span:
    """A fragment's words, with a blank behind them."""
    bold, italic = file.styles[fragment.shows[0].font]
    box = (fragment.x0, fragment.baseline - fragment.size, fragment.x1, fragment.baseline + _DESCENT * fragment.size)
    glyphs = tuple(glyph for show in fragment.shows for glyph in show.glyphs)
    return Span(f"{fragment.text} ", size=fragment.size, bold=bold, italic=italic, box=box, glyphs=glyphs)
