"""`khmer-minutes repair`."""

import os
import subprocess
import sys
from pathlib import Path

from tests.bad_files import write_pdf
from tests.cli.conftest import Call


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
