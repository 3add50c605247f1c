"""Pages that are pictures through the pipeline: image files, scanned PDFs, and what is said without tesseract."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from pipeline.config import Ocr, Settings
from pipeline.errors import DocumentError
from pipeline.extract import extract, open_source
from pipeline.model.document import Document, Table
from pipeline.process import process
from pipeline.scan import read_scans
from tests.press.describe import Booklet, Row, Style, text
from tests.press.describe import Table as PrintedTable
from tests.scan.conftest import needs_tesseract, photograph

SENTENCES = (
    "លោកស្រីអនុប្រធានបានអានរបៀបវារៈ ហើយអង្គប្រជុំបានអនុម័តជាឯកច្ឆន្ទ។",
    "The council approved the budget for 2023 without a vote against it.",
    "ការចំណាយលើការជួសជុលផ្លូវ មិនទាន់ទូទាត់អស់នៅឡើយទេ។",
)
ROWS = (("ល.រ", "ឈ្មោះ", "តួនាទី"), ("១", "លោក សុខ វិចិត្រ", "ប្រធាន"), ("២", "លោកស្រី ចាន់ សុភាព", "លេខាធិការ"))


def booklet() -> Booklet:
    style = Style(size=12)
    table = PrintedTable((60, 200, 180), tuple(Row(tuple((text(words, style),) for words in row)) for row in ROWS))
    blocks = (*(text(words, style) for words in SENTENCES), table)
    return Booklet(blocks, width=510, height=260, margin=(30, 30, 30, 30))


def page_file(folder: Path, name: str = "page.png", turned: float = 0.0) -> Path:
    image = photograph(booklet())[0].rotate(
        turned, resample=Image.Resampling.BICUBIC, fillcolor=255, expand=turned > 45
    )
    path = folder / name
    image.save(path, dpi=(200, 200)) if path.suffix != ".pdf" else image.save(path, resolution=200)
    return path


def read(path: Path) -> Document:
    source = open_source(path, path.parent)
    return read_scans(extract(source, Settings()), source, Settings())


def plain(words: str) -> str:
    return "".join(words.split())


@needs_tesseract
def test_an_image_file_becomes_lines_and_a_table(tmp_path: Path) -> None:
    document = read(page_file(tmp_path, turned=1.0))
    (page,) = document.pages
    lines = [plain(item.text) for item in page.body if not isinstance(item, Table)]
    (table,) = [item for item in page.body if isinstance(item, Table)]
    assert "".join(lines) == plain("".join(SENTENCES))
    assert [[plain("".join(line.text for line in cell.lines)) for cell in row.cells] for row in table.rows] == [
        [plain(words) for words in row] for row in ROWS
    ]
    assert (page.facts.text_source, page.unread, document.source.languages) == ("ocr", [], ["km", "en"])
    assert page.facts.confidence > 0.8
    spans = [span for line in page.lines() for span in line.spans]
    assert all(span.repair is not None and span.repair.method == "ocr" for span in spans)


@needs_tesseract
def test_a_scanned_pdf_is_processed_though_it_stands_on_its_head(tmp_path: Path) -> None:
    result = process(page_file(tmp_path, "page.pdf", turned=180), tmp_path, Settings())
    (facts,) = result.minutes.pages
    assert (result.status, facts.text_source, facts.evidence["turned"]) == ("done", "ocr", 180)
    told = plain(result.minutes.model_dump_json())
    assert plain("អនុម័តជាឯកច្ឆន្ទ") in told and plain("without a vote") in told


def test_without_tesseract_the_reason_says_what_to_type(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(DocumentError, match="apt-get install tesseract-ocr tesseract-ocr-khm"):
        process(page_file(tmp_path), tmp_path, Settings())


def test_ocr_can_be_switched_off(tmp_path: Path) -> None:
    source = open_source(page_file(tmp_path), tmp_path)
    settings = Settings(ocr=Ocr(enabled=False))
    document = read_scans(extract(source, settings), source, settings)
    assert document.pages[0].unread and document.pages[0].facts.text_source == "none"


@needs_tesseract
def test_what_is_no_text_is_not_made_text(tmp_path: Path) -> None:
    chance = np.random.default_rng(1)
    noise = Image.fromarray(chance.integers(0, 256, (30, 21), dtype=np.uint8)).resize((210, 300))
    noise.save(tmp_path / "photo.png", dpi=(100, 100))
    page = read(tmp_path / "photo.png").pages[0]
    assert page.facts.text_source == "none" or page.facts.confidence < 0.5
