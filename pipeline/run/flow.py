"""The flow of a run: what is next, what is under way, what is put in place and recorded when it is finished."""

import secrets
import shutil
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Protocol

from pipeline.errors import Category, DocumentError
from pipeline.finished import SCRATCH
from pipeline.pace import Cause
from pipeline.run.entry import Entry
from pipeline.run.folders import encodable
from pipeline.run.inputs import Input, Inputs
from pipeline.run.ledger import Ledger
from pipeline.run.order import ALONE_FROM, MOST_DEATHS, deadly, in_order
from pipeline.run.places import folder_of, known_hash, outputs_of_another, publish, without_stale_outputs
from pipeline.run.standing import STANDS, Terms, standing
from pipeline.run.task import Outcome, Task
from pipeline.run.visit import Visit, absolute, as_it_was_read, blank, finished, now

WAIT = 5.0
"""Seconds after which a run that waits says that it still does."""


MOST_WAITING = 1000
"""Documents that wait for one with the same bytes; then the run waits, too."""


class Progress(Protocol):
    """Somebody who wants to know how far a run is."""

    def begin(self, key: str, number: int, total: int) -> None:
        """A document is taken up, the `number`th (from 1) of `total`."""

    def end(self, entry: Entry) -> None:
        """A document is finished or was skipped."""

    def wait(self) -> None:
        """Nothing has happened for some seconds."""

    def note(self, message: str) -> None:
        """Something has come up that a person should know of."""


class Hands(Protocol):
    """Those who do tasks: on this machine, or on several."""

    def is_free(self) -> bool:
        """Return whether one more task would be taken up at once."""

    def is_idle(self) -> bool:
        """Return whether nothing is under way."""

    def submit(self, task: Task) -> None:
        """Take up a task."""

    def wait(self, longest: float) -> list[tuple[Task, Outcome]]:
        """Return the tasks that are finished, waiting for one at most so many seconds."""


class Flow:
    """A run at work: what is next, what is under way, and what waits for a document with the same bytes."""

    def __init__(self, inputs: Inputs, terms: Terms, ledger: Ledger, hands: Hands, progress: Progress) -> None:
        """Take the documents in their order; nothing is begun yet."""
        self._total = len(inputs)
        self._places = in_order(inputs, ledger.left())
        self._terms = terms
        self._ledger = ledger
        self._hands = hands
        self._progress = progress
        self._under_way: dict[str, Visit] = {}
        """By scratch folder."""
        self._waiting: dict[str, list[Visit]] = {}
        """By kind and bytes of the document that is under way in their stead."""
        self._ready: deque[Visit] = deque()
        self._alone: deque[Visit] = deque()
        """What nothing else is to be in work beside."""
        self._is_over = False
        self._begun_at = now()
        self._scratch = terms.output.absolute() / SCRATCH / secrets.token_hex(4)
        """No other run's: somebody on another machine may still be at work for one that was killed."""

    def run(self) -> Iterator[Entry]:
        """Yield every document's entry, once it is in the ledger."""
        while True:
            while self._hands.is_free() and (self._ready or self._may_look_ahead()):
                yield from self._next()
            if self._hands.is_idle() and not self._ready:
                if not self._alone:
                    return
                visit = self._alone.popleft()
                self._progress.begin(visit.item.key, visit.number, self._total)
                yield from self._take_up(visit)
                continue
            ended = self._hands.wait(WAIT)
            if not ended:
                self._progress.wait()
            for task, outcome in ended:
                yield from self._settle(self._under_way.pop(task.scratch), outcome)

    def _may_look_ahead(self) -> bool:
        """Whether there are more documents, and not too many wait for their twins already."""
        return not self._is_over and sum(map(len, self._waiting.values())) < MOST_WAITING

    def _next(self) -> Iterator[Entry]:
        """Take up the next document."""
        if self._ready:
            yield from self._take_up(self._ready.popleft())
            return
        place = next(self._places, None)
        if place is None:
            self._is_over = True
            return
        number, item, left = place
        earlier = self._ledger.get(item.key)
        sha256, stamp = known_hash(item.path, earlier) if item.problem is None else (None, None)
        stands, _ = standing(earlier, sha256, self._terms)
        if earlier is not None and stands in STANDS:
            self._progress.begin(item.key, number, self._total)
            entry = replace(earlier, path=absolute(item), skipped=True, stamp=stamp)
            if entry != earlier:
                self._ledger.pass_over(entry)
            yield self._told(entry)
            return
        entry = blank(item, sha256, stamp, left or earlier, self._terms)
        visit = Visit(number, item, entry, self._scratch / str(number))
        if ALONE_FROM <= entry.deaths < MOST_DEATHS:
            self._alone.append(visit)
            return
        self._progress.begin(item.key, number, self._total)
        if (problem := self._problem(item, earlier) or deadly(visit.entry.deaths)) is not None:
            yield self._finish(visit, Outcome("failed", problem.category, problem.reason))
        elif (others := self._waiting.get(_kind(visit))) is not None:
            others.append(visit)
        else:
            yield from self._take_up(visit)

    def _problem(self, item: Input, earlier: Entry | None) -> Cause | None:
        """Why there is no need to try a document; None where there is."""
        if item.problem is not None:
            return Cause(Category.UNREADABLE, item.problem)
        try:
            folder = folder_of(item.key, self._terms.output)
        except DocumentError as error:
            return Cause(error.category, error.reason)
        is_own = earlier is not None and earlier.status != "failed"
        if not is_own and (other := outputs_of_another(folder, item.key)) is not None:
            words = f"the disk of the outputs has one folder for it and for {encodable(other)}"
            return Cause(Category.UNWRITABLE, f"{words}; rename one, or choose an output folder elsewhere (-o)")
        return None

    def _take_up(self, visit: Visit) -> Iterator[Entry]:
        """Give a document to the hands, or say at once what came of it where that is known."""
        twin = self._twin(visit)
        if twin is not None:
            visit.entry = replace(visit.entry, twin=twin.key)
            if twin.status == "failed":
                yield self._finish(visit, Outcome("failed", twin.category, twin.reason))
                return
        elif visit.entry.sha256 is not None:
            self._waiting.setdefault(_kind(visit), [])
        self._ledger.begin(visit.entry)
        visit.scratch.mkdir(parents=True)
        self._under_way[str(visit.scratch)] = visit
        output = self._terms.output.absolute()
        path, root = str(visit.item.path.absolute()), str(visit.item.root.absolute())
        minutes = None if twin is None else str(output / twin.key / "minutes.json")
        self._hands.submit(Task(path, root, str(visit.scratch), str(output / visit.item.key), twin=minutes))

    def _twin(self, visit: Visit) -> Entry | None:
        """A document of the same kind and bytes of which what was made stands and has nothing of a person's in it."""
        entry, terms = visit.entry, replace(self._terms, force=False, retry_failed=False)
        if entry.sha256 is None or entry.corrections is not None:
            return None
        for other in self._ledger.twins(entry.sha256):
            is_asked = self._terms.force or (self._terms.retry_failed and other.status == "failed")
            is_alike = _suffix(other.key) == _suffix(entry.key) and other.key != entry.key
            if not is_alike or other.corrections is not None or (is_asked and other.finished_at < self._begun_at):
                continue
            if standing(other, entry.sha256, terms)[0] in STANDS:
                return other
        return None

    def _settle(self, visit: Visit, outcome: Outcome) -> Iterator[Entry]:
        """Finish a document; those with the same bytes are next, and will copy what came of it, or fail as it did."""
        yield self._finish(visit, outcome)
        if visit.entry.twin is None:
            self._ready += self._waiting.pop(_kind(visit), [])

    def _finish(self, visit: Visit, outcome: Outcome) -> Entry:
        """Put the outputs of a document in place, then what came of it in the ledger."""
        entry = as_it_was_read(visit, finished(visit.entry, outcome))
        try:
            folder = folder_of(entry.key, self._terms.output)
            if entry.status == "failed":
                entry = without_stale_outputs(entry, folder)
            else:
                publish(visit.scratch / "outputs", folder)
        except DocumentError as error:
            entry = replace(entry, status="failed", category=error.category, reason=error.reason)
        shutil.rmtree(visit.scratch, ignore_errors=True)
        self._ledger.record(entry, outcome.doubtful)
        return self._told(entry)

    def _told(self, entry: Entry) -> Entry:
        self._progress.end(entry)
        return entry


def _kind(visit: Visit) -> str:
    return f"{_suffix(visit.entry.key)} {visit.entry.sha256}"


def _suffix(key: str) -> str:
    return PurePosixPath(key).suffix.lower()
