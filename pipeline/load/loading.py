"""The outputs of a run into a database: what is new or changed replaces what was there, document by document."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from pipeline.errors import DocumentError, ExitCode, UsageError
from pipeline.finished import MINUTES, find_minutes
from pipeline.load.database import cause, connected, is_of_the_rows, open_database, writing
from pipeline.load.made import Made
from pipeline.load.migrating import bring_up_to_date
from pipeline.load.placing import refuse_other_folder
from pipeline.load.preparing import Order, make_ready, without_cycle_search
from pipeline.load.reading import open_found
from pipeline.load.rows import ROW_FORMAT
from pipeline.load.search_texts import sort_in_texts, unknown_texts
from pipeline.load.settling import settle_people
from pipeline.load.writing import known_documents, remove_documents, write_documents


@dataclass(slots=True)
class Loaded:
    """What a loading did."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    refused: dict[str, str] = field(default_factory=dict)
    """Why, by path of the document."""

    @property
    def exit_code(self) -> ExitCode:
        """Return that of the command."""
        if not self.refused:
            return ExitCode.OK
        return ExitCode.SOME_FAILED if self.new + self.changed + self.unchanged else ExitCode.NONE_SUCCEEDED


Follow = Callable[[str, int, int], None]
"""Is told the path of a document before it is written, its number and how many there are."""


def load(folder: Path, address: URL, *, prune: bool = False, follow: Follow = lambda *_: None) -> Loaded:
    """Load every minutes.json below a folder; return what was done.

    A document is written whole within one transaction. What cannot be believed is refused, and the rest loaded; a
    refused document stays in the database as it was. `prune` removes the documents that are no longer in the folder.

    Raises:
        UsageError: there is nothing in the folder, it is not the outputs of a run, or the database is of a later
            version or of another program.
        MissingProgramError: the server or its driver is not there.
    """
    files = find_minutes(folder)
    if not files:
        raise UsageError(f"no minutes.json below {folder}: khmer-minutes run -o {folder} writes them")
    refuse_other_folder(files, folder)
    engine = open_database(address, create=True)
    try:
        bring_up_to_date(engine)
        with connected(engine) as connection:
            return _load_all(connection, files, folder, prune, follow)
    finally:
        engine.dispose()


def _load_all(connection: sa.Connection, files: list[Path], folder: Path, prune: bool, follow: Follow) -> Loaded:
    done = Loaded()
    orders = list(_orders(connection, files, folder, done))
    number = len(files) - len(orders)
    for ready in make_ready(orders, folder, partial(_unknown, connection)):
        number += len(ready.refused)
        for one in ready.made:
            number += 1
            follow(one.path, number, len(files))
        done.refused |= ready.refused
        with without_cycle_search():
            _write(connection, ready.made, ready.words, done)
    with writing(connection):
        if prune:
            done.removed = remove_documents(connection, _gone(known_documents(connection), folder))
        settle_people(connection)
        if orders:
            sort_in_texts(connection)
    return done


def _orders(connection: sa.Connection, files: list[Path], folder: Path, done: Loaded) -> Iterator[Order]:
    """What is new or changed."""
    with connection.begin():
        known = known_documents(connection)
    next_id = max((each.id for each in known.values()), default=0) + 1
    for file in files:
        path = file.parent.relative_to(folder).as_posix()
        there = known.get(path)
        if there is None:
            yield Order(file, path, next_id)
            next_id += 1
            continue
        try:
            is_same = (there.sha256, there.row_format) == (open_found(file, folder).sha256, ROW_FORMAT)
        except DocumentError as error:
            done.refused[path] = error.reason
            continue
        if is_same:
            done.unchanged += 1
        else:
            yield Order(file, path, there.id)


def _gone(known: Iterable[str], folder: Path) -> list[str]:
    """The documents that are not in the folder: now, for a run and another loader may have been at work meanwhile."""
    return sorted(path for path in known if not os.path.lexists(folder / path / MINUTES))


def _unknown(connection: sa.Connection, digests: Iterable[bytes]) -> set[bytes]:
    with connection.begin():
        return unknown_texts(connection, digests)


def _write(connection: sa.Connection, made: Sequence[Made], words: Mapping[bytes, str], done: Loaded) -> None:
    """Write documents in one transaction; where the database refuses one of them, each in its own."""
    if not made:
        return
    try:
        with writing(connection):
            written = write_documents(connection, made, words)
    except DBAPIError as error:
        if not is_of_the_rows(error):
            raise
        if len(made) == 1:
            done.refused[made[0].path] = f"is refused by the database: {cause(error)}"
        else:
            for one in made:
                _write(connection, [one], words, done)
        return
    done.new += len(written.new)
    done.changed += len(written.changed)
    done.unchanged += len(written.unchanged)
