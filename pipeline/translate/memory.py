"""The translation memory: what was translated once is found again, word for word or nearly so.

It is one SQLite file. Lookups go over all segments of a language pair in this process (rapidfuzz), shortest first, so
that only those of about the same length are compared: 100,000 segments take some milliseconds (benchmarks/memory.py).
"""

import hashlib
import sqlite3
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple, Self

from rapidfuzz import fuzz, process

from pipeline.errors import UsageError
from pipeline.translate.glossary import key

VERSION = 1
"""Of the table; kept in SQLite's `user_version`."""

_TABLE = """
CREATE TABLE units (
    source_language TEXT NOT NULL,
    target_language TEXT NOT NULL,
    source_key TEXT NOT NULL,
    source TEXT NOT NULL,
    target TEXT NOT NULL,
    origin TEXT NOT NULL,
    PRIMARY KEY (source_language, target_language, source_key)
) STRICT, WITHOUT ROWID
"""


class Unit(NamedTuple):
    """A text with its translation by a person."""

    source_language: str
    target_language: str
    source: str
    target: str
    origin: str
    """Where it comes from: the key of the document, or the name of the TMX file."""


class Match(NamedTuple):
    """What the memory has for a text."""

    target: str
    likeness: float
    """1 for the same text, otherwise the share of letters that need no change (rapidfuzz's normalised indel ratio)."""
    source: str


class Memory:
    """The memory, open."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._sorted: dict[tuple[str, str], tuple[list[int], list[str]]] = {}

    @classmethod
    @contextmanager
    def open(cls, path: Path) -> Iterator[Self]:
        """Open a memory, making it where it is missing.

        Raises:
            UsageError: the file cannot be made or written to, or is none that this version can read.
        """
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(path, isolation_level=None, timeout=30)
        except (OSError, sqlite3.Error) as error:
            raise UsageError(f"cannot open the translation memory {path}: {error}") from error
        with closing(connection):
            _prepare(connection, path)
            yield cls(connection)

    def find(self, text: str, source: str, target: str, least: float) -> Match | None:
        """Return the translation of the same text, or of the one most like it, if it is at least `least` alike."""
        wanted = key(text, source)
        exact = self._exact(wanted, source, target)
        if exact is not None:
            return exact
        lengths, keys = self._by_length(source, target)
        # Two texts of lengths m <= n are alike by 2m / (m + n) at most.
        first = bisect_left(lengths, int(len(wanted) * least / (2 - least)))
        last = bisect_right(lengths, int(len(wanted) * (2 - least) / least) + 1)
        found = process.extractOne(wanted, keys[first:last], scorer=fuzz.ratio, score_cutoff=least * 100)
        if found is None:
            return None
        match = self._exact(found[0], source, target)
        return match and match._replace(likeness=min(found[1] / 100, 0.999))

    def add(self, units: Iterable[Unit]) -> int:
        """Put units into the memory in one transaction, each in the place of an older one; return how many."""
        rows = [
            (unit.source_language, unit.target_language, key(unit.source, unit.source_language), *unit[2:])
            for unit in units
        ]
        with self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.executemany("INSERT OR REPLACE INTO units VALUES (?, ?, ?, ?, ?, ?)", rows)
        self._sorted.clear()
        return len(rows)

    def units(self) -> Iterator[Unit]:
        """Yield all units, sorted by languages and text."""
        columns = "source_language, target_language, source, target, origin"
        ordered = "SELECT " + columns + " FROM units ORDER BY source_language, target_language, source_key"
        for row in self._connection.execute(ordered):
            yield Unit(*row)

    def version(self) -> str:
        """A hash of all units, by which drafts made from an older memory are known."""
        digest = hashlib.sha256()
        for unit in self.units():
            digest.update("\0".join(unit).encode())
        return digest.hexdigest()[:12]

    def _exact(self, wanted: str, source: str, target: str) -> Match | None:
        row = self._connection.execute(
            "SELECT target, source FROM units WHERE source_language = ? AND target_language = ? AND source_key = ?",
            (source, target, wanted),
        ).fetchone()
        return None if row is None else Match(row[0], 1.0, row[1])

    def _by_length(self, source: str, target: str) -> tuple[list[int], list[str]]:
        """All keys of a language pair, the shortest first, and their lengths; read once."""
        pair = (source, target)
        if pair not in self._sorted:
            query = "SELECT source_key FROM units WHERE source_language = ? AND target_language = ?"
            keys = sorted((row[0] for row in self._connection.execute(query, pair)), key=lambda text: (len(text), text))
            self._sorted[pair] = ([len(text) for text in keys], keys)
        return self._sorted[pair]


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    try:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version == 0:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(_TABLE)
            connection.execute(f"PRAGMA user_version = {VERSION}")
            connection.execute("COMMIT")
    except sqlite3.Error as error:
        raise UsageError(f"{path} is no translation memory that can be read: {error}") from error
    if version > VERSION:
        raise UsageError(f"{path} was written by a later version of khmer-minutes; use that one, or another file")
