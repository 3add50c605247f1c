"""A Word file to a `Document`: one page of numbered paragraphs, tables with their cells, heads and feet apart."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from pipeline.errors import Category, DocumentError
from pipeline.extract.docx_cells import cell_above, columns_of, grid_before, is_merged_up
from pipeline.extract.docx_notes import Notes, with_mark
from pipeline.extract.docx_package import check_package
from pipeline.extract.docx_paragraphs import ParagraphWords, StyleBook, read_words
from pipeline.extract.lines import union
from pipeline.extract.markers import split_bullet
from pipeline.extract.numbering import ListCounters, read_lists
from pipeline.extract.source import SourceFile
from pipeline.extract.text import LEADING, TYPE_SIZE
from pipeline.extract.widths import text_width
from pipeline.model.document import Cell, Document, Font, Line, Page, Row, Span, Table
from pipeline.model.minutes import Issue, PageFacts

_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)


def read_docx(source: SourceFile) -> Document:
    """Return a Word file as one page, its paragraphs numbered in document order, those in tables counted.

    Raises:
        DocumentError: the file is no Word file, is damaged, is too large unpacked, or has no text.
    """
    producer = check_package(source)
    try:
        word = docx.Document(str(source.path))
        reading = _Reading(word)
        body = list(reading.blocks(word.element.body))
        body.extend(reading.notes())
        furniture = list(reading.heads_and_feet())
    except (KeyError, ValueError, AttributeError, SyntaxError, zipfile.BadZipFile) as error:
        raise DocumentError(
            Category.MALFORMED,
            f"{source.path.name}: a damaged Word file ({type(error).__name__}); save it again in Word",
        ) from error
    page = Page(_facts(body), body, furniture)
    if not page.facts.methods["native"]:
        raise DocumentError(Category.NO_TEXT, f"{source.path.name}: no text in the Word file")
    return Document(source.described(producer=producer), [page], reading.fonts, measured=False, issues=reading.issues())


def _facts(body: list[Line | Table]) -> PageFacts:
    lines = [line for item in body for line in (item.lines() if isinstance(item, Table) else [item])]
    return PageFacts(
        page_no=1,
        width=None,
        height=None,
        text_source="native",
        confidence=1.0,
        methods={"native": sum(len(line.text) + len(line.marker or "") for line in lines)},
        evidence={"reader": "python-docx"},
    )


@dataclass
class _Reading:
    """One Word file while it is read: the numbers of paragraphs and lists go on from one part to the next."""

    word: WordDocument
    fonts: dict[str, Font] = field(default_factory=dict)
    hidden: int = 0

    def __post_init__(self) -> None:
        self._numbers = count(1)
        self._styles = StyleBook(self.word)
        self._notes = Notes()
        self._lists: ListCounters = read_lists(_related(self.word, "numbering"))

    def blocks(self, parent: Any) -> Iterator[Line | Table]:
        """Paragraphs and tables below an element, inside content controls and tracked insertions too."""
        for child in parent.iterchildren():
            if child.tag == qn("w:p"):
                yield from self.paragraph(child)
            elif child.tag == qn("w:tbl"):
                yield self.table(child)
            elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml"), qn("w:moveTo")):
                yield from self.blocks(child)

    def paragraph(self, element: Any) -> Iterator[Line | Table]:
        """The lines of a paragraph, and what stands in its text boxes."""
        paragraph = Paragraph(element, self.word._body)
        number = next(self._numbers)
        words = read_words(paragraph, self._styles, self._notes)
        self.hidden += words.hidden
        if words.lines:
            yield from self._lines(paragraph, words, number)
        for box in words.text_boxes:
            yield from self.blocks(box)

    def _lines(self, paragraph: Paragraph, words: ParagraphWords, number: int) -> Iterator[Line]:
        marker, level = self._list_place(paragraph)
        named = self._styles.of_paragraph(paragraph)
        style = named.name if named is not None else None
        if level is None and style is not None and (heading := _HEADING.fullmatch(style)):
            level = int(heading[1])
        indent = paragraph.paragraph_format.left_indent
        x0 = indent.pt if indent is not None else 0.0
        for index, spans in enumerate(words.lines):
            if index == 0 and marker is None:
                marker, spans[0].text = split_bullet(spans[0].text) if spans[0].text else (None, "")
            for span in spans:
                if span.font is not None:
                    self.fonts.setdefault(span.font, Font(span.font, "docx", False))
            yield Line(
                spans,
                page_no=1,
                box=_estimated_box(spans, x0, number),
                number=number,
                marker=marker if index == 0 else None,
                level=level,
                style=style,
                ends_paragraph=index == len(words.lines) - 1,
            )

    def _list_place(self, paragraph: Paragraph) -> tuple[str | None, int | None]:
        """Marker and level (1 outermost) of a list paragraph; its own list counts before that of its styles."""
        list_id: str | None = None
        level: int | None = None
        properties = [paragraph._p.pPr]
        style = self._styles.of_paragraph(paragraph)
        while style is not None:
            properties.append(style.element.pPr)
            style = style.base_style
        for holder in properties:
            numbering = holder.find(qn("w:numPr")) if holder is not None else None
            if numbering is None:
                continue
            own_id, own_level = numbering.find(qn("w:numId")), numbering.find(qn("w:ilvl"))
            if level is None and own_level is not None:
                level = int(own_level.get(qn("w:val")))
            if own_id is not None:
                list_id = own_id.get(qn("w:val"))
                break
        if list_id is None or list_id == "0":
            return None, None
        return self._lists.marker(list_id, level or 0), (level or 0) + 1

    def table(self, element: Any) -> Table:
        """A table, merged cells once at their first place."""
        rows: list[Row] = []
        for row in _children(element, "w:tr"):
            cells = []
            column = grid_before(row)
            for cell in _children(row, "w:tc"):
                lines = [line for item in self.blocks(cell) for line in _flat(item)]
                if not is_merged_up(cell):
                    cells.append(Cell(lines, column))
                elif lines and rows:
                    cell_above(rows, column).lines.extend(lines)
                column += columns_of(cell)
            rows.append(Row(cells, is_head=row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None))
        boxes = [line.box for row in rows for cell in row.cells for line in cell.lines]
        return Table(rows, 1, union(boxes) if boxes else (0.0, 0.0, 0.0, 0.0))

    def notes(self) -> Iterator[Line | Table]:
        """Footnotes and endnotes in the order they are referred to, after the body, each with its mark."""
        parts = {kind: _related(self.word, f"{kind}s") for kind in ("footnote", "endnote")}
        for reference in tuple(self._notes):
            part = parts[reference.kind]
            for note in part.findall(qn(f"w:{reference.kind}")) if part is not None else ():
                if note.get(qn("w:id")) == reference.id:
                    yield from with_mark(self.blocks(note), reference.mark)

    def heads_and_feet(self) -> Iterator[Line]:
        """Lines of all running heads and feet, each part once."""
        seen: set[int] = set()
        for section in self.word.sections:
            for name in (
                "header",
                "footer",
                "first_page_header",
                "first_page_footer",
                "even_page_header",
                "even_page_footer",
            ):
                part = getattr(section, name)
                if part.is_linked_to_previous or id(part._element) in seen:
                    continue
                seen.add(id(part._element))
                for item in self.blocks(part._element):
                    yield from _flat(item)

    def issues(self) -> list[Issue]:
        """What was left out, for the quality note."""
        if not self.hidden:
            return []
        message = f"{self.hidden} characters of hidden text in the Word file were left out."
        return [Issue(code="hidden-text", severity="info", message=message)]


def _related(word: WordDocument, name: str) -> Any | None:
    """The root element of a part the document refers to, by the last word of the relation's type."""
    for relation in word.part.rels.values():
        if relation.reltype.endswith(f"/{name}") and not relation.is_external:
            return parse_xml(relation.target_part.blob)
    return None


def _children(parent: Any, name: str) -> Iterator[Any]:
    for child in parent.iterchildren():
        if child.tag == qn(name):
            yield child
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml")):
            yield from _children(child, name)


def _flat(item: Line | Table) -> Iterator[Line]:
    if isinstance(item, Table):
        yield from item.lines()
    else:
        yield item


def _estimated_box(spans: list[Span], x0: float, number: int) -> tuple[float, float, float, float]:
    width = sum(text_width(span.text, span.size or TYPE_SIZE) for span in spans)
    top = LEADING * number
    return x0, top, x0 + width, top + TYPE_SIZE
