"""Many rows into one table at once: the quickest way that each database has."""

import json
from collections.abc import Sequence
from functools import cache
from operator import itemgetter
from typing import Any, TypeVar, cast

import sqlalchemy as sa

Row = dict[str, Any]
_T = TypeVar("_T")
_AT_ONCE = 500
"""So many values stand in one list of a statement: SQLite takes 32,766, PostgreSQL 65,535."""


def insert_rows(connection: sa.Connection, table: sa.Table, rows: Sequence[Row]) -> None:
    """Insert rows that all have the same columns: by COPY in PostgreSQL, by one executemany in SQLite.

    SQLAlchemy's own executemany looks at each value of each row, which costs more than the insert itself.
    """
    if not rows:
        return
    names = tuple(column.name for column in table.columns if column.name in rows[0])
    values = map(itemgetter(*names), rows)
    if connection.dialect.name == "postgresql":
        _copy(connection, table, names, values)
    else:
        connection.exec_driver_sql(_insert(table, names), list(values))


@cache
def _insert(table: sa.Table, names: tuple[str, ...]) -> str:
    from sqlalchemy.dialects import sqlite

    return str(table.insert().compile(dialect=sqlite.dialect(), column_keys=list(names)))


def _copy(connection: sa.Connection, table: sa.Table, names: tuple[str, ...], values: Any) -> None:
    from psycopg import sql

    columns = sql.SQL(", ").join(sql.Identifier(name) for name in names)
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table.name), columns)
    driver = cast(Any, connection.connection.driver_connection)
    with driver.cursor() as cursor, cursor.copy(statement) as copy:
        for row in values:
            copy.write_row(row)


def json_text(value: Any) -> str:
    """Return a value as the JSON columns hold it."""
    return "[]" if value == [] else json.dumps(value, ensure_ascii=False)


def parts(values: Sequence[_T]) -> list[Sequence[_T]]:
    """Return the values in lists that are short enough for one statement."""
    return [values[at : at + _AT_ONCE] for at in range(0, len(values), _AT_ONCE)]
