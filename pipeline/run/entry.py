"""What the ledger has of one document, and of the run that was begun last."""

from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

Status = Literal["done", "partial", "failed"]


class DoubtfulPage(NamedTuple):
    """A page whose text is missing, damaged or a guess."""

    page_no: int
    text_source: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Catalogued:
    """What the catalogue says of a document's first meeting, and counts of all of them."""

    title: str | None = None
    date: str | None = None
    """ISO 8601, may be partial."""
    place: str | None = None
    people: int | None = None
    """As many as the minutes count, or else name."""
    outcomes: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of one document."""

    key: str
    """POSIX path relative to the root of its run; its outputs are in the folder of that name."""
    path: str
    """Absolute."""
    sha256: str | None
    """Hex digest of the file's bytes; None where they could not be read."""
    config: str
    """Hash of the settings that the outputs depend on."""
    version: str
    """Of the code and resources that made the outputs; `Ledger.versions` says what is in it."""
    status: Status
    category: str | None
    reason: str | None
    """One line for a person; None where all is well."""
    pages: int | None
    confidence: float | None
    seconds: dict[str, float]
    """Wall-clock time by stage."""
    attempts: int
    skipped: bool
    """The last run left the document as it was."""
    finished_at: str
    """ISO 8601, UTC."""
    limits: str = ""
    """Hash of the limits that a document may run into; counts only where it did."""
    tools: str = ""
    """Version of the program that reads pictures of pages; counts only where there are any."""
    corrections: str | None = None
    """Hash of the corrections.json that the outputs have in them; None: there was none."""
    peak_mb: float | None = None
    """The most memory that the process held while it worked on the document."""
    twin: str | None = None
    """Key of the document with the same bytes that the outputs were copied from."""
    stamp: str | None = None
    """What `places.stamp` said of the file when its bytes were hashed; None: they are hashed again next time."""
    deaths: int = 0
    """Runs that died while it was in work, since it last came to an end."""
    catalogued: Catalogued = field(default_factory=Catalogued)

    def reported(self) -> dict[str, Any]:
        """Return the entry as `khmer-minutes report --json` gives it; `seconds` is the sum over the stages."""
        return {
            "path": self.key,
            "status": "skipped" if self.skipped else self.status,
            "category": self.category,
            "reason": self._reason_reported(),
            "pages": self.pages,
            "seconds": round(sum(self.seconds.values()), 3),
            "confidence": None if self.confidence is None else round(self.confidence, 4),
        }

    def _reason_reported(self) -> str | None:
        if not self.skipped:
            return self.reason
        if self.status == "failed":
            return f"failed before and is unchanged (--retry-failed tries again): {self.reason}"
        return "done before and unchanged" + (f": {self.reason}" if self.reason else "")


class Left(NamedTuple):
    """A document that a run was not done with when it ended."""

    deaths: int
    """Runs that died while it was in work; those that were interrupted are not among them."""
    attempts: int
    sha256: str | None
    """Of the file as it was then."""


class LastRun(NamedTuple):
    """The run that was begun last."""

    begun_at: str
    """ISO 8601, UTC."""
    documents: int
    """That it was to go through."""
    ended_at: str | None
    """When it was through with them; None: it is still at work, or was ended before."""
