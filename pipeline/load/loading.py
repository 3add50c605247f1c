"""The outputs of a run into a database: what is new or changed replaces what was there, document by document."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import URL
from sqlalchemy.exc import DataError, IntegrityError

from pipeline.errors import DocumentError, ExitCode, UsageError
from pipeline.load.database import cause, connected, open_database, writing
from pipeline.load.fold_text import fold_text
from pipeline.load.index_words import index_words
from pipeline.load.migrating import bring_up_to_date
from pipeline.load.reading import Found, find, open_found, read_minutes
from pipeline.load.rows import ROW_FORMAT, passage
from pipeline.load.settling import settle_people
from pipeline.load.writing import Prepared, known_documents, remove_documents, write_documents
from pipeline.model.walk import meeting_blocks


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


_TOGETHER = 25
"""So many documents are one transaction: most of the time of a small one goes into beginning and ending it."""

Follow = Callable[[str, int, int], None]
"""Is told the path of a document before it is loaded, its number and how many there are."""


def load(folder: Path, address: URL, *, prune: bool = False, follow: Follow = lambda *_: None) -> Loaded:
    """Load every minutes.json below a folder; return what was done.

    A document is written whole within one transaction. What cannot be believed is refused, and the rest loaded; a
    refused document stays in the database as it was. `prune` removes the documents that are no longer in the folder.

    Raises:
        UsageError: there is nothing in the folder, or the database is of a later version or of another program.
        MissingProgramError: the server or its driver is not there.
    """
    files = find(folder)
    if not files:
        raise UsageError(f"no minutes.json below {folder}: khmer-minutes run -o {folder} writes them")
    engine = open_database(address, create=True)
    try:
        bring_up_to_date(engine)
        with connected(engine) as connection:
            return _load_all(connection, files, folder, prune, follow)
    finally:
        engine.dispose()


def _load_all(connection: sa.Connection, files: list[Path], folder: Path, prune: bool, follow: Follow) -> Loaded:
    done = Loaded()
    with connection.begin():
        known = known_documents(connection)
    for at in range(0, len(files), _TOGETHER):
        with _without_cycle_search():
            waiting: list[Prepared] = []
            for number, file in enumerate(files[at : at + _TOGETHER], at + 1):
                path = file.parent.relative_to(folder).as_posix()
                follow(path, number, len(files))
                try:
                    found = open_found(file, folder)
                    if known.get(path) == (found.sha256, ROW_FORMAT):
                        done.unchanged += 1
                    else:
                        waiting.append(_prepare(found))
                except DocumentError as error:
                    done.refused[path] = error.reason
            _write(connection, waiting, done)
    with writing(connection):
        if prune:
            there = {file.parent.relative_to(folder).as_posix() for file in files}
            done.removed = remove_documents(connection, sorted(known_documents(connection).keys() - there))
        settle_people(connection)
    return done


@contextmanager
def _without_cycle_search() -> Iterator[None]:
    """Let Python not look for cycles among values that have none, which takes a third of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _prepare(found: Found) -> Prepared:
    """Read minutes and cut their words, which takes time: here no other loader waits for it."""
    minutes = read_minutes(found)
    blocks = (block for meeting in minutes.meetings for block in meeting_blocks(meeting))
    texts = {block.id: fold_text(passage(block.attribution, block.text)) for block in blocks}
    for text in texts.values():
        index_words(text)
    return Prepared(minutes, found.sha256, texts)


def _write(connection: sa.Connection, prepared: list[Prepared], done: Loaded) -> None:
    """Write documents in one transaction; where the database refuses one of them, each in its own."""
    if not prepared:
        return
    try:
        with writing(connection):
            written = write_documents(connection, prepared)
    except (DataError, IntegrityError) as error:
        if len(prepared) == 1:
            done.refused[prepared[0].minutes.document.path] = f"is refused by the database: {cause(error)}"
        else:
            for one in prepared:
                _write(connection, [one], done)
        return
    done.new += len(written.new)
    done.changed += len(written.changed)
    done.unchanged += len(written.unchanged)
