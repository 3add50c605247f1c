"""Documents made of lines and tables, as a Word file gives them."""

from collections.abc import Sequence

from pipeline.config import Settings
from pipeline.model.document import Cell, Document, Line, Page, Row, Span, Table
from pipeline.model.minutes import Meeting, PageFacts, Source
from pipeline.segment import segment

_STEP, _WIDTH = 14.0, 150.0

Text = str | Sequence[Sequence[str | None]]
"""A paragraph, or the rows of a table: of cells with a paragraph on each line, None where cells are merged."""


def meeting_of(*texts: Text) -> Meeting:
    """Return the first meeting that segmentation finds in paragraphs and tables."""
    return segment(document(*texts), Settings()).meetings[0]


def document(*texts: Text) -> Document:
    """Return paragraphs and tables as a document of one page; "• " before a paragraph is a bullet kept apart."""
    lines = _Lines()
    facts = PageFacts(page_no=1, width=600, height=800, text_source="native", confidence=1, methods={}, evidence={})
    body = [lines.line(text) if isinstance(text, str) else lines.table(text) for text in texts]
    source = Source(
        id="", path="made.docx", file_name="made.docx", media_type="", page_count=1, producer=None, languages=["en"]
    )
    return Document(source, [Page(facts, list(body))], measured=False)


class _Lines:
    def __init__(self) -> None:
        self._count = 0

    def line(self, text: str, column: int = 0) -> Line:
        self._count += 1
        marker, words = ("•", text[2:]) if text.startswith("• ") else (None, text)
        x0, top = column * _WIDTH, _STEP * self._count
        box = (x0, top, x0 + 5.0 * len(words), top + 10)
        return Line([Span(words)], 1, box, self._count, marker=marker, ends_paragraph=True)

    def table(self, rows: Sequence[Sequence[str | None]]) -> Table:
        return Table([Row(list(self._cells(row))) for row in rows], 1, (0, 0, 600, 700))

    def _cells(self, row: Sequence[str | None]) -> list[Cell]:
        return [
            Cell([self.line(text, column) for text in cell.split("\n") if text], column)
            for column, cell in enumerate(row)
            if cell is not None
        ]
