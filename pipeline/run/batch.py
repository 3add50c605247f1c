"""A batch: every document once, each failing alone, nothing redone that stands."""

import errno
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.config import Settings
from pipeline.errors import ExitCode, UsageError
from pipeline.run.attempt import attempt
from pipeline.run.catalogue import write_catalogue
from pipeline.run.crew import Crew
from pipeline.run.entry import Entry
from pipeline.run.flow import Flow, Hands, Progress
from pipeline.run.inputs import Inputs, collect, same_file
from pipeline.run.ledger import Ledger
from pipeline.run.nursery import Orders
from pipeline.run.places import content_hash, locked
from pipeline.run.standing import terms_of
from pipeline.run.version import current_version
from pipeline.run.visit import absolute, now
from pipeline.run.warm import warm

Hire = Callable[[Settings, int], AbstractContextManager[Hands]]
"""Gets hands that work under these settings, so many side by side."""


_FULL = (errno.ENOSPC, errno.EDQUOT)
MOST_NAMED = 20
"""Documents that the summary of a run names; `khmer-minutes report` has them all."""


@dataclass(slots=True)
class Summary:
    """What came of a run."""

    output: Path
    done: int = 0
    partial: int = 0
    failed: int = 0
    skipped: int = 0
    """Left as they were, whatever became of them before."""
    standing: int = 0
    """Documents with outputs, whole or partial, from this run or an earlier one."""
    problems: list[Entry] = field(default_factory=list)
    """The first MOST_NAMED of those that failed or are partial, in this run or an earlier one."""
    faulty: int = 0
    """How many there are of these."""
    seconds: float = 0.0

    @property
    def documents(self) -> int:
        """All documents of the run."""
        return self.done + self.partial + self.failed + self.skipped

    @property
    def exit_code(self) -> ExitCode:
        """0 all good, 1 some failed or are partial, 3 none succeeded; a document skipped counts as it stands."""
        if not self.faulty:
            return ExitCode.OK
        return ExitCode.SOME_FAILED if self.standing else ExitCode.NONE_SUCCEEDED

    def add(self, entry: Entry) -> None:
        """Count one document."""
        counted = "skipped" if entry.skipped else entry.status
        setattr(self, counted, getattr(self, counted) + 1)
        self.standing += entry.status != "failed"
        if entry.status != "done":
            self.faulty += 1
            if len(self.problems) < MOST_NAMED:
                self.problems.append(entry)


def on_this_machine(settings: Settings, jobs: int) -> Crew:
    """Return hands on this machine, so many side by side."""
    return Crew(jobs, Orders(settings, attempt, warm))


def run(
    paths: list[Path],
    settings: Settings,
    output: Path,
    progress: Progress,
    *,
    force: bool = False,
    retry_failed: bool = False,
    fail_fast: bool = False,
    jobs: int = 1,
    hire: Hire = on_this_machine,
) -> Summary:
    """Process the documents in these files and folders into the output folder and return what came of it.

    A document is skipped where its bytes, the settings, this program and its outputs are as they were when it was
    done (`force` redoes it) or when it failed (`retry_failed` tries again). The ledger says so after the outputs are
    in place: a run that is killed leaves no outputs half-written and no entry without outputs. `fail_fast` ends the
    run at the first document that fails; `jobs` are done side by side. `hire` gives other hands than those of this
    machine.

    Raises:
        UsageError: the inputs, the settings or the output folder cannot be used, or its disk is full.
        MissingProgramError: something that the settings ask for is not installed.
    """
    begun = time.perf_counter()
    inputs = collect(paths, output)
    version = current_version()
    terms = terms_of(settings, output, version.name, force=force, retry_failed=retry_failed)
    summary = Summary(output)
    with _complaining(output), locked(output), Ledger.open(output) as ledger, hire(settings, jobs) as hands:
        require_places_free(inputs, ledger)
        ledger.know(version.name, version.parts)
        ledger.begin_run(len(inputs), now())
        ended_at = None
        try:
            for entry in Flow(inputs, terms, ledger, hands, progress).run():
                summary.add(entry)
                if fail_fast and entry.status == "failed" and not entry.skipped:
                    break
            else:
                ended_at = now()
        finally:
            ledger.end_run(ended_at)
        write_catalogue(ledger, output)
    summary.seconds = time.perf_counter() - begun
    return summary


@contextmanager
def _complaining(output: Path) -> Iterator[None]:
    """Say that the run itself can no longer write; what is in the ledger stands."""
    try:
        yield
    except OSError as error:
        advice = "make room, and the same command goes on" if error.errno in _FULL else "the same command goes on then"
        raise UsageError(f"cannot write to the output folder {output}: {error.strerror}; {advice}") from error


def require_places_free(inputs: Inputs, ledger: Ledger) -> None:
    """Refuse to put a document in the place of another one that an earlier run read and that is still there."""
    for item in inputs:
        earlier = ledger.path_of(item.key)
        if earlier is None or earlier == absolute(item) or same_file(Path(earlier), item.path):
            continue
        before = content_hash(Path(earlier))
        if before is not None and content_hash(item.path) not in (None, before):
            raise UsageError(
                f"two inputs would be written to one place, {item.key}: {item.path} now and {earlier} before; "
                "choose another output folder (-o)"
            )
