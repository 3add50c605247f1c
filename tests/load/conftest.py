"""Databases of each kind, empty for each test, and outputs to load."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa
from psycopg import sql
from sqlalchemy.engine import URL

from benchmarks.archive import archive
from pipeline.emit.json_file import minutes_json
from pipeline.load import tables_found as _tables_found  # noqa: F401 (declares its tables)
from pipeline.load.columns import metadata
from pipeline.load.database import open_database, parse_address, reading
from pipeline.load.migrating import bring_up_to_date
from pipeline.model.minutes import Minutes
from tests.load import server

ROOT = Path(__file__).parents[2]
EXAMPLE = Minutes.model_validate_json((ROOT / "tests/data/example_minutes.json").read_bytes())
Connect = Callable[[], "contextmanager[sa.Connection]"]
_numbers = count(1)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Path]:
    """The folder of the socket of a PostgreSQL that is started for the run; without one, the tests are skipped."""
    programs, user = server.find_programs(), server.other_user()
    if programs is None:
        pytest.skip(server.MISSING)
    if user is None:
        pytest.skip(server.NOBODY)
    with server.running(programs, user) as folder:
        yield folder


@pytest.fixture(scope="session")
def new_database(postgresql: Path) -> Callable[[], URL]:
    """Make an empty database in PostgreSQL."""

    def make() -> URL:
        name = f"test{next(_numbers)}"
        with psycopg.connect(host=str(postgresql), user="tests", dbname="postgres", autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        return parse_address(f"postgresql://tests@/{name}?host={postgresql}")

    return make


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with the tables and nothing in them, to be copied: to make them takes longer than most tests."""
    file = tmp_path_factory.mktemp("template") / "minutes.sqlite"
    _migrate(parse_address(str(file)))
    return file


@pytest.fixture(scope="session")
def used_again(new_database: Callable[[], URL]) -> URL:
    """A database in PostgreSQL with the tables, which each test finds empty."""
    address = new_database()
    _migrate(address)
    return address


def _migrate(address: URL) -> None:
    engine = open_database(address, create=True)
    bring_up_to_date(engine)
    engine.dispose()


@pytest.fixture
def emptied(used_again: URL) -> URL:
    tables = sql.SQL(", ").join(sql.Identifier(table.name) for table in metadata.sorted_tables)
    folder = str(used_again.query["host"])
    with psycopg.connect(host=folder, user="tests", dbname=used_again.database, autocommit=True) as connection:
        connection.execute(sql.SQL("TRUNCATE {}").format(tables))
    return used_again


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> URL:
    """The address of a database with the tables and no rows."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("migrated"), tmp_path / "minutes.sqlite")
        return parse_address(str(tmp_path / "minutes.sqlite"))
    ready: URL = request.getfixturevalue("emptied")
    return ready


@pytest.fixture(params=["sqlite", "postgresql"])
def bare_address(request: pytest.FixtureRequest, tmp_path: Path) -> URL:
    """The address of a database without any table: a file that is not there yet, a database that was just made."""
    if request.param == "sqlite":
        return parse_address(str(tmp_path / "bare.sqlite"))
    made: URL = request.getfixturevalue("new_database")()
    return made


@pytest.fixture
def opened(address: URL) -> Callable[[], "contextmanager[sa.Connection]"]:
    """Open the database for reading."""

    @contextmanager
    def connect() -> Iterator[sa.Connection]:
        engine = open_database(address)
        try:
            with reading(engine) as connection:
                yield connection
        finally:
            engine.dispose()

    return connect


@pytest.fixture
def outputs(tmp_path: Path) -> Path:
    """Outputs of a run over five documents: the example and four that are made up."""
    folder = tmp_path / "outputs"
    for minutes in (EXAMPLE, *archive(4, blocks=12)):
        put(minutes, folder)
    return folder


def put(minutes: Minutes, folder: Path) -> Path:
    """Write minutes.json where a run would; return its path."""
    place = folder / minutes.document.path
    place.mkdir(parents=True, exist_ok=True)
    file = place / "minutes.json"
    file.write_bytes(minutes_json(minutes))
    return file
