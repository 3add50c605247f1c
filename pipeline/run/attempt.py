"""One attempt at one document, in a child process: its outputs in a folder of their own, and what came of it."""

import json
import os
import time
import traceback
from pathlib import Path

from pipeline.config import Settings
from pipeline.errors import Category, DocumentError, KhmerMinutesError, UsageError
from pipeline.model.doubt import is_doubtful
from pipeline.model.minutes import Minutes
from pipeline.pace import Cause, Pace
from pipeline.process import process, write
from pipeline.result import Result, Stopwatch, result_of
from pipeline.run.child import peak_mb
from pipeline.run.entry import Catalogued, DoubtfulPage
from pipeline.run.folders import encodable
from pipeline.run.task import Outcome, Task
from pipeline.translate.corrections import read_corrections

_TOO_MUCH = "more memory than it may have (limits.memory_mb)"
MOST_DOUBTFUL = 1000
"""Pages of one document that the ledger names as doubtful."""


def attempt(task: Task, settings: Settings, pace: Pace) -> Outcome:
    """Write a document's outputs into the task's folder and return what came of it; a document that fails says why.

    Raises:
        KhmerMinutesError: the settings or the machine are at fault, not this document.
    """
    begun = time.perf_counter()
    pace.step("start")
    try:
        result = _made(task, settings, pace)
    except DocumentError as error:
        return _failed(error.category, error.reason.removeprefix(f"{task.name}: "), begun)
    except KhmerMinutesError:
        raise
    except MemoryError:
        return _failed(Category.OUT_OF_MEMORY, _TOO_MUCH, begun)
    except Exception as error:  # a bug: recorded as such, and the batch goes on
        return _failed(Category.CRASHED, _bug(error), begun)
    return Outcome(
        status=result.status,
        category=result.category,
        reason=result.reason,
        pages=result.pages,
        confidence=result.confidence,
        seconds=result.seconds,
        peak_mb=peak_mb(),
        catalogued=_catalogued(result.minutes),
        doubtful=_doubtful(result.minutes),
    )


def _made(task: Task, settings: Settings, pace: Pace) -> Result:
    """The result of a document, written; a stage that fails in it is gone round, as if a process had died of it."""
    while True:
        try:
            if task.twin is not None:
                return _written(_copied(task), task, settings, pace)
            return _written(process(Path(task.path), Path(task.root), settings, pace), task, settings, pace)
        except KhmerMinutesError:
            raise
        except MemoryError as error:
            if not pace.go_round(error, Cause(Category.OUT_OF_MEMORY, _TOO_MUCH)):
                raise
        except Exception as error:
            if not pace.go_round(error, Cause(Category.CRASHED, encodable(" ".join(_bug(error).split())))):
                raise


def _copied(task: Task) -> Result:
    """The result of a document with the same bytes, under this one's name."""
    watch = Stopwatch()
    with watch.time("copy"):
        assert task.twin is not None
        path = Path(task.path)
        minutes = Minutes.model_validate(json.loads(Path(task.twin).read_bytes()))
        minutes.document.path = path.absolute().relative_to(Path(task.root).absolute()).as_posix()
        minutes.document.file_name = path.name
    return result_of(minutes, watch)


def _failed(category: Category, reason: str, begun: float) -> Outcome:
    """The outcome of a document that failed; `begun` is when it was taken up, on the clock of `time.perf_counter`."""
    seconds = {"until it failed": time.perf_counter() - begun}
    return Outcome("failed", category, encodable(" ".join(reason.split())), seconds=seconds, peak_mb=peak_mb())


def _written(result: Result, task: Task, settings: Settings, pace: Pace) -> Result:
    folder = Path(task.folder)
    try:
        read_corrections(folder)
    except UsageError as error:  # one document's own, not the run's
        raise DocumentError(Category.UNREADABLE, str(error).replace(f"{folder}{os.sep}", "")) from error
    try:
        task.outputs.mkdir(exist_ok=True)  # not its parents: they are gone where the run is over
        return write(result, task.outputs, settings, folder, pace)
    except OSError as error:
        raise DocumentError(Category.UNWRITABLE, f"its outputs cannot be written: {error.strerror}") from error


def _catalogued(minutes: Minutes) -> Catalogued:
    if not minutes.meetings:
        return Catalogued()
    first = minutes.meetings[0]
    counted = [each.quantity for meeting in minutes.meetings for each in meeting.attendance if each.label == "total"]
    return Catalogued(
        title=first.title.text if first.title is not None else None,
        date=first.start_date,
        place=first.location.name if first.location is not None else None,
        people=sum(counted) if counted else sum(len(meeting.people) for meeting in minutes.meetings),
        outcomes=sum(len(meeting.outcomes) for meeting in minutes.meetings),
    )


def _doubtful(minutes: Minutes) -> tuple[DoubtfulPage, ...]:
    pages = (page for page in minutes.pages if page.text_source in ("none", "damaged") or is_doubtful(page.confidence))
    return tuple(DoubtfulPage(page.page_no, page.text_source, page.confidence) for page in pages)[:MOST_DOUBTFUL]


def _bug(error: Exception) -> str:
    """What to report: the error and the place in this package where it came up."""
    package = Path(__file__).parents[1]
    inside = [frame for frame in traceback.extract_tb(error.__traceback__) if package in Path(frame.filename).parents]
    place = f"{Path(inside[-1].filename).relative_to(package.parent).as_posix()}:{inside[-1].lineno}"
    return f"{type(error).__name__}: {error} ({place}); this is a bug of khmer-minutes, please report it"
