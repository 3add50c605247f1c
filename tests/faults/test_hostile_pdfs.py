"""Hostile PDFs through the real stages: each ends with a reason, or with all that can be read, and nothing crashes."""

import dataclasses
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.config import Limits, Ocr, Settings
from pipeline.errors import Category
from pipeline.extract import open_source
from pipeline.extract.pdf import read_pdf
from pipeline.model.document import Document
from pipeline.pace import Cause, Journal
from pipeline.run.attempt import attempt
from pipeline.run.crew import Crew
from pipeline.run.nursery import Orders
from pipeline.run.task import Outcome
from pipeline.run.warm import warm
from tests.extract.conftest import SAMPLES
from tests.faults.hostile import FILES, flipped, good, truncated, written
from tests.faults.test_children import done, task

LIMITS = Limits(seconds=100, silence=40, memory_mb=600, unpacked_mb=50, pages=100)

OUR_WORDS = frozenset((None, *Category)) - {Category.CRASHED}


@pytest.fixture(scope="module")
def crew() -> Iterator[Crew]:
    with Crew(1, Orders(Settings(limits=LIMITS, ocr=Ocr(enabled=False)), attempt, warm)) as crew:
        yield crew


def outcome_of(crew: Crew, folder: Path, name: str, data: bytes) -> Outcome:
    (folder / f"{name}.pdf").write_bytes(data)
    return done(crew, task(folder, f"{name}.pdf"))[0]


@pytest.mark.parametrize(
    ("name", "status", "words"),
    [
        ("tree_loop", "partial", "malformed: "),
        ("parent_loop", "done", ""),
        ("false_count", "done", ""),
        ("object_stream_loop", "partial", "without readable text"),
        ("previous_loop", "done", "damaged, possibly incomplete"),
        ("huge_index", "done", "damaged, possibly incomplete"),
        ("deep_nesting", "done", "damaged, possibly incomplete"),
        ("huge_ranges", "partial", "without readable text"),
        ("broken_font", "done", ""),
        ("joined", "done", "damaged, possibly incomplete"),
        ("scripted", "done", ""),
    ],
)
def test_a_hostile_file_is_read_as_far_as_it_goes(
    crew: Crew, tmp_path: Path, name: str, status: str, words: str
) -> None:
    outcome = outcome_of(crew, tmp_path, name, FILES[name]())
    assert (outcome.status, outcome.category in OUR_WORDS) == (status, True)
    assert words in f"{outcome.category}: {outcome.reason}"
    assert str(tmp_path) not in (Path(task_outputs(tmp_path, name), "minutes.json")).read_text(encoding="utf-8")


def task_outputs(folder: Path, name: str) -> str:
    return str(folder / f"scratch-{name}.pdf" / "outputs")


def test_pages_of_impossible_sizes_are_no_trouble_for_what_reads_pictures(tmp_path: Path) -> None:
    with Crew(1, Orders(Settings(limits=LIMITS), attempt, warm)) as crew:
        outcome = outcome_of(crew, tmp_path, "odd_box", FILES["odd_box"]())
    assert (outcome.status in ("done", "partial"), outcome.category in OUR_WORDS) == (True, True)
    assert "damaged" in str(outcome.reason) or "without readable text" in str(outcome.reason)


def test_what_is_left_alone_is_said(crew: Crew, tmp_path: Path) -> None:
    outcome_of(crew, tmp_path, "scripted", FILES["scripted"]())
    written_minutes = Path(task_outputs(tmp_path, "scripted"), "minutes.json").read_text(encoding="utf-8")
    assert all(f'"code": "{code}"' in written_minutes for code in ("javascript-ignored", "attachments-ignored"))


@pytest.mark.parametrize(("cut", "data"), list(truncated(written(good(5)))))
def test_a_file_that_is_cut_off_never_passes_for_a_whole_one(crew: Crew, tmp_path: Path, cut: str, data: bytes) -> None:
    outcome = outcome_of(crew, tmp_path, cut, data)
    assert outcome.category in OUR_WORDS
    assert "damaged" in str(outcome.reason)


def test_turned_bits_crash_nothing(crew: Crew, tmp_path: Path) -> None:
    for name, data in flipped((SAMPLES / "sone_report.pdf").read_bytes(), range(8), bits=200):
        outcome = outcome_of(crew, tmp_path, name, data)
        assert outcome.category in OUR_WORDS, outcome.reason


def test_more_pages_than_allowed_are_counted_and_the_first_ones_read(crew: Crew, tmp_path: Path) -> None:
    outcome = outcome_of(crew, tmp_path, "many", written(good(120)))
    assert (outcome.status, outcome.category, outcome.pages) == ("partial", "too large", 100)
    assert "first 100 of 120 pages" in str(outcome.reason)


def test_a_stream_that_unpacks_to_too_much_is_refused_before_anybody_unpacks_it(crew: Crew, tmp_path: Path) -> None:
    from tests.faults.hostile import deflated_bomb

    for layers in (1, 2):
        outcome = outcome_of(crew, tmp_path, f"bomb{layers}", deflated_bomb(60, layers))
        assert (outcome.status, outcome.category) == ("failed", "too large")
        assert outcome.peak_mb is not None and outcome.peak_mb < 500


@pytest.mark.parametrize("name", ["box_loop", "length_loop"])
def test_what_hangs_a_reader_is_read_by_another_one(tmp_path: Path, name: str) -> None:
    limits = Limits(seconds=100, silence=4)
    with Crew(1, Orders(Settings(limits=limits), attempt, warm)) as crew:
        outcome = outcome_of(crew, tmp_path, name, FILES[name]())
    assert (outcome.status, outcome.pages) == ("done", 3)
    assert outcome.seconds["in processes that died"] > 4


class Interrupted(BaseException):
    """The process is gone."""


@pytest.mark.parametrize("sample", ["03_fcr_annual_2025_gdocs.pdf", "05_fcr_board_2022_gs.pdf"])
def test_pages_read_by_a_process_that_died_are_taken_as_they_were(tmp_path: Path, sample: str) -> None:
    source = open_source(SAMPLES / sample, SAMPLES)

    def die_on_page_3(kind: str, name: str) -> None:
        if (kind, name) == ("begin", "reading page 3 with playa"):
            shutil.copy(tmp_path / "journal", tmp_path / "left")
            raise Interrupted

    whole = read_pdf(source, Settings(), tmp_path)
    with pytest.raises(Interrupted), closing(Journal(tmp_path / "journal", (), 100, die_on_page_3)) as journal:
        read_pdf(source, Settings(), tmp_path, journal)
    cause = Cause(Category.TIMED_OUT, "no progress")
    begun: list[str] = []
    with closing(Journal(tmp_path / "left", (cause,), 100, lambda kind, name: begun.append(name))) as journal:
        rest = read_pdf(source, Settings(), tmp_path, journal)
    assert "reading page 4 with playa" in begun
    assert "reading page 2 with playa" not in begun
    assert facts(rest)[2] == {"text_source": "native", "reader": "pdfplumber"}
    for page in (1, 2, 4):
        assert glyphs(rest, page) == glyphs(whole, page)
    assert [issue.code for issue in rest.issues] == []


def facts(document: Document) -> list[dict[str, object]]:
    return [{"text_source": page.facts.text_source, "reader": page.facts.evidence["reader"]} for page in document.pages]


def glyphs(document: Document, page: int) -> list[object]:
    lines = [line for line in document.pages[page - 1].lines() if line.page_no == page]
    return [[dataclasses.asdict(span) for span in line.spans] for line in lines]
