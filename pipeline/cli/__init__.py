"""The command line: one file a command, each a thin wrapper on a library function."""

import os
import signal
import sys
from io import TextIOWrapper
from pathlib import Path
from types import FrameType
from typing import Annotated, Any, NoReturn, TextIO

import typer
from typer.core import TyperGroup

from pipeline import __version__
from pipeline.cli import doctor, export, fonts, load, plan, repair, report, run, schema, search, translate
from pipeline.cli.console import abandon, say
from pipeline.errors import ExitCode, KhmerMinutesError

_ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""Signals by which a person, a service manager or a terminal that is closed ends a command."""


class _Commands(TyperGroup):
    """The one place where an error becomes a line for a person and an exit code."""

    def invoke(self, ctx: Any) -> Any:
        """Return what the command returns; leave with an exit code and one line where it fails as it may."""
        try:
            return super().invoke(ctx)
        except KhmerMinutesError as error:
            say(f"khmer-minutes: {error}")
            raise typer.Exit(error.exit_code) from error
        except KeyboardInterrupt as error:
            say("khmer-minutes: interrupted; what is finished is kept, and the same command goes on from there")
            raise typer.Exit(ExitCode.INTERRUPTED) from error
        except BrokenPipeError as error:
            abandon(sys.stdout)
            raise typer.Exit(ExitCode.OK) from error


app = typer.Typer(
    cls=_Commands,
    name="khmer-minutes",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (
    run.run,
    plan.plan,
    repair.repair,
    report.report,
    load.load,
    search.search,
    export.export,
    doctor.doctor,
    schema.schema,
):
    app.command()(command)
app.add_typer(fonts.fonts)
app.add_typer(translate.translate)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"khmer-minutes {__version__}")
        raise typer.Exit


@app.callback()
def _describe(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Minutes of meetings in, their true text and structure out: JSON, Word and plain text.

    \b
    Example:
      khmer-minutes run                  inputs/ into outputs/, as config.toml says
      khmer-minutes run archive -o out   every PDF, text and Word file in a folder
      khmer-minutes plan archive         what a run would do, and why
      khmer-minutes report out           what worked, what did not and why

    Exit codes: 0 all good, 1 some documents failed or are partial, 2 bad usage or configuration, 3 none succeeded,
    4 a needed program is missing, 130 interrupted.
    """  # noqa: D301 (typer reads the escape)


def _interrupt(number: int, frame: FrameType | None) -> NoReturn:
    """Have what is under way end in order; one more signal ends the process at once."""
    for each in _ENDING:
        signal.signal(each, signal.SIG_DFL)
    raise KeyboardInterrupt


def _nowhere() -> TextIO:
    """A stream for one that was closed before the start; it also keeps the number from files that are opened later."""
    return Path(os.devnull).open("w", encoding="utf-8")


def main() -> None:
    """Run the command line and leave the process with its exit code."""
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    for each in _ENDING:
        if signal.getsignal(each) != signal.SIG_IGN:  # as `nohup` and a shell's background have it
            signal.signal(each, _interrupt)
    app(prog_name="khmer-minutes")
