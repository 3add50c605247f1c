"""Words to a terminal or a pipe: names from the outside made harmless, Khmer as UTF-8 whatever the locale says."""

import json
import os
import shlex
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from pipeline.errors import UsageError
from pipeline.shown import printable

PROGRAM, PROGRAM_PACKAGE = "khmer-minutes", "pipeline"

MOST_ROWS = 1000
"""Of a table that is laid out as a whole."""
WIDTH_IN_PIPE = 1_000_000
"""Characters: where nobody sees a right margin, no line of a table is broken at one."""


def say(message: str) -> None:
    """Write one line to standard error; where its reader or the room for it has gone, to nobody: the work goes on."""
    try:
        print(printable(message), file=sys.stderr, flush=True)
    except OSError:
        abandon(sys.stderr)


def command_name() -> str:
    """Return what a person types to run this program again, as they did; its bare name where the shell finds it."""
    typed = Path(sys.argv[0])
    if typed.name == "__main__.py" and typed.parent.name == PROGRAM_PACKAGE:
        return f"{shlex.quote(Path(sys.executable).name)} -m {PROGRAM_PACKAGE}"
    found = shutil.which(PROGRAM)
    is_found = found is not None and Path(found).resolve() == typed.resolve()
    return PROGRAM if typed.stem != PROGRAM or is_found else shlex.quote(str(typed))


def explained(category: str | None, reason: str | None) -> str:
    """Return why a document is not done: the category, and the reason where it says more; empty if neither is there."""
    if category and reason and not reason.startswith(category):
        return f"{category}: {reason}"
    return reason or category or ""


def write_out(text: str) -> None:
    """Write text to standard output as UTF-8, as it is.

    Raises:
        BrokenPipeError: its reader has gone.
        UsageError: there is no room for it.
    """
    try:
        sys.stdout.buffer.write(text.encode("utf-8", errors="backslashreplace"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        abandon(sys.stdout)
        raise UsageError(f"cannot write to standard output: {error.strerror}") from error


def write_documents(documents: Iterable[Mapping[str, Any]], others: Mapping[str, Any] | None = None) -> None:
    """Write `{"documents": [...]}` to standard output, a line for each, as they come: memory does not go with them.

    `others` are further keys of the object and what they hold, behind the documents.
    """
    write_out('{"documents": [')
    for place, document in enumerate(documents):
        write_out(f"{',' if place else ''}\n {json.dumps(document, ensure_ascii=False)}")
    more = "".join(f',\n"{key}": {json.dumps(value, ensure_ascii=False)}' for key, value in (others or {}).items())
    write_out(f"\n]{more}}}\n")


def abandon(stream: TextIO) -> None:
    """Let nothing more reach a stream that takes nothing more, so that later writes and the exit raise no error."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def print_table(headings: Sequence[str], rows: Iterable[Sequence[str]], numbers: Sequence[str] = ()) -> None:
    """Print a table to standard output: folded to the width of a terminal, in a pipe as wide as its longest cells.

    `numbers` names the headings whose columns are right-aligned. Nothing is cut off. More than MOST_ROWS rows are
    printed in parts, each with the headings, so that memory does not go with them.
    """
    rest = iter(rows)
    part = list(islice(rest, MOST_ROWS))
    _print_part(headings, part, numbers)
    while part := list(islice(rest, MOST_ROWS)):
        _print_part(headings, part, numbers)


def _print_part(headings: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[str]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in headings:
        table.add_column(heading, justify="right" if heading in numbers else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(printable(cell)) for cell in row))
    drawn, is_seen = StringIO(), sys.stdout.isatty()
    Console(file=drawn, force_terminal=is_seen, width=None if is_seen else WIDTH_IN_PIPE).print(table)
    write_out(drawn.getvalue())
