"""Word files that attack: each is refused with its reason, or read without what it asks for."""

import zipfile
from pathlib import Path

import pytest
from docx import Document as new_docx

from pipeline.config import Settings
from pipeline.errors import Category, DocumentError
from pipeline.process import process


def word_file(path: Path, old: bytes = b"", new: bytes = b"") -> Path:
    """A Word file in whose main part some bytes are replaced."""
    plain = path.with_name("plain")
    document = new_docx()
    document.add_paragraph("Minutes of the meeting")
    document.save(str(plain))
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name in source.namelist():
            data = source.read(name)
            made.writestr(name, data.replace(old, new) if name == "word/document.xml" and old else data)
    return path


def refusal(path: Path) -> DocumentError:
    with pytest.raises(DocumentError) as refused:
        process(path, path.parent, Settings())
    return refused.value


def test_entities_are_neither_fetched_nor_dropped_with_the_words_behind_them(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    entity = f'<!DOCTYPE a [<!ENTITY x SYSTEM "{(tmp_path / "secret").as_uri()}">]><w:document '
    path = word_file(tmp_path / "a.docx", b"<w:document ", entity.encode())
    assert "declares a document type" in refusal(path).reason


def test_a_damaged_part_of_the_zip_is_damage_and_no_bug(tmp_path: Path) -> None:
    path = word_file(tmp_path / "a.docx")
    with zipfile.ZipFile(path) as package:
        item = package.getinfo("word/document.xml")
    data = bytearray(path.read_bytes())
    start = item.header_offset + 30 + len(item.filename)
    data[start : start + 200] = b"\x55" * 200
    path.write_bytes(data)
    assert refusal(path).category is Category.MALFORMED


def test_names_in_the_zip_that_lead_elsewhere_are_never_unpacked(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    path = word_file(tmp_path / "in" / "a.docx")
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("../../slipped.txt", "x")
    assert process(path, path.parent, Settings()).status == "done"
    assert not list(tmp_path.parent.rglob("slipped.txt"))


def test_a_zip_that_unpacks_to_too_much_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.extract import docx_package

    monkeypatch.setattr(docx_package, "LARGEST_UNPACKED", 1000)
    assert refusal(word_file(tmp_path / "a.docx")).category is Category.TOO_LARGE
