"""The list of lines that a person has corrected."""

from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.repair.corrected_lines import read_corrected_lines


def _read(folder: Path, text: str) -> dict[int, str]:
    path = folder / "corrected.tsv"
    path.write_bytes(text.encode("utf-8"))
    return read_corrected_lines(path, 500)


def test_numbers_and_texts_are_read_with_bom_comments_and_windows_line_ends(tmp_path: Path) -> None:
    text = "\ufeff# read from the page\r\n\r\n407\tអង្គការ សង្គម \r\n 12 \tច្បាប់\r\n"
    assert _read(tmp_path, text) == {407: "អង្គការ សង្គម", 12: "ច្បាប់"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("407 អង្គការ", "line 1: no tab; each line is a number, a tab and the true text"),
        ("\nline 4\tអង្គការ", "line 2: 'line 4' is no line number"),
        ("501\tអង្គការ", "there is no line 501; the file has 500"),
        ("0\tអង្គការ", "there is no line 0"),
        ("3\tអង្គការ\n3\tសង្គម", "line 2: line 3 is there twice"),
        ("3\t ", "line 1: no text behind the tab"),
        ("# nothing\n", "no corrected line in it"),
    ],
)
def test_a_wrong_list_is_refused_with_the_place_and_the_reason(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        _read(tmp_path, text)


def test_a_list_that_is_missing_or_not_utf8_says_so(tmp_path: Path) -> None:
    (tmp_path / "corrected.tsv").write_bytes("3\tអង្គ".encode("utf-16"))
    with pytest.raises(UsageError, match="is not UTF-8; save it as UTF-8"):
        read_corrected_lines(tmp_path / "corrected.tsv", 9)
    with pytest.raises(UsageError, match=r"cannot read the corrected lines .*none\.tsv"):
        read_corrected_lines(tmp_path / "none.tsv", 9)
