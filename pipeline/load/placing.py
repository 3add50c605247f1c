"""Whether the folder that was given is the outputs of a run, or one below or above them."""

import json
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from pipeline.errors import UsageError


def refuse_other_folder(files: Iterable[Path], folder: Path) -> None:
    """Refuse a folder in which no document lies at its path, where the documents name the folder that is meant.

    Reads files until one lies at its path, which as a rule is the first.

    Raises:
        UsageError: names the folder, or the folders, to give.
    """
    meant = set()
    for file in filter(Path.is_file, files):
        outputs = _outputs(file, folder)
        if outputs is None:
            continue
        if outputs.resolve() == folder.resolve():
            return
        meant.add(outputs)
    if meant:
        names = " or ".join(str(each) for each in sorted(meant))
        raise UsageError(f"{folder} is not the folder that a run wrote its outputs to: give {names}")


def _outputs(file: Path, folder: Path) -> Path | None:
    """Return the outputs that a file lies in by the path it gives for its document; None where it gives none."""
    try:
        path = PurePosixPath(json.loads(file.read_bytes())["document"]["path"])
    except (OSError, ValueError, RecursionError, KeyError, TypeError):
        return None  # reading says why
    place = file.parent
    if len(place.parts) <= len(path.parts) or len(folder.parts) <= len(path.parts):
        place = place.resolve()
    if place.parts[-len(path.parts) :] != path.parts or len(place.parts) <= len(path.parts):
        return None
    return place.parents[len(path.parts) - 1]
