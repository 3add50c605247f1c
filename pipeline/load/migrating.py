"""The schema of the database, brought up to date by Alembic's migrations."""

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from pipeline.errors import MissingProgramError, UsageError
from pipeline.load.database import cause, connected, reading, shown, writing

VERSION_TABLE = "khmer_minutes_version"
"""Of its own, so that another program's migrations may live in the same database."""


def bring_up_to_date(engine: sa.Engine) -> None:
    """Make the schema what this version of khmer-minutes needs, in one transaction.

    Raises:
        UsageError: the database was written by a later version, or holds tables of another program.
        MissingProgramError: the server lacks pg_trgm, or cannot be reached.
    """
    with connected(engine) as connection, writing(connection):
        current = _check(connection)
        if current == _newest():
            return
        config = _config()
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except sa.exc.ProgrammingError as error:
            raise UsageError(f"cannot make the tables in {shown(engine.url)}: {cause(error)}") from error
        except (sa.exc.OperationalError, sa.exc.NotSupportedError) as error:
            message = f"cannot make the tables in {shown(engine.url)}: {cause(error)}"
            if engine.dialect.name == "sqlite":
                raise UsageError(message) from error
            raise MissingProgramError(f"{message}; pg_trgm comes with its contrib") from error


def check_up_to_date(engine: sa.Engine) -> None:
    """Return if the schema is what this version of khmer-minutes reads.

    Raises:
        UsageError: it is not; the message says what to do.
    """
    with reading(engine) as connection:
        if _check(connection) != _newest():
            raise UsageError(
                f"{shown(engine.url)} has no minutes of this version: khmer-minutes load brings it up to date"
            )


def _check(connection: sa.Connection) -> str | None:
    """The revision of the database; None where it is empty."""
    where = shown(connection.engine.url)
    try:
        current = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE}).get_current_revision()
        tables = sa.inspect(connection).get_table_names()
    except sa.exc.DatabaseError as error:
        raise UsageError(f"{where} is not a database of khmer-minutes: {cause(error)}") from error
    known = {revision.revision for revision in ScriptDirectory.from_config(_config()).walk_revisions()}
    if current is not None and current not in known:
        raise UsageError(
            f"{where} was written by a later version of khmer-minutes ({current}); use that one, or another database"
        )
    if current is None and {"document", "block"} & set(tables):
        raise UsageError(f"{where} holds tables of another program; use another database")
    return current


def _newest() -> str | None:
    return ScriptDirectory.from_config(_config()).get_current_head()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", "pipeline.load:migrations")
    return config
