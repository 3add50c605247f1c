"""One file through all stages."""

from pathlib import Path

import pytest

from pipeline import process as orchestration
from pipeline.config import Settings
from pipeline.errors import Category, DocumentError
from pipeline.model.minutes import Minutes, PageFacts, Source, TextSource
from pipeline.process import process, write
from pipeline.result import Result
from tests.bad_files import MINUTES
from tests.press.collage import Item, Picture, Typed, collage, printed
from tests.press.corpus import declaration
from tests.press.legacy import typed as legacy_typed


def page(number: int, text_source: TextSource, confidence: float, **methods: int) -> PageFacts:
    return PageFacts(
        page_no=number,
        width=595,
        height=842,
        text_source=text_source,
        confidence=confidence,
        methods=methods,
        evidence={},
    )


def minutes_of(*pages: PageFacts) -> Minutes:
    source = Source(
        id="sha256:00",
        path="a.pdf",
        file_name="a.pdf",
        media_type="application/pdf",
        page_count=len(pages),
        producer=None,
        languages=[],
    )
    return Minutes(document=source, pages=list(pages))


@pytest.fixture
def processed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Result:
    """The result of a file whose stages give a page of each kind."""
    pages = [page(1, "native", 1.0, native=300), page(2, "none", 0.0), page(3, "repaired", 0.6, native=20, glyph=80)]
    pages += [page(number, "none", 0.0) for number in (4, 5, 6)]
    monkeypatch.setattr("pipeline.segment.segment", lambda document, settings, pace: minutes_of(*pages))
    (tmp_path / "a.txt").write_text(MINUTES)
    return process(tmp_path / "a.txt", tmp_path, Settings())


def test_pages_without_text_make_a_document_partial_and_are_named(processed: Result) -> None:
    assert (processed.status, processed.category, processed.pages) == ("partial", Category.NO_TEXT, 6)
    assert processed.reason == "pages 2, 4-6 of 6 without readable text"


def test_confidence_is_weighed_by_the_characters_of_each_page(processed: Result) -> None:
    assert processed.confidence == pytest.approx((300 * 1.0 + 100 * 0.6) / 400)


def test_a_good_document_is_done_with_the_time_of_every_stage(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/a.txt").write_text(MINUTES)
    result = process(tmp_path / "sub/a.txt", tmp_path, Settings())
    write(result, tmp_path / "out", Settings())
    assert (result.status, result.category, result.reason, result.pages) == ("done", None, None, 1)
    assert result.minutes.document.path == "sub/a.txt"
    assert list(result.seconds) == ["extract", "repair", "segment", "summarise", "translate", "emit"]
    assert all(seconds > 0 for seconds in result.seconds.values())


def test_a_stage_that_fails_keeps_its_time() -> None:
    watch = orchestration.Stopwatch()
    with pytest.raises(ZeroDivisionError), watch.time("extract"):
        raise ZeroDivisionError
    assert watch.seconds["extract"] >= 0


@pytest.fixture
def no_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without tesseract."""
    monkeypatch.setenv("PATH", "")


def made(tmp_path: Path, *pages: list[Item]) -> Path:
    path = tmp_path / "made.pdf"
    path.write_bytes(collage(pages))
    return path


def test_scan_that_nothing_reads_is_refused_as_pictures(tmp_path: Path, no_ocr: None) -> None:
    path = made(tmp_path, [Picture(printed(declaration()[:5]))], [])
    with pytest.raises(DocumentError, match="the pages are pictures: 2 pages without text") as caught:
        process(path, tmp_path, Settings())
    assert caught.value.category is Category.NO_TEXT


def test_blank_pages_are_refused_as_blank(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="nothing is printed on its pages: 2 pages, blank or with drawings"):
        process(made(tmp_path, [], []), tmp_path, Settings())


def test_unread_page_and_unread_part_make_a_document_partial(tmp_path: Path, no_ocr: None) -> None:
    scan = printed(declaration()[:14])
    typed = Typed(["The board approved the minutes of its last meeting in the hall."] * 12)
    table = Picture(scan.crop((0, 0, scan.width, scan.height // 2)), (60.0, 400.0, 535.0, 760.0))
    result = process(made(tmp_path, [typed], [Picture(scan)], [typed, table]), tmp_path, Settings())
    assert (result.status, result.category) == ("partial", Category.NO_TEXT)
    assert result.reason is not None and result.reason.startswith("pages 2-3 of 3 without readable text; ")
    assert "apt-get install tesseract-ocr tesseract-ocr-khm" in result.reason
    told = [(issue.code, issue.page_no) for issue in result.minutes.issues if issue.code.endswith("-unread")]
    assert told == [("text-unread", 2), ("part-unread", 3)]


def test_unread_part_of_a_page_whose_own_text_was_repaired_is_told(tmp_path: Path, no_ocr: None) -> None:
    codes = legacy_typed(" ".join(declaration()[2:5]), "limon").decode("cp1252", "replace")
    own = Typed([codes[at : at + 70] for at in range(0, len(codes), 70)][:12], font="ABCDEF+Limon-S1")
    scan = printed(declaration()[:14])
    table = Picture(scan.crop((0, 0, scan.width, scan.height // 2)), (60.0, 400.0, 535.0, 760.0))
    result = process(made(tmp_path, [own, table]), tmp_path, Settings())
    assert (result.status, result.minutes.pages[0].text_source) == ("partial", "repaired")
    assert ("part-unread", 1) in [(issue.code, issue.page_no) for issue in result.minutes.issues]
