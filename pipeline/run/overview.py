"""What a ledger says of a whole archive: counts, what failed and why, doubtful pages, how sure the text is."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.run.entry import DoubtfulPage, Entry
from pipeline.run.ledger import Ledger, reading
from pipeline.run.places import is_held
from pipeline.shown import printable

MOST_LISTED = 500
"""Documents or pages in one list; the catalogue has them all."""
CLASSES = 20
"""Of confidence, from 0 to 1."""
MOST_FOLDERS = 10_000
"""Counted by their names; the documents of further ones are counted together."""
LOOSE, FURTHER = "(top folder)", "(further folders)"
STATES = ("done", "partial", "failed")


@dataclass(slots=True)
class Overview:
    """An archive in figures. Memory does not go with the number of documents."""

    states: Counter[str] = field(default_factory=Counter)
    categories: Counter[str] = field(default_factory=Counter)
    """Why documents are not done."""
    pages: int = 0
    seconds: float = 0.0
    outcomes: int = 0
    duplicates: int = 0
    failures: list[Entry] = field(default_factory=list)
    """Failed and partial documents, at most MOST_LISTED."""
    doubtful: list[tuple[str, DoubtfulPage]] = field(default_factory=list)
    """Doubtful pages with the keys of their documents, the least sure first, at most MOST_LISTED."""
    doubtful_pages: int = 0
    confidence: list[int] = field(default_factory=lambda: [0] * CLASSES)
    """Documents by the confidence of their text."""
    folders: dict[str, Counter[str]] = field(default_factory=dict)
    """Documents by the folder at the top of their path, and by state."""
    years: dict[str, Counter[str]] = field(default_factory=dict)
    """Documents by the year of their meeting, and by state."""
    unfinished: list[str] = field(default_factory=list)
    """Sentences on what of the last run is not in these figures."""

    @property
    def documents(self) -> int:
        """All documents."""
        return self.states.total()


def overview(output: Path) -> Overview:
    """Return the figures of an output folder.

    Raises:
        UsageError: there is no ledger, or none that this version can read.
    """
    found = Overview()
    with reading(output) as ledger:
        for entry in ledger.entries():
            _add(found, entry)
        for key, page in ledger.doubtful_pages():
            found.doubtful_pages += 1
            if len(found.doubtful) < MOST_LISTED:
                found.doubtful.append((key, page))
        found.unfinished = unfinished(ledger, output)
    return found


def unfinished(ledger: Ledger, output: Path) -> list[str]:
    """Return sentences on what of the last run is not in the ledger of an output folder; none where all of it is."""
    is_at_work = is_held(output)
    last, left = ledger.last_run(), ledger.left()
    told = []
    if last is not None and last.ended_at is None:
        state = "is still at work" if is_at_work else "did not come to its end; the same command goes on"
        told.append(f"the last run, over {last.documents} documents, {state}")
    if left:
        told.append(f"{len(left)} in work {'now' if is_at_work else 'when it ended'}: {printable(', '.join(left))}")
    return told


def _add(found: Overview, entry: Entry) -> None:
    found.states[entry.status] += 1
    if entry.status != "done":
        found.categories[str(entry.category)] += 1
        if len(found.failures) < MOST_LISTED:
            found.failures.append(entry)
    found.pages += entry.pages or 0
    found.seconds += sum(entry.seconds.values())
    found.outcomes += entry.catalogued.outcomes or 0
    found.duplicates += entry.twin is not None
    if entry.confidence is not None:
        found.confidence[min(int(entry.confidence * CLASSES), CLASSES - 1)] += 1
    folder, slash, _ = entry.key.partition("/")
    name = folder if slash else LOOSE
    if name not in found.folders and len(found.folders) >= MOST_FOLDERS:
        name = FURTHER
    found.folders.setdefault(name, Counter())[entry.status] += 1
    if entry.catalogued.date:
        found.years.setdefault(entry.catalogued.date[:4], Counter())[entry.status] += 1
