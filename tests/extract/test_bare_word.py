"""The bare text of old Word files and RTF: a check on LibreOffice, and what is left where it fails."""

import re
import struct
import zipfile
from pathlib import Path

import pytest

from pipeline.config import Settings
from pipeline.errors import Category, DocumentError
from pipeline.extract import office, open_source
from pipeline.extract.bare_word import missing_from
from pipeline.extract.compound import BrokenCompoundError, CompoundFile
from pipeline.extract.doc_text import doc_text
from pipeline.extract.rtf_text import rtf_text
from pipeline.process import process
from pipeline.repair.survey import Damage, survey
from tests.extract.test_office import program_of

FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
TEXT = "Minutes\r\x13 HYPERLINK \x14the link\x15 and a \x07cell ការប្រជុំ"


def sectors(data: bytes) -> bytes:
    return data.ljust(-(-len(data) // 512) * 512, b"\0")


def entry(name: str, kind: int, start: int, size: int, right: int = FREE, below: int = FREE) -> bytes:
    words = name.encode("utf-16-le")
    head = words.ljust(64, b"\0") + struct.pack("<HBBIII", len(words) + 2, kind, 1, FREE, right, below)
    return head.ljust(116, b"\0") + struct.pack("<IQ", start, size)


def word_97(text: str) -> bytes:
    """A compound file with a WordDocument and its table: one piece in Windows-1252, one in UTF-16."""
    plain, wide = text[:10].encode("cp1252"), text[10:].encode("utf-16-le")
    main = bytearray(4096 + 512)
    struct.pack_into("<HH", main, 0, 0xA5EC, 0x00C1)
    struct.pack_into("<I", main, 0x4C, len(text))
    main[1024 : 1024 + len(plain)], main[2048 : 2048 + len(wide)] = plain, wide
    pieces = struct.pack("<3I", 0, 10, len(text)) + struct.pack("<HIH", 0, 2048 | 0x40000000, 0)
    pieces += struct.pack("<HIH", 0, 2048, 0)
    clx = b"\x01\x02\x00\x00\x00\x02" + struct.pack("<I", len(pieces)) + pieces
    struct.pack_into("<II", main, 0x1A2, 0, len(clx))
    table = clx.ljust(4096, b"\0")
    directory = (
        entry("Root Entry", 5, END, 0, below=1)
        + entry("WordDocument", 2, 2, len(main), right=2)
        + entry("0Table", 2, 11, len(table))
    )
    chains = [TABLE, END, *range(3, 11), END, *range(12, 19), END]
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(30, b"\0") + struct.pack("<HH", 9, 6)
    head = head.ljust(44, b"\0") + struct.pack("<IIIIIIII", 1, 1, 0, 4096, END, 0, END, 0) + struct.pack("<I", 0)
    table_of_chains = struct.pack(f"<{len(chains)}I", *chains).ljust(512, b"\xff")
    return head.ljust(512, b"\xff") + table_of_chains + sectors(directory) + sectors(bytes(main)) + table


def test_the_pieces_of_a_word_file_are_put_together_without_the_codes_of_fields() -> None:
    assert doc_text(word_97(TEXT)) == "Minutes\nthe link and a \tcell ការប្រជុំ"


@pytest.mark.parametrize("at", range(0, 6000, 97))
def test_a_damaged_word_file_gives_text_or_none_and_never_hangs(at: int) -> None:
    data = bytearray(word_97(TEXT))
    data[at : at + 8] = b"\xff\x00\xff\x01\x02\xff\x00\x01"
    for damaged in (bytes(data), bytes(data[:at])):
        assert isinstance(doc_text(damaged), str | None)


def test_a_chain_in_a_circle_is_told() -> None:
    data = bytearray(word_97(TEXT))
    struct.pack_into("<I", data, 512 + 4 * 5, 4)
    with pytest.raises(BrokenCompoundError, match="circle"):
        CompoundFile(bytes(data)).stream("WordDocument")


@pytest.mark.parametrize(
    ("rtf", "text"),
    [
        (rb"{\rtf1\ansi{\fonttbl{\f0 Arial;}}\f0 One\par two\tab three}", "One\ntwo\tthree"),
        (rb"{\rtf1\ansi\ansicpg1251 \'ef\'f0\'e0}", "пра"),
        (rb"{\rtf1\uc1\u6016?\u6070 ?{\*\secret no}\u-10179?\u-8704?}", "កា\U0001f600"),
        (rb"{\rtf1{\pict\bin9 a}}}}}}}}b\'41}{\header no}\{yes\}}", "{yes}"),
        (rb"{\rtf1 cut {\b off", "cut off"),
        (b"", ""),
    ],
)
def test_the_words_of_rtf(rtf: bytes, text: str) -> None:
    assert rtf_text(rtf) == text


def word_file(path: Path, words: str) -> Path:
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", f"<w:document><w:t>{words}</w:t></w:document>")
    return path


def test_text_that_libreoffice_has_lost_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.rtf"
    path.write_bytes(rb"{\rtf1 " + b"Some words of the minutes. " * 20 + b"}")
    source = open_source(path, tmp_path)
    (issue,) = missing_from(source, word_file(tmp_path / "a.docx", "Some words of the minutes. " * 10))
    assert issue.code == "text-possibly-missing"
    assert re.search(r"\b420 letters.* 210\b", issue.message)
    assert missing_from(source, word_file(tmp_path / "b.docx", "Some words of the minutes. " * 20)) == []


def test_where_libreoffice_fails_the_bare_text_is_given_and_said_to_be_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = program_of(tmp_path, "echo std::bad_alloc >&2; exit 1")
    monkeypatch.setattr(office, "office_program", lambda: program)
    (tmp_path / "a.doc").write_bytes(word_97("Minutes of the meeting\rThe chair opened it."))
    result = process(tmp_path / "a.doc", tmp_path, Settings())
    assert (result.status, result.category) == ("partial", Category.OUT_OF_MEMORY)
    assert "limits.memory_mb" in (result.reason or "")
    assert "The chair opened it." in result.minutes.model_dump_json()
    (tmp_path / "b.doc").write_bytes(word_97(" " * 20))
    with pytest.raises(DocumentError, match=r"limits\.memory_mb"):
        process(tmp_path / "b.doc", tmp_path, Settings())


def test_plan_looks_into_old_files(tmp_path: Path) -> None:
    (tmp_path / "a.doc").write_bytes(word_97("Minutes of the meeting of the commune council, as they were read."))
    found = survey(tmp_path / "a.doc", Settings())
    assert (found.damages[Damage.NATIVE], found.needs) == (1, ["LibreOffice"])
