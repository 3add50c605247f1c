"""`khmer-minutes repair`."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.khmer_errors import error_rate
from tests.bad_files import write_pdf
from tests.cli.conftest import Call
from tests.press.corpus import minutes
from tests.press.damaged_text import damaged
from tests.press.fonts import BATTAMBANG


def test_a_text_file_comes_back_line_for_line(call: Call) -> None:
    text = "Minutes\n\n  • one\n\n\nកិច្ចប្រជុំ\n"
    Path("a.txt").write_text(text, encoding="utf-8")
    assert call("repair", "a.txt").stdout == text


def test_other_encodings_come_out_as_utf8(call: Call) -> None:
    Path("a.txt").write_text("Minutes\r\nកិច្ចប្រជុំ\r\n", encoding="utf-16", newline="")
    Path("b.txt").write_bytes("The mayor’s café\n".encode("cp1252"))
    assert call("repair", "a.txt").stdout_bytes.decode("utf-8") == "Minutes\nកិច្ចប្រជុំ\n"
    assert call("repair", "b.txt").stdout_bytes.decode("utf-8") == "The mayor’s café\n"


def test_a_pdf_comes_as_text_and_a_page_can_be_chosen(call: Call) -> None:
    write_pdf(Path("a.pdf"), "Minutes of the meeting")
    assert call("repair", "a.pdf").stdout == "Minutes of the meeting\n"
    assert call("repair", "a.pdf", "--page", "1").stdout == "Minutes of the meeting\n"


def test_a_page_that_is_not_there_is_bad_usage(call: Call) -> None:
    write_pdf(Path("a.pdf"), "Minutes of the meeting")
    result = call("repair", "a.pdf", "--page", "2")
    assert result.exit_code == 2
    assert "has no page 2" in result.stderr


def test_a_file_that_cannot_be_read_is_exit_code_3_with_its_reason(call: Call) -> None:
    write_pdf(Path("locked.pdf"), "Minutes", password="secret")
    Path("x.pdf").mkdir()
    locked, folder = call("repair", "locked.pdf"), call("repair", "x.pdf")
    assert (locked.exit_code, locked.stdout) == (3, "")
    assert locked.stderr == (
        "khmer-minutes: locked.pdf: needs a password; save a copy without one, "
        "or name it in opening.passwords of config.toml\n"
    )
    assert (folder.exit_code, folder.stderr) == (3, "khmer-minutes: x.pdf: is a folder, not a file\n")


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("Minutes of a long meeting\n" * 20_000)
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "pipeline", "repair", tmp_path / "long.txt"]
    finished = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, timeout=60)
    os.close(writing)
    assert (finished.returncode, finished.stderr) == (0, b"")


def test_khmer_comes_out_as_utf8_whatever_the_locale(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("កិច្ចប្រជុំ\n", encoding="utf-8")
    finished = subprocess.run(
        [sys.executable, "-m", "pipeline", "repair", tmp_path / "a.txt"],
        capture_output=True,
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
        timeout=60,
    )
    assert finished.stdout.decode("utf-8") == "កិច្ចប្រជុំ\n"


def test_a_text_file_of_8_bit_codes_is_read_by_its_family(call: Call) -> None:
    Path("a.txt").write_bytes(b"RBHraCaNacRkkm<\xfaCa\n\nkic\xa9RbCMu\n")
    assert call("repair", "a.txt", "--encoding", "limon").stdout == "ព្រះរាជាណាចក្រកម្ពុជា\n\nកិច្ចប្រជុំ\n"


def test_a_family_or_page_that_is_not_there_is_bad_usage(call: Call) -> None:
    Path("a.txt").write_bytes(b"kar\n")
    unknown = call("repair", "a.txt", "--encoding", "lemon")
    assert (unknown.exit_code, unknown.stdout) == (2, "")
    assert "there are limon, truth, abc" in unknown.stderr
    assert call("repair", "a.txt", "--encoding", "limon", "--page", "2").exit_code == 2


def _write_damaged(name: str, truth: list[str]) -> None:
    Path(name).write_text("".join(f"  {line} \n\n" for line in damaged(truth, BATTAMBANG)), encoding="utf-8")


def test_a_map_is_saved_and_reads_a_shorter_text_of_the_same_origin(call: Call) -> None:
    truth = minutes()[:6]
    _write_damaged("a.txt", truth)
    first = call("repair", "a.txt", "--save-map", "font.toml")
    assert first.exit_code == 0
    assert len(first.stdout.splitlines()) == 2 * len(truth)
    assert error_rate(truth, first.stdout.splitlines()[::2]) < 0.06
    lines = Path("a.txt").read_text(encoding="utf-8").splitlines(keepends=True)
    Path("short.txt").write_text(lines[2], encoding="utf-8")
    assert call("repair", "short.txt").stdout == lines[2]
    by_map = call("repair", "short.txt", "--map", "font.toml").stdout
    assert error_rate(truth[1:2], [by_map]) < 0.06


def test_corrected_lines_come_out_as_they_were_given(call: Call) -> None:
    truth = minutes()[:4]
    _write_damaged("a.txt", truth)
    Path("corrected.tsv").write_text(f"3\t{truth[1]}\n", encoding="utf-8")
    lines = call("repair", "a.txt", "--lines", "corrected.tsv").stdout.splitlines()
    assert lines[2] == f"  {truth[1]} "


def test_a_corrected_line_that_is_not_there_to_be_corrected_is_told(call: Call) -> None:
    first = damaged(minutes()[:4], BATTAMBANG)
    Path("a.txt").write_text("\n".join([first[0] + "ក", "\u17bb", first[1], "", *first[2:], ""]), encoding="utf-8")
    Path("blank.tsv").write_text("4\tកិច្ចប្រជុំ\n", encoding="utf-8")
    Path("piece.tsv").write_text("2\tស្រុក\n", encoding="utf-8")
    for name, message in (
        ("blank.tsv", "a.txt: there is no damaged Khmer in line 4 to be corrected"),
        ("piece.tsv", "a.txt: line 2 is the rest of line 1, which was cut: correct the two as line 1"),
    ):
        result = call("repair", "a.txt", "--lines", name)
        assert (result.exit_code, result.stdout) == (2, "")
        assert message in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--lines", "none.tsv"), "cannot read the corrected lines none.tsv: No such file or directory"),
        (
            ("--lines", "bad.tsv"),
            "bad.tsv, line 1: no tab; each line is a number, a tab and the true text of that line",
        ),
        (("--map", "none.toml"), "cannot read the map none.toml: No such file or directory"),
        (("--map", "bad.tsv"), "bad.tsv is no map of a damaged font"),
        (("--map", "other.toml"), "repair FILE --save-map other.toml writes one"),
        (
            ("--save-map", "m.toml"),
            "good.txt: no damaged Khmer in it was deciphered, so there is no map to save in m.toml",
        ),
    ],
)
def test_files_that_do_not_help_are_refused_with_the_reason(call: Call, arguments: tuple[str], message: str) -> None:
    Path("good.txt").write_text("កិច្ចប្រជុំ\n", encoding="utf-8")
    Path("bad.tsv").write_text("3 កិច្ចប្រជុំ\n", encoding="utf-8")
    Path("other.toml").write_text("[paths]\n", encoding="utf-8")
    result = call("repair", "good.txt", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_lines_are_for_text_files(call: Call) -> None:
    write_pdf(Path("a.pdf"), "Minutes of the meeting")
    Path("corrected.tsv").write_text("3\tកិច្ចប្រជុំ\n", encoding="utf-8")
    result = call("repair", "a.pdf", "--lines", "corrected.tsv")
    assert result.exit_code == 2
    assert "a.pdf: --lines is for text files" in result.stderr
