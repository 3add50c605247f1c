import os
from hashlib import sha256
from pathlib import Path

import pytest

from pipeline.errors import Category, DocumentError
from pipeline.extract import DOC, DOCX, PDF, RTF, TEXT, open_source

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORD = "WordDocument".encode("utf-16-le")


def refusal(path: Path) -> DocumentError:
    with pytest.raises(DocumentError) as caught:
        open_source(path, path.parent)
    assert "\n" not in str(caught.value)
    return caught.value


def test_a_file_is_described_by_key_media_type_and_digest(tmp_path: Path) -> None:
    path = tmp_path / "council" / "May.TXT"
    path.parent.mkdir()
    path.write_bytes(b"Minutes")
    source = open_source(path, tmp_path)
    assert (source.key, source.media_type) == ("council/May.TXT", TEXT)
    assert source.sha256 == sha256(b"Minutes").hexdigest()


def test_a_pdf_may_have_bytes_before_its_header(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"\r\n" * 100 + b"%PDF-1.4\n")
    assert open_source(path, tmp_path).media_type == PDF


def test_a_pdf_that_has_lost_its_first_line_is_one(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%\xe2\xe3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n")
    assert open_source(path, tmp_path).media_type == PDF


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.doc", b"PK\x03\x04", DOCX),
        ("a.doc", b"{\\rtf1 minutes}", RTF),
        ("a.docx", OLE + WORD, DOC),
        ("a.rtf", OLE + WORD, DOC),
        ("a.DOC", OLE.ljust(512) + b"\xec\xa5".ljust(512) + WORD, DOC),
    ],
)
def test_word_files_are_what_their_first_bytes_say(tmp_path: Path, name: str, data: bytes, kind: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert open_source(path, tmp_path).media_type == kind


def test_missing_file_is_named(tmp_path: Path) -> None:
    error = refusal(tmp_path / "gone.pdf")
    assert (error.category, error.reason) == (Category.UNREADABLE, "gone.pdf: no such file")


def test_folder_named_like_a_pdf_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").mkdir()
    assert "is a folder, not a file" in refusal(tmp_path / "x.pdf").reason


def test_pipe_is_refused_without_opening_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    assert "pipe" in refusal(tmp_path / "pipe.pdf").reason


def test_symbolic_link_to_a_pipe_is_refused_without_opening_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link.pdf").symlink_to(tmp_path / "pipe")
    assert "pipe" in refusal(tmp_path / "link.pdf").reason


def test_empty_file_has_no_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.touch()
    assert refusal(path).category is Category.NO_TEXT


@pytest.mark.parametrize(
    ("name", "data", "category", "words"),
    [
        ("a.pdf", b"<html></html>", Category.NOT_A_PDF, "not a PDF: it is a web page"),
        ("a.pdf", b"{\\rtf1 a}", Category.NOT_A_PDF, "name it .rtf"),
        ("a.pdf", b"PK\x03\x04", Category.NOT_A_PDF, "name it .docx"),
        ("a.pdf", bytes(2000), Category.NOT_A_PDF, "nothing but zeros"),
        ("a.pdf", b"Minutes of May", Category.NOT_A_PDF, "name it .txt"),
        ("a.pdf", b"\x01\x02 \xff", Category.NOT_A_PDF, "only another copy"),
        ("a.docx", b"\x01 plain words", Category.UNREADABLE, "a DOCX is a zip"),
        ("a.doc", b"<html></html>", Category.UNREADABLE, "a web page"),
        ("a.rtf", b"\x01 plain words", Category.UNREADABLE, "begins with {\\rtf"),
        ("a.doc", OLE + "Workbook".encode("utf-16-le"), Category.UNREADABLE, "not one of Word"),
        ("a.doc", OLE.ljust(512) + b"\xec\xa5".ljust(11) + b"\x01" + WORD.ljust(1000), Category.ENCRYPTED, "password"),
        (
            "a.docx",
            OLE + "EncryptedPackage".encode("utf-16-le"),
            Category.ENCRYPTED,
            "password",
        ),
        ("a.odt", b"PK\x03\x04", Category.UNREADABLE, "unknown kind of file"),
    ],
)
def test_file_that_is_not_what_its_name_says(
    tmp_path: Path, name: str, data: bytes, category: Category, words: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    error = refusal(path)
    assert error.category is category
    assert words in error.reason
