"""The hands of a run on several machines: dask.distributed spreads the documents, each worker has children of its own.

Only the run itself writes the ledger and puts outputs in place. Inputs and outputs are at the same paths everywhere.
"""

import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

from pipeline.config import Settings
from pipeline.errors import Category, KhmerMinutesError, MissingProgramError, UsageError
from pipeline.run.attempt import attempt
from pipeline.run.crew import Crew
from pipeline.run.nursery import Orders
from pipeline.run.task import Outcome, Task
from pipeline.run.version import current_version
from pipeline.run.warm import warm

INSTALL = "pip install 'khmer-minutes[cluster]'"
CONNECT = 20.0
"""Seconds in which a scheduler has to answer."""
AHEAD = 2
"""Documents that are given out for each thread of the workers: one in work, one ready."""
COUNTED_FOR = 5.0
"""Seconds for which the number of threads is believed."""
_PATIENCE = 3600.0

_here = threading.local()
"""The crew of each thread of a worker: children outlive a document, and so must what holds them."""


def on_cluster(address: str) -> Callable[[Settings, int], "Cluster"]:
    """Return what gets hands on the workers of the scheduler at an address; how many is theirs to say."""
    return lambda settings, jobs: Cluster(address, settings)


def do_document(task: Task, settings: Settings, version: str) -> Outcome:
    """Work on a document, in a child process on this worker, and return what came of it.

    Raises:
        UsageError: this worker has another version of the program, or does not see the files.
    """
    if _version() != version:
        raise UsageError(f"{socket.gethostname()} has version {_version()} of khmer-minutes, the run {version}")
    if not Path(task.scratch).is_dir():
        raise UsageError(
            f"{socket.gethostname()} does not see {task.scratch}; inputs and outputs must have one path everywhere"
        )
    crew = _crew(settings)
    crew.submit(task)
    while True:
        for _, outcome in crew.wait(_PATIENCE):
            return outcome


class Cluster:
    """Does tasks on the workers of a dask scheduler."""

    def __init__(self, address: str, settings: Settings) -> None:
        """Connect to a scheduler.

        Raises:
            MissingProgramError: dask.distributed is not installed.
            UsageError: nobody answers at the address.
        """
        self._dask = _dask()
        try:
            self._client = self._dask.Client(address, timeout=CONNECT)
        except (OSError, ValueError) as error:
            raise UsageError(f"no scheduler answers at {address} ({error}); dask scheduler starts one") from error
        self._settings = settings
        self._version = current_version().name
        self._tasks: dict[Any, Task] = {}
        """By future."""
        self._threads, self._counted_at = 0, 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.cancel(list(self._tasks), force=True)
        self._client.close()

    def is_free(self) -> bool:
        """Return whether one more task would be taken up soon."""
        return len(self._tasks) < max(1, AHEAD * self._count_threads())

    def is_idle(self) -> bool:
        """Return whether nothing is under way."""
        return not self._tasks

    def submit(self, task: Task) -> None:
        """Give out a task; if its worker is lost it is given to another one."""
        future = self._client.submit(
            do_document, task, self._settings, self._version, pure=False, key=f"document-{task.scratch}", retries=0
        )
        self._tasks[future] = task

    def wait(self, longest: float) -> list[tuple[Task, Outcome]]:
        """Return the tasks that are finished, waiting for one at most so many seconds.

        Raises:
            KhmerMinutesError: a worker says that the settings or the machine are at fault.
        """
        try:
            ended = self._dask.wait(list(self._tasks), timeout=longest, return_when="FIRST_COMPLETED").done
        except TimeoutError:
            return []
        return [(self._tasks.pop(future), _outcome(future)) for future in ended]

    def _count_threads(self) -> int:
        if time.monotonic() >= self._counted_at + COUNTED_FOR:
            self._threads, self._counted_at = sum(self._client.ncores().values()), time.monotonic()
        return self._threads


def _dask() -> Any:
    """The library, which is an extra and has no types."""
    try:
        import distributed
    except ImportError as error:
        raise MissingProgramError(f"--cluster needs dask.distributed: {INSTALL}") from error
    return distributed


def _outcome(future: Any) -> Outcome:
    """What came of a task, whose workers may all be lost."""
    error = future.exception()
    if error is None:
        found: Outcome = future.result()
        return found
    if isinstance(error, KhmerMinutesError):
        raise error
    return Outcome("failed", Category.CRASHED, f"the workers that had it were lost, or failed: {error}"[:500])


def _crew(settings: Settings) -> Crew:
    """The crew of this thread, with these settings."""
    if getattr(_here, "settings", None) != settings:
        if hasattr(_here, "crew"):
            _here.crew.close()
        _here.crew, _here.settings = Crew(1, Orders(settings, attempt, warm)), settings
    crew: Crew = _here.crew
    return crew


def _version() -> str:
    if not hasattr(_here, "version"):
        _here.version = current_version().name
    version: str = _here.version
    return version
