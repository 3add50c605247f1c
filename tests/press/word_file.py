"""A description as a Word file, for minutes that are archived as DOCX: real lists, tables, heads and feet."""

import io

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from tests.press.describe import Align, Block, Booklet, Columns, PageBreak, Paragraph, Run, Table

_ALIGN = {
    Align.LEFT: WD_ALIGN_PARAGRAPH.LEFT,
    Align.CENTRE: WD_ALIGN_PARAGRAPH.CENTER,
    Align.RIGHT: WD_ALIGN_PARAGRAPH.RIGHT,
    Align.JUSTIFY: WD_ALIGN_PARAGRAPH.JUSTIFY,
}
_INDENT_STEP = 18.0


def make_docx(booklet: Booklet) -> bytes:
    """Return the description as the bytes of a DOCX file; bullets are Word's own, printed numbers stay text."""
    file = docx.Document()
    for paragraph in booklet.head:
        _set(file.sections[0].header.paragraphs[0], paragraph)
    for block in booklet.blocks:
        _add(file, block)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def _add(file: Document, block: Block) -> None:
    if isinstance(block, PageBreak):
        file.add_page_break()
    elif isinstance(block, Table):
        _add_table(file, block)
    elif isinstance(block, Columns):
        for paragraph in block.blocks:
            _set(file.add_paragraph(), paragraph)
    else:
        _set(file.add_paragraph(), block)


def _add_table(file: Document, table: Table) -> None:
    rows = [*([table.head] if table.head else []), *table.rows]
    grid = file.add_table(len(rows), len(table.widths), style="Table Grid" if table.ruled else None)
    for row, filled in zip(rows, grid.rows, strict=True):
        for content, cell in zip(row.cells, filled.cells, strict=False):
            _fill(cell, content)
    if table.head is not None:
        head = OxmlElement("w:tblHeader")
        grid.rows[0]._tr.get_or_add_trPr().append(head)


def _fill(cell: _Cell, content: tuple[Paragraph, ...]) -> None:
    for n, paragraph in enumerate(content):
        _set(cell.paragraphs[0] if n == 0 else cell.add_paragraph(), paragraph)


def _set(target: WordParagraph, paragraph: Paragraph) -> None:
    target.alignment = _ALIGN[paragraph.align]
    target.paragraph_format.space_before = Pt(paragraph.before)
    target.paragraph_format.space_after = Pt(paragraph.after)
    if paragraph.marker is not None and not paragraph.marker.text.strip().isascii():
        level = min(3, max(1, round((paragraph.indent + 1) / _INDENT_STEP / 2)))
        target.style = "List Bullet" if level == 1 else f"List Bullet {level}"
    elif paragraph.marker is not None:
        _write(target, Run(paragraph.marker.text + "\t", paragraph.marker.style))
    for run in paragraph.runs:
        _write(target, run)


def _write(target: WordParagraph, run: Run) -> None:
    written = target.add_run(run.text)
    written.bold, written.italic, written.font.size = run.style.bold, run.style.italic, Pt(run.style.size)
    written.font.name = run.style.latin.name
    fonts = written._r.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:cs"), run.style.khmer.name)
