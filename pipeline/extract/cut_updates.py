"""Whether a PDF was cut off in what was added to it: readers go back to the version before and say nothing."""

import mmap
import re
from pathlib import Path

_END = b"%%EOF"
_OBJECT = re.compile(rb"[\r\n]\s*\d+\s+\d+\s+obj\b")


def is_cut_in_update(path: Path) -> bool:
    """Return whether objects stand behind the last end mark of a file (ISO 32000-1, 7.5.6: each update has its own)."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        end = data.rfind(_END)
        return end >= 0 and _OBJECT.search(data, end) is not None
