"""The ledger of a run: one row a document in `ledger.sqlite` of the output folder, written after its outputs."""

import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any, Self

from pipeline.errors import UsageError
from pipeline.run.entry import Catalogued, DoubtfulPage, Entry, LastRun, Left
from pipeline.run.ledger_tables import complaining, prepare

FILE_NAME = "ledger.sqlite"

MOST_UNCOMMITTED = 500
"""Documents that were only passed over and are written in one transaction: a loss of these costs no work."""


_COLUMNS = [each.name for each in fields(Entry) if each.name != "catalogued"] + [
    each.name for each in fields(Catalogued)
]
_RECORD = (
    f"INSERT OR REPLACE INTO documents ({', '.join(_COLUMNS)}, in_work) "
    f"VALUES ({', '.join(f':{name}' for name in _COLUMNS)}, :in_work)"
)
_NOT, _NOW, _LEFT = 0, 1, 2
"""What `in_work` says: that a document is not, that it is in the run at hand, that it was in one that has ended."""


class Ledger:
    """The tables, open. Each `record` is one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._uncommitted = 0

    @classmethod
    @contextmanager
    def open(cls, folder: Path, original: Path | None = None) -> Iterator[Self]:
        """Open the ledger of an output folder, making both where they are missing.

        `original` is the file that this one is a copy of, to be named in errors.

        Raises:
            UsageError: the folder cannot be made or written to, or its ledger is none that this version can read, here
                or at any later use.
        """
        path = folder / FILE_NAME
        try:
            folder.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(path, isolation_level=None, timeout=30)
        except (OSError, sqlite3.Error) as error:
            raise UsageError(f"cannot write to the output folder {folder}: {_cause(error)}") from error
        with complaining(original or path), closing(connection):
            prepare(connection, original or path)
            ledger = cls(connection)
            try:
                yield ledger
            finally:
                ledger.commit()

    def get(self, key: str) -> Entry | None:
        """Return what is known of a document; None if nothing is, or if a run was killed while it was in work."""
        row = self._connection.execute("SELECT * FROM documents WHERE key = ? AND NOT in_work", (key,)).fetchone()
        return None if row is None else _entry(row)

    def path_of(self, key: str) -> str | None:
        """Return the absolute path of a document; None where nothing is known of it, as in `get`."""
        row = self._connection.execute("SELECT path FROM documents WHERE key = ? AND NOT in_work", (key,)).fetchone()
        return None if row is None else str(row[0])

    def begin(self, entry: Entry) -> None:
        """Say that a document is in work: until it is recorded, what was known of it does not count."""
        self.commit()
        self._put(entry, _NOW)

    def begin_run(self, documents: int, begun_at: str) -> None:
        """Say that a run is begun that is to go through so many documents; what is in work still, another died of."""
        with self._transaction():
            self._connection.execute("DELETE FROM last_run")
            self._connection.execute("INSERT INTO last_run VALUES (?, ?, NULL)", (begun_at, documents))
            left = "UPDATE documents SET in_work = ?, deaths = deaths + 1 WHERE in_work = ?"
            self._connection.execute(left, (_LEFT, _NOW))

    def end_run(self, ended_at: str | None) -> None:
        """Say that a run has ended; when, where it is through with all documents. What is in work it has let go."""
        self.commit()
        with self._transaction():
            self._connection.execute("UPDATE last_run SET ended_at = ?", (ended_at,))
            self._connection.execute("UPDATE documents SET in_work = ? WHERE in_work = ?", (_LEFT, _NOW))

    def last_run(self) -> LastRun | None:
        """Return the run that was begun last; None where that is not known."""
        row = self._connection.execute("SELECT begun_at, documents, ended_at FROM last_run").fetchone()
        return None if row is None else LastRun(*row)

    def left(self) -> dict[str, Left]:
        """Return by key what is in work, or was when a run ended."""
        query = "SELECT key, deaths, attempts, sha256 FROM documents WHERE in_work ORDER BY key"
        return {key: Left(*rest) for key, *rest in self._connection.execute(query)}

    def record(self, entry: Entry, doubtful: tuple[DoubtfulPage, ...] = ()) -> None:
        """Put an entry in the place of what was known of its document, and its doubtful pages."""
        self.commit()
        with self._transaction():
            self._put(entry, _NOT)
            self._connection.execute("DELETE FROM doubtful_pages WHERE key = ?", (entry.key,))
            rows = [(entry.key, *page) for page in doubtful]
            self._connection.executemany("INSERT OR REPLACE INTO doubtful_pages VALUES (?, ?, ?, ?)", rows)

    def pass_over(self, entry: Entry) -> None:
        """Put an entry that says no more than that its document was left as it was; written with the next others."""
        if not self._uncommitted:
            self._connection.execute("BEGIN")
        self._put(entry, _NOT)
        self._uncommitted += 1
        if self._uncommitted >= MOST_UNCOMMITTED:
            self.commit()

    def commit(self) -> None:
        """Write what is pending."""
        if self._uncommitted:
            self._connection.execute("COMMIT")
            self._uncommitted = 0

    def twins(self, sha256: str) -> Iterator[Entry]:
        """Yield the documents that have these bytes, sorted by key; those in work are left out."""
        query = "SELECT * FROM documents WHERE sha256 = ? AND NOT in_work ORDER BY key"
        return map(_entry, self._connection.execute(query, (sha256,)))

    def entries(self) -> Iterator[Entry]:
        """Yield all entries, sorted by key; those in work have none."""
        for row in self._connection.execute("SELECT * FROM documents WHERE NOT in_work ORDER BY key"):
            yield _entry(row)

    def doubtful_pages(self) -> Iterator[tuple[str, DoubtfulPage]]:
        """Yield the doubtful pages with the keys of their documents, the least sure first."""
        query = "SELECT key, page_no, text_source, confidence FROM doubtful_pages ORDER BY confidence, key, page_no"
        for key, *page in self._connection.execute(query):
            yield key, DoubtfulPage(*page)

    def know(self, version: str, parts: Mapping[str, str]) -> None:
        """Keep what a version is made of: a hash or version number by the name of each part."""
        self._connection.execute("INSERT OR REPLACE INTO versions VALUES (?, ?)", (version, json.dumps(parts)))

    def versions(self) -> dict[str, dict[str, str]]:
        """Return what each version that made outputs is made of."""
        rows = self._connection.execute("SELECT version, parts FROM versions ORDER BY version")
        return {version: json.loads(parts) for version, parts in rows}

    def _put(self, entry: Entry, in_work: int) -> None:
        self._connection.execute(_RECORD, _values(entry) | {"in_work": in_work})

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")


@contextmanager
def reading(folder: Path) -> Iterator[Ledger]:
    """Open the ledger of an output folder that a run has written; from a copy where it cannot be written to.

    Raises:
        UsageError: there is no ledger, or none that this version can read.
    """
    path = folder / FILE_NAME
    if not path.is_file():
        raise UsageError(f"no {FILE_NAME} in {folder}: nothing was run into it yet; khmer-minutes run -o {folder}")
    opened = Ledger.open if os.access(folder, os.W_OK) and os.access(path, os.W_OK) else copied
    with opened(folder) as ledger:
        yield ledger


@contextmanager
def copied(folder: Path) -> Iterator[Ledger]:
    """Open a copy of the ledger of an output folder, as it stands.

    Raises:
        UsageError: it cannot be read, or this version cannot.
    """
    with tempfile.TemporaryDirectory() as name:
        try:
            for part in (FILE_NAME, f"{FILE_NAME}-wal"):
                if (folder / part).is_file():
                    shutil.copyfile(folder / part, Path(name, part))
        except OSError as error:
            raise UsageError(f"cannot read {folder / FILE_NAME}: {error.strerror}") from error
        with Ledger.open(Path(name), folder / FILE_NAME) as ledger:
            yield ledger


def read_ledger(folder: Path) -> list[Entry]:
    """Return all entries of an output folder's ledger, sorted by key.

    Raises:
        UsageError: there is no ledger, or none that this version can read.
    """
    with reading(folder) as ledger:
        return list(ledger.entries())


def _values(entry: Entry) -> dict[str, Any]:
    values = asdict(entry)
    return {**values, **values.pop("catalogued"), "seconds": json.dumps(entry.seconds)}


def _entry(row: sqlite3.Row) -> Entry:
    values = {each.name: row[each.name] for each in fields(Entry) if each.name != "catalogued"}
    catalogued = Catalogued(**{each.name: row[each.name] for each in fields(Catalogued)})
    typed = {"seconds": json.loads(row["seconds"]), "skipped": bool(row["skipped"]), "catalogued": catalogued}
    return Entry(**values | typed)


def _cause(error: OSError | sqlite3.Error) -> str:
    return error.strerror or str(error) if isinstance(error, OSError) else str(error)
