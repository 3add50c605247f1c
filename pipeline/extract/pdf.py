"""A PDF to a `Document`: read, lay out page by page, then look over the pages as a whole."""

from collections.abc import Sequence
from pathlib import Path

from pipeline.config import Settings
from pipeline.errors import DocumentError
from pipeline.extract.columns import Layout, open_columns, read_in_order
from pipeline.extract.dots import mark_dots
from pipeline.extract.footnotes import mark_footnotes
from pipeline.extract.fragments import make_rows
from pipeline.extract.furniture import add_turned_lines, set_furniture_apart
from pipeline.extract.ink import FileInk, PageInk
from pipeline.extract.inspection import inspect
from pipeline.extract.leaders import drop_leaders
from pipeline.extract.lines import LineMaker
from pipeline.extract.pictures import clipped, share_of_page
from pipeline.extract.readers import read_ink
from pipeline.extract.sheets import Sheet, read_sheets
from pipeline.extract.source import SourceFile
from pipeline.extract.table_flow import join_tables, mark_heads
from pipeline.extract.tagged import mark_paragraph_ends
from pipeline.extract.unread import find_unread
from pipeline.lost import lost
from pipeline.model.document import Document, Page
from pipeline.model.minutes import PageFacts
from pipeline.pace import UNHURRIED, Cause, Pace


def read_pdf(source: SourceFile, settings: Settings, folder: Path, pace: Pace = UNHURRIED) -> Document:
    """Return the pages of a PDF with lines and tables in reading order, running heads and page numbers set apart.

    `folder` takes a copy of the file where it cannot be read as it is (`Document.shown`).

    Raises:
        DocumentError: no reader can open the file, or it needs a password, or no page of it could be read.
    """
    seen = inspect(source.path, settings, pace, folder)
    ink, issues = read_ink(seen.path, seen.pages, pace, settings.limits.pages)
    issues = [*seen.issues, *issues]
    facts = [_facts(page, ink) for page in ink.pages]
    unread = find_unread(seen.path, ink, facts, pace)
    layouts = _layouts(ink, facts, pace)
    pages = [Page(fact, layout.body, layout.running) for fact, layout in zip(facts, layouts, strict=True)]
    for page, drawn in zip(pages, ink.pages, strict=True):
        page.images = clipped(drawn.images, drawn.width, drawn.height)
        page.unread = unread.get(drawn.page_no, [])
    if len(ink.failed) == len(pages):
        cause = ink.failed[pages[0].facts.page_no]
        raise DocumentError(cause.category, f"{source.path.name}: no page could be read: {cause.reason}")

    def untold(cause: Cause) -> None:
        issues.append(lost("Running heads, footnotes and tables that go on over pages are not told apart", cause))

    pace.attempt("looking over the pages", lambda: _look_over(pages, ink, layouts), untold)
    issues += [
        lost(f"Page {n} was read row by row, its tables and columns not told", ink.plain[n], n) for n in ink.plain
    ]
    shown = None if seen.path == source.path else seen.path
    described = source.described(ink.total, ink.producer)
    return Document(described, pages, fonts=ink.fonts, issues=issues, shown=shown)


def _layouts(ink: FileInk, facts: Sequence[PageFacts], pace: Pace) -> list[Layout]:
    """Every page in reading order; one of whose order an earlier process died is in `ink.plain`, row by row."""
    layouts: list[Layout] = []
    for page, sheet in zip(ink.pages, read_sheets(ink, facts, pace), strict=True):
        maker = LineMaker(page.page_no, ink.fonts, ink.styles, page.height)
        columns = open_columns(layouts[-1]) if layouts else ()

        def full(sheet: Sheet = sheet, maker: LineMaker = maker, columns: Sequence[float] = columns) -> Layout:
            return lay_out(sheet, maker, columns)

        def plain(cause: Cause, page: PageInk = page, sheet: Sheet = sheet, maker: LineMaker = maker) -> Layout:
            ink.plain[page.page_no] = cause
            held = [fragment for grid in sheet.grids for each in grid.fragments.values() for fragment in each]
            return Layout([maker.line(row) for row in make_rows([*sheet.loose, *held])])

        layouts.append(pace.attempt(f"laying out page {page.page_no}", full, plain))
    return layouts


def _look_over(pages: list[Page], ink: FileInk, layouts: list[Layout]) -> None:
    """Tell what only the pages together do: running heads, footnotes, tables that go on, ends of paragraphs."""
    for page, drawn in zip(pages, ink.pages, strict=True):
        mark_dots(page.lines(), drawn.dots)
    set_furniture_apart(pages)
    mark_footnotes(pages, [page.edges for page in ink.pages])
    join_tables(pages, layouts)
    mark_heads(pages)
    mark_paragraph_ends(pages)
    drop_leaders(pages)
    add_turned_lines(pages, [layout.turned for layout in layouts])


def lay_out(sheet: Sheet, maker: LineMaker, columns: Sequence[float] = ()) -> Layout:
    """Return one page in reading order; lines in other directions than that of most text stand apart.

    `columns` are those of a table without rules that ends the page before.
    """
    layout = read_in_order(sheet.loose, sheet.grids, maker, columns)
    layout.running = [maker.line(row) for row in sheet.running]
    layout.turned = [line for fragments in sheet.turned for line in maker.lines(fragments)]
    return layout


def _facts(ink: PageInk, file: FileInk) -> PageFacts:
    seen = hidden = textless = characters = 0
    for show in ink.shows:
        drawn = [glyph.text for glyph in show.glyphs if not glyph.text.isspace()]
        if show.invisible:
            hidden += len(drawn)
        else:
            seen += len(drawn)
        textless += drawn.count("")
        characters += sum(map(len, drawn))
    evidence: dict[str, float | int | str] = {"reader": ink.reader, "image_cover": round(_cover(ink), 3)}
    if file.refused:
        evidence["refused_by"] = "; ".join(f"{reader} ({reason})" for reader, reason in file.refused.items())
    if ink.page_no in file.failed:
        evidence["unread"] = file.failed[ink.page_no].category
    if hidden:
        evidence["invisible_share"] = round(hidden / (hidden + seen), 3)
    if textless:
        evidence["textless_share"] = round(textless / (hidden + seen), 4)
    is_lost = not (hidden or seen) and ink.page_no in file.failed
    return PageFacts(
        page_no=ink.page_no,
        width=round(ink.width, 2),
        height=round(ink.height, 2),
        text_source="none" if is_lost else "native",
        confidence=0.0 if is_lost else 1.0,
        methods={} if is_lost else {"native": characters},
        evidence=evidence,
    )


def _cover(ink: PageInk) -> float:
    return share_of_page(clipped(ink.images, ink.width, ink.height), ink.width, ink.height)
