"""What a run would do, document by document, and why: how each stands in the ledger, and what is wrong with its text.

How a document stands is said by the very function that a run goes by (`standing`), and each is looked at in a child
process as in a run, so that a hostile file costs itself alone. Nothing is written: the ledger is read from a copy.
"""

import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from pipeline.config import Settings
from pipeline.errors import Category, DocumentError, ExitCode
from pipeline.pace import Pace
from pipeline.repair.survey import Damage, Survey, survey
from pipeline.run.batch import require_places_free
from pipeline.run.crew import Crew
from pipeline.run.doctor import doctor
from pipeline.run.entry import Entry, Left
from pipeline.run.inputs import Input, Inputs, collect
from pipeline.run.ledger import FILE_NAME, Ledger, copied
from pipeline.run.nursery import Orders
from pipeline.run.order import in_order, told_left
from pipeline.run.places import is_held, known_hash
from pipeline.run.standing import STANDS, Standing, Terms, standing, terms_of
from pipeline.run.task import Outcome, Task
from pipeline.run.version import current_version

SECONDS, SILENCE = 30.0, 20.0
"""What a look at one document may take; a usual one takes less than one second."""
WAIT = 5.0
_FOUND = "survey.json"
_MARK = "survey"
_FIELDS = [each.name for each in fields(Survey)]


@dataclass(frozen=True, slots=True)
class Planned:
    """A document, and what a run would do with it."""

    key: str
    standing: Standing
    why: str
    """Why it would be done or left, in a few words."""
    survey: Survey | None
    """None where it could not be looked at."""
    category: str | None
    """Why it could not be looked at."""
    reason: str | None
    lacks: tuple[str, ...]
    """Programs that it needs and that are not installed."""

    @property
    def is_run(self) -> bool:
        """Whether a run would work on it."""
        return self.standing not in STANDS

    @property
    def is_good(self) -> bool:
        """Whether nothing is known that keeps a run from reading all of it."""
        return self.survey is not None and not self.lacks and self.standing is not Standing.KNOWN_BAD

    def reported(self) -> dict[str, Any]:
        """Return the document as `khmer-minutes plan --json` gives it."""
        seen = self.survey
        return {
            "path": self.key,
            "action": "run" if self.is_run else "skip",
            "state": str(self.standing),
            "why": self.why,
            "pages": None if seen is None else seen.pages,
            "pages_looked_at": 0 if seen is None else seen.looked_at,
            "text": {} if seen is None else {str(damage): count for damage, count in seen.damages.most_common()},
            "families": [] if seen is None else list(seen.families),
            "category": self.category,
            "reason": self.reason,
            "needs": [] if seen is None else seen.needs,
            "lacks": list(self.lacks),
        }


def plan(
    paths: list[Path],
    settings: Settings,
    output: Path,
    tell: Callable[[str, int, int], None] = lambda *_: None,
    *,
    force: bool = False,
    retry_failed: bool = False,
) -> Iterator[Planned]:
    """Return what `run` with the same arguments would do, in the order in which it would, each as it is looked at.

    `tell` is called with each document's key, its number from 1 on and how many there are, before it is looked at.

    Raises:
        UsageError: the inputs, the settings or the ledger cannot be used, as in a run.
    """
    inputs = collect(paths, output)
    terms = terms_of(settings, output, current_version().name, force=force, retry_failed=retry_failed)
    with _copied_ledger(output) as ledger:
        if ledger is not None:
            require_places_free(inputs, ledger)
    return _plan(inputs, settings, output, terms, tell)


def _plan(
    inputs: Inputs, settings: Settings, output: Path, terms: Terms, tell: Callable[[str, int, int], None]
) -> Iterator[Planned]:
    missing = {finding.name.partition(" with ")[0] for finding in doctor(settings) if finding.found is None}
    with (
        _copied_ledger(output) as ledger,
        tempfile.TemporaryDirectory() as scratch,
        Crew(1, Orders(_hasty(settings), look, warm)) as crew,
    ):
        for number, item, left in in_order(inputs, {} if ledger is None else ledger.left()):
            tell(item.key, number, len(inputs))
            earlier = None if ledger is None else ledger.get(item.key)
            folder = Path(scratch, str(number))
            yield _planned(item, earlier or left, terms, missing, _look_at(item, crew, folder))
            shutil.rmtree(folder, ignore_errors=True)


@dataclass(slots=True)
class Tally:
    """What a plan comes to."""

    documents: int = 0
    to_run: int = 0
    good: int = 0
    readable: int = 0
    lacking: set[str] = field(default_factory=set)
    """Programs that some document needs and that are not installed."""

    def add(self, planned: Planned) -> Planned:
        """Count a document and return it."""
        self.documents += 1
        self.to_run += planned.is_run
        self.good += planned.is_good
        self.readable += planned.survey is not None and planned.standing is not Standing.KNOWN_BAD
        self.lacking.update(planned.lacks)
        return planned

    @property
    def exit_code(self) -> ExitCode:
        """0 where all documents can be read as far as is known, 1 where some cannot, or not all of them; 3 none can."""
        if self.good == self.documents:
            return ExitCode.OK
        return ExitCode.SOME_FAILED if self.readable else ExitCode.NONE_SUCCEEDED


def look(task: Task, settings: Settings, pace: Pace) -> Outcome:
    """Leave a survey of the task's document in its folder; what a child process does for `plan`."""
    pace.step("survey")
    if (cause := pace.fatal(_MARK)) is not None:
        return Outcome("failed", cause.category, cause.reason)
    try:
        with pace.work(_MARK):
            found = survey(Path(task.path), settings)
    except DocumentError as error:
        return Outcome("failed", error.category, error.reason.removeprefix(f"{task.name}: "))
    except MemoryError:
        return Outcome("failed", Category.OUT_OF_MEMORY, "more memory than it may have (limits.memory_mb)")
    except Exception as error:  # a reader's own fault on a broken file: the row says so, and the plan goes on
        return Outcome("failed", Category.UNREADABLE, f"it cannot be looked into: {type(error).__name__}: {error}")
    values = {name: getattr(found, name) for name in _FIELDS}
    Path(task.scratch, _FOUND).write_text(json.dumps(values), encoding="utf-8")
    return Outcome("done", pages=found.pages)


def warm() -> None:
    """Import what every look takes; words and models are loaded where they are needed."""
    import pipeline.repair.survey_pdf  # noqa: F401


def _hasty(settings: Settings) -> Settings:
    limits = settings.limits.model_copy(update={"seconds": SECONDS, "silence": SILENCE})
    return settings.model_copy(update={"limits": limits})


def _look_at(item: Input, crew: Crew, scratch: Path) -> Survey | Outcome:
    """What a look at a document shows, or why there is none."""
    if item.problem is not None:
        return Outcome("failed", Category.UNREADABLE, item.problem)
    scratch.mkdir()
    crew.submit(Task(str(item.path.absolute()), str(item.root.absolute()), str(scratch), folder=str(scratch)))
    finished: list[tuple[Task, Outcome]] = []
    while not finished:
        finished = crew.wait(WAIT)
    ((_, outcome),) = finished
    if outcome.status == "failed":
        return outcome
    values = json.loads((scratch / _FOUND).read_text(encoding="utf-8"))
    damages = Counter({Damage(name): count for name, count in values.pop("damages").items()})
    return Survey(**values | {"damages": damages, "families": tuple(values["families"])})


def _planned(
    item: Input, known: Entry | Left | None, terms: Terms, missing: set[str], seen: Survey | Outcome
) -> Planned:
    earlier = known if isinstance(known, Entry) else None
    sha256 = known_hash(item.path, earlier)[0] if item.problem is None else None
    stands, why = standing(earlier, sha256, terms)
    if isinstance(known, Left) and stands is Standing.NEW:
        stands, why = Standing.INTERRUPTED, told_left(known)
    if isinstance(seen, Outcome):
        return Planned(item.key, stands, why, None, seen.category, seen.reason, ())
    lacks = tuple(name for name in seen.needs if name in missing)
    return Planned(item.key, stands, why, seen, None, None, lacks)


@contextmanager
def _copied_ledger(output: Path) -> Iterator[Ledger | None]:
    """The ledger of an output folder as it stands, from a copy; None where there is none."""
    if not (output / FILE_NAME).is_file():
        yield None
        return
    with copied(output) as ledger:
        if not is_held(output):
            ledger.begin_run(0, "")  # as a run would: what is still in work, another has died of
        yield ledger
