"""How far a run is, on standard error, and what came of it, on standard output."""

import json
import shlex
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars
from rich.table import Column

from pipeline.cli.console import command_name, explained, print_table, say, write_out
from pipeline.run.batch import Summary
from pipeline.run.entry import Entry
from pipeline.run.flow import Progress
from pipeline.shown import printable

PAUSE = 60.0
"""Seconds between two lines of a log that say how far the run is."""
_STATES = ("done", "partial", "failed")


@contextmanager
def follow(as_json: bool = False) -> Iterator[Progress]:
    """Yield a follower of a run: a bar with the file at hand on a terminal, else a line for each document worked on.

    `as_json`: a line of JSON for each, wherever it goes.
    """
    if as_json:
        yield _JsonLines()
        return
    if not sys.stderr.isatty():
        lines = _Lines()
        try:
            yield lines
        finally:
            lines.tell_skipped()
        return
    name = TextColumn("{task.description}", markup=False, table_column=Column(no_wrap=True, overflow="ellipsis"))
    left = TextColumn("{task.fields[left]}", markup=False)
    columns = (BarColumn(bar_width=30), MofNCompleteColumn(), TimeElapsedColumn(), left, name)
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        yield _Bar(bars)


class Rate:
    """How fast a run goes and how long it will take: what was skipped took no time and says nothing."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin now."""
        self._clock = clock
        self._begun = clock()
        self._worked = 0
        self.ended = 0
        self.total = 0

    def count(self, entry: Entry) -> None:
        """Count a document that is finished or was skipped."""
        self.ended += 1
        self._worked += not entry.skipped

    @property
    def a_minute(self) -> float | None:
        """Documents a minute; None while none is finished."""
        seconds = self._clock() - self._begun
        return 60 * self._worked / seconds if self._worked and seconds > 0 else None

    @property
    def seconds_left(self) -> float | None:
        """None while nobody knows."""
        return 60 * (self.total - self.ended) / self.a_minute if self.a_minute else None

    def told(self) -> str:
        """Return both for a person: `12.3 a minute, about 2 h 10 min left`; empty while nobody knows."""
        if self.a_minute is None or self.seconds_left is None:
            return ""
        return f"{self.a_minute:,.1f} a minute, about {duration(self.seconds_left)} left"


def duration(seconds: float) -> str:
    """Return a time for a person: `3 d 4 h`, `2 h 10 min`, `12 min`, `45 s`."""
    minutes = round(seconds / 60)
    if minutes >= 24 * 60:
        return f"{minutes // 1440} d {minutes % 1440 // 60} h"
    if minutes >= 60:
        return f"{minutes // 60} h {minutes % 60} min"
    return f"{minutes} min" if seconds >= 60 else f"{seconds:.0f} s"


class _Bar:
    """A progress bar: documents finished, time, rate and time left, the file at hand."""

    def __init__(self, bars: Bars) -> None:
        self._bars = bars
        self._rate = Rate()
        self._task: TaskID = bars.add_task("", total=None, left="")

    def begin(self, key: str, number: int, total: int) -> None:
        self._rate.total = total
        self._bars.update(self._task, total=total, description=printable(key))

    def end(self, entry: Entry) -> None:
        self._rate.count(entry)
        self._bars.update(self._task, completed=self._rate.ended, left=self._rate.told())

    def wait(self) -> None:
        self._bars.refresh()

    def note(self, message: str) -> None:
        self._bars.console.print(printable(message), markup=False, highlight=False)


class _Lines:
    """A line for each document worked on, and now and then one that says how far the run is, for logs.

    Those skipped one after the other, of an archive that goes on some ten thousand, are counted in one line.
    """

    def __init__(self) -> None:
        self._rate = Rate()
        self._skipped: Counter[str] = Counter()
        self._next = time.monotonic() + PAUSE

    def begin(self, key: str, number: int, total: int) -> None:
        self._rate.total = total

    def end(self, entry: Entry) -> None:
        self._rate.count(entry)
        if entry.skipped:
            self._skipped[entry.status] += 1
        else:
            self.tell_skipped(but=1)
            shown = entry.reported()
            why = explained(shown["category"], shown["reason"])
            count = f"{self._rate.ended}/{self._rate.total}"
            say(f"{count} {entry.key} {shown['status']} ({shown['seconds']:.1f} s){': ' if why else ''}{why}")
        self.wait()

    def wait(self) -> None:
        if time.monotonic() >= self._next:
            self._next = time.monotonic() + PAUSE
            told = self._rate.told()
            say(f"{self._rate.ended} of {self._rate.total} documents{': ' if told else ''}{told}")

    def note(self, message: str) -> None:
        say(message)

    def tell_skipped(self, but: int = 0) -> None:
        """Count those skipped since the last line; `but`: documents that have ended behind them."""
        if self._skipped:
            counts = ", ".join(f"{self._skipped[state]:,} {state}" for state in _STATES if self._skipped[state])
            count = f"{self._rate.ended - but}/{self._rate.total}"
            say(f"{count} {self._skipped.total():,} skipped, unchanged since an earlier run: {counts}")
            self._skipped.clear()


class _JsonLines:
    """A line of JSON for each document that is taken up or finished, and while the run waits: for programs."""

    def __init__(self) -> None:
        self._rate = Rate()

    def begin(self, key: str, number: int, total: int) -> None:
        self._rate.total = total
        self._say("begin", path=key, number=number, total=total)

    def end(self, entry: Entry) -> None:
        self._rate.count(entry)
        self._say("end", **entry.reported(), attempts=entry.attempts, peak_mb=entry.peak_mb, **self._how_far())

    def wait(self) -> None:
        self._say("wait", **self._how_far())

    def note(self, message: str) -> None:
        self._say("note", message=message)

    def _how_far(self) -> dict[str, Any]:
        left, rate = self._rate.seconds_left, self._rate.a_minute
        return {
            "ended": self._rate.ended,
            "total": self._rate.total,
            "documents_a_minute": None if rate is None else round(rate, 2),
            "seconds_left": None if left is None else round(left),
        }

    def _say(self, event: str, **values: Any) -> None:
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        say(json.dumps({"time": now, "event": event} | values, ensure_ascii=False))


def print_summary(summary: Summary) -> None:
    """Print the counts of a run, what failed and why, and what to type next."""
    counts = (summary.documents, summary.done, summary.partial, summary.failed, summary.skipped)
    headings = ("documents", "done", "partial", "failed", "skipped", "seconds")
    print_table(headings, [[*map(str, counts), f"{summary.seconds:.1f}"]], numbers=headings)
    for entry in summary.problems:
        write_out(printable(f"{entry.status}: {entry.key}: {explained(entry.category, entry.reason)}") + "\n")
    if summary.faulty > len(summary.problems):
        write_out(f"... and {summary.faulty - len(summary.problems)} more\n")
    following = f"{command_name()} report {shlex.quote(str(summary.output))}"
    write_out(printable(f"results are in {summary.output}; next: {following}") + "\n")
