"""A document that is to be done, and its entry in the ledger before and after."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from pipeline.errors import Category
from pipeline.run.entry import Entry, Left
from pipeline.run.folders import encodable
from pipeline.run.inputs import Input
from pipeline.run.places import known_hash
from pipeline.run.standing import Terms, corrections_hash
from pipeline.run.task import Outcome


@dataclass(slots=True)
class Visit:
    """A document that is to be done."""

    number: int
    """From 1 on, as the inputs come."""
    item: Input
    entry: Entry
    """As it stands before the work: failed."""
    scratch: Path


def absolute(item: Input) -> str:
    """Return the absolute path of a document, as the ledger has it."""
    return encodable(str(item.path.absolute()))


def blank(item: Input, sha256: str | None, stamp: str | None, known: Entry | Left | None, terms: Terms) -> Entry:
    """Return the entry of a document that is taken up, of which this is `known` from earlier runs."""
    died = known.deaths if isinstance(known, Left) and known.sha256 == sha256 else 0
    return Entry(
        key=item.key,
        path=absolute(item),
        sha256=sha256,
        config=terms.config,
        version=terms.version,
        status="failed",
        category=None,
        reason=None,
        pages=None,
        confidence=None,
        seconds={},
        attempts=1 if known is None else known.attempts + 1,
        skipped=False,
        finished_at="",
        limits=terms.limits,
        tools=terms.tools,
        corrections=corrections_hash(terms.output / item.key),
        stamp=stamp,
        deaths=died,
    )


def finished(entry: Entry, outcome: Outcome) -> Entry:
    """Return the entry of a document with what came of it."""
    return replace(
        entry,
        status=outcome.status,
        category=outcome.category,
        reason=None if outcome.reason is None else encodable(outcome.reason),
        pages=outcome.pages,
        confidence=outcome.confidence,
        seconds=outcome.seconds,
        peak_mb=outcome.peak_mb,
        catalogued=outcome.catalogued,
        finished_at=now(),
    )


def as_it_was_read(visit: Visit, entry: Entry) -> Entry:
    """Return the entry of a document, which has failed if its file is not what it was when it was taken up.

    Then it has no hash, either: what came of it says nothing of any bytes, neither to its twins nor to the next run.
    """
    if entry.sha256 is None or entry.twin is not None:
        return entry
    sha256, _ = known_hash(visit.item.path, entry)
    if sha256 == entry.sha256:
        return entry
    if entry.status != "failed":
        reason = "it was changed while it was read; the same command reads it again"
        changed = Outcome("failed", Category.UNREADABLE, reason, seconds=entry.seconds, peak_mb=entry.peak_mb)
        entry = finished(entry, changed)
    return replace(entry, sha256=None, stamp=None)


def now() -> str:
    """Return the time as the ledger has it: ISO 8601, UTC, whole seconds."""
    return datetime.now(UTC).isoformat(timespec="seconds")
