"""A document under way: how long it may take, what is being done of it, and whether one more process can help it."""

from dataclasses import dataclass, field, replace

from pipeline.config import Limits
from pipeline.errors import Category
from pipeline.pace import Cause
from pipeline.run.task import Outcome, Task

LONGEST_START = 120.0
"""Seconds until a child has to give its first sign."""
FINISHING_SHARE = 0.3
"""Of a document's time, that a process gets to finish what was read when the time was up; one more gets as much again
where that dies of something new."""
SHORTEST_FINISH = 10.0
"""Seconds."""
MOST_DEATHS = 6
"""Processes that may die of one document before it is given up."""
MOST_ORPHANED = 3
"""Times that all processes of the run may be killed while a document is in work before that one is given up."""


@dataclass(slots=True)
class Job:
    """A task under way. Times are those of `time.monotonic`."""

    task: Task
    limits: Limits
    deadline: float = 0.0
    """Until the first sign when it has to be begun, then when it has to be over."""
    assigned: float = 0.0
    """When the process at hand was given it."""
    last_sign: float | None = None
    """When that process last gave a sign of life; None: it has not yet."""
    _is_begun: bool = False
    _marks: list[str] = field(default_factory=list)
    """Pieces of work that were begun and are not over, the innermost last."""
    _stage: str = ""
    _is_finishing: bool = False
    """The time is up: what is read is put together, and no more is read."""
    _lost: float = 0.0
    """Seconds in processes that died."""
    _fatal: set[str] = field(default_factory=set)
    """Marks that a process has died in."""
    _orphaned: int = 0
    """Times that its process went down with all others."""

    def assign(self, now: float) -> Task:
        """Return the task as it is to be given to a process, which is just starting on it."""
        self.assigned, self.last_sign, self._marks, self._stage = now, None, [], ""
        if not self._is_begun:
            self.deadline = now + LONGEST_START
        left = 0.0 if self._is_finishing else self.deadline - now if self._is_begun else self.limits.seconds
        self.task = replace(self.task, seconds=max(0.0, left))
        return self.task

    def hear(self, kind: str, name: str, now: float) -> None:
        """Take in a sign of life."""
        if not self._is_begun:
            self._is_begun, self.deadline = True, now + self.limits.seconds
        self.last_sign = now
        if kind == "begin":
            self._marks.append(name)
        elif kind == "end" and name in self._marks:
            self._marks.remove(name)
        elif kind == "step":
            self._stage = name

    def silent_until(self) -> float:
        """When the next sign has to come at the latest."""
        return self.deadline if self.last_sign is None else self.last_sign + self.limits.silence

    def bury(self, cause: Cause, now: float) -> bool:
        """Take in that its process died; return whether a fresh one can go round what that died of, or finish."""
        self.task = replace(self.task, deaths=(*self.task.deaths, cause))
        self._lost += now - self.assigned
        culprit = self._marks[-1] if self._marks else None
        is_new = culprit is not None and culprit not in self._fatal
        if culprit is not None:
            self._fatal.add(culprit)
        if len(self.task.deaths) >= MOST_DEATHS:
            return False
        was_finishing, is_up = self._is_finishing, self._is_begun and now >= self.deadline
        if was_finishing or is_up:
            self._is_finishing = True
            self.deadline = now + max(SHORTEST_FINISH, FINISHING_SHARE * self.limits.seconds)
        return is_new or (not was_finishing and (is_up or self.last_sign is None))

    def orphan(self) -> bool:
        """Take in that its process went down with all others; return whether it is to be tried again."""
        self._orphaned += self.last_sign is not None
        if self._orphaned < MOST_ORPHANED:
            return True
        cause = Cause(Category.CRASHED, "all processes of the run were killed, time and again, while it was in work")
        self.task = replace(self.task, deaths=(*self.task.deaths, cause))
        return False

    def failed(self) -> Outcome:
        """Return what came of it when it is given up: what its last process died of, and where."""
        cause = self.task.deaths[-1]
        at = self._marks[-1] if self._marks else self._stage
        return self.finished(Outcome("failed", cause.category, f"{cause.reason}{f', at {at}' if at else ''}"))

    def finished(self, outcome: Outcome) -> Outcome:
        """Return what came of it, with the time in processes that died."""
        if not self._lost:
            return outcome
        return replace(outcome, seconds={**outcome.seconds, "in processes that died": self._lost})
