"""The child process: found, timed, its errors told."""

import time
from pathlib import Path

import numpy as np
import pytest

from pipeline.scan.tesseract import OcrError, Program, find_program, install_command, read_lines
from tests.scan.conftest import needs_tesseract

LINE = np.full((40, 200), 255, dtype=np.uint8)


def fake(folder: Path, body: str) -> Program:
    program = folder / "tesseract"
    program.write_text(f"#!/bin/sh\n{body}\n")
    program.chmod(0o755)
    return Program(str(program), "5", ("eng", "khm"))


def test_one_that_hangs_is_killed_with_its_children(tmp_path: Path) -> None:
    begun = time.monotonic()
    with pytest.raises(OcrError, match=r"more than 0\.5 seconds"):
        read_lines(fake(tmp_path, "sleep 60 & sleep 60"), [LINE], "khm", 0.5)
    assert time.monotonic() - begun < 10


def test_what_it_complains_of_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(OcrError, match="ended with 3: no such data"):
        read_lines(fake(tmp_path, "echo 'Page 0 : x' >&2; echo 'no such data' >&2; exit 3"), [LINE], "khm", 10)


def test_an_answer_for_fewer_lines_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OcrError, match="0 of 1 lines"):
        read_lines(fake(tmp_path, "echo nothing"), [LINE], "khm", 10)


def test_none_on_the_path_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_program() is None


def test_the_command_names_the_languages() -> None:
    assert install_command(["khm", "eng"]) == "apt-get install tesseract-ocr tesseract-ocr-khm"
    assert install_command(["chi_sim"]).endswith("tesseract-ocr-chi-sim")


@needs_tesseract
def test_blank_lines_have_no_words() -> None:
    program = find_program()
    assert program is not None
    assert read_lines(program, [LINE, LINE], "eng", 30) == [[], []]
