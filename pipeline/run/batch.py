"""A batch: every document once, each failing alone, nothing redone that stands."""

import hashlib
import time
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from pipeline.config import Settings
from pipeline.emit import OUTPUTS
from pipeline.errors import Category, ExitCode, UsageError
from pipeline.run.attempt import attempt
from pipeline.run.inputs import Input, collect, encodable
from pipeline.run.ledger import Entry, Ledger
from pipeline.run.version import code_version


class Progress(Protocol):
    """Somebody who wants to know how far a run is."""

    def begin(self, key: str, number: int, total: int) -> None:
        """A document is taken up, the `number`th (from 1) of `total`."""

    def end(self, entry: Entry) -> None:
        """A document is finished or was skipped."""


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
    """All that failed or are partial, in this run or an earlier one."""
    seconds: float = 0.0

    @property
    def documents(self) -> int:
        """All documents of the run."""
        return self.done + self.partial + self.failed + self.skipped

    @property
    def exit_code(self) -> ExitCode:
        """0 all good, 1 some failed or are partial, 3 none succeeded; a document skipped counts as it stands."""
        if not self.problems:
            return ExitCode.OK
        return ExitCode.SOME_FAILED if self.standing else ExitCode.NONE_SUCCEEDED

    def add(self, entry: Entry) -> None:
        """Count one document."""
        counted = "skipped" if entry.skipped else entry.status
        setattr(self, counted, getattr(self, counted) + 1)
        self.standing += entry.status != "failed"
        if entry.status != "done":
            self.problems.append(entry)


@dataclass(frozen=True, slots=True)
class Terms:
    """What a run makes, and under which circumstances an earlier result stands."""

    settings: Settings
    output: Path
    config: str
    """Hash of the settings that the outputs depend on."""
    version: str
    force: bool
    retry_failed: bool


def run(
    paths: list[Path],
    settings: Settings,
    output: Path,
    progress: Progress,
    *,
    force: bool = False,
    retry_failed: bool = False,
) -> Summary:
    """Process the documents in these files and folders into the output folder and return what came of it.

    A document is skipped where its bytes, the settings, this program and its outputs are as they were when it was
    done (`force` redoes it) or when it failed (`retry_failed` tries again). The ledger says so after the outputs are
    in place: a run that is killed leaves no outputs half-written and no entry without outputs.

    Raises:
        UsageError: the inputs, the settings or the output folder cannot be used.
        MissingProgramError: something that the settings ask for is not installed.
    """
    begun = time.perf_counter()
    inputs = collect(paths, output)
    terms = Terms(settings, output, config_hash(settings), code_version(), force, retry_failed)
    summary = Summary(output)
    with Ledger.open(output) as ledger:
        _require_places_free(inputs, ledger)
        for number, item in enumerate(inputs, 1):
            progress.begin(item.key, number, len(inputs))
            entry = _visit(item, ledger.get(item.key), terms)
            ledger.record(entry)
            progress.end(entry)
            summary.add(entry)
    summary.seconds = time.perf_counter() - begun
    return summary


def config_hash(settings: Settings) -> str:
    """Return a hash of the settings that change what is in an output file."""
    written = settings.model_dump_json(exclude={"paths"})
    return hashlib.sha256(written.encode()).hexdigest()[:16]


def content_hash(path: Path) -> str | None:
    """Return the SHA-256 of a file's bytes in hex; None if it is no regular file or cannot be read."""
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def _require_places_free(inputs: list[Input], ledger: Ledger) -> None:
    """Refuse to put a document in the place of another one that an earlier run read and that is still there."""
    for item in inputs:
        earlier = ledger.get(item.key)
        if earlier is None or earlier.path == _absolute(item):
            continue
        before, now = content_hash(Path(earlier.path)), content_hash(item.path)
        if before is not None and now is not None and before != now:
            raise UsageError(
                f"two inputs would be written to one place, {item.key}: {item.path} now and {earlier.path} before; "
                "choose another output folder (-o)"
            )


def _absolute(item: Input) -> str:
    return encodable(str(item.path.absolute()))


def _visit(item: Input, earlier: Entry | None, terms: Terms) -> Entry:
    sha256 = content_hash(item.path)
    if earlier is not None and _stands(earlier, sha256, terms):
        return replace(earlier, path=_absolute(item), skipped=True)
    entry = attempt(item, _blank_entry(item, sha256, earlier, terms), terms.output / item.key, terms.settings)
    return replace(entry, finished_at=datetime.now(UTC).isoformat(timespec="seconds"))


def _stands(earlier: Entry, sha256: str | None, terms: Terms) -> bool:
    """Whether the earlier result is what doing the work once more would give."""
    if terms.force or sha256 is None:
        return False
    if (earlier.sha256, earlier.config, earlier.version) != (sha256, terms.config, terms.version):
        return False
    if earlier.status == "failed":
        return not terms.retry_failed and earlier.category != Category.UNWRITABLE
    return all((terms.output / earlier.key / name).is_file() for name in OUTPUTS)


def _blank_entry(item: Input, sha256: str | None, earlier: Entry | None, terms: Terms) -> Entry:
    return Entry(
        key=item.key,
        path=_absolute(item),
        sha256=sha256,
        config=terms.config,
        version=terms.version,
        status="failed",
        category=None,
        reason=None,
        pages=None,
        confidence=None,
        seconds={},
        attempts=1 if earlier is None else earlier.attempts + 1,
        skipped=False,
        finished_at="",
    )
