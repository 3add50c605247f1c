"""The third reader: playa on what qpdf makes of a damaged file.

Only for what others cannot read: of 133 files that failed, qpdf brought back 95, but of those that read well without
it, it lost pages in four.
"""

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pikepdf

from pipeline.extract import playa_reader
from pipeline.extract.ink import FileInk
from pipeline.extract.readable import save_copy
from pipeline.pace import UNHURRIED, Pace

NAME = "qpdf"


def read_file(
    path: Path, numbers: Sequence[int] | None = None, pace: Pace = UNHURRIED, most: int = sys.maxsize
) -> FileInk:
    """Return the first pages of a PDF, at most so many, or those of the given numbers (1-based).

    Raises:
        Exception: whatever qpdf and playa raise on a file they cannot open.
    """
    with tempfile.TemporaryDirectory() as folder:
        mended = Path(folder, "mended.pdf")
        with path.open("rb") as file, pikepdf.open(file) as pdf:
            save_copy(pdf, mended)
        ink = playa_reader.read_file(mended, numbers, pace, most, NAME)
    for page in ink.pages:
        page.reader = NAME
    return ink
