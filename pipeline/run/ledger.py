"""The ledger of a run: one row a document in `ledger.sqlite` of the output folder, written after its outputs."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Literal, Self

from pipeline.errors import UsageError

FILE_NAME = "ledger.sqlite"
VERSION = 1
"""Of the table; kept in SQLite's `user_version`. A later version migrates an older ledger when it opens it."""

_TABLE = """
CREATE TABLE documents (
    key TEXT PRIMARY KEY,
    path TEXT NOT NULL,
    sha256 TEXT,
    config TEXT NOT NULL,
    version TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('done', 'partial', 'failed')),
    category TEXT,
    reason TEXT,
    pages INTEGER,
    confidence REAL,
    seconds TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    skipped INTEGER NOT NULL,
    finished_at TEXT NOT NULL
) STRICT, WITHOUT ROWID
"""

Status = Literal["done", "partial", "failed"]


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of one document."""

    key: str
    """POSIX path relative to the root of its run; its outputs are in the folder of that name."""
    path: str
    """Absolute."""
    sha256: str | None
    """Hex digest of the file's bytes; None where they could not be read."""
    config: str
    """Hash of the settings that the outputs depend on."""
    version: str
    """Of the code and resources that made the outputs."""
    status: Status
    category: str | None
    reason: str | None
    """One line for a person; None where all is well."""
    pages: int | None
    confidence: float | None
    seconds: dict[str, float]
    """Wall-clock time by stage."""
    attempts: int
    skipped: bool
    """The last run left the document as it was."""
    finished_at: str
    """ISO 8601, UTC."""

    def reported(self) -> dict[str, Any]:
        """Return the entry as `khmer-minutes report --json` gives it; `seconds` is the sum over the stages."""
        return {
            "path": self.key,
            "status": "skipped" if self.skipped else self.status,
            "category": self.category,
            "reason": self._reason_reported(),
            "pages": self.pages,
            "seconds": round(sum(self.seconds.values()), 3),
            "confidence": None if self.confidence is None else round(self.confidence, 4),
        }

    def _reason_reported(self) -> str | None:
        if not self.skipped:
            return self.reason
        if self.status == "failed":
            return f"failed before and is unchanged (--retry-failed tries again): {self.reason}"
        return "done before and unchanged" + (f": {self.reason}" if self.reason else "")


class Ledger:
    """The table, open. Each `record` is one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @classmethod
    @contextmanager
    def open(cls, folder: Path) -> Iterator[Self]:
        """Open the ledger of an output folder, making both where they are missing.

        Raises:
            UsageError: the folder cannot be made or written to, or its ledger is none that this version can read.
        """
        path = folder / FILE_NAME
        try:
            folder.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(path, isolation_level=None, timeout=30)
        except (OSError, sqlite3.Error) as error:
            raise UsageError(f"cannot write to the output folder {folder}: {_cause(error)}") from error
        with closing(connection):
            _prepare(connection, path)
            yield cls(connection)

    def get(self, key: str) -> Entry | None:
        """Return what is known of a document, None if nothing is."""
        row = self._connection.execute("SELECT * FROM documents WHERE key = ?", (key,)).fetchone()
        return None if row is None else _entry(row)

    def record(self, entry: Entry) -> None:
        """Put an entry in the place of what was known of its document."""
        values = asdict(entry) | {"seconds": json.dumps(entry.seconds)}
        places = ", ".join(f":{name}" for name in values)
        self._connection.execute(f"INSERT OR REPLACE INTO documents ({', '.join(values)}) VALUES ({places})", values)

    def entries(self) -> Iterator[Entry]:
        """Yield all entries, sorted by key."""
        for row in self._connection.execute("SELECT * FROM documents ORDER BY key"):
            yield _entry(row)


def read_ledger(folder: Path) -> list[Entry]:
    """Return all entries of an output folder's ledger, sorted by key.

    Raises:
        UsageError: there is no ledger, or none that this version can read.
    """
    if not (folder / FILE_NAME).is_file():
        raise UsageError(f"no {FILE_NAME} in {folder}: nothing was run into it yet; khmer-minutes run -o {folder}")
    with Ledger.open(folder) as ledger:
        return list(ledger.entries())


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    connection.row_factory = sqlite3.Row
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version == 0:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(_TABLE)
            connection.execute(f"PRAGMA user_version = {VERSION}")
            connection.execute("COMMIT")
    except sqlite3.Error as error:
        raise UsageError(f"cannot use {path} ({error}); move it away, and the next run starts a new one") from error
    if version > VERSION:
        raise UsageError(f"{path} was written by a later version of khmer-minutes; use that one, or another folder")


def _entry(row: sqlite3.Row) -> Entry:
    values = {field.name: row[field.name] for field in fields(Entry)}
    return Entry(**values | {"seconds": json.loads(row["seconds"]), "skipped": bool(row["skipped"])})


def _cause(error: OSError | sqlite3.Error) -> str:
    return error.strerror or str(error) if isinstance(error, OSError) else str(error)
