"""`khmer-minutes load`: the outputs of a run into a database."""

import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.options import ConfigOption, DatabaseOption

if TYPE_CHECKING:
    from pipeline.load.loading import Follow, Loaded


def load(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="DIR", help="Folder of results; default: paths.outputs of the settings."),
    ] = None,
    database: DatabaseOption = None,
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove the documents that are no longer in the folder.")
    ] = False,
    config: ConfigOption = None,
) -> None:
    """Load results into SQLite or PostgreSQL.

    Loading twice changes nothing; a changed document replaces what was there of it. A minutes.json that cannot be
    believed is refused with the reason, and the rest is loaded.

    \b
    Example:
      khmer-minutes load
      khmer-minutes load results --database postgresql://minutes@localhost/minutes --prune
    """  # noqa: D301 (typer reads the escape)
    from pipeline.cli.console import command_name, print_table, say, write_out
    from pipeline.config import load_settings
    from pipeline.load.database import parse_address, shown
    from pipeline.load.loading import load as load_outputs
    from pipeline.shown import printable

    default = load_settings(config).paths.outputs
    folder = folder or default
    address = parse_address(database or str(folder / "minutes.sqlite"))
    with _bar() as follow:
        done = load_outputs(folder, address, prune=prune, follow=follow)
    for path, reason in done.refused.items():
        say(f"refused: {path}: {reason}")
    headings = ("new", "changed", "unchanged", "removed", "refused")
    counts = (done.new, done.changed, done.unchanged, done.removed, len(done.refused))
    print_table(headings, [[*map(str, counts)]], numbers=headings)
    write_out(printable(_where(done, shown(address))) + "\n")
    is_file = address.get_backend_name() == "sqlite"
    given = f" --database {shlex.quote(shown(address)) if is_file else 'URL'}" if database or folder != default else ""
    say(f"next: {command_name()} search WORDS{given}")
    raise typer.Exit(done.exit_code)


def _where(done: "Loaded", address: str) -> str:
    """Return what of the documents is in the database now."""
    loaded = done.new + done.changed + done.unchanged
    if not done.refused:
        return f"they are in {address}"
    kept = "a refused document stays there as it was before, if it was there"
    return f"{loaded or 'none'} of {loaded + len(done.refused)} {'is' if loaded == 1 else 'are'} in {address}; {kept}"


@contextmanager
def _bar() -> "Iterator[Follow]":
    """Yield what shows the document at hand: a bar on a terminal, nothing in a pipe."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from pipeline.shown import printable

    columns = (BarColumn(bar_width=30), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bars:
        task = bars.add_task("", total=None)
        yield lambda path, number, total: bars.update(
            task, total=total, completed=number - 1, description=printable(path)
        )
