"""A PDF to a `Document`: read, lay out page by page, then look over the pages as a whole."""

from collections.abc import Mapping

from pipeline.errors import Category, DocumentError
from pipeline.extract.columns import Layout, read_in_order
from pipeline.extract.footnotes import mark_footnotes
from pipeline.extract.fragments import Fragment, make_fragments
from pipeline.extract.furniture import add_turned_lines, set_furniture_apart
from pipeline.extract.ink import FileInk, PageInk
from pipeline.extract.leaders import drop_leaders
from pipeline.extract.lines import LineMaker
from pipeline.extract.readers import read_ink
from pipeline.extract.source import SourceFile
from pipeline.extract.table_flow import join_tables, mark_heads
from pipeline.extract.tables import find_grids, place_fragments
from pipeline.extract.underlines import take_underlines
from pipeline.model.document import Document, Page
from pipeline.model.minutes import PageFacts


def read_pdf(source: SourceFile) -> Document:
    """Return the pages of a PDF with lines and tables in reading order, running heads and page numbers set apart.

    Raises:
        DocumentError: no reader can open the file, it needs a password, or none of its pages has text.
    """
    ink, issues = read_ink(source.path)
    layouts = [lay_out(page, ink) for page in ink.pages]
    pages = [Page(_facts(page, ink.refused), layout.body) for page, layout in zip(ink.pages, layouts, strict=True)]
    if not any(layout.body or layout.turned for layout in layouts):
        raise DocumentError(
            Category.NO_TEXT, f"{source.path.name}: the pages are pictures: {len(pages)} pages without text"
        )
    set_furniture_apart(pages)
    join_tables(pages, layouts)
    mark_heads(pages)
    drop_leaders(pages)
    mark_footnotes(pages, [page.edges for page in ink.pages])
    add_turned_lines(pages, [layout.turned for layout in layouts])
    return Document(source.described(len(pages), ink.producer), pages, fonts=ink.fonts, issues=issues)


def lay_out(ink: PageInk, file: FileInk) -> Layout:
    """Return one page in reading order; lines in other directions than that of most text stand apart."""
    maker = LineMaker(ink.page_no, file.fonts, file.styles)
    by_angle: dict[int, list[Fragment]] = {}
    shows, edges = take_underlines(ink.shows, ink.edges)
    for fragment in make_fragments(shows):
        by_angle.setdefault(fragment.angle, []).append(fragment)
    layout = Layout()
    if by_angle:
        main = max(by_angle, key=lambda angle: sum(len(fragment.text) for fragment in by_angle[angle]))
        fragments = by_angle.pop(main)
        grids = find_grids(edges, fragments) if main == 0 else []
        outside = place_fragments(grids, fragments)
        for frame in [grid for grid in grids if len(grid.fragments) < 2]:
            grids.remove(frame)
            outside.extend(fragment for held in frame.fragments.values() for fragment in held)
        layout = read_in_order(outside, grids, maker)
        for angle in sorted(by_angle):
            layout.turned.extend(maker.lines(by_angle[angle]))
    return layout


def _facts(ink: PageInk, refused: Mapping[str, str]) -> PageFacts:
    seen = hidden = textless = characters = 0
    for show in ink.shows:
        drawn = [glyph.text for glyph in show.glyphs if not glyph.text.isspace()]
        if show.invisible:
            hidden += len(drawn)
        else:
            seen += len(drawn)
        textless += drawn.count("")
        characters += sum(map(len, drawn))
    evidence: dict[str, float | int | str] = {"reader": ink.reader, "image_cover": round(ink.image_cover(), 3)}
    if refused:
        evidence["refused_by"] = "; ".join(f"{reader} ({reason})" for reader, reason in refused.items())
    if hidden:
        evidence["invisible_share"] = round(hidden / (hidden + seen), 3)
    if textless:
        evidence["textless_share"] = round(textless / (hidden + seen), 4)
    unread = not (hidden or seen) and bool(ink.images)
    return PageFacts(
        page_no=ink.page_no,
        width=round(ink.width, 2),
        height=round(ink.height, 2),
        text_source="none" if unread else "native",
        confidence=0.0 if unread else 1.0,
        methods={} if unread else {"native": characters},
        evidence=evidence,
    )
