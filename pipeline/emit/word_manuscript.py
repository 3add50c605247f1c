"""The report while it is being set: paragraphs, headings with bookmarks, tables, and the contents made from them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.emit.word_looks import HEADING_LEVELS, PALE, RULE, TEXT_WIDTH, WASH
from pipeline.emit.word_text import Element, Fonts, el, link, paragraph, runs, val
from pipeline.emit.word_text import field as word_field
from pipeline.labels import Labels
from pipeline.model.minutes import Block

CONTENTS_LEVELS = 3
_CELL_MARGINS = (("top", "30"), ("left", "80"), ("bottom", "30"), ("right", "80"))
_UNSPLIT = 700
"""Characters in a row above which it may break over pages."""


@dataclass(frozen=True)
class Heading:
    """A heading that was set."""

    level: int
    text: str
    anchor: str
    mark: str


@dataclass
class Manuscript:
    """What has been set so far."""

    fonts: Fonts
    labels: Labels
    body: list[Element] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)

    def runs(self, text: str, style: str | None = None) -> list[Element]:
        """Return the text as runs in the report's fonts."""
        return runs(text, self.fonts, style)

    def words(self, block: Block) -> list[Element]:
        """Return the text of a block as runs, its doubtful words in a style of their own."""
        content, done = [], 0
        for start, end in sorted(flag.charspan for flag in block.repair.flags) if block.repair else ():
            start = max(start, done)
            if end > start:
                content += self.runs(block.text[done:start]) + self.runs(block.text[start:end], "DoubtfulWord")
                done = end
        return content + self.runs(block.text[done:])

    def paragraph(self, style: str, *content: Element) -> None:
        """Set a paragraph."""
        self.body.append(paragraph(style, *content))

    def line(self, style: str, text: str) -> None:
        """Set a paragraph of plain text."""
        self.paragraph(style, *self.runs(text))

    def heading(self, level: int, text: str, name: str = "", mark: str = "", on_new_page: bool = False) -> None:
        """Set a heading.

        Args:
            level: 1 outermost.
            text: Its words.
            name: Id of the section that a link may aim at.
            mark: A sign of doubt behind the words, here and in the contents.
            on_new_page: Whether it opens a page.
        """
        level = min(level, HEADING_LEVELS)
        number = str(len(self.headings) + 1)
        anchor = anchor_of(name) if name else f"_report_{number}"
        start = el("w:bookmarkStart", {"w:id": number, "w:name": anchor})
        end = el("w:bookmarkEnd", {"w:id": number})
        set_heading = paragraph(f"Heading{level}", start, *self.runs(text), end, *self.mark(mark))
        if on_new_page:
            set_heading[0].append(el("w:pageBreakBefore"))
        self.body.append(set_heading)
        self.headings.append(Heading(level, text, anchor, mark))

    def mark(self, mark: str) -> list[Element]:
        """Return the runs of a sign of doubt behind a text; none where it is empty."""
        return self.runs(f" {mark}", "Doubt") if mark else []

    def cell(self, text: str, style: str = "TableText") -> list[Element]:
        """Return the content of a cell: one paragraph."""
        return [paragraph(style, *self.runs(text))]

    def table(self, shares: Sequence[float], rows: Sequence[Sequence[list[Element]]], head: Sequence[str] = ()) -> None:
        """Set a table over the whole width and a narrow gap after it.

        Args:
            shares: The columns' shares of the width.
            rows: For each cell its paragraphs.
            head: Column heads, repeated on every page.
        """
        widths = [round(TEXT_WIDTH * share / sum(shares)) for share in shares]
        table = el("w:tbl", None, _table_properties(sum(widths)), _grid(widths))
        if head:
            table.append(_row([self.cell(label, "TableHead") for label in head], widths, is_head=True))
        for row in rows:
            table.append(_row(row, widths))
        self.body.append(table)
        self.paragraph("TableGap")

    def contents(self) -> list[Element]:
        """Return a table-of-contents field, filled with the headings so far, each linked to its place.

        Page numbers are PAGEREF fields without a value yet: Word fills them in on printing and on "update field". No
        `w:updateFields`, for it makes Word ask a question whenever the file is opened.
        """
        entries = [heading for heading in self.headings if heading.level <= CONTENTS_LEVELS]
        lines = [paragraph(f"TOC{heading.level}", *self._entry(heading)) for heading in entries]
        if lines:
            begin, code, separate, end = word_field(f'TOC \\o "1-{CONTENTS_LEVELS}" \\h \\z \\u', [])
            for place, element in enumerate((begin, code, separate), start=1):
                lines[0].insert(place, element)
            lines[-1].append(end)
        return [paragraph("TOCHeading", *self.runs(self.labels("contents"))), *lines]

    def _entry(self, heading: Heading) -> list[Element]:
        page = word_field(f"PAGEREF {heading.anchor} \\h", [])
        words = [*self.runs(heading.text), *self.mark(heading.mark)]
        return [link(heading.anchor, [*words, el("w:r", None, el("w:tab")), *page])]


def anchor_of(section_id: str) -> str:
    """Return the bookmark of a section: Word allows letters, digits and underscores, 40 at most."""
    return re.sub(r"\W", "_", f"_{section_id}", flags=re.ASCII)[:40]


def _table_properties(width: int) -> Element:
    def rule(side: str) -> Element:
        return el(f"w:{side}", {"w:val": "single", "w:sz": "4", "w:space": "0", "w:color": RULE})

    return el(
        "w:tblPr",
        None,
        el("w:tblW", {"w:w": str(width), "w:type": "dxa"}),
        el("w:tblBorders", None, *[rule(side) for side in ("top", "bottom", "insideH")]),
        el("w:tblLayout", {"w:type": "fixed"}),
        el("w:tblCellMar", None, *[el(f"w:{side}", {"w:w": w, "w:type": "dxa"}) for side, w in _CELL_MARGINS]),
    )


def _grid(widths: list[int]) -> Element:
    return el("w:tblGrid", None, *[el("w:gridCol", {"w:w": str(width)}) for width in widths])


def _row(cells: Sequence[list[Element]], widths: list[int], is_head: bool = False) -> Element:
    length = sum(len("".join(part.itertext())) for cell in cells for part in cell)
    properties = el("w:trPr")
    if is_head or length < _UNSPLIT:
        properties.append(el("w:cantSplit"))
    if is_head:
        properties.append(el("w:tblHeader"))
    row = el("w:tr", None, properties)
    for place, content in enumerate(cells):
        span = len(widths) - place if place == len(cells) - 1 else 1
        row.append(_cell(content, sum(widths[place : place + span]), span, is_head))
    return row


def _cell(content: list[Element], width: int, span: int, is_head: bool) -> Element:
    properties = el("w:tcPr", None, el("w:tcW", {"w:w": str(width), "w:type": "dxa"}))
    if span > 1:
        properties.append(val("w:gridSpan", span))
    if is_head:
        rule = {"w:val": "single", "w:sz": "8", "w:space": "0", "w:color": PALE}
        properties.append(el("w:tcBorders", None, el("w:bottom", rule)))
        properties.append(el("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": WASH}))
    return el("w:tc", None, properties, *content)
