"""An archive of one text file, runs over it, and what they left."""

from pathlib import Path
from typing import Any

import pytest

from pipeline import process as stages
from pipeline.config import Settings
from pipeline.pace import Pace
from pipeline.run import batch
from pipeline.run.batch import Summary
from pipeline.run.entry import Entry
from pipeline.run.ledger import read_ledger
from tests.bad_files import MINUTES


class Followed:
    """A follower that remembers what it was told."""

    def __init__(self) -> None:
        self.begun: list[tuple[str, int, int]] = []
        self.ended: list[str] = []

    def begin(self, key: str, number: int, total: int) -> None:
        self.begun.append((key, number, total))

    def end(self, entry: Entry) -> None:
        self.ended.append(entry.key)

    def wait(self) -> None:
        return

    def note(self, message: str) -> None:
        return


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    folder.mkdir()
    (folder / "a.txt").write_text(MINUTES, encoding="utf-8")
    return folder


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "outputs"


def run(archive: Path, output: Path, settings: Settings | None = None, **how: Any) -> Summary:
    return batch.run([archive], settings or Settings(), output, Followed(), **how)


def entries(output: Path) -> dict[str, Entry]:
    return {entry.key: entry for entry in read_ledger(output)}


def contents(folder: Path) -> dict[str, bytes]:
    """The outputs of all documents: what a run writes beside their folders is left out."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.parent != folder)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def crash(path: Path, root: Path, settings: Settings, pace: Pace) -> stages.Result:
    raise IndexError("list index\nout of range \udce9")
