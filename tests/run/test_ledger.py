"""The ledger of a run."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.run.entry import Catalogued, DoubtfulPage, Entry
from pipeline.run.ledger import FILE_NAME, Ledger, read_ledger
from pipeline.run.ledger_tables import MIGRATIONS

ENTRY = Entry(
    key="ឯកសារ/a\nb'\".pdf",
    path="/archive/a",
    sha256="00ff",
    config="c",
    version="v",
    status="partial",
    category="no text",
    reason="page 2 of 3 without readable text",
    pages=3,
    confidence=0.87654321,
    seconds={"extract": 0.25, "emit": 0.5},
    attempts=2,
    skipped=False,
    finished_at="2019-09-05T08:00:00+00:00",
    limits="l",
    corrections="c0",
    peak_mb=120.5,
    twin="b.pdf",
    catalogued=Catalogued("កំណត់ហេតុ", "2019-09-05", "Battambang", 63, 7),
)


def test_what_is_recorded_is_read_back_by_another_process_later(tmp_path: Path) -> None:
    with Ledger.open(tmp_path) as ledger:
        ledger.record(ENTRY)
    assert read_ledger(tmp_path) == [ENTRY]


def test_a_later_entry_takes_the_place_of_the_earlier_one(tmp_path: Path) -> None:
    later = replace(ENTRY, status="done", attempts=3)
    with Ledger.open(tmp_path) as ledger:
        ledger.record(ENTRY)
        ledger.record(later)
        assert ledger.get(ENTRY.key) == later
        assert ledger.get("another") is None


def test_an_entry_is_there_as_soon_as_it_is_recorded(tmp_path: Path) -> None:
    with Ledger.open(tmp_path) as writing, Ledger.open(tmp_path) as reading:
        writing.record(ENTRY)
        assert list(reading.entries()) == [ENTRY]


def test_the_report_has_the_sum_of_the_times_and_says_what_was_skipped() -> None:
    assert ENTRY.reported() == {
        "path": "ឯកសារ/a\nb'\".pdf",
        "status": "partial",
        "category": "no text",
        "reason": "page 2 of 3 without readable text",
        "pages": 3,
        "seconds": 0.75,
        "confidence": 0.8765,
    }
    assert replace(ENTRY, skipped=True).reported()["status"] == "skipped"
    failed = replace(ENTRY, skipped=True, status="failed", reason="needs a password")
    assert failed.reported()["reason"].endswith("(--retry-failed tries again): needs a password")


def test_no_ledger_is_bad_usage_and_none_is_made(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nothing was run into it yet"):
        read_ledger(tmp_path / "outputs")
    assert not (tmp_path / "outputs").exists()


def test_a_file_that_is_no_ledger_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text("this is no database, whatever its name says")
    with pytest.raises(UsageError, match="move it away"):
        read_ledger(tmp_path)
    assert (tmp_path / FILE_NAME).read_text().startswith("this is no database")


def test_a_ledger_that_is_damaged_further_in_is_known_for_it(tmp_path: Path) -> None:
    with Ledger.open(tmp_path) as ledger:
        for number in range(200):
            ledger.record(replace(ENTRY, key=f"{number}"))
    data = bytearray((tmp_path / FILE_NAME).read_bytes())
    data[4096:] = b"garbage " * (len(data[4096:]) // 8)
    (tmp_path / FILE_NAME).write_bytes(data)
    with pytest.raises(UsageError, match="move it away, and the next run starts a new one"):
        read_ledger(tmp_path)


def test_a_ledger_that_nobody_may_write_to_is_read_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Ledger.open(tmp_path) as ledger:
        ledger.record(ENTRY)
    monkeypatch.setattr(os, "access", lambda *_: False)
    monkeypatch.setattr(Ledger, "open", _open_elsewhere(tmp_path))
    assert read_ledger(tmp_path) == [ENTRY]


def _open_elsewhere(forbidden: Path) -> Callable[..., AbstractContextManager[Ledger]]:
    """`Ledger.open`, but for one folder."""
    opened = Ledger.open

    def open_elsewhere(folder: Path, original: Path | None = None) -> AbstractContextManager[Ledger]:
        assert folder != forbidden
        return opened(folder, original)

    return open_elsewhere


def test_the_ledger_of_a_later_version_is_refused(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / FILE_NAME)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(UsageError, match="later version"):
        read_ledger(tmp_path)


def test_the_ledger_of_version_1_is_brought_up_to_date_with_all_that_is_in_it(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / FILE_NAME)
    for statement in MIGRATIONS[0]:
        connection.execute(statement)
    row = ("a.pdf", "/a.pdf", "00", "c", "v", "done", None, None, 3, 0.9, '{"extract": 1.5}', 1, 0, "2019-09-05")
    connection.execute(f"INSERT INTO documents VALUES ({', '.join('?' * len(row))})", row)
    connection.execute("PRAGMA user_version = 1")
    connection.commit()
    connection.close()
    (entry,) = read_ledger(tmp_path)
    assert (entry.key, entry.seconds, entry.limits, entry.catalogued) == ("a.pdf", {"extract": 1.5}, "", Catalogued())


def test_a_document_in_work_is_as_good_as_unknown_until_it_is_recorded(tmp_path: Path) -> None:
    with Ledger.open(tmp_path) as ledger:
        ledger.record(ENTRY)
        ledger.begin(ENTRY)
        ledger.begin(replace(ENTRY, key="new"))
        assert (ledger.get(ENTRY.key), ledger.get("new"), list(ledger.entries())) == (None, None, [])
        assert list(ledger.twins("00ff")) == []
        ledger.record(ENTRY)
        assert list(ledger.twins("00ff")) == list(ledger.entries()) == [ENTRY]


def test_doubtful_pages_are_those_of_the_last_attempt_the_least_sure_first(tmp_path: Path) -> None:
    with Ledger.open(tmp_path) as ledger:
        ledger.record(ENTRY, (DoubtfulPage(1, "damaged", 0.5), DoubtfulPage(9, "none", 0.0)))
        ledger.record(ENTRY, (DoubtfulPage(2, "damaged", 0.5), DoubtfulPage(3, "none", 0.0)))
        pages = [page for _, page in ledger.doubtful_pages()]
    assert pages == [DoubtfulPage(3, "none", 0.0), DoubtfulPage(2, "damaged", 0.5)]


def test_documents_passed_over_are_written_by_the_end(tmp_path: Path) -> None:
    with Ledger.open(tmp_path) as ledger:
        for number in range(1200):
            ledger.pass_over(replace(ENTRY, key=f"{number:04}"))
        ledger.record(ENTRY)
        ledger.pass_over(replace(ENTRY, key="last"))
    assert len(read_ledger(tmp_path)) == 1202


def test_what_a_version_is_made_of_is_kept(tmp_path: Path) -> None:
    with Ledger.open(tmp_path) as ledger:
        ledger.know("v", {"atlas.npz": "00", "code": "11"})
        ledger.know("v", {"atlas.npz": "00", "code": "11"})
        assert ledger.versions() == {"v": {"atlas.npz": "00", "code": "11"}}
