"""Databases of each kind, empty for each test, and outputs to load."""

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
from pipeline.load.database import open_database, parse_address, reading
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
def used_again(new_database: Callable[[], URL]) -> URL:
    return new_database()


@pytest.fixture
def cleared(used_again: URL) -> URL:
    """A database of PostgreSQL with nothing in it; a new one for each test would be copied, which takes longer."""
    engine = sa.create_engine(used_again)
    with engine.begin() as connection:
        connection.execute(sa.text("DROP SCHEMA public CASCADE"))
        connection.execute(sa.text("CREATE SCHEMA public"))
    engine.dispose()
    return used_again


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> URL:
    """The address of an empty database: of a file that is not there yet, of a database that was cleared."""
    if request.param == "sqlite":
        return parse_address(str(tmp_path / "minutes.sqlite"))
    made: URL = request.getfixturevalue("cleared")
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
