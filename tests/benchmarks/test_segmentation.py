"""The command, over two small minutes that go through the real pipeline."""

import sys
from pathlib import Path

import pytest

from benchmarks import segmentation
from tests.bad_files import write_pdf
from tests.press.describe import Booklet, Paragraph, Run
from tests.press.producers import make_pdf
from tests.press.producers.word import Word
from tests.press.word_file import make_docx

LINES = (
    "Minutes of the Garden Club",
    "14 March 2023",
    "1. Opening",
    "The chair opened the meeting at nine in the morning.",
    "2. Water",
    "The members talked about the pump for an hour.",
)
FACTS = """made_by = "the press"
[[meetings]]
title = "Minutes of the Garden Club"
classification = "meeting"
start_date = "2023-03-14"
place = ""
headings = [["1", "Opening"], ["2", "Water"], ["3", "Nobody wrote this"]]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    booklet = Booklet(tuple(Paragraph((Run(line),), after=14) for line in LINES))
    for half, suffixes in (("tune", (".pdf", ".docx")), ("report", (".docx",))):
        (tmp_path / half).mkdir()
        for suffix in suffixes:
            made = make_pdf(booklet, Word()) if suffix == ".pdf" else make_docx(booklet)
            (tmp_path / half / f"garden-club{suffix}").write_bytes(made)
        (tmp_path / half / "garden-club.txt").write_text("\n".join(LINES))
        (tmp_path / half / "garden-club.toml").write_text(FACTS)
    monkeypatch.setattr(segmentation, "MINUTES", tmp_path)
    return tmp_path


def call(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["segmentation", *arguments])
    return segmentation.main()


def test_each_half_has_its_table(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(monkeypatch) == 0
    tune, report = capsys.readouterr().out.split("## report: ")
    assert tune.startswith("## tune: 2 inputs")
    assert report.startswith("1 inputs")
    assert "| date | 2 | 2 | 1.000 | 1.000 | 1.000 | 1.000 | 1.000 |" in tune
    assert "- every word exactly once, all files: 2 of 2; 0 words missing, 0 extra" in tune
    assert " of 1 pairs" in tune
    assert " of 0 pairs" in report


def test_faults_are_listed_on_demand_and_only_of_the_half_to_tune_on(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    call(monkeypatch, "--show")
    out = capsys.readouterr().out
    assert "\ngarden-club.pdf\n" in out
    assert "    - 3 Nobody wrote this\n" in out
    assert "## report" not in out


def test_check_tells_slips_by_the_exit_code(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(monkeypatch, "--check", "--half", "tune", "--file", "garden-club") == 1
    assert capsys.readouterr().out == "garden-club: heading not in the text: 3 Nobody wrote this\n"


def test_what_cannot_be_read_or_has_no_truth_is_named_and_the_rest_is_measured(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_pdf(folder / "tune" / "garden-club.pdf", None)
    (folder / "tune" / "new.docx").touch()
    assert call(monkeypatch, "--half", "tune") == 1
    out = capsys.readouterr().out
    assert "- could not be read: garden-club.pdf: DocumentError: " in out
    assert "- left out: new.txt: missing" in out
    assert "- every word exactly once, DOCX: 1 of 1" in out


def test_a_name_that_is_not_there_is_a_mistake(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        call(monkeypatch, "--file", "garden-cub")
    assert "no such minutes: garden-cub" in capsys.readouterr().err
