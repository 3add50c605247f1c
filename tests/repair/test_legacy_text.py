"""Text files of 8-bit codes, however they were stored: `repair --encoding`."""

from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.repair.legacy_tables import Family
from pipeline.repair.legacy_text import read_codes
from pipeline.transcript import transcript_of_codes
from tests.press.legacy import typed
from tests.press.legacy_pages import codes_of_text

LINES = ("ព្រះរាជាណាចក្រកម្ពុជា", "", "  កិច្ចប្រជុំលើកទី១២", "ទេសរដ្ឋមន្ត្រី")
CODES = b"\n".join(typed(line, "limon") for line in LINES)
LETTERS = "\n".join(codes_of_text(line, "limon") for line in LINES)


@pytest.mark.parametrize(
    "data",
    [CODES, LETTERS.encode(), b"\xef\xbb\xbf" + LETTERS.encode(), b"\xff\xfe" + LETTERS.encode("utf-16-le")],
    ids=["bytes", "utf-8", "utf-8 with a mark", "utf-16"],
)
def test_codes_are_read_line_for_line_however_they_are_stored(data: bytes) -> None:
    assert read_codes(data, Family.LIMON) == "\n".join(LINES)


def test_bytes_of_the_macintosh_are_told_by_what_they_read_as() -> None:
    words = "អង្គប្រជុំបានឯកភាព ទទួលបាន កម្ពុជា"
    codes = codes_of_text(words, "limon")
    assert read_codes(codes.encode("mac_roman"), Family.LIMON) == words
    assert codes.encode("mac_roman") != codes.encode("cp1252")


def test_as_many_lines_come_out_as_go_in_and_end_as_they_did() -> None:
    assert read_codes(b"kar\r\n\r\rkar\x85\x0ckar\n", Family.LIMON).count("\n") == 4
    assert read_codes(b"kar\r\nkar\r\n", Family.LIMON) == "ការ\nការ\n"


def test_a_family_that_does_not_exist_is_answered_with_those_that_do(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(CODES)
    assert transcript_of_codes(path, "LIMON") == "\n".join(LINES)
    with pytest.raises(UsageError, match="no family of 8-bit fonts is called lemon; there are limon, truth, abc"):
        transcript_of_codes(path, "lemon")


def test_other_files_than_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.4\n")
    with pytest.raises(UsageError, match="--encoding is for text files"):
        transcript_of_codes(path, "limon")
