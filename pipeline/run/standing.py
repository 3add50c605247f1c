"""Whether what an earlier run made of a document still stands; `run` goes by it and `plan` tells it."""

import hashlib
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from importlib import metadata
from pathlib import Path

from pipeline.config import Settings
from pipeline.emit import OUTPUTS
from pipeline.errors import Category
from pipeline.run.entry import Entry
from pipeline.run.places import CORRECTIONS, content_hash

HIT_A_LIMIT = frozenset((Category.TIMED_OUT, Category.OUT_OF_MEMORY, Category.TOO_LARGE))
"""What other limits may change."""
NEVER_KNOWN_BAD = frozenset((Category.UNWRITABLE,))
"""What says nothing of the document."""


class Standing(StrEnum):
    """How a document stands; the words are those of `plan`."""

    DONE = "done"
    """Left as it is."""
    KNOWN_BAD = "known bad"
    """Failed before and is unchanged: left as it is."""
    NEW = "new"
    CHANGED = "changed"
    """The file is not what it was."""
    STALE = "stale"
    """The file is the same, but not what it was done with: settings, version, corrections, limits it ran into."""
    INCOMPLETE = "incomplete"
    """Outputs are missing."""
    INTERRUPTED = "interrupted"
    """A run has ended while it was in work."""
    UNREADABLE = "unreadable"
    """The file cannot be read, now."""
    ASKED = "asked"
    """It stands, but is to be redone all the same."""


STANDS = frozenset((Standing.DONE, Standing.KNOWN_BAD))
"""How documents stand that a run skips."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a run makes, and under which circumstances an earlier result stands."""

    settings: Settings
    output: Path
    config: str
    """Hash of the settings that the outputs depend on, and of the files that they name."""
    limits: str
    """Hash of the limits."""
    version: str
    tools: str = ""
    """Version of the program that reads pictures of pages."""
    force: bool = False
    retry_failed: bool = False


def terms_of(
    settings: Settings, output: Path, version: str, *, force: bool = False, retry_failed: bool = False
) -> Terms:
    """Return the terms of a run."""
    config = settings.model_dump_json(exclude={"paths", "limits", "opening"}) + "".join(_named(settings))
    limits = settings.model_dump_json(include={"limits"})
    return Terms(settings, output, _hash(config), _hash(limits), version, tools(), force, retry_failed)


def standing(earlier: Entry | None, sha256: str | None, terms: Terms) -> tuple[Standing, str]:
    """Return how a document stands, and why in a few words for a person.

    `earlier` is what the ledger has of it, `sha256` the hash of its bytes, None where they cannot be read.
    """
    if sha256 is None:
        return Standing.UNREADABLE, "it cannot be read, or is no file"
    if earlier is None:
        return Standing.NEW, "nothing is known of it"
    if earlier.sha256 != sha256:
        return Standing.CHANGED, "the file has changed"
    if why := _stale(earlier, terms):
        return Standing.STALE, why
    if earlier.status == "failed":
        if terms.force or terms.retry_failed:
            return Standing.ASKED, f"failed before: {earlier.category}"
        return Standing.KNOWN_BAD, f"failed before and is unchanged: {earlier.category}"
    if missing := [name for name in OUTPUTS if not _is_there(terms.output / earlier.key / name)]:
        return Standing.INCOMPLETE, f"{', '.join(missing)} missing or empty"
    return (Standing.ASKED, "done before") if terms.force else (Standing.DONE, "done before and unchanged")


def corrections_hash(folder: Path) -> str | None:
    """Return a hash of the corrections in the folder of a document's outputs; None where there are none."""
    return content_hash(folder / CORRECTIONS)


def _is_there(path: Path) -> bool:
    """Whether an output is there; an empty one is what a machine that lost its power has left of it."""
    try:
        status = path.stat()
    except OSError:
        return False
    return stat.S_ISREG(status.st_mode) and status.st_size > 0


def _named(settings: Settings) -> Iterator[str]:
    """What stands in the files that the settings name; models by their sizes and versions."""
    translation = settings.translation
    if translation.glossary is not None:
        yield f"glossary {content_hash(translation.glossary)}"
    if translation.model is not None:
        for path in sorted(translation.model.rglob("*")):
            yield f"model {path.relative_to(translation.model)} {path.stat().st_size}"
    if (name := settings.segmentation.spacy_model) is not None:
        with suppress(metadata.PackageNotFoundError):
            yield f"spacy {metadata.version(name)}"


def _stale(earlier: Entry, terms: Terms) -> str | None:
    """What is not as it was when the document was done; None where all is."""
    if earlier.config != terms.config:
        return "the settings, or what they name, have changed"
    if earlier.version != terms.version:
        return "the program or its resources have changed"
    if earlier.corrections != corrections_hash(terms.output / earlier.key):
        return "its corrections have changed"
    if earlier.category in HIT_A_LIMIT and earlier.limits != terms.limits:
        return f"the limits have changed ({earlier.category})"
    if ("scan" in earlier.seconds or earlier.category == Category.NO_TEXT) and earlier.tools != terms.tools:
        return "tesseract has changed"
    if earlier.category == Category.ENCRYPTED and terms.settings.opening.passwords:
        return "there are passwords to try"
    if earlier.category in NEVER_KNOWN_BAD:
        return f"it was not its fault ({earlier.category})"
    return None


def tools() -> str:
    """Return the version and the languages of the program that reads pictures of pages; empty where there is none."""
    from pipeline.scan.tesseract import find_program

    program = find_program()
    return "" if program is None else f"{program.version} ({', '.join(program.languages)})"


def _hash(written: str) -> str:
    return hashlib.sha256(written.encode()).hexdigest()[:16]
