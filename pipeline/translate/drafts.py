"""Drafts made before, so that a slow or paid engine translates each text once."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Self

from pipeline.errors import UsageError
from pipeline.translate.engines import Draft, Text

_TABLE = """
CREATE TABLE IF NOT EXISTS drafts (
    engine TEXT NOT NULL,
    version TEXT NOT NULL,
    pair TEXT NOT NULL,
    source TEXT NOT NULL,
    draft TEXT NOT NULL,
    PRIMARY KEY (engine, version, pair, source)
) STRICT, WITHOUT ROWID
"""


class Drafts:
    """Drafts by engine, its version, languages and source text."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @classmethod
    @contextmanager
    def open(cls, path: Path) -> Iterator[Self]:
        """Open the drafts, making the file where it is missing.

        Raises:
            UsageError: the file cannot be made or used.
        """
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(path, isolation_level=None, timeout=30)
            with closing(connection):
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute(_TABLE)
                yield cls(connection)
        except (OSError, sqlite3.Error) as error:
            raise UsageError(f"cannot use {path} ({error}); move it away, and the next run starts a new one") from error

    def get(self, engine: str, version: str, pair: str, text: Text) -> Draft | None:
        """Return the draft of a text, None if there is none."""
        row = self._connection.execute(
            "SELECT draft FROM drafts WHERE engine = ? AND version = ? AND pair = ? AND source = ?",
            (engine, version, pair, text.text),
        ).fetchone()
        return None if row is None else Draft(*json.loads(row[0]))

    def put(self, engine: str, version: str, pair: str, made: Iterable[tuple[Text, Draft]]) -> None:
        """Keep drafts, in one transaction."""
        rows = [(engine, version, pair, text.text, json.dumps(draft, ensure_ascii=False)) for text, draft in made]
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.executemany("INSERT OR REPLACE INTO drafts VALUES (?, ?, ?, ?, ?)", rows)
        self._connection.execute("COMMIT")
