"""A walk through a folder in the order of its keys: links never lead in circles, nothing is opened but folders."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

_DATABASE = b"SQLite format 3\0"
"""https://www.sqlite.org/fileformat.html, section 1.3; a new database is empty."""


class _Name(NamedTuple):
    order: str
    """As it stands in keys: a folder with the slash behind it."""
    name: str
    is_link: bool


@dataclass(slots=True)
class _Folder:
    """A folder that is being searched."""

    path: Path
    real: Path
    is_linked: bool
    """It is, or lies in, what a link leads to."""
    names: Iterator[_Name]


class _Walk:
    """What is known of the links that were followed."""

    def __init__(self, root: Path, output: Path) -> None:
        self._root, self._output = root.resolve(), output.resolve()
        self._followed: set[Path] = set()

    def enter(self, folder: _Folder, name: _Name) -> _Folder | None:
        """Return a folder inside another to be searched; None where it is passed over.

        Of links to folders only those that lead out of the root are followed, and each place is searched once: what a
        link inside the root leads to is read there under its own name, and a link to a folder that holds the root would
        lead round in a circle.
        """
        path = folder.path / name.name
        real = path.resolve() if name.is_link else folder.real / name.name
        if real == self._output or (folder.is_linked and real in self._followed):
            return None
        if name.is_link:
            known = (self._root, *self._followed)
            if self._root.is_relative_to(real) or any(real.is_relative_to(place) for place in known):
                return None
            self._followed.add(real)
        return _Folder(path, real, folder.is_linked or name.is_link, iter(()))


def documents_below(
    root: Path, output: Path, ledger: str, is_document: Callable[[str], bool]
) -> Iterator[tuple[Path, str | None]]:
    """Yield what is named like a document below a folder, at any depth, in the order of the keys.

    With each comes why it cannot be read, None where nothing is known: a folder that cannot be searched is there with
    its problem. Hidden names, Word's lock files, the output folder and folders that hold a `ledger` are passed over.
    """
    walk = _Walk(root, output)
    stack = [_Folder(root, root.resolve(), False, iter(()))]
    try:
        stack[0].names = _names(root, ledger, is_document)
    except OSError as error:
        yield root, f"the folder cannot be searched: {error.strerror}"
        return
    while stack:
        name = next(stack[-1].names, None)
        if name is None:
            stack.pop()
        elif not name.order.endswith("/"):
            yield stack[-1].path / name.name, None
        elif (folder := walk.enter(stack[-1], name)) is not None:
            try:
                folder.names = _names(folder.path, ledger, is_document)
            except OSError as error:
                yield folder.path, f"the folder cannot be searched: {error.strerror}"
            else:
                stack.append(folder)


def _names(folder: Path, ledger: str, is_document: Callable[[str], bool]) -> Iterator[_Name]:
    """The documents and folders in a folder, sorted; of one with the name of a document, both."""
    found = []
    with os.scandir(folder) as inside:
        for entry in inside:
            if entry.name == ledger and is_ledger(Path(entry.path)):
                return iter(())
            if entry.name.startswith((".", "~$")):
                continue
            order = encodable(entry.name)
            if is_document(entry.name):
                found.append(_Name(order, entry.name, entry.is_symlink()))
            if _is_folder(entry):
                found.append(_Name(f"{order}/", entry.name, entry.is_symlink()))
    return iter(sorted(found))


def is_ledger(path: Path) -> bool:
    """Return whether a file is a database, as the ledger of a run is; a document's folder may have that name, too."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return file.read(len(_DATABASE)) in (_DATABASE, b"")
    except OSError:  # it is there, and nobody may look: not to be read as input
        return True


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def encodable(text: str) -> str:
    r"""Return the text with what UTF-8 cannot hold, such as an odd byte of a file name, written out: `\udce9`."""
    return text.encode("utf-8", errors="backslashreplace").decode("utf-8")
