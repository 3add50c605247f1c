"""Work that takes long but goes on is not taken for hung: stages give signs of life inside what may take minutes."""

from pathlib import Path

import pytest
from docx import Document as WordFile

from pipeline.config import Settings
from pipeline.extract import extract, office, open_source
from pipeline.model.document import Document
from pipeline.pace import Journal, Pace
from pipeline.repair import repair
from pipeline.segment import segment
from tests.press.corpus import declaration, minutes
from tests.press.damaged_text import damaged
from tests.press.fonts import BATTAMBANG

FEWEST_PASSES = 5


class _Counting(Pace):
    """Counts the signs that a stage gives."""

    def __init__(self) -> None:
        self.beats: list[str] = []

    def beat(self, stage: str) -> None:
        self.beats.append(stage)


def _read(path: Path, pace: Pace) -> Document:
    return extract(open_source(path, path.parent), Settings(), pace)


def _written(path: Path, lines: list[str]) -> Path:
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_each_line_of_a_text_file_is_a_sign(tmp_path: Path) -> None:
    pace = _Counting()
    _read(_written(tmp_path / "a.txt", ["One", "", "Two"]), pace)
    assert pace.beats == ["extract"] * 3


def test_each_paragraph_of_a_word_file_is_a_sign(tmp_path: Path) -> None:
    word, pace = WordFile(), _Counting()
    for number in range(20):
        word.add_paragraph(f"Paragraph {number}")
    word.save(str(tmp_path / "a.docx"))
    _read(tmp_path / "a.docx", pace)
    assert pace.beats == ["extract"] * 20


def test_waiting_for_libreoffice_is_no_silence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program, pace = tmp_path / "soffice", _Counting()
    program.write_text('#!/bin/sh\nsleep 0.5\nmkdir made && cp "$SAMPLE" made/minutes.docx\n')
    program.chmod(0o755)
    word = WordFile()
    word.add_paragraph("The minutes were approved.")
    word.save(str(tmp_path / "sample.docx"))
    monkeypatch.setenv("SAMPLE", str(tmp_path / "sample.docx"))
    monkeypatch.setattr(office, "office_program", lambda: str(program))
    monkeypatch.setattr(office, "_LOOK", 0.05)
    (tmp_path / "a.rtf").write_bytes(rb"{\rtf1 x}")
    assert [line.text for line in _read(tmp_path / "a.rtf", pace).lines()] == ["The minutes were approved."]
    assert len(pace.beats) > FEWEST_PASSES


def test_each_pass_of_deciphering_is_a_sign(tmp_path: Path) -> None:
    lines = damaged([*minutes()[:4], declaration()[8]], BATTAMBANG)
    document, pace = _read(_written(tmp_path / "a.txt", lines), Pace()), _Counting()
    assert "khmer-deciphered" in [issue.code for issue in repair(document, pace=pace).issues]
    assert len(pace.beats) >= FEWEST_PASSES


def test_segmentation_gives_signs_between_its_steps(tmp_path: Path) -> None:
    lines = ["Minutes of the meeting", "Participants: Mr. Chan Dara", "The budget was approved."]
    document, pace = _read(_written(tmp_path / "a.txt", lines), Pace()), _Counting()
    segment(document, Settings(), pace)
    assert len(pace.beats) >= FEWEST_PASSES


def test_however_often_a_stage_says_so_the_run_hears_it_about_once_a_second(tmp_path: Path) -> None:
    heard: list[tuple[str, str]] = []
    journal = Journal(tmp_path / "journal", (), 60, lambda kind, name: heard.append((kind, name)))
    for _ in range(10_000):
        journal.beat("extract")
    journal.close()
    assert heard == [("step", "extract")]
