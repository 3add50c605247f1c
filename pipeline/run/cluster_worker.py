"""What a worker of a cluster does: it answers for what it has installed and sees, and does documents in children."""

import os
import shutil
import socket
import stat
import threading
from pathlib import Path
from typing import NamedTuple

from pipeline.config import Settings
from pipeline.errors import KhmerMinutesError
from pipeline.run.attempt import attempt
from pipeline.run.crew import Crew
from pipeline.run.machine import Machine, parts_at_start, this_machine, unlike
from pipeline.run.nursery import Orders
from pipeline.run.task import Outcome, Task
from pipeline.run.warm import warm

LOOK = 5.0
"""Seconds between two looks whether the run is still there."""
IDLE = 300.0
"""Seconds after the last document until the children of a worker are let go."""


class Refusal(Exception):
    """This worker cannot do any document as the run wants it; `args` are its address, where it has one, and why."""

    @property
    def worker(self) -> str:
        """The address of the worker."""
        return str(self.args[0])

    @property
    def reason(self) -> str:
        """One line for a person, with the name of the machine."""
        return str(self.args[1])


class Unseen(Refusal):
    """This worker does not see this one document as the run does."""


class Sight(NamedTuple):
    """What a worker has to see as the run does."""

    scratch: str
    """A folder that the run has just made in its output folder."""
    path: str
    """A document."""
    size: int | None
    """Bytes of the document; None where the run itself cannot tell."""


def size_of(path: str) -> int | None:
    """Return the size of a regular file in bytes, None where it is none or cannot be read.

    The file is opened, for a network file system may tell old news of one that is not.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except OSError:
        return None
    try:
        seen = os.fstat(descriptor)
    finally:
        os.close(descriptor)
    return seen.st_size if stat.S_ISREG(seen.st_mode) else None


def roll_call(sight: Sight) -> tuple[Machine, str | None]:
    """Return what this worker makes outputs with, and why it cannot work for the run; None: nothing is known."""
    loaded, here = parts_at_start(), this_machine()
    if loaded != here.parts:
        return here, f"{here.host} was upgraded after its worker was started: start the worker again"
    return here, _folder_unseen(sight.scratch) or _document_unseen(sight)


def do_document(task: Task, size: int | None, settings: Settings, machine: Machine) -> Outcome:
    """Work on a document, in a child process on this worker, and return what came of it.

    `machine` is what the run makes outputs with, `size` that of the document as the run sees it.

    Raises:
        Unseen: this worker does not see the document.
        Refusal: it can do none.
    """
    if (reason := _folder_unseen(task.scratch)) is not None:
        raise Refusal(_address(), reason)
    if (reason := _document_unseen(Sight(task.scratch, task.path, size))) is not None:
        raise Unseen(_address(), reason)
    try:
        return _post().do(task, settings, machine)
    except Refusal:
        raise
    except KhmerMinutesError as error:
        raise Refusal(_address(), f"{socket.gethostname()}: {error}") from error
    except Exception as error:  # this machine's fault: the document did not get as far as a child's answer
        raise Refusal(_address(), f"{socket.gethostname()}: {type(error).__name__}: {error}") from error


class Post:
    """A thread of this worker with a child process of its own, which outlives a document."""

    def __init__(self) -> None:
        """Start nothing before the first document."""
        self._busy = threading.Lock()
        self._crew: Crew | None = None
        self._terms: tuple[Settings, Machine] | None = None
        self._rest = threading.Timer(IDLE, self._let_go_when_idle)

    def do(self, task: Task, settings: Settings, machine: Machine) -> Outcome:
        """Return what came of a document."""
        self._rest.cancel()
        with self._busy:
            try:
                return self._await(task, self._crew_for(settings, machine))
            except BaseException:
                self.let_go()  # what is under way would be taken for the next document
                raise
            finally:
                self._rest = threading.Timer(IDLE, self._let_go_when_idle)
                self._rest.daemon = True
                self._rest.start()

    def _await(self, task: Task, crew: Crew) -> Outcome:
        _take_over(task.journal)
        crew.submit(task)
        while True:
            for _, outcome in crew.wait(LOOK):
                return outcome
            if not Path(task.scratch).is_dir():
                raise Refusal(_address(), f"{socket.gethostname()}: the run is over, or has lost {task.scratch}")

    def _crew_for(self, settings: Settings, machine: Machine) -> Crew:
        """The crew at hand, or a fresh one where that works under other settings or for another run's version."""
        if self._crew is None or self._terms != (settings, machine):
            self.let_go()
            here = this_machine()
            if (difference := unlike(machine, here)) is not None:
                raise Refusal(_address(), f"{here.host} is not like the machine of the run: {difference}")
            self._crew, self._terms = Crew(1, Orders(settings, attempt, warm)), (settings, machine)
        return self._crew

    def let_go(self) -> None:
        """Let the child go, whatever it is at."""
        if self._crew is not None:
            self._crew.close()
            self._crew = None

    def _let_go_when_idle(self) -> None:
        if self._busy.acquire(blocking=False):
            try:
                self.let_go()
            finally:
                self._busy.release()


_here = threading.local()


def _post() -> Post:
    """The post of this thread."""
    if not hasattr(_here, "post"):
        _here.post = Post()
    post: Post = _here.post
    return post


def _address() -> str:
    """The address of the worker that this thread belongs to."""
    from distributed import get_worker

    return str(get_worker().address)


def _folder_unseen(scratch: str) -> str | None:
    if Path(scratch).is_dir():
        return None
    return f"{socket.gethostname()} does not see {scratch}; inputs and outputs must have one path everywhere"


def _document_unseen(sight: Sight) -> str | None:
    if sight.size is None or (here := size_of(sight.path)) == sight.size:
        return None
    found = "cannot be read" if here is None else f"has {here} bytes"
    return (
        f"on {socket.gethostname()} {sight.path} {found}, where the run reads {sight.size} bytes; "
        "inputs and outputs must have one path everywhere"
    )


def _take_over(journal: Path) -> None:
    """Make a journal this worker's own: one that was lost to the run may still be alive and write to the old file."""
    if journal.is_file():
        copy = journal.with_suffix(".taken")
        shutil.copyfile(journal, copy)
        copy.replace(journal)
