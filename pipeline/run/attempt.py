"""One attempt at one document: its outputs and what the ledger says of it, whatever goes wrong on the way."""

import json
import time
import traceback
from dataclasses import replace
from pathlib import Path

from pipeline.config import Settings
from pipeline.emit import OUTPUTS
from pipeline.errors import Category, DocumentError, KhmerMinutesError
from pipeline.process import Result, process, write
from pipeline.run.inputs import Input, encodable
from pipeline.run.ledger import Entry


def attempt(item: Input, entry: Entry, folder: Path, settings: Settings) -> Entry:
    """Write a document's outputs into its folder and return its entry with what came of it.

    A document that fails fails alone: its entry says why. Of its earlier outputs those stay that were made from the
    same bytes; others are removed, so that they do not pass for its own.

    Raises:
        KhmerMinutesError: the settings or the machine are at fault, not this document.
    """
    attempted = _attempt(item, entry, folder, settings)
    return _without_stale_outputs(attempted, folder) if attempted.status == "failed" else attempted


def _attempt(item: Input, entry: Entry, folder: Path, settings: Settings) -> Entry:
    begun = time.perf_counter()
    try:
        if item.problem is not None:
            raise DocumentError(Category.UNREADABLE, item.problem)
        result = process(item.path, item.root, settings)
        _write(result, folder, settings)
    except DocumentError as error:
        reason = error.reason.removeprefix(f"{item.path.name}: ")
        return _failed(entry, error.category, reason, begun)
    except KhmerMinutesError:
        raise
    except Exception as error:  # a bug, or more than memory holds: recorded as such, and the batch goes on
        return _failed(entry, Category.CRASHED, _bug(error), begun)
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


def _failed(entry: Entry, category: Category, reason: str, begun: float) -> Entry:
    """The entry of a document that failed; `begun` is when it was taken up, on the clock of `time.perf_counter`."""
    seconds = {"until it failed": time.perf_counter() - begun}
    return replace(entry, category=category, reason=encodable(" ".join(reason.split())), seconds=seconds)


def _write(result: Result, folder: Path, settings: Settings) -> None:
    try:
        write(result, folder, settings)
    except OSError as error:
        raise DocumentError(Category.UNWRITABLE, f"its outputs cannot be written: {error.strerror}") from error


def _without_stale_outputs(entry: Entry, folder: Path) -> Entry:
    """The entry, after removing outputs made from other bytes; none is removed while the bytes cannot be read."""
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
