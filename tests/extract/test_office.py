"""Old Word files and RTF: through LibreOffice where it is installed, and what is said where it is not."""

import os
import subprocess
import time
from pathlib import Path

import pytest

from pipeline.config import Settings
from pipeline.errors import Category, DocumentError
from pipeline.extract import DOC, RTF, extract, office, open_source
from pipeline.model.document import Document
from pipeline.repair import repair
from pipeline.transcript import transcript
from tests.press.describe import Booklet, text
from tests.press.legacy_pages import codes_of_text, in_legacy, legacy_family
from tests.press.word_file import make_docx

LIMON = legacy_family("limon", "Limon S1")
WORDS = ("ព្រះរាជាណាចក្រកម្ពុជា", "កំណត់ហេតុកិច្ចប្រជុំ NGO Forum លើកទី១២", "The minutes were approved.")
RTF_FILE = rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Times New Roman;}{\f1 Limon S1;}}\f1 kic\'a9RbCMu\f0  minutes\par}"

needs_libreoffice = pytest.mark.skipif(office.office_program() is None, reason=f"no LibreOffice: {office.INSTALL}")


def made_by_libreoffice(folder: Path, suffix: str) -> Path:
    pages = in_legacy(Booklet(tuple(text(line) for line in WORDS)), LIMON)
    source = folder / "minutes.docx"
    source.write_bytes(make_docx(pages))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    kind = {"doc": "doc:MS Word 97", "rtf": "rtf:Rich Text Format"}[suffix]
    program = office.office_program() or ""
    command = [program, "--headless", profile, "--convert-to", kind, "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / f"minutes.{suffix}"


def read(path: Path) -> Document:
    return repair(extract(open_source(path, path.parent), Settings()))


@needs_libreoffice
@pytest.mark.parametrize(("suffix", "kind"), [("doc", DOC), ("rtf", RTF)])
def test_codes_in_old_files_are_read(suffix: str, kind: str, tmp_path: Path) -> None:
    path = made_by_libreoffice(tmp_path, suffix)
    document = read(path)
    assert [line.text for line in document.lines()] == [*WORDS]
    assert (document.source.media_type, document.source.file_name) == (kind, f"minutes.{suffix}")
    assert document.pages[0].facts.evidence["converted_by"] == "LibreOffice"


@needs_libreoffice
def test_rtf_as_word_writes_it_is_read_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "letter.rtf"
    path.write_bytes(RTF_FILE)
    assert transcript(path, Settings()) == "កិច្ចប្រជុំ minutes\n"
    assert [each.name for each in tmp_path.iterdir()] == ["letter.rtf"]


def test_without_libreoffice_the_reason_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office.shutil, "which", lambda name: None)
    path = tmp_path / "a.rtf"
    path.write_bytes(RTF_FILE)
    with pytest.raises(DocumentError, match=r"a\.rtf: needs LibreOffice.*apt-get install libreoffice-writer") as caught:
        read(path)
    assert caught.value.category is Category.UNREADABLE


def program_of(folder: Path, script: str) -> str:
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return str(program)


def test_a_conversion_that_hangs_is_ended_with_all_its_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = program_of(tmp_path, f"sleep 60 &\necho $! > {tmp_path}/pid\nwait")
    monkeypatch.setattr(office, "office_program", lambda: program)
    path = tmp_path / "a.rtf"
    path.write_bytes(RTF_FILE)
    document = office.read_office(open_source(path, tmp_path), time_limit=1.0)
    assert [issue.code for issue in document.issues] == ["stage-timed-out"]
    assert "longer than 1 s" in document.issues[0].message
    sleeper = int((tmp_path / "pid").read_text())
    for _ in range(100):
        if not is_running(sleeper):
            break
        time.sleep(0.05)
    assert not is_running(sleeper)


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]


def test_a_conversion_that_makes_nothing_is_a_damaged_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = program_of(tmp_path, "exit 0")
    monkeypatch.setattr(office, "office_program", lambda: program)
    path = tmp_path / "a.rtf"
    path.write_bytes(rb"{\rtf1\ansi}")
    with pytest.raises(DocumentError, match=r"a\.rtf: LibreOffice cannot read it") as caught:
        read(path)
    assert caught.value.category is Category.MALFORMED


@needs_libreoffice
def test_codes_of_a_symbol_font_come_through(tmp_path: Path) -> None:
    codes = codes_of_text("កិច្ចប្រជុំ", "limon")
    path = tmp_path / "a.rtf"
    hexes = "".join(rf"\'{ord(code.encode('cp1252').decode('latin-1')):02x}" for code in codes)
    path.write_text(rf"{{\rtf1\ansi{{\fonttbl{{\f0\fcharset2 Limon S1;}}}}\f0 {hexes}\par}}", encoding="ascii")
    assert [line.text for line in read(path).lines()] == ["កិច្ចប្រជុំ"]
