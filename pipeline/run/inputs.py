"""Which documents a run reads: the files and folders it was given, each document with its key."""

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pipeline.errors import UsageError
from pipeline.extract.source import MEDIA_TYPES
from pipeline.run.folders import documents_below, encodable, is_ledger
from pipeline.run.ledger import FILE_NAME as LEDGER

SUFFIXES = tuple(MEDIA_TYPES)


@dataclass(frozen=True, slots=True)
class Input:
    """Something to process: a document, or what looks like one by its name."""

    path: Path
    root: Path
    """The folder the key is relative to."""
    key: str
    """POSIX path relative to the root, in characters that UTF-8 can hold: the folder of the results."""
    problem: str | None = None
    """Why it cannot be read at all, where that is known before it is opened."""


class Inputs:
    """The documents in files and folders, sorted by key, each once: how many, and a walk through them.

    Every walk searches the folders anew, so that memory goes with the largest folder and not with the archive.
    """

    def __init__(self, paths: Sequence[Path], output: Path) -> None:
        """Search them once, to count what is there; `collect` says what is wrong with them."""
        self._paths, self._output = paths, output
        self._count = sum(1 for _ in self)

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Input]:
        """Walk through them.

        Raises:
            UsageError: two documents have one key.
        """
        before: Input | None = None
        for item in heapq.merge(*(_given(path, self._output) for path in self._paths), key=lambda item: item.key):
            if before is None or before.key != item.key:
                yield item
                before = item
            elif not same_file(before.path, item.path):
                raise UsageError(
                    f"two inputs would be written to one place, {item.key}: {before.path} and {item.path}; "
                    "give the folder that holds both, or run them one by one with two output folders (-o)"
                )


def collect(paths: Sequence[Path], output: Path) -> Inputs:
    """Return the documents in these files and folders, sorted by key, each once.

    In folders, at any depth, these are the names that end as those of documents do; hidden names, Word's lock files
    (`~$x.docx`), the output folder and those of other runs, which hold a ledger, are passed over. A folder with the
    name of a document is listed as one, to be reported, and searched all the same. Nothing is opened but folders.

    Raises:
        UsageError: a path does not exist or holds the results of a run, nothing was found, or two documents have one
            key.
    """
    for path in paths:
        _require_input(path, output)
    found = Inputs(paths, output)
    if not found:
        listed = ", ".join(str(path) for path in paths)
        kinds = f"{', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]}"
        raise UsageError(f"no {kinds} in {listed}; khmer-minutes run PATH reads another place")
    return found


def _require_input(path: Path, output: Path) -> None:
    try:
        path.stat()
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}; name a file or folder that is there") from error
    if not path.is_dir():
        return
    if path.resolve() == output.resolve():
        raise UsageError(f"{path} is the output folder; it cannot be read as input")
    if is_ledger(path / LEDGER):
        raise UsageError(f"{path} holds the results of a run ({LEDGER}); name the folder with the documents themselves")


def _given(path: Path, output: Path) -> Iterator[Input]:
    """What a path gives, sorted by key."""
    if not path.is_dir():
        yield _input(path, path.parent)
        return
    itself = [_input(path, path.parent)] if _named_like_document(path.name) else []
    below = (_input(found, path, why) for found, why in documents_below(path, output, LEDGER, _named_like_document))
    yield from heapq.merge(itself, below, key=lambda item: item.key)


def _named_like_document(name: str) -> bool:
    return PurePosixPath(name).suffix.lower() in SUFFIXES


def same_file(one: Path, other: Path) -> bool:
    """Return whether two paths lead to one file; two that are not there are none."""
    if one == other:
        return True
    try:
        return one.samefile(other)
    except OSError:
        return False


def _input(path: Path, root: Path, problem: str | None = None) -> Input:
    name = path.name if path == root else path.relative_to(root).as_posix()
    key = encodable(name)
    if key != name and problem is None:
        problem = "the name is not valid UTF-8; rename the file"
    return Input(path, root, key, problem)
