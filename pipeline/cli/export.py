"""`khmer-minutes export`: what a database holds, as files."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.options import ConfigOption, DatabaseOption


class ExportKind(StrEnum):
    """What a database can be written as."""

    CSV = "csv"
    NDJSON = "ndjson"
    AKOMA_NTOSO = "akoma-ntoso"
    DATASETTE = "datasette"


def export(
    kind: Annotated[ExportKind, typer.Argument(metavar="KIND", help="csv, ndjson, akoma-ntoso or datasette.")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="Where the files go.")] = Path("export"),
    database: DatabaseOption = None,
    config: ConfigOption = None,
) -> None:
    """Write a database as CSV, NDJSON or Akoma Ntoso.

    csv: a file for each table and datapackage.json (Frictionless); text that a spreadsheet would take for a formula is
    made harmless. ndjson: a line for each row. akoma-ntoso: a debate for each meeting. datasette: metadata.json, with
    which Datasette opens the SQLite file as a catalogue.

    \b
    Example:
      khmer-minutes export csv -o tables
      khmer-minutes export akoma-ntoso --database postgresql://minutes@localhost/minutes
    """  # noqa: D301 (typer reads the escape)
    from pipeline.cli.console import say
    from pipeline.config import load_settings
    from pipeline.load.database import open_database, parse_address, reading
    from pipeline.load.exporting import export as write
    from pipeline.load.migrating import check_up_to_date

    engine = open_database(parse_address(database or str(load_settings(config).paths.outputs / "minutes.sqlite")))
    try:
        check_up_to_date(engine)
        with reading(engine) as connection:
            files = write(connection, kind.value, output)
    finally:
        engine.dispose()
    say(f"{len(files)} files in {output}")
