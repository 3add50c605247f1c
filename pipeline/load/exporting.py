"""The database as files: CSV with a Frictionless data package, NDJSON, Akoma Ntoso, a catalogue for Datasette."""

import csv
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Literal

import sqlalchemy as sa

from pipeline.errors import UsageError
from pipeline.load import tables_found as _tables_found  # noqa: F401 (declares its tables)
from pipeline.load.akoma_ntoso import akoma_ntoso
from pipeline.load.catalogue import datasette_metadata
from pipeline.load.columns import metadata
from pipeline.load.restoring import restore_minutes
from pipeline.load.tables import document

Kind = Literal["csv", "ndjson", "akoma-ntoso", "datasette"]
Row = dict[str, Any]
_NOT_EXPORTED = ("search_text",)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_ROWS_AT_ONCE = 1000

_LINE_END = "\r\n"
"""As RFC 4180 has it. Python's writer quotes a cell for the characters of it alone: a lone CR else ends a row."""


def export(connection: sa.Connection, kind: Kind, folder: Path) -> list[Path]:
    """Write the database into a folder, which is made where it is missing; return the files.

    Each file is written beside its place and then put there, so that it is whole or as it was before.

    Raises:
        UsageError: the folder cannot be written to.
    """
    writers = {"csv": _csv, "ndjson": _ndjson, "akoma-ntoso": _akoma_ntoso, "datasette": _datasette}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return list(writers[kind](connection, folder))
    except OSError as error:
        raise UsageError(f"cannot write to {folder}: {error.strerror}") from error


def harmless(value: Any) -> Any:
    """Return a cell of a CSV that no spreadsheet takes for a formula: text that begins like one gets a ' before it.

    The characters are those that OWASP names under "CSV Injection". Numbers stay as they are.
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _exported() -> list[sa.Table]:
    return [table for table in metadata.sorted_tables if table.name not in _NOT_EXPORTED]


def _rows(connection: sa.Connection, table: sa.Table) -> Iterator[Row]:
    columns = [column for column in table.columns if column.name != "search_text_id"]
    statement = sa.select(*columns).order_by(*table.primary_key.columns).execution_options(yield_per=_ROWS_AT_ONCE)
    for row in connection.execute(statement).mappings():
        yield dict(row)


@contextmanager
def _whole(place: Path) -> Iterator[IO[str]]:
    beside = place.with_name(f".{place.name}.part")
    try:
        with beside.open("w", encoding="utf-8", newline="") as file:
            yield file
        beside.replace(place)
    finally:
        beside.unlink(missing_ok=True)


def _csv(connection: sa.Connection, folder: Path) -> Iterator[Path]:
    for table in _exported():
        place = folder / f"{table.name}.csv"
        with _whole(place) as file:
            writer = csv.writer(file, lineterminator=_LINE_END)
            writer.writerow(name for name in _names(table))
            for row in _rows(connection, table):
                writer.writerow(harmless(_flat(value)) for value in row.values())
        yield place
    yield _json(folder / "datapackage.json", data_package())


def _names(table: sa.Table) -> list[str]:
    return [column.name for column in table.columns if column.name != "search_text_id"]


def _flat(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value


def _ndjson(connection: sa.Connection, folder: Path) -> Iterator[Path]:
    for table in _exported():
        place = folder / f"{table.name}.ndjson"
        with _whole(place) as file:
            for row in _rows(connection, table):
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
        yield place


def _akoma_ntoso(connection: sa.Connection, folder: Path) -> Iterator[Path]:
    for document_id, path in connection.execute(sa.select(document.c.id, document.c.path).order_by(document.c.path)):
        minutes = restore_minutes(connection, document_id)
        for meeting in minutes.meetings:
            place = folder / path / f"{meeting.id}.akn.xml"
            place.parent.mkdir(parents=True, exist_ok=True)
            with _whole(place) as file:
                file.write(akoma_ntoso(minutes, meeting))
            yield place


def _datasette(connection: sa.Connection, folder: Path) -> Iterator[Path]:
    if connection.dialect.name != "sqlite":
        raise UsageError("Datasette opens SQLite files only: khmer-minutes load without --database makes one")
    yield _json(folder / "metadata.json", datasette_metadata(Path(str(connection.engine.url.database)).stem))


def _json(place: Path, value: Any) -> Path:
    with _whole(place) as file:
        file.write(json.dumps(value, ensure_ascii=False, indent=1) + "\n")
    return place


def data_package() -> dict[str, Any]:
    """Return the descriptor of the CSV files: a Tabular Data Package (Frictionless Data, version 1)."""
    return {
        "profile": "tabular-data-package",
        "name": "khmer-minutes",
        "title": "Minutes of meetings",
        "description": "Text that begins like a formula (= + - @) has a ' before it. Lists are JSON.",
        "resources": [_resource(table) for table in _exported()],
    }


def _resource(table: sa.Table) -> Row:
    keys = [
        {"fields": name, "reference": {"resource": foreign.column.table.name, "fields": foreign.column.name}}
        for name in _names(table)
        for foreign in table.columns[name].foreign_keys
    ]
    schema = {
        "fields": [_field(table.columns[name]) for name in _names(table)],
        "primaryKey": [column.name for column in table.primary_key.columns],
        "missingValues": [""],
    }
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": _LINE_END, "doubleQuote": True, "header": True},
        "schema": schema | ({"foreignKeys": keys} if keys else {}),
    }


def _field(column: sa.Column[Any]) -> Row:
    is_number = isinstance(column.type, sa.Float)
    kind = "integer" if isinstance(column.type, sa.Integer) else "number" if is_number else "string"
    return {"name": column.name, "type": kind}
