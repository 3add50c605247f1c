"""What a machine makes outputs with: machines that share the work of a run have to agree on it."""

import socket
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.extract.office import office_program
from pipeline.run.doctor import PACKAGES, installed_version
from pipeline.run.standing import tools
from pipeline.run.version import current_version, run_code

_NONE = "none"


@dataclass(frozen=True, slots=True)
class Machine:
    """What makes the outputs on a machine."""

    host: str
    version: str
    """Of the code and resources."""
    parts: dict[str, str]
    """A hash of each part of these, of the code of a run, and which programs there are, by name."""
    packages: dict[str, str]
    """Versions of the libraries."""


def this_machine() -> Machine:
    """Return what this machine makes outputs with, as it is installed at the moment."""
    packages = {name: installed_version(name) or _NONE for name in PACKAGES}
    return Machine(socket.gethostname(), current_version().name, _parts(), packages)


def unlike(run: Machine, other: Machine) -> str | None:
    """Return in what another machine would make other outputs than the run's, for a person; None: in nothing."""
    differing = list(_differing(run.parts, other.parts))
    if not differing:
        return None
    release = "" if run.version == other.version else f" (version {other.version} there, {run.version} here)"
    return f"{'; '.join(differing)}{release}"


def other_packages(run: Machine, other: Machine) -> str | None:
    """Return which libraries have another version there, for a person; None: none has."""
    return "; ".join(_differing(run.packages, other.packages)) or None


@cache
def parts_at_start() -> dict[str, str]:
    """Return the parts as they were when this process was first asked: what it has loaded is of these."""
    return _parts()


def _parts() -> dict[str, str]:
    programs = {"tesseract": tools() or _NONE, "LibreOffice": "installed" if office_program() else _NONE}
    return current_version().parts | {"code of the run": run_code()} | programs


def _differing(here: dict[str, str], there: dict[str, str]) -> Iterator[str]:
    for name in sorted(here.keys() | there.keys()):
        one, other = here.get(name, _NONE), there.get(name, _NONE)
        if one != other:
            yield f"{name} {other} there, {one} here"
