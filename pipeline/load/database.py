"""A database by its address: SQLite or PostgreSQL, opened so that writers take turns."""

import importlib.util
import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, IntegrityError, OperationalError

from pipeline.errors import MissingProgramError, UsageError

WRITERS_LOCK = 0x6B686D696E
"""Number of PostgreSQL's advisory lock ("khmin") that one loader holds for the length of a transaction."""
_SQLITE_SETTINGS = (
    *("foreign_keys = ON", "journal_mode = WAL", "synchronous = NORMAL"),
    *("cache_size = -65536", "wal_autocheckpoint = 8192"),
)
"""64 MiB of pages in memory, and 32 MiB of log before it is put into the file, which waits for the disk."""
_POSTGRESQL_SETTINGS = sa.text(
    "SET LOCAL synchronous_commit TO off; SET LOCAL gin_pending_list_limit TO '512MB'; "
    "SET LOCAL maintenance_work_mem TO '256MB'"
)
"""New texts wait in a list beside the full-text indexes, into which `sort_in_texts` puts all of them at once."""
_OVER_A_LIMIT = "54000"
"""PostgreSQL's SQLSTATE program_limit_exceeded: a text too long to be indexed, for one."""
BUSY_SECONDS = 120.0
"""So long a loader waits for another's transaction in SQLite."""


def parse_address(address: str) -> URL:
    """Return the address of a database; a plain path is that of an SQLite file.

    Raises:
        UsageError: it is of no kind that is known. The message does not repeat it, for it may hold a password.
    """
    if "://" not in address:
        return URL.create("sqlite", database=address)
    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as error:
        raise UsageError(f"--database is no address of a database; {_EXAMPLES}") from error
    kind = url.get_backend_name()
    if kind == "sqlite" and url.database:
        return url.set(drivername="sqlite")
    if kind in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    raise UsageError(f"{kind} is no database that khmer-minutes can use; {_EXAMPLES}")


_EXAMPLES = "for example outputs/minutes.sqlite or postgresql://user@host/minutes"


def shown(url: URL) -> str:
    """Return an address for people: never a password, nor anything behind a question mark."""
    if url.get_backend_name() == "sqlite":
        return str(url.database)
    return URL.create("postgresql", host=url.host, port=url.port, database=url.database).render_as_string()


def open_database(url: URL, *, create: bool = False) -> sa.Engine:
    """Return an engine; `create` makes a missing SQLite file and its folder.

    Raises:
        UsageError: the SQLite file is missing and is not to be made, or its folder cannot be made.
        MissingProgramError: PostgreSQL's driver is not installed.
    """
    if url.get_backend_name() == "sqlite":
        return _open_sqlite(url, create)
    if importlib.util.find_spec("psycopg") is None:
        raise MissingProgramError(
            f"PostgreSQL needs psycopg: {shlex.quote(sys.executable)} -m pip install 'khmer-minutes[postgres]'"
        )
    return sa.create_engine(url, hide_parameters=True)


def _open_sqlite(url: URL, create: bool) -> sa.Engine:
    path = Path(str(url.database))
    if create:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError(f"cannot make the folder {path.parent}: {error.strerror}") from error
    elif not path.is_file():
        raise UsageError(f"there is no database {path}; khmer-minutes load makes one of what a run wrote")
    engine = sa.create_engine(url, connect_args={"timeout": BUSY_SECONDS}, hide_parameters=True)
    sa.event.listen(engine, "connect", _prepare_sqlite)
    sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    for setting in _SQLITE_SETTINGS:
        connection.execute(f"PRAGMA {setting}").close()


def _begin_sqlite(connection: sa.Connection) -> None:
    """A writer takes SQLite's one write lock at once: to ask for it later could fail after work was done."""
    is_writer = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writer else "BEGIN")


@contextmanager
def reading(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Yield a connection within a transaction that changes nothing.

    Raises:
        MissingProgramError: the server cannot be reached, or is lost.
    """
    with _connected(engine) as connection, connection.begin():
        yield connection


@contextmanager
def writing(connection: sa.Connection) -> Iterator[None]:
    """Make what is done within one transaction, while no other loader writes; it is undone where it fails."""
    connection.execution_options(writes=True)
    try:
        with connection.begin():
            if connection.dialect.name == "postgresql":
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(WRITERS_LOCK)))
                connection.execute(_POSTGRESQL_SETTINGS)
            yield
    finally:
        connection.execution_options(writes=False)


@contextmanager
def connected(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Yield a connection to write by (`writing`).

    Raises:
        UsageError: the SQLite file cannot be written, as it is read-only, or locked for long, or the disk is full.
        MissingProgramError: the server cannot be reached, or goes away.
    """
    with _connected(engine) as connection:
        yield connection


@contextmanager
def _connected(engine: sa.Engine) -> Iterator[sa.Connection]:
    try:
        connection = engine.connect()
    except OperationalError as error:
        if engine.dialect.name == "sqlite":
            raise UsageError(f"cannot open {shown(engine.url)}: {cause(error)}") from error
        raise MissingProgramError(f"cannot reach {shown(engine.url)}: {cause(error)}") from error
    except DBAPIError as error:
        raise UsageError(f"{shown(engine.url)} is not a database of khmer-minutes: {cause(error)}") from error
    with connection:
        try:
            yield connection
        except OperationalError as error:
            message = f"{shown(engine.url)} gave up: {cause(error)}; what was done before is kept"
            raise (UsageError if engine.dialect.name == "sqlite" else MissingProgramError)(message) from error


def is_of_the_rows(error: DBAPIError) -> bool:
    """Return whether the database refused what was written, and would take something else."""
    is_too_long = getattr(error.orig, "sqlstate", None) == _OVER_A_LIMIT
    return isinstance(error, DataError | IntegrityError) or is_too_long


def cause(error: DBAPIError) -> str:
    """Return what the database itself said, in one line."""
    said = str(error.orig).strip().splitlines()
    return said[0] if said else type(error.orig).__name__
