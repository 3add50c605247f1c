"""The outputs of a run as others find them: what is finished, not what is in work."""

import os
from pathlib import Path

SCRATCH = ".work"
"""Folder in the output folder for what is in work; it is empty between runs."""
MINUTES = "minutes.json"


def find_minutes(outputs: Path) -> list[Path]:
    """Return what is called minutes.json below a folder, sorted by path, though it may be no file.

    What a run is still working on is left out.
    """
    found = []
    for place, folders, files in os.walk(outputs):
        if MINUTES in files or MINUTES in folders:
            found.append(Path(place, MINUTES))
        if Path(place) == outputs and SCRATCH in folders:
            folders.remove(SCRATCH)
    return sorted(found)
