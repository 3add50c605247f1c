"""The ledger of a run: one row a document in `ledger.sqlite` of the output folder, written after its outputs."""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, Literal, NamedTuple, Self

from pipeline.errors import UsageError
from pipeline.run.ledger_tables import prepare

FILE_NAME = "ledger.sqlite"

Status = Literal["done", "partial", "failed"]

MOST_UNCOMMITTED = 500
"""Documents that were only passed over and are written in one transaction: a loss of these costs no work."""


class DoubtfulPage(NamedTuple):
    """A page whose text is missing, damaged or a guess."""

    page_no: int
    text_source: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Catalogued:
    """What the catalogue says of a document's first meeting, and counts of all of them."""

    title: str | None = None
    date: str | None = None
    """ISO 8601, may be partial."""
    place: str | None = None
    people: int | None = None
    """As many as the minutes count, or else name."""
    outcomes: int | None = None


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
    """Of the code and resources that made the outputs; `Ledger.versions` says what is in it."""
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
    limits: str = ""
    """Hash of the limits that a document may run into; counts only where it did."""
    tools: str = ""
    """Version of the program that reads pictures of pages; counts only where there are any."""
    corrections: str | None = None
    """Hash of the corrections.json that the outputs have in them; None: there was none."""
    peak_mb: float | None = None
    """The most memory that the process held while it worked on the document."""
    twin: str | None = None
    """Key of the document with the same bytes that the outputs were copied from."""
    stamp: str | None = None
    """What `places.stamp` said of the file when its bytes were hashed; None: they are hashed again next time."""
    catalogued: Catalogued = field(default_factory=Catalogued)

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


_COLUMNS = [each.name for each in fields(Entry) if each.name != "catalogued"] + [
    each.name for each in fields(Catalogued)
]
_RECORD = (
    f"INSERT OR REPLACE INTO documents ({', '.join(_COLUMNS)}, in_work) "
    f"VALUES ({', '.join(f':{name}' for name in _COLUMNS)}, 0)"
)


class Ledger:
    """The tables, open. Each `record` is one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._uncommitted = 0

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
            prepare(connection, path)
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
        values = _values(entry)
        known = self._connection.execute("UPDATE documents SET in_work = 1 WHERE key = ?", (entry.key,)).rowcount
        if not known:
            self._connection.execute(_RECORD.replace(", 0)", ", 1)"), values)

    def record(self, entry: Entry, doubtful: tuple[DoubtfulPage, ...] = ()) -> None:
        """Put an entry in the place of what was known of its document, and its doubtful pages."""
        self.commit()
        with self._transaction():
            self._connection.execute(_RECORD, _values(entry))
            self._connection.execute("DELETE FROM doubtful_pages WHERE key = ?", (entry.key,))
            rows = [(entry.key, *page) for page in doubtful]
            self._connection.executemany("INSERT OR REPLACE INTO doubtful_pages VALUES (?, ?, ?, ?)", rows)

    def pass_over(self, entry: Entry) -> None:
        """Put an entry that says no more than that its document was left as it was; written with the next others."""
        if not self._uncommitted:
            self._connection.execute("BEGIN")
        self._connection.execute(_RECORD, _values(entry))
        self._uncommitted += 1
        if self._uncommitted >= MOST_UNCOMMITTED:
            self.commit()

    def commit(self) -> None:
        """Write what is pending."""
        if self._uncommitted:
            self._connection.execute("COMMIT")
            self._uncommitted = 0

    def twins(self, sha256: str) -> list[Entry]:
        """Return the documents that have these bytes, sorted by key; those in work are left out."""
        query = "SELECT * FROM documents WHERE sha256 = ? AND NOT in_work ORDER BY key"
        return [_entry(row) for row in self._connection.execute(query, (sha256,))]

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
    """Open the ledger of an output folder that a run has written.

    Raises:
        UsageError: there is no ledger, or none that this version can read.
    """
    if not (folder / FILE_NAME).is_file():
        raise UsageError(f"no {FILE_NAME} in {folder}: nothing was run into it yet; khmer-minutes run -o {folder}")
    with Ledger.open(folder) as ledger:
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
