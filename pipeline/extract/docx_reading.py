"""What stands in a Word file, in reading order: its paragraphs, tables, text boxes and notes; heads and feet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from docx.oxml.ns import qn

from pipeline.extract.docx_fonts import Theme
from pipeline.extract.docx_frames import Indent, alignment_of, frame_width, has_leaders, indent_of, line_box, tab_stops
from pipeline.extract.docx_furniture import heads_and_feet
from pipeline.extract.docx_layout import Segment, Tabbed, read_loose_table, with_tab_columns
from pipeline.extract.docx_notes import Notes, as_note
from pipeline.extract.docx_omissions import omissions
from pipeline.extract.docx_package import Package
from pipeline.extract.docx_paragraphs import ParagraphWords, WordReader, at_tabs, goes_on, printed
from pipeline.extract.docx_shapes import ALTERNATIVES, Shape, chosen
from pipeline.extract.docx_styles import StyleBook
from pipeline.extract.docx_tables import column_edges, is_loose, read_table
from pipeline.extract.docx_values import CONTAINERS
from pipeline.extract.markers import CONTENTS_STYLE, split_bullet
from pipeline.extract.numbering import Level, read_lists
from pipeline.model.document import Font, Line, Span, Table
from pipeline.model.minutes import Issue
from pipeline.pace import Pace

Item = Line | Table
_PAGE = 5
"""Characters of a page number on a contents page at most."""


@dataclass(slots=True)
class _Paragraph:
    """A paragraph that is being read; one whose mark is deleted or hidden takes in the next."""

    properties: Any | None
    words: ParagraphWords
    number: int


class Reading:
    """One Word file while it is read: the numbers of paragraphs, lists and notes go on from one part to the next."""

    def __init__(self, package: Package, pace: Pace) -> None:
        self.fonts: dict[str, Font] = {}
        self._hidden = 0
        self._package = package
        self._pace = pace
        root = package.tree(package.main)
        self._bodies = list(root.iterchildren(qn("w:body"))) if root is not None else []
        """One, but for files that a program has put together badly, which have them one after the other."""
        if root is None or not self._bodies:
            raise ValueError("no body")
        self._root = root
        self._settings = package.related("settings")
        self._styles = StyleBook(package.related("styles"), Theme(package.related("theme"), self._settings))
        self._lists = read_lists(package.related("numbering"), self._styles.list_of_style)
        counting = [self._settings] if self._settings is not None else []
        self._notes = Notes(package.related, [*counting, *self._root.iter(qn("w:sectPr"))])
        self._words = WordReader(self._styles, self._notes)
        self._frame = frame_width(self._bodies[0])
        self._numbers = count(1)
        self._open: _Paragraph | None = None
        self._inside = 0
        """Tables and text boxes around what is read."""
        self._tabbed: dict[int, Tabbed] = {}
        """Lines with tabs, by their `id`."""

    def body(self) -> Iterator[Item]:
        """The paragraphs and tables, footnotes behind those that refer to them, endnotes at the end."""
        items = [*(item for body in self._bodies for item in self._blocks(body)), *self._notes_of("endnote")]
        yield from with_tab_columns(items, self._tabbed, self._frame)

    def furniture(self) -> Iterator[Line]:
        """Lines of all running heads and feet, each part once."""
        for root in heads_and_feet(self._package, self._root, self._settings):
            for item in self._blocks(root):
                yield from lines_of(item)

    def issues(self) -> list[Issue]:
        """What was left out, for the quality note."""
        return omissions(self._package, self._bodies, self._frame, self._hidden)

    def _blocks(self, parent: Any, table: Sequence[Any] = ()) -> Iterator[Item]:
        """Paragraphs and tables below a part, a cell or a text box. `table`: run properties of a table's style."""
        yield from self._items(parent, table)
        if self._open is not None:
            yield from self._close(self._open)

    def _items(self, parent: Any, table: Sequence[Any]) -> Iterator[Item]:
        for child in parent.iterchildren():
            if child.tag == qn("w:p"):
                yield from self._paragraph(child, table)
            elif child.tag == qn("w:tbl"):
                yield from self._table(child)
                yield from self._notes_of("footnote")
            elif child.tag in CONTAINERS:
                yield from self._items(child, table)
            elif child.tag == ALTERNATIVES:
                yield from self._items(chosen(child), table)

    def _paragraph(self, element: Any, table: Sequence[Any]) -> Iterator[Item]:
        self._pace.beat("extract")
        properties = element.find(qn("w:pPr"))
        words = self._words.read(element, table)
        self._hidden += words.hidden
        number = next(self._numbers)
        if self._open is None:
            self._open = _Paragraph(properties, words, number)
        else:
            self._open.properties = properties if self._open.words.blank else self._open.properties
            self._open.words.append(words)
        if not goes_on(properties):
            yield from self._close(self._open)

    def _close(self, paragraph: _Paragraph) -> Iterator[Item]:
        """The lines of a paragraph, what stands in its text boxes, and the footnotes it refers to."""
        self._open = None
        shapes = sorted(paragraph.words.shapes, key=lambda shape: (not shape.before, shape.before and shape.left))
        for shape in shapes:
            if shape.before:
                yield from self._shape(shape, paragraph)
        yield from self._lines(paragraph)
        for shape in shapes:
            if not shape.before:
                yield from self._shape(shape, paragraph)
        yield from self._notes_of("footnote")

    def _shape(self, shape: Shape, anchor: _Paragraph) -> Iterator[Item]:
        if shape.content is None:
            yield self._line([Span(shape.text)], anchor, x0=0.0)
            return
        self._inside += 1
        yield from self._blocks(shape.content)
        self._inside -= 1

    def _notes_of(self, kind: str) -> Iterator[Item]:
        if self._inside:
            return
        for note, element in self._notes.take(kind):
            yield from as_note(self._blocks(element), note.mark)

    def _lines(self, paragraph: _Paragraph) -> Iterator[Line]:
        properties = paragraph.properties
        place = self._styles.list_place(properties)
        marker, level, shape = None, None, None
        if place is not None and not (paragraph.words.blank and paragraph.words.hidden):
            level = self._lists.place(place)
            shape = self._lists.level(place.list_id, level)
            marker = self._lists.marker(place.list_id, level)
        heading = self._styles.heading(properties)
        lines = [(made, cut) for spans in paragraph.words.lines if (cut := at_tabs(spans)) and (made := printed(spans))]
        indent = self._indent(properties, shape, own_list=place is not None and place.style_id is None)
        for index, (spans, cut) in enumerate(lines):
            if index == 0 and marker is None:
                marker, spans[0].text = split_bullet(spans[0].text)
            hangs = index == 0 and (marker is None or any(letter.isalnum() for letter in marker))
            line = self._line(spans, paragraph, indent.left + (indent.first if hangs else 0.0))
            line.marker = marker if index == 0 else None
            line.level = heading if heading is not None or level is None else level + 1
            line.ends_paragraph = index == len(lines) - 1
            cut = cut[1:] if line.marker and cut[0].text == line.marker else cut
            if len(cut) > 1 and not self._inside:
                self._take_tabs(line, cut, self._styles.paragraph_properties(properties))
            yield line

    def _take_tabs(self, line: Line, segments: list[Segment], holders: Sequence[Any]) -> None:
        """Note where the words of a line stand; one that a leader runs through is an entry of a contents page."""
        if not has_leaders(holders):
            self._tabbed[id(line)] = Tabbed(segments, tab_stops(holders))
        elif line.text[-1:].isalnum() and len(segments[-1].spans) == 1 and len(segments[-1].spans[0].text) <= _PAGE:
            line.style = CONTENTS_STYLE

    def _line(self, spans: list[Span], paragraph: _Paragraph, x0: float) -> Line:
        for span in spans:
            if span.font is not None:
                self.fonts.setdefault(span.font, Font(span.font, "docx", False))
        alignment = alignment_of(self._styles.paragraph_properties(paragraph.properties))
        return Line(
            spans,
            page_no=1,
            box=line_box(spans, x0, alignment, self._frame, paragraph.number),
            number=paragraph.number,
            style=self._styles.plain_name(paragraph.properties),
            ends_paragraph=True,
            centred=alignment == "center",
        )

    def _indent(self, properties: Any | None, shape: Level | None, own_list: bool) -> Indent:
        """A paragraph's indent: that of its list counts before that of its styles where it names the list itself."""
        holders = self._styles.paragraph_properties(properties)
        if shape is not None and shape.properties is not None:
            holders.insert(1 if own_list and holders else len(holders), shape.properties)
        return indent_of(holders)

    def _table(self, element: Any) -> Iterator[Item]:
        self._inside += 1

        def read_cell(cell: Any, looks: Sequence[Any]) -> list[Line]:
            return [line for item in self._blocks(cell, looks) for line in lines_of(item)]

        table = read_table(element, self._styles, read_cell)
        self._inside -= 1
        if self._inside or not is_loose(element, self._styles):
            yield table
        else:
            yield from read_loose_table(table, column_edges(element, self._frame), self._frame)


def lines_of(item: Item) -> Iterator[Line]:
    """Yield the lines of a table, or the one that it is."""
    if isinstance(item, Table):
        yield from item.lines()
    else:
        yield item
