"""What `repair` prints."""

from pathlib import Path

import pytest

from pipeline import transcript as printing
from pipeline.config import Settings
from pipeline.errors import UsageError
from pipeline.model.document import Cell, Document, Line, Page, Row, Span, Table
from pipeline.model.minutes import PageFacts, Source
from pipeline.transcript import transcript


def line(text: str, page_no: int, top: float, marker: str | None = None) -> Line:
    box = (72.0, top, 200.0, top + 12)
    return Line([Span(text, box=box)], page_no=page_no, box=box, marker=marker)


def document(media_type: str, *pages: Page) -> Document:
    source = Source(
        id="sha256:00",
        path="a",
        file_name="a",
        media_type=media_type,
        page_count=len(pages),
        producer=None,
        languages=[],
    )
    return Document(source, list(pages))


def page(number: int, body: list[Line | Table], furniture: list[Line]) -> Page:
    facts = PageFacts(
        page_no=number, width=595, height=842, text_source="native", confidence=1, methods={}, evidence={}
    )
    return Page(facts, body, furniture)


@pytest.fixture
def two_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """A PDF with a table that runs over both its pages, running heads and page numbers."""
    rows = [
        Row([Cell([line("Opening", 1, 120)], 0), Cell([line("Welcome", 1, 120, marker="•")], 1)]),
        Row([Cell([line("Closing", 2, 120)], 0), Cell([line("Thanks", 2, 120)], 1)]),
    ]
    table = Table(rows, 1, (72, 120, 500, 800))
    pages = (
        page(1, [line("Agenda", 1, 100), table], [line("1", 1, 820), line("Minutes", 1, 30)]),
        page(2, [line("End", 2, 300)], [line("Minutes", 2, 30), line("2", 2, 820)]),
    )
    monkeypatch.setattr(printing, "read_document", lambda *_: document("application/pdf", *pages))


@pytest.mark.usefixtures("two_pages")
def test_pages_come_in_order_each_with_its_heads_its_part_of_a_table_and_its_feet() -> None:
    first, second = transcript(Path("a.pdf"), Settings()).split("\n\n")
    assert first.splitlines() == ["Minutes", "Agenda", "Opening", "• Welcome", "1"]
    assert second.splitlines() == ["Minutes", "Closing", "Thanks", "End", "2"]


@pytest.mark.usefixtures("two_pages")
def test_one_page_is_that_part_of_the_whole() -> None:
    whole = transcript(Path("a.pdf"), Settings())
    assert "\n".join(transcript(Path("a.pdf"), Settings(), number) for number in (1, 2)) == whole
    with pytest.raises(UsageError, match="no page 3; its pages are 1 to 2"):
        transcript(Path("a.pdf"), Settings(), 3)


@pytest.mark.parametrize("text", ["a\n\n\n b \n", "a\n\nb", "a\r\n\r\nb\r\n", "a\rb\r", "\n\na\n"])
def test_a_text_file_has_as_many_lines_after_as_before(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode())
    expected = text.replace("\r\n", "\n").replace("\r", "\n")
    assert transcript(path, Settings()) == expected


def test_what_repair_changed_stands_in_its_line_with_blanks_and_bullet_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Minutes\n\n   • brken words\n")
    repaired = Line([Span("broken words", orig="brken words")], 1, (0, 0, 1, 1), number=3, marker="•")
    title = Line([Span("Minutes")], 1, (0, 0, 1, 1), number=1)
    monkeypatch.setattr(printing, "read_document", lambda *_: document("text/plain", page(1, [title, repaired], [])))
    assert transcript(path, Settings()) == "Minutes\n\n   • broken words\n"
