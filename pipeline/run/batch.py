"""A batch: every document once, each failing alone, nothing redone that stands."""

import hashlib
import json
import time
import traceback
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from pipeline.config import Settings
from pipeline.emit import OUTPUTS
from pipeline.errors import Category, DocumentError, ExitCode, KhmerMinutesError
from pipeline.process import Result, process, write
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


def _visit(item: Input, earlier: Entry | None, terms: Terms) -> Entry:
    sha256 = content_hash(item.path)
    if earlier is not None and _stands(earlier, sha256, terms):
        return replace(earlier, skipped=True)
    entry = _attempt(item, _blank_entry(item, sha256, earlier, terms), terms)
    if entry.status == "failed":
        entry = _without_stale_outputs(entry, terms.output / item.key)
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
        path=encodable(str(item.path.absolute())),
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


def _attempt(item: Input, entry: Entry, terms: Terms) -> Entry:
    """The entry with what came of the document: whatever goes wrong here goes wrong for this document alone."""
    try:
        if item.problem is not None:
            raise DocumentError(Category.UNREADABLE, item.problem)
        result = process(item.path, item.root, terms.settings)
        _write(result, terms.output / item.key, terms.settings)
    except DocumentError as error:
        return replace(entry, category=error.category, reason=_one_line(error.reason))
    except KhmerMinutesError:
        raise  # the configuration or the machine is at fault, not this document
    except Exception as error:  # a bug, or more than memory holds: recorded as such, and the batch goes on
        return replace(entry, category=Category.CRASHED, reason=_one_line(_bug(error)))
    return replace(
        entry,
        sha256=result.minutes.document.id.removeprefix("sha256:"),
        status=result.status,
        category=result.category,
        reason=result.reason,
        pages=result.pages,
        confidence=result.confidence,
        seconds=result.seconds,
    )


def _write(result: Result, folder: Path, settings: Settings) -> None:
    try:
        write(result, folder, settings)
    except OSError as error:
        raise DocumentError(Category.UNWRITABLE, f"its outputs cannot be written: {error.strerror}") from error


def _without_stale_outputs(entry: Entry, folder: Path) -> Entry:
    """The entry of a document that failed, after removing outputs made from other bytes than it has now.

    Outputs of the same bytes stay, and so do those of a document whose bytes cannot be read at the moment.
    """
    written = folder / "minutes.json"
    try:
        if entry.sha256 is not None and written.is_file() and _content_of(written) != entry.sha256:
            for name in OUTPUTS:
                (folder / name).unlink(missing_ok=True)
    except OSError as error:
        left = f"{entry.reason}; outputs of what the file was before are still there ({error.strerror})"
        return replace(entry, reason=left)
    return entry


def _content_of(minutes_json: Path) -> str | None:
    """The content hash of the file that a minutes.json was made from; None if it does not say."""
    try:
        return str(json.loads(minutes_json.read_bytes())["document"]["id"]).removeprefix("sha256:")
    except (ValueError, LookupError, TypeError):
        return None


def _bug(error: Exception) -> str:
    """What to report: the error and the place in this package where it came up."""
    package = Path(__file__).parents[1]
    inside = [frame for frame in traceback.extract_tb(error.__traceback__) if package in Path(frame.filename).parents]
    place = f"{Path(inside[-1].filename).relative_to(package.parent).as_posix()}:{inside[-1].lineno}"
    return f"{type(error).__name__}: {error} ({place}); this is a bug of khmer-minutes, please report it"


def _one_line(reason: str) -> str:
    return encodable(" ".join(reason.split()))
