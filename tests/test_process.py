"""One file through all stages."""

from pathlib import Path

import pytest

from pipeline import process as orchestration
from pipeline.config import Settings
from pipeline.errors import Category
from pipeline.model.minutes import Minutes, PageFacts, Source, TextSource
from pipeline.process import Result, process, write
from tests.bad_files import MINUTES


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
    monkeypatch.setattr("pipeline.segment.segment", lambda document, settings: minutes_of(*pages))
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
    assert list(result.seconds) == ["extract", "repair", "segment", "emit"]
    assert all(seconds > 0 for seconds in result.seconds.values())


def test_a_stage_that_fails_keeps_its_time() -> None:
    watch = orchestration.Stopwatch()
    with pytest.raises(ZeroDivisionError), watch.time("extract"):
        raise ZeroDivisionError
    assert watch.seconds["extract"] >= 0
