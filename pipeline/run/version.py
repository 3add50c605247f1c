"""Which code and resources make the outputs of a run, so that a change of either redoes the work."""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pipeline
from pipeline.repair.taught import fonts_folder

_PACKAGE = Path(pipeline.__file__).parent
_NOT_IN_OUTPUTS = frozenset(("cli", "run"))
"""Rooms whose code changes nothing in an output."""
_NO_RESOURCE = frozenset((".py", ".md"))


class Version(NamedTuple):
    """What makes outputs."""

    name: str
    """The release and a hash of all parts: `0.1.0+4f1d22ab09cc`."""
    parts: dict[str, str]
    """A hash of the code, of each resource and of the fonts that the user has taught, by name."""


def current_version() -> Version:
    """Return the version of the code and resources that are installed."""
    parts: dict[str, list[Path]] = {"code": [], "taught fonts": _files(fonts_folder())}
    for path in _files(_PACKAGE):
        room, name = path.relative_to(_PACKAGE).parts[0], path.relative_to(_PACKAGE).name
        if path.suffix == ".py" and room not in _NOT_IN_OUTPUTS:
            parts["code"].append(path)
        elif room == "resources" and path.suffix not in _NO_RESOURCE:
            parts[name] = [path]
    hashes = {name: _digest(paths) for name, paths in parts.items()}
    whole = hashlib.sha256(repr(sorted(hashes.items())).encode()).hexdigest()
    return Version(f"{pipeline.__version__}+{whole[:12]}", hashes)


def run_code() -> str:
    """Return a hash of the code of a run, no output depends on it: machines that work together do."""
    return _digest(path for path in _files(_PACKAGE / "run") if path.suffix == ".py")


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)


def _digest(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        content = path.read_bytes()
        digest.update(f"{path.name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:12]
