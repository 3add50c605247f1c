"""Options that several commands have."""

from pathlib import Path
from typing import Annotated

import typer

ConfigOption = Annotated[
    Path | None,
    typer.Option("-c", "--config", metavar="FILE", help="Settings; config.toml here if it exists, else the defaults."),
]

DatabaseOption = Annotated[
    str | None,
    typer.Option(
        "--database",
        metavar="URL",
        help="An SQLite file or postgresql://user@host/name; default: minutes.sqlite in the folder of results. "
        "Passwords are best kept in ~/.pgpass.",
    ),
]
