"""Many rows into one table at once: the quickest way that each database has."""

import json
from collections.abc import Sequence
from functools import cache
from typing import Any, TypeVar, cast

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

Row = dict[str, Any]
_T = TypeVar("_T")
_AT_ONCE = 500
"""So many values stand in one list of a statement: SQLite takes 32,766, PostgreSQL 65,535."""


def insert_rows(
    connection: sa.Connection, table: sa.Table, names: tuple[str, ...], rows: Sequence[tuple[Any, ...]]
) -> None:
    """Insert rows, the values of the named columns in order: by COPY in PostgreSQL, by one executemany in SQLite.

    SQLAlchemy's own executemany looks at each value of each row, which costs more than the insert itself.

    Raises:
        sqlalchemy.exc.DBAPIError: the database does not take them; what its driver says is in it.
    """
    if not rows:
        return
    if connection.dialect.name == "postgresql":
        _copy(connection, table, names, rows)
    else:
        connection.exec_driver_sql(_insert(table, names), list(rows))


@cache
def _insert(table: sa.Table, names: tuple[str, ...]) -> str:
    from sqlalchemy.dialects import sqlite

    return str(table.insert().compile(dialect=sqlite.dialect(), column_keys=list(names)))


def _copy(connection: sa.Connection, table: sa.Table, names: tuple[str, ...], rows: Sequence[Any]) -> None:
    from psycopg import Error, sql

    columns = sql.SQL(", ").join(sql.Identifier(name) for name in names)
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table.name), columns)
    driver = cast(Any, connection.connection.driver_connection)
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)
    except Error as error:  # as SQLAlchemy would raise it, which knows nothing of COPY
        raise DBAPIError.instance(None, None, error, Error, hide_parameters=True) from error


def next_id(connection: sa.Connection, table: sa.Table) -> int:
    """Return the next free id of a table; there is one writer at a time."""
    return int(connection.scalar(sa.select(sa.func.coalesce(sa.func.max(table.c.id), 0))) or 0) + 1


def json_text(value: Any) -> str:
    """Return a value as the JSON columns hold it."""
    return "[]" if value == [] else json.dumps(value, ensure_ascii=False)


def parts(values: Sequence[_T], size: int = _AT_ONCE) -> list[Sequence[_T]]:
    """Return the values in lists of so many; by default short enough for one statement."""
    return [values[at : at + size] for at in range(0, len(values), size)]
