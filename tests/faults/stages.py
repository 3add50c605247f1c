"""Work for a child process that goes wrong in every way that a stage or a library can."""

import contextlib
import ctypes
import os
import pickle
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from pipeline.config import Settings
from pipeline.errors import DocumentError, MissingProgramError
from pipeline.pace import OUT_OF_TIME, Pace
from pipeline.run.task import Outcome, Task

GOOD = Outcome("done", pages=1)


def nothing() -> None:
    """Load nothing: these stages need nothing warm."""


def do(task: Task, settings: Settings, pace: Pace) -> Outcome:
    """Do what the name of the file says; `good.pdf` and the like are done."""
    pace.step("start")
    fault = globals().get(f"_{task.name.partition('.')[0]}")
    if fault is not None:
        fault(task, pace)
    return GOOD


def by_pages(task: Task, settings: Settings, pace: Pace) -> Outcome:
    """Read five pages as a stage does; the third kills, hangs or eats memory if the file's name says so.

    The reason of the outcome lists what came of each page: "read", "kept" from an earlier process, or why not.
    """
    told = []
    for number in range(1, 6):
        mark = f"page {number}"
        if (kept := pace.kept(mark)) is not None:
            told.append(f"{kept} kept")
        elif (cause := pace.fatal(mark) or (OUT_OF_TIME if pace.is_late() else None)) is not None:
            told.append(cause.category)
        else:
            with pace.work(mark):
                if number == 3:
                    globals()[f"_{task.name.partition('.')[0]}"](task, pace)
                elif "slow" in task.name:
                    time.sleep(0.25)
            pace.keep(mark, f"{number}")
            told.append(f"{number} read")
    return Outcome("partial", reason=", ".join(told), pages=5)


def _hang(task: Task, pace: Pace) -> None:
    time.sleep(1000)


def _spin(task: Task, pace: Pace) -> None:
    """In C, with the lock of the interpreter held: no signal handler and no thread of Python would ever run."""
    re.match(r"(a+)+$", "a" * 40 + "b")


def _chatter(task: Task, pace: Pace) -> None:
    while True:
        time.sleep(0.02)
        pace.step("still at it")


def _abort(task: Task, pace: Pace) -> None:
    os.write(2, b"terminate called after throwing an instance of 'std::bad_alloc'\n")
    os.abort()


def _talk(task: Task, pace: Pace) -> None:
    """Say much and then die as `_abort` does."""
    os.write(2, b"deprecated\n" * 1000)
    _abort(task, pace)


def _matricide(task: Task, pace: Pace) -> None:
    os.kill(os.getppid(), signal.SIGKILL)
    time.sleep(1000)


def _once(task: Task, pace: Pace) -> None:
    """Take the nursery down, but only the first time."""
    mark = Path(task.scratch, "once")
    if not mark.exists():
        mark.touch()
        _matricide(task, pace)


def _kill(task: Task, pace: Pace) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _segfault(task: Task, pace: Pace) -> None:
    ctypes.string_at(8)


def _overflow(task: Task, pace: Pace) -> None:
    """Of the stack of C: pickle recurses there as deep as the limit of the interpreter is set."""
    sys.setrecursionlimit(10**7)
    nested: list[object] = []
    for _ in range(200_000):
        nested = [nested]
    pickle.dumps(nested)


def _leave(task: Task, pace: Pace) -> None:
    os._exit(3)


def _garbage(task: Task, pace: Pace) -> None:
    """On every file that is open, the channel to the run among them."""
    for number in range(3, 64):
        with contextlib.suppress(OSError):
            os.write(number, b"\xff\x00garbage { \n" * 100)
    time.sleep(1000)


def _endless(task: Task, pace: Pace) -> None:
    """One line without an end."""
    for number in range(3, 64):
        with contextlib.suppress(OSError):
            for _ in range(200):
                os.write(number, b"x" * 100_000)


def _print(task: Task, pace: Pace) -> None:
    for number in (1, 2):
        for _ in range(2000):
            with contextlib.suppress(BlockingIOError):
                os.write(number, b"\x1b[31m{garbage" * 50 + b"\n")


def _grandchild(task: Task, pace: Pace) -> None:
    """A program that a stage starts, and that outlives the patience of the run."""
    program = subprocess.Popen(["sleep", "1000"], start_new_session="session" in task.name)
    Path(task.path).with_suffix(".pid").write_text(str(program.pid))
    program.wait()


def _stop(task: Task, pace: Pace) -> None:
    raise MissingProgramError("no such model")


def _vanish(task: Task, pace: Pace) -> None:
    """The run is over, and its scratch folder with it."""
    Path(task.path).with_suffix(".pid").write_text(str(os.getpid()))
    shutil.rmtree(task.scratch)
    time.sleep(1000)


def _raise(task: Task, pace: Pace) -> None:
    raise SystemExit("a library thinks it is a program")


def _full(task: Task, pace: Pace) -> None:
    """Keep a page where there is no room for it, and take that for a fault of the page."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
    with contextlib.suppress(DocumentError):
        pace.keep("page 1", bytes(100_000))
