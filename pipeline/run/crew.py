"""The hands of a run on this machine: children that work side by side, each watched, and killed when it has to be."""

import selectors
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import Self

from pipeline.errors import Category, MissingProgramError
from pipeline.pace import Cause
from pipeline.run.birth import Child, Nursery
from pipeline.run.causes import cause_of_death
from pipeline.run.job import Job
from pipeline.run.nursery import Orders, kill_group
from pipeline.run.task import Outcome, Task, read_message

LONGEST_LINE = 4 * 1024 * 1024
"""Bytes; a child that says more without a line's end has gone mad."""
MOST_NURSERIES = 5
"""Times that the nursery is started, no document finished in between, before the machine is held to be at fault."""
GRACE = 5.0
"""Seconds to hear how a child ended that has closed its channel."""
LONGEST_LOOK = 60.0
"""Seconds between two looks, whatever happens."""
_GARBAGE = Cause(Category.CRASHED, "it answered with garbage")
_WORN_OUT = frozenset((Category.OUT_OF_MEMORY, Category.CRASHED))
"""What a child comes out of in a state that no other document should be given to it."""


@dataclass(slots=True)
class _Worker:
    """A child with what it is at."""

    child: Child
    job: Job | None = None
    heard: bytes = b""
    served: int = 0
    verdict: Cause | None = None
    """Why it was killed, where it was."""
    closed_at: float | None = None
    """When it closed its channel without having been asked to."""


class Crew:
    """Does tasks in child processes, a fixed number at a time."""

    def __init__(self, size: int, orders: Orders) -> None:
        """Take a number of children; none is started before the first task."""
        self._size = size
        self._orders = orders
        self._limits = orders.settings.limits
        self._nurseries = 0
        self._nursery: Nursery | None = None
        self._workers: list[_Worker] = []
        self._selector = selectors.DefaultSelector()
        self._finished: list[tuple[Task, Outcome]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def is_free(self) -> bool:
        """Return whether one more task would be taken up at once."""
        return sum(worker.job is not None for worker in self._workers) < self._size

    def is_idle(self) -> bool:
        """Return whether nothing is under way."""
        return not self._finished and all(worker.job is None for worker in self._workers)

    def children(self) -> list[int]:
        """Return the process ids of the children that are known to be there."""
        return [worker.child.pid for worker in self._workers if worker.child.pid is not None]

    def submit(self, task: Task) -> None:
        """Take up a task."""
        self._assign(Job(task, self._limits))

    def wait(self, longest: float) -> list[tuple[Task, Outcome]]:
        """Return the tasks that are finished, waiting for one at most so many seconds.

        Raises:
            KhmerMinutesError: a child says that the settings or the machine are at fault.
        """
        until = time.monotonic() + longest
        while not self._finished and not self.is_idle() and time.monotonic() < until:
            for key, _ in self._selector.select(max(0.0, min(self._next_look(), until) - time.monotonic())):
                if self._nursery is not None and key.fileobj is self._nursery.control:
                    self._hear_nursery(self._nursery)
                elif key.data in self._workers:
                    self._hear(key.data)
            self._look_after()
        finished, self._finished = self._finished, []
        return finished

    def close(self) -> None:
        """Kill what is under way and let everything go."""
        for worker in list(self._workers):
            self._dismiss(worker)
        if self._nursery is not None:
            self._selector.unregister(self._nursery.control)
            self._nursery.close()
            self._nursery = None
        self._selector.close()

    def _assign(self, job: Job) -> None:
        """Give a job to a child that is free, or to a fresh one."""
        free = (each for each in self._workers if each.job is None and each.closed_at is None and each.verdict is None)
        worker = next(free, None)
        if worker is None:
            worker = _Worker(self._bear())
            self._workers.append(worker)
            self._selector.register(worker.child.channel, selectors.EVENT_READ, worker)
        worker.job, worker.served = job, worker.served + 1
        worker.child.complained()  # what it said of earlier documents says nothing of this one
        with suppress(OSError):  # a child that is gone is heard of on the other ways
            worker.child.channel.sendall(job.assign(time.monotonic()).to_line())

    def _bear(self) -> Child:
        if self._nursery is None:
            if self._nurseries == MOST_NURSERIES:
                raise MissingProgramError(
                    "processes die as soon as they are started; is memory short? (-j 1 takes least)"
                )
            self._nurseries += 1
            try:
                self._nursery = Nursery(self._orders)
            except OSError as error:
                raise MissingProgramError(f"no process can be started: {error.strerror}; is memory short?") from error
            self._selector.register(self._nursery.control, selectors.EVENT_READ, None)
        return self._nursery.bear()

    def _hear_nursery(self, nursery: Nursery) -> None:
        died = nursery.listen()
        if died is None:
            self._lose_nursery()
            return
        for worker in [each for each in self._workers if each.child.pid in died]:
            self._bury(worker, died[worker.child.pid or 0])

    def _lose_nursery(self) -> None:
        """Start the documents in work anew: the nursery is gone, and its children with it."""
        assert self._nursery is not None
        self._selector.unregister(self._nursery.control)
        self._nursery.close()
        self._nursery = None
        jobs = [worker.job for worker in self._workers if worker.job is not None]
        for worker in list(self._workers):
            self._dismiss(worker)
        for job in jobs:
            if job.orphan():
                self._assign(job)
            else:
                self._finished.append((job.task, job.failed()))

    def _hear(self, worker: _Worker) -> None:
        try:
            part = worker.child.channel.recv(65536)
        except OSError:
            part = b""
        if not part:
            self._selector.unregister(worker.child.channel)
            worker.closed_at = time.monotonic()
            return
        *lines, worker.heard = (worker.heard + part).split(b"\n")
        for line in lines:
            if worker in self._workers:  # it may be dismissed for what it has just said
                self._take(worker, line)
        if len(worker.heard) > LONGEST_LINE:
            self._kill(worker, _GARBAGE)

    def _take(self, worker: _Worker, line: bytes) -> None:
        message, job = read_message(line), worker.job
        if message is None or job is None:
            self._kill(worker, _GARBAGE)
        elif message.stop is not None:
            raise message.stop.as_error()
        elif message.outcome is not None:
            self._finished.append((job.task, job.finished(message.outcome)))
            worker.job, self._nurseries = None, 0
            if worker.served >= self._limits.documents_per_process or message.outcome.category in _WORN_OUT:
                self._dismiss(worker)
        elif message.sign is not None:
            job.hear(*message.sign, time.monotonic())

    def _next_look(self) -> float:
        """When something is to be done even though nobody says anything."""
        looks = [time.monotonic() + LONGEST_LOOK]
        for worker in self._workers:
            if worker.closed_at is not None:
                looks.append(worker.closed_at + GRACE)
            elif worker.job is not None and worker.verdict is None:
                looks += [worker.job.deadline, worker.job.silent_until()]
        return min(looks)

    def _look_after(self) -> None:
        """Kill who is over time or silent for too long."""
        now = time.monotonic()
        for worker in list(self._workers):
            job = worker.job
            if worker not in self._workers:  # it has gone with the nursery
                continue
            if worker.closed_at is not None:
                if now >= worker.closed_at + GRACE:
                    self._bury(worker, None)
            elif job is not None and worker.verdict is None:
                if now >= job.deadline:
                    self._kill(worker, Cause(Category.TIMED_OUT, f"over {self._limits.seconds:g} s (limits.seconds)"))
                elif now >= job.silent_until():
                    words = f"no progress for {self._limits.silence:g} s (limits.silence)"
                    self._kill(worker, Cause(Category.TIMED_OUT, words))

    def _kill(self, worker: _Worker, verdict: Cause) -> None:
        worker.verdict = verdict
        if worker.child.pid is None:
            self._lose_nursery()
        else:
            kill_group(worker.child.pid)

    def _bury(self, worker: _Worker, status: int | None) -> None:
        """Take a dead child's document up again where that can help, or else say what it died of."""
        job = worker.job
        cause = worker.verdict or cause_of_death(status, worker.child.complained())
        self._dismiss(worker)
        if job is None:
            return
        if job.bury(cause, time.monotonic()):
            self._assign(job)
        else:
            self._finished.append((job.task, job.failed()))

    def _dismiss(self, worker: _Worker) -> None:
        """Let a child go; with it goes all that it has started."""
        self._workers.remove(worker)
        if worker.closed_at is None:
            self._selector.unregister(worker.child.channel)
        worker.child.close()
        if worker.child.pid is not None:
            kill_group(worker.child.pid)
