"""A child process: works on one document after another, and may be killed at any moment."""

import ctypes
import os
import resource
import signal
import socket
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from pipeline.config import Settings
from pipeline.errors import Category, DocumentError, KhmerMinutesError
from pipeline.pace import Journal
from pipeline.run.folders import encodable
from pipeline.run.task import Message, Outcome, Stop, Task

if TYPE_CHECKING:
    from pipeline.run.nursery import Work

_PR_SET_PDEATHSIG = 1
"""linux/prctl.h"""
_MEGABYTE = 1024 * 1024


def live(channel: int, complaints: int, settings: Settings, work: "Work") -> NoReturn:
    """Take tasks from the channel and answer there until it closes; then leave.

    Nothing that a library prints reaches the run: standard output goes nowhere, standard error to `complaints`.
    """
    status = 1
    try:
        _settle(complaints, settings)
        with socket.socket(fileno=channel) as answers, answers.makefile("rb") as tasks:
            for line in tasks:
                _answer(answers, Task.from_line(line), settings, work)
        status = 0
    finally:
        os._exit(status)


def _settle(complaints: int, settings: Settings) -> None:
    os.setpgid(0, 0)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    nothing = os.open(os.devnull, os.O_RDWR)
    for target, source in ((0, nothing), (1, nothing), (2, complaints)):
        os.dup2(source, target)
    os.close(complaints)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    limit = _address_space() + settings.limits.memory_mb * _MEGABYTE
    _, highest = resource.getrlimit(resource.RLIMIT_AS)
    limit = limit if highest == resource.RLIM_INFINITY else min(limit, highest)
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def _answer(answers: socket.socket, task: Task, settings: Settings, work: "Work") -> None:
    def tell(kind: str, name: str) -> None:
        answers.sendall(Message(sign=(kind, name)).to_line())

    _forget_peak()
    try:
        _make_room_for_temporary_files(task)
        with closing(Journal(task.journal, task.deaths, task.seconds, tell)) as journal:
            outcome = work(task, settings, journal)
            journal.require_kept()
        message = Message(outcome=outcome)
    except DocumentError as error:
        message = Message(outcome=Outcome("failed", error.category, error.reason))
    except KhmerMinutesError as error:
        message = Message(stop=Stop(type(error).__name__, encodable(str(error))))
    answers.sendall(message.to_line())


def _make_room_for_temporary_files(task: Task) -> None:
    """Have temporary files made in the task's scratch folder: what is left of them goes with the document."""
    folder = Path(task.scratch, "temporary")
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        reason = f"there is no room for what is in work: {error.strerror}"
        raise DocumentError(Category.UNWRITABLE, reason) from error
    tempfile.tempdir = os.environ["TMPDIR"] = str(folder)


def _address_space() -> int:
    """Bytes of address space that this process has."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    except OSError:  # no Linux: what it has in memory is the best guess
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _forget_peak() -> None:
    """Have the system count the peak of memory anew, where it can."""
    try:
        Path("/proc/self/clear_refs").write_text("5")  # proc(5): resets the peak of the resident set
    except OSError:
        return


def peak_mb() -> float:
    """Return the most memory that this process has held since `live` gave it a document, in megabytes."""
    try:
        status = Path("/proc/self/status").read_text()
        kilobytes = int(status.partition("VmHWM:")[2].split(maxsplit=1)[0])
    except (OSError, IndexError):
        kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(kilobytes / 1024, 1)
