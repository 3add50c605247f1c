"""Character error rate of scans read by this project, beside plain tesseract on the same images.

    .venv/bin/python -m benchmarks.scans [--half tune|report] [--pages 2]

Sets minutes in Khmer with some English (and, of the half "report", the Universal Declaration of Human Rights) in
several fonts, scans each page in five conditions, and reads the image as a PNG file through the pipeline's own
extraction and reading of scans; and with plain `tesseract -l khm+eng` at its defaults (--psm 3, the resolution in the
file). Fonts and texts of the half "report" were not used to set any threshold. Errors are counted as in the gold
(canonical order, blanks and bullets not counted, subscript DA as TA), over the text of a whole page. Seconds are those
of the same run, one page at a time.
"""

import argparse
import itertools
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

import numpy as np

from benchmarks.scan_pages import CONDITIONS, REPORTED_FONTS, TUNED_FONTS, Scan, families, minutes_lines, scan
from pipeline.config import Settings
from pipeline.extract import extract, open_source
from pipeline.khmer.order import normalize
from pipeline.model.document import Document
from pipeline.pace import Pace
from pipeline.scan import read_scans
from pipeline.scan.confidence import confidence
from pipeline.scan.correct import Corrected
from pipeline.scan.layout import Reading
from tests.press.corpus import declaration

_DROPPED = re.compile("[\\s\u200b-\u200d\ufeff\u00ad\uf0b7\u2022]")


@dataclass(frozen=True)
class Measured:
    """One page."""

    font: str
    condition: str
    length: int
    plain: int
    """Edits."""
    ours: int
    plain_seconds: float
    seconds: float
    words: list[tuple[float, bool]]
    """How sure each word was said to be, and whether it stands in the truth."""


def canonical(text: str) -> str:
    return _DROPPED.sub("", normalize(text)).replace("\u17d2\u178a", "\u17d2\u178f")


def edits(a: str, b: str) -> int:
    """Levenshtein distance, a row at a time."""
    one, other = (np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32) for text in (a, b))
    places = np.arange(len(other) + 1)
    row = places.copy()
    for number, sign in enumerate(one, start=1):
        new = np.empty_like(row)
        new[0] = number
        new[1:] = np.minimum(row[:-1] + (other != sign), row[1:] + 1)
        row = np.minimum.accumulate(new - places) + places
    return int(row[-1])


def read_plain(path: Path) -> str:
    """Return what tesseract makes of an image by itself."""
    command = ["tesseract", str(path), "-", "-l", "khm+eng"]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    return subprocess.run(command, capture_output=True, check=True, env=environment).stdout.decode()


class Watching(Pace):
    """Keeps what was read of the pages, for a look at its words."""

    def __init__(self) -> None:
        self.readings: list[Reading] = []

    def keep(self, mark: str, value: object) -> None:
        """Take what was read of a page."""
        assert isinstance(value, Reading)
        self.readings.append(value)


def read_ours(path: Path) -> tuple[Document, list[Corrected]]:
    """Return the document that the pipeline makes of an image file, and the words that were read."""
    source, watching = open_source(path, path.parent), Watching()
    document = read_scans(extract(source, Settings()), source, Settings(), watching)
    return document, [word for reading in watching.readings for word in reading.words]


def measure(page: Scan) -> Measured:
    """Read a page both ways."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.png"
        page.image.save(path, dpi=(page.dpi, page.dpi))
        begun = time.perf_counter()
        plain = read_plain(path)
        between = time.perf_counter()
        document, read = read_ours(path)
        done = time.perf_counter()
    lines = [line for each in document.pages for line in (*each.lines(), *each.furniture)]
    ours = "\n".join(f"{line.marker or ''}{line.text}" for line in lines)
    truth = canonical(page.truth)
    words = [(confidence(word), canonical(word.text) in truth) for word in read if canonical(word.text)]
    return Measured(
        page.font,
        page.condition,
        len(truth),
        edits(truth, canonical(plain)),
        edits(truth, canonical(ours)),
        between - begun,
        done - between,
        words,
    )


def pages(half: str, count: int) -> Iterator[Scan]:
    """Yield the pages of a half of the benchmark: for each font and condition so many."""
    texts = minutes_lines(half)
    if half == "report":
        whole = declaration()
        texts += [whole[:22], whole[30:52], whole[60:]]
    pieces = [
        lines[at : at + 34] for lines in texts for at in range(0, len(lines), 34) if len(lines[at : at + 34]) > 15
    ]
    fonts = families()
    number = 0
    for name in REPORTED_FONTS if half == "report" else TUNED_FONTS:
        for condition in CONDITIONS:
            for _ in range(count):
                yield scan(fonts[name], pieces[(7 * number) % len(pieces)], condition, number)
                number += 1


def table(rows: Sequence[Measured]) -> Iterator[str]:
    """Yield the lines of a Markdown table: a row a condition and font."""
    groups: dict[str, list[Measured]] = defaultdict(list)
    for each in rows:
        groups[each.condition].append(each)
    for each in rows:
        groups[each.font].append(each)
    groups["**all**"] = list(rows)
    yield "| | pages | plain tesseract | ours | ours / plain | seconds, ours / plain |"
    yield "|---|---|---|---|---|---|"
    for name, group in groups.items():
        plain, ours = (100 * sum(edits) / sum(each.length for each in group) for edits in _edits(group))
        ratio = fmean(each.seconds for each in group) / fmean(each.plain_seconds for each in group)
        share = f"{ours / plain:.2f}" if plain else ""
        yield f"| {name} | {len(group)} | {plain:.2f} | {ours:.2f} | {share} | {ratio:.2f} |"


def _edits(group: Sequence[Measured]) -> tuple[list[int], list[int]]:
    return [each.plain for each in group], [each.ours for each in group]


def calibration(rows: Sequence[Measured]) -> Iterator[str]:
    """Yield the lines of a table: of the words said to be so sure, the share that is right to the letter."""
    yield "| said to be | words | right |"
    yield "|---|---|---|"
    borders = (0.0, 0.3, 0.6, 0.75, 0.85, 0.95, 0.98, 1.01)
    for low, high in itertools.pairwise(borders):
        within = [right for each in rows for sure, right in each.words if low <= sure < high]
        if within:
            yield f"| {low:.2f} to {min(high, 1):.2f} | {len(within)} | {fmean(within):.3f} |"


def main() -> None:
    """Measure what the command line asks for, and print it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--half", choices=("tune", "report"), default="report")
    parser.add_argument("--pages", type=int, default=2, help="of each font in each condition")
    arguments = parser.parse_args()
    rows = []
    for page in pages(arguments.half, arguments.pages):
        rows.append(measure(page))
        each = rows[-1]
        plain, ours = 100 * each.plain / each.length, 100 * each.ours / each.length
        print(f"{each.font}, {each.condition}: {plain:.2f} -> {ours:.2f} %", file=sys.stderr, flush=True)
    print("\n".join(table(rows)))
    print()
    print("\n".join(calibration(rows)))


if __name__ == "__main__":
    main()
