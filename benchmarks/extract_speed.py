"""Time of reading PDFs, as a ratio to pdfplumber giving text and tables of the same pages in the same run.

    .venv/bin/python benchmarks/extract_speed.py [--runs 5] [FILE.pdf ...]

Prints a Markdown table: milliseconds a page for pdfplumber, then our whole extraction and its parts as ratios to that.
"""

import argparse
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pdfplumber
import pypdfium2

from pipeline.config import Settings
from pipeline.extract import extract, open_source
from pipeline.extract.playa_reader import read_file

ROOT = Path(__file__).resolve().parents[1]


def plumber_text_and_tables(path: Path) -> int:
    """What a program without this package would do: the measure of all ratios."""
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.extract_tables()
        return len(pdf.pages)


def plumber_characters(path: Path) -> int:
    with pdfplumber.open(path) as pdf:
        return sum(len(page.chars) for page in pdf.pages)


def playa_glyphs(path: Path) -> int:
    """Our first reader: glyphs with ids, ruling lines and pictures, no layout."""
    return sum(page.glyph_count for page in read_file(path).pages)


def pdfium_text(path: Path) -> int:
    with pypdfium2.PdfDocument(path) as pdf:
        return sum(len(page.get_textpage().get_text_range()) for page in pdf)


def whole_extraction(path: Path) -> int:
    return len(extract(open_source(path, path.parent), Settings()).pages)


STAGES: dict[str, Callable[[Path], int]] = {
    "our extraction": whole_extraction,
    "of it, glyphs by playa": playa_glyphs,
    "pdfplumber, characters only": plumber_characters,
    "pdfium, text only": pdfium_text,
}


def median_seconds(works: Sequence[Callable[[Path], int]], path: Path, runs: int) -> list[float]:
    """Return the median time of each work; they take turns, so that a busy machine slows all of them alike."""
    times: list[list[float]] = [[] for _ in works]
    for run in range(runs + 1):
        for work, taken in zip(works, times, strict=True):
            start = time.perf_counter()
            work(path)
            if run:  # the first run warms the caches
                taken.append(time.perf_counter() - start)
    return [statistics.median(taken) for taken in times]


def table(paths: Sequence[Path], runs: int) -> list[str]:
    """Return the lines of the Markdown table."""
    lines = [
        "| file | pages | pdfplumber text and tables, ms a page | " + " | ".join(STAGES) + " |",
        "|---|---|---|" + "---|" * len(STAGES),
    ]
    for path in paths:
        pages = plumber_text_and_tables(path)
        base, *others = median_seconds([plumber_text_and_tables, *STAGES.values()], path, runs)
        ratios = [f"{seconds / base:.2f}" for seconds in others]
        lines.append(f"| {path.name} | {pages} | {1000 * base / pages:.1f} | " + " | ".join(ratios) + " |")
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    paths = arguments.files or [
        *sorted((ROOT / "tests/data/samples").glob("*.pdf")),
        *sorted((ROOT / "inputs").glob("*.pdf")),
    ]
    print("\n".join(table(paths, arguments.runs)))


if __name__ == "__main__":
    main()
