"""Which documents a run reads: the files and folders it was given, each document with its key."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pipeline.errors import UsageError
from pipeline.extract.source import MEDIA_TYPES
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


def collect(paths: list[Path], output: Path) -> list[Input]:
    """Return the documents in these files and folders, sorted by key, each once.

    In folders, at any depth, these are the names that end as those of documents do; hidden names, Word's lock files
    (`~$x.docx`), the output folder and those of other runs, which hold a ledger, are passed over. A folder with the
    name of a document is listed as one, to be reported, and searched all the same. Nothing is opened but folders.

    Raises:
        UsageError: a path does not exist or holds the results of a run, nothing was found, or two documents have one
            key.
    """
    found: dict[str, Input] = {}
    for path in paths:
        for item in _given(path, output):
            other = found.setdefault(item.key, item)
            if not _same_file(other.path, item.path):
                raise UsageError(
                    f"two inputs would be written to one place, {item.key}: {other.path} and {item.path}; "
                    "give the folder that holds both, or run them one by one with two output folders (-o)"
                )
    if not found:
        listed = ", ".join(str(path) for path in paths)
        kinds = f"{', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]}"
        raise UsageError(f"no {kinds} in {listed}; khmer-minutes run PATH reads another place")
    return [found[key] for key in sorted(found)]


def _given(path: Path, output: Path) -> Iterator[Input]:
    try:
        path.stat()
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}; name a file or folder that is there") from error
    if not path.is_dir():
        yield _input(path, path.parent)
        return
    if path.resolve() == output.resolve():
        raise UsageError(f"{path} is the output folder; it cannot be read as input")
    if (path / LEDGER).is_file():
        raise UsageError(f"{path} holds the results of a run ({LEDGER}); name the folder with the documents themselves")
    if _named_like_document(path.name):
        yield _input(path, path.parent)
    yield from _in_folder(path, {path.resolve(), output.resolve()})


def _in_folder(root: Path, passed: set[Path]) -> Iterator[Input]:
    """The documents below a folder; `passed` holds the real paths of the folders that are not to be entered."""
    pending = [root]
    while pending:
        folder = pending.pop()
        try:
            inside = sorted(folder.iterdir())
        except OSError as error:
            yield _input(folder, root, f"the folder cannot be searched: {error.strerror}")
            continue
        if any(path.name == LEDGER for path in inside):
            continue
        for path in (path for path in inside if not path.name.startswith((".", "~$"))):
            if _named_like_document(path.name):
                yield _input(path, root)
            if _is_folder(path) and _enter(path, root, passed):
                pending.append(path)


def _enter(folder: Path, root: Path, passed: set[Path]) -> bool:
    """Whether to search a folder; of links to folders only those that lead out of the root, and each of them once.

    What a link inside the root leads to is read there under its own name; a link to a folder that holds the root
    would lead round in a circle.
    """
    real = folder.resolve()
    if real in passed:
        return False
    if folder.is_symlink():
        real_root = root.resolve()
        if real.is_relative_to(real_root) or real_root.is_relative_to(real):
            return False
    passed.add(real)
    return True


def _named_like_document(name: str) -> bool:
    return PurePosixPath(name).suffix.lower() in SUFFIXES


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _same_file(one: Path, other: Path) -> bool:
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


def encodable(text: str) -> str:
    r"""Return the text with what UTF-8 cannot hold, such as an odd byte of a file name, written out: `\udce9`."""
    return text.encode("utf-8", errors="backslashreplace").decode("utf-8")
