"""The hands of a run on several machines: dask.distributed spreads the documents, each worker has children of its own.

Only the run itself writes the ledger and puts outputs in place. Inputs and outputs are at the same paths everywhere.
A worker is asked for what it has installed and what it sees before it is given anything: one that would make other
outputs than the run's own machine gets no document, and the run says so.
"""

import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, Self

from pipeline.config import Settings
from pipeline.errors import Category, MissingProgramError, UsageError
from pipeline.run.cluster_worker import Refusal, Sight, Unseen, do_document, roll_call, size_of
from pipeline.run.machine import Machine, other_packages, this_machine, unlike
from pipeline.run.scheduler import connect, library
from pipeline.run.task import Outcome, Task

AHEAD = 2
"""Documents that are given out for each thread of the workers: one in work, one ready."""
LOOK = 5.0
"""Seconds between two looks at who works for the scheduler."""
PATIENCE = 60.0
"""Seconds that a run waits for a worker where all that are left cannot work for it."""
MOST_CHANGES = 3
"""Times that a document may have changed between two looks; then it is read as it comes."""


@dataclass(slots=True)
class _Given:
    """A document that was given out, or will be."""

    task: Task
    size: int | None
    """In bytes, as the run sees it."""
    changes: int = 0
    workers: frozenset[str] = frozenset()
    """Addresses of those that it may go to."""
    unseen_by: set[str] = field(default_factory=set)
    reason: str = ""
    """What the last of these said."""


def on_cluster(address: str, note: Callable[[str], None]) -> Callable[[Settings, int], "Cluster"]:
    """Return what gets hands on the workers of the scheduler at an address; how many is theirs to say.

    `note` is told what a person should know: who does not work, and why.
    """
    return lambda settings, jobs: Cluster(address, settings, note)


class Cluster:
    """Does tasks on the workers of a dask scheduler."""

    def __init__(self, address: str, settings: Settings, note: Callable[[str], None]) -> None:
        """Connect to a scheduler.

        Raises:
            MissingProgramError: dask.distributed is not installed, or nobody answers at the address.
            UsageError: the address is none.
        """
        self._dask = library()
        self._address = address
        self._client = connect(address)
        self._settings = settings
        self._note = note
        self._machine = this_machine()
        self._given: dict[Any, _Given] = {}
        """By future."""
        self._held: deque[_Given] = deque()
        """To be given out as soon as there is a worker for them."""
        self._count = 0
        self._workers: dict[str, int] = {}
        """Threads of those that may be given documents, by address."""
        self._refused: dict[str, str] = {}
        """Why a worker is given none, by address."""
        self._next_look = 0.0
        self._alone_since: float | None = None
        """When nobody was left who can work."""
        self._is_staffed = False
        """Somebody has been there who can."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError, CancelledError):  # the scheduler may be gone, and all that was under way with it
            self._client.cancel(list(self._given), force=True)
        self._client.close()

    def is_free(self) -> bool:
        """Return whether one more task would be taken up soon."""
        return len(self._given) + len(self._held) < max(1, AHEAD * sum(self._workers.values()))

    def is_idle(self) -> bool:
        """Return whether nothing is under way."""
        return not self._given and not self._held

    def submit(self, task: Task) -> None:
        """Give out a task; if its worker is lost it is given to another one."""
        self._held.append(_Given(task, size_of(task.path)))
        with self._connected():
            self._look_around()

    def wait(self, longest: float) -> list[tuple[Task, Outcome]]:
        """Return the tasks that are finished, waiting for one at most so many seconds.

        Raises:
            MissingProgramError: the scheduler is gone.
            UsageError: no worker that is there can work for this run.
        """
        with self._connected():
            self._look_around()
            if not self._given:
                time.sleep(min(longest, LOOK))
                return []
            try:
                ended = self._dask.wait(list(self._given), timeout=longest, return_when="FIRST_COMPLETED").done
            except TimeoutError:
                return []
            finished = [outcome for future in ended for outcome in self._settle(future)]
            self._give_out()
            return finished

    def _settle(self, future: Any) -> Iterator[tuple[Task, Outcome]]:
        """Yield what came of a document, or hold it for another worker."""
        given, error = self._given.pop(future), future.exception()
        if error is None:
            yield given.task, future.result()
        elif isinstance(error, Unseen):
            yield from self._unseen(given, error)
        elif isinstance(error, Refusal):
            self._refuse(error.worker, error.reason)
            self._held.append(given)
        else:
            words = f"the workers that had it were lost, or failed: {' '.join(str(error).split())}"
            yield given.task, Outcome("failed", Category.CRASHED, words[:500])

    def _unseen(self, given: _Given, error: Unseen) -> Iterator[tuple[Task, Outcome]]:
        """Hold a document for those that see it; where nobody does, that is what came of it."""
        size = size_of(given.task.path)
        if size != given.size:  # it has changed since
            given.changes += 1
            given.size = size if given.changes < MOST_CHANGES else None
        else:
            given.unseen_by.add(error.worker)
            given.reason = error.reason
            self._note(f"{error.reason}; others are given it")
        if self._workers.keys() <= given.unseen_by:
            yield given.task, Outcome("failed", Category.UNREADABLE, f"no worker can read it: {given.reason}")
        else:
            self._held.append(given)

    def _look_around(self) -> None:
        """Take notice of workers that have come and gone, and give out what is held."""
        if time.monotonic() >= self._next_look:
            there = self._client.ncores()
            self._miss(there.keys())
            self._ask(
                [address for address in there if address not in self._workers.keys() | self._refused.keys()], there
            )
            self._next_look = time.monotonic() + LOOK
        self._require_workers()
        self._give_out()

    def _miss(self, there: Any) -> None:
        """Forget workers that are gone; documents that only they were to be given go to others."""
        for address in self._workers.keys() - there:
            del self._workers[address]
            self._note(f"the worker at {address} is gone; its documents are given to others")
        self._refused = {address: reason for address, reason in self._refused.items() if address in there}
        for future in [each for each, given in self._given.items() if not given.workers & there]:
            self._held.append(self._given.pop(future))
            self._client.cancel([future], force=True)

    def _ask(self, strangers: list[str], threads: dict[str, int]) -> None:
        """Ask workers that have just come for what they have and see."""
        sample = next(iter([*self._held, *self._given.values()]), None)
        if not strangers or sample is None:
            return
        sight = Sight(sample.task.scratch, sample.task.path, sample.size)
        for address, answer in self._client.run(roll_call, sight, workers=strangers, on_error="return").items():
            if isinstance(answer, OSError):
                continue  # it is gone again, or will be asked again
            if isinstance(answer, Exception):
                self._refuse(address, f"{answer}; is khmer-minutes installed there, in this version?")
                continue
            machine, reason = answer
            if reason is None and (difference := unlike(self._machine, machine)) is not None:
                reason = f"{machine.host} is not like {self._machine.host}, where the run is: {difference}"
            if reason is not None:
                self._refuse(address, reason)
                continue
            self._workers[address] = threads[address]
            self._is_staffed = True
            self._tell_of_packages(machine)

    def _tell_of_packages(self, machine: Machine) -> None:
        if (packages := other_packages(self._machine, machine)) is not None:
            self._note(f"{machine.host} has other libraries, which may make other outputs: {packages}")

    def _refuse(self, address: str, reason: str) -> None:
        self._workers.pop(address, None)
        if address not in self._refused:
            self._refused[address] = reason
            self._note(f"the worker at {address} is given no documents: {reason}")

    def _require_workers(self) -> None:
        """Say that nobody can work; where those who are there cannot, and nobody comes, that is the end."""
        if self._workers:
            self._alone_since = None
            return
        if self._alone_since is None:
            self._alone_since = time.monotonic()
            if not self._refused:
                self._note(f"no worker is there; dask worker {self._address} --nthreads 4 starts one; the run waits")
        if self._refused and (not self._is_staffed or time.monotonic() >= self._alone_since + PATIENCE):
            reasons = "; ".join(dict.fromkeys(self._refused.values()))
            raise UsageError(f"no worker of {self._address} can work for this run: {reasons}")

    def _give_out(self) -> None:
        """Give out what is held, where there is somebody for it."""
        for _ in range(len(self._held)):
            given = self._held.popleft()
            given.workers = frozenset(self._workers.keys() - given.unseen_by)
            if not given.workers:
                self._held.append(given)
                continue
            self._count += 1
            future = self._client.submit(
                do_document,
                given.task,
                given.size,
                self._settings,
                self._machine,
                key=f"document-{given.task.scratch}-{self._count}",
                workers=sorted(given.workers),
                allow_other_workers=False,
                pure=False,
                retries=0,
            )
            self._given[future] = given

    @contextmanager
    def _connected(self) -> Iterator[None]:
        """Say that the scheduler is gone where it is."""
        try:
            yield
        except (OSError, CancelledError) as error:
            raise MissingProgramError(
                f"the scheduler at {self._address} is gone, or has dropped what it was given; "
                "start it and its workers again, and the same command goes on"
            ) from error
