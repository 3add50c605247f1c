"""How far a run is, on standard error, and what came of it, on standard output."""

import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars
from rich.table import Column

from pipeline.cli.console import command_name, explained, print_table, say, write_out
from pipeline.run.batch import Summary
from pipeline.run.flow import Progress
from pipeline.run.ledger import Entry
from pipeline.shown import printable

MOST_PROBLEMS = 20
"""So many are named after a run; `khmer-minutes report` has them all."""


@contextmanager
def follow() -> Iterator[Progress]:
    """Yield a follower of a run: a bar with the file at hand on a terminal, else a line for each document."""
    if not sys.stderr.isatty():
        yield _Lines()
        return
    name = TextColumn("{task.description}", markup=False, table_column=Column(no_wrap=True, overflow="ellipsis"))
    columns = (BarColumn(bar_width=30), MofNCompleteColumn(), TimeElapsedColumn(), name)
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        yield _Bar(bars)


class _Bar:
    """A progress bar: documents finished, time, the file at hand."""

    def __init__(self, bars: Bars) -> None:
        self._bars = bars
        self._task: TaskID = bars.add_task("", total=None)

    def begin(self, key: str, number: int, total: int) -> None:
        self._bars.update(self._task, total=total, completed=number - 1, description=printable(key))

    def end(self, entry: Entry) -> None:
        self._bars.advance(self._task)

    def wait(self) -> None:
        self._bars.refresh()


class _Lines:
    """A line for each document, for logs."""

    def __init__(self) -> None:
        self._count = ""

    def begin(self, key: str, number: int, total: int) -> None:
        self._count = f"{number}/{total}"

    def end(self, entry: Entry) -> None:
        shown = entry.reported()
        why = explained(shown["category"], shown["reason"])
        seconds = "" if entry.skipped else f" ({shown['seconds']:.1f} s)"
        say(f"{self._count} {entry.key} {shown['status']}{seconds}{': ' if why else ''}{why}")

    def wait(self) -> None:
        return


def print_summary(summary: Summary) -> None:
    """Print the counts of a run, what failed and why, and what to type next."""
    counts = (summary.documents, summary.done, summary.partial, summary.failed, summary.skipped)
    headings = ("documents", "done", "partial", "failed", "skipped", "seconds")
    print_table(headings, [[*map(str, counts), f"{summary.seconds:.1f}"]], numbers=headings)
    for entry in summary.problems[:MOST_PROBLEMS]:
        write_out(printable(f"{entry.status}: {entry.key}: {explained(entry.category, entry.reason)}") + "\n")
    if len(summary.problems) > MOST_PROBLEMS:
        write_out(f"... and {len(summary.problems) - MOST_PROBLEMS} more\n")
    following = f"{command_name()} report {shlex.quote(str(summary.output))}"
    write_out(printable(f"results are in {summary.output}; next: {following}") + "\n")
