"""Loaders that meet each other, or their end."""

import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import URL

from benchmarks.archive import archive
from pipeline.load import hands, preparing
from pipeline.load.database import open_database, parse_address, reading
from pipeline.load.fingerprint import fingerprint
from pipeline.load.loading import Loaded, load
from pipeline.load.made import make, numbered
from pipeline.load.tables import block, document
from tests.load.conftest import put

LOADER = """
import os, signal, sys
from pathlib import Path
import pipeline.load.loading as loading, pipeline.load.preparing as preparing, pipeline.load.writing as writing
from pipeline.load.database import parse_address

preparing.TOGETHER = 3
folder, address, killed_at = sys.argv[1:]
insert, calls = writing.insert_rows, []

def insert_and_die(connection, table, names, rows):
    insert(connection, table, names, rows)
    calls.append(table.name)
    if calls.count("outcome") == int(killed_at):
        os.kill(os.getpid(), signal.SIGKILL)

writing.insert_rows = insert_and_die
done = loading.load(Path(folder), parse_address(address))
print(done.new, done.changed, done.unchanged, len(done.refused))
"""


def start(folder: Path, address: URL, killed_at: int = -1) -> "subprocess.Popen[str]":
    words = (sys.executable, "-c", LOADER, str(folder), address.render_as_string(hide_password=False), str(killed_at))
    return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def english_archive(folder: Path, documents: int) -> Path:
    """Without Khmer, so that no process has to load the model."""
    for minutes in archive(documents, blocks=12):
        for section in minutes.meetings[0].sections:
            for place in [section.heading, *section.blocks]:
                assert place is not None
                place.text = place.id + " " + "".join(filter(str.isascii, place.text))
        put(minutes, folder)
    return folder


def test_two_loaders_at_once_neither_corrupt_nor_wait_for_ever(address: URL, opened: Any, tmp_path: Path) -> None:
    folder = english_archive(tmp_path / "outputs", 24)
    both = [start(folder, address) for _ in range(2)]
    said = [loader.communicate(timeout=120) for loader in both]
    assert [loader.returncode for loader in both] == [0, 0], said
    counts = [[int(number) for number in out.split()] for out, _ in said]
    assert sum(new for new, *_ in counts) == 24
    assert all(sum(numbers) == 24 for numbers in counts)
    assert load(folder, address) == Loaded(unchanged=24)
    with opened() as connection:
        found = fingerprint(connection)
    assert found.rows["document"] == 24
    assert found.rows["block"] == 24 * 12


def test_processes_beside_the_writer_make_the_same_rows(
    address: URL, opened: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preparing, "TOGETHER", 5)
    folder = english_archive(tmp_path / "outputs", 22)
    assert load(folder, address) == Loaded(new=22)
    with opened() as connection:
        beside = fingerprint(connection)
    monkeypatch.setattr(hands, "_WORTH_IT", 1_000)
    alone = parse_address(str(tmp_path / "alone.sqlite"))
    load(folder, alone)
    engine = open_database(alone)
    with reading(engine) as connection:
        assert fingerprint(connection).rows == beside.rows
        if address.get_backend_name() == "sqlite":
            assert fingerprint(connection) == beside
    engine.dispose()


def test_rows_get_the_numbers_of_the_id_that_their_document_gets() -> None:
    minutes = next(archive(1))
    assert numbered(make(minutes, "0", 3), 8) == make(minutes, "0", 8)


def test_a_kill_in_mid_load_leaves_whole_documents_and_the_next_load_goes_on(
    address: URL, opened: Any, tmp_path: Path
) -> None:
    folder = english_archive(tmp_path / "outputs", 9)
    killed = start(folder, address, killed_at=2)
    killed.communicate(timeout=120)
    assert killed.returncode == -signal.SIGKILL
    with opened() as connection:
        there = connection.scalar(sa.select(sa.func.count()).select_from(document))
        blocks = connection.scalar(sa.select(sa.func.count()).select_from(block))
    assert (there, blocks) == (3, 3 * 12)
    assert load(folder, address) == Loaded(new=6, unchanged=3)


def test_a_kill_while_a_document_is_replaced_leaves_it_as_it_was(address: URL, opened: Any, tmp_path: Path) -> None:
    folder = english_archive(tmp_path / "outputs", 2)
    load(folder, address)
    with opened() as connection:
        before = fingerprint(connection)
    for minutes in archive(2, blocks=8, seed=1):
        put(minutes, folder)
    killed = start(folder, address, killed_at=1)
    killed.communicate(timeout=120)
    assert killed.returncode == -signal.SIGKILL
    with opened() as connection:
        assert fingerprint(connection) == before
