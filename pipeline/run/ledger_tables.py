"""The tables of the ledger, by version: what SQLite's `user_version` of an older ledger lacks is added to it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import UsageError

_FIRST = """
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

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (_FIRST,),
    (
        "ALTER TABLE documents ADD COLUMN in_work INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE documents ADD COLUMN limits TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE documents ADD COLUMN corrections TEXT",
        "ALTER TABLE documents ADD COLUMN peak_mb REAL",
        "ALTER TABLE documents ADD COLUMN twin TEXT",
        "ALTER TABLE documents ADD COLUMN title TEXT",
        "ALTER TABLE documents ADD COLUMN date TEXT",
        "ALTER TABLE documents ADD COLUMN place TEXT",
        "ALTER TABLE documents ADD COLUMN people INTEGER",
        "ALTER TABLE documents ADD COLUMN outcomes INTEGER",
        "CREATE INDEX documents_by_content ON documents (sha256)",
        "CREATE TABLE versions (version TEXT PRIMARY KEY, parts TEXT NOT NULL) STRICT, WITHOUT ROWID",
        """
        CREATE TABLE doubtful_pages (
            key TEXT NOT NULL,
            page_no INTEGER NOT NULL,
            text_source TEXT NOT NULL,
            confidence REAL NOT NULL,
            PRIMARY KEY (key, page_no)
        ) STRICT, WITHOUT ROWID
        """,
    ),
    ("ALTER TABLE documents ADD COLUMN tools TEXT NOT NULL DEFAULT ''",),
    ("ALTER TABLE documents ADD COLUMN stamp TEXT",),
    (
        "ALTER TABLE documents ADD COLUMN deaths INTEGER NOT NULL DEFAULT 0",
        "CREATE INDEX documents_in_work ON documents (in_work) WHERE in_work",
        "CREATE TABLE last_run (begun_at TEXT NOT NULL, documents INTEGER NOT NULL, ended_at TEXT) STRICT",
    ),
)
"""What each version adds, from 1 on."""

VERSION = len(MIGRATIONS)

_FULL = "make room, and the same command goes on"
_REFUSED = "choose another folder (-o), or have it made writable"
_OF_THE_DISK = {
    "SQLITE_FULL": _FULL,
    "SQLITE_IOERR": _FULL,
    "SQLITE_READONLY": _REFUSED,
    "SQLITE_CANTOPEN": _REFUSED,
    "SQLITE_BUSY": "another program holds it: let that end first",
}
"""Errors that say nothing of the ledger itself, by the beginnings of their names, and what to do."""


def prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Bring the ledger at a path to this version, in one transaction.

    Raises:
        UsageError: it is no ledger, or that of a later version.
    """
    connection.row_factory = sqlite3.Row
    with complaining(path):
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version < VERSION:
            version = _migrate(connection)
    if version > VERSION:
        raise UsageError(f"{path} was written by a later version of khmer-minutes; use that one, or another folder")


@contextmanager
def complaining(path: Path) -> Iterator[None]:
    """Turn what SQLite has against the ledger at a path into a sentence for a person.

    Raises:
        UsageError: it has something.
    """
    try:
        yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "")
        advice = next((words for beginning, words in _OF_THE_DISK.items() if name.startswith(beginning)), None)
        if advice is not None:
            raise UsageError(f"cannot write {path}: {error}; {advice}") from error
        raise UsageError(
            f"cannot use {path} ({error}); move it away, and the next run starts a new one and does all anew"
        ) from error


def _migrate(connection: sqlite3.Connection) -> int:
    connection.execute("BEGIN IMMEDIATE")
    (version,) = connection.execute("PRAGMA user_version").fetchone()  # another process may have been first
    for statement in (statement for step in MIGRATIONS[version:] for statement in step):
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("COMMIT")
    return VERSION
