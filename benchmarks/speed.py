"""Time of the stages, as a ratio to pdfplumber giving text and tables of the same pages in the same run.

    .venv/bin/python benchmarks/speed.py [--runs 5] [FILE.pdf ...]

Prints two Markdown tables: the whole way from PDF to minutes.json with its stages, and the readers of PDFs. Start-up
(imports, spaCy's pipeline) is apart: the first run of each work is not counted.
"""

import argparse
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pdfplumber
import pypdfium2

from pipeline.config import Settings
from pipeline.emit.json_file import minutes_json
from pipeline.emit.report import report_docx
from pipeline.extract import extract, open_source
from pipeline.extract.playa_reader import read_file
from pipeline.process import process

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


def to_json(path: Path) -> int:
    """The whole way: what `khmer-minutes run` does up to minutes.json."""
    return len(minutes_json(process(path, path.parent, Settings()).minutes))


def extraction(path: Path) -> int:
    return len(extract(open_source(path, path.parent), Settings()).pages)


def to_segments(path: Path) -> int:
    return process(path, path.parent, Settings()).pages


def to_outputs(path: Path) -> int:
    """The whole way and the Word report."""
    minutes = process(path, path.parent, Settings()).minutes
    return len(minutes_json(minutes)) + len(report_docx(minutes, Settings().report))


Work = Callable[[Path], int]
STAGES: dict[str, Work] = {
    "PDF to minutes.json": to_json,
    "extraction": extraction,
    "to the end of segmentation": to_segments,
    "with report.docx": to_outputs,
}
READERS: dict[str, Work] = {
    "playa: glyphs with ids, lines, pictures": playa_glyphs,
    "pdfplumber: characters only": plumber_characters,
    "pdfium: text only": pdfium_text,
}


def median_seconds(works: Sequence[Work], path: Path, runs: int) -> list[float]:
    """Return the median processor time of each work; they take turns, so that a busy machine slows all alike."""
    times: list[list[float]] = [[] for _ in works]
    for run in range(runs + 1):
        for work, taken in zip(works, times, strict=True):
            start = time.process_time()
            work(path)
            if run:  # the first run warms the caches
                taken.append(time.process_time() - start)
    return [statistics.median(taken) for taken in times]


def table(paths: Sequence[Path], works: dict[str, Work], runs: int) -> list[str]:
    """Return the lines of a Markdown table: milliseconds a page for pdfplumber, then each work as a ratio to that."""
    lines = [
        "| file | pages | pdfplumber text and tables, ms a page | " + " | ".join(works) + " |",
        "|---|---|---|" + "---|" * len(works),
    ]
    for path in paths:
        pages = plumber_text_and_tables(path)
        base, *others = median_seconds([plumber_text_and_tables, *works.values()], path, runs)
        ratios = [f"{seconds / base:.2f}" for seconds in others]
        lines.append(f"| {path.name} | {pages} | {1000 * base / pages:.1f} | " + " | ".join(ratios) + " |")
    return lines


def main() -> None:
    """Measure what the command line asks for, and print it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    paths = arguments.files or [
        *sorted((ROOT / "tests/data/samples").glob("*.pdf")),
        *sorted((ROOT / "inputs").glob("*.pdf")),
    ]
    for works in (STAGES, READERS):
        print("\n".join(table(paths, works, arguments.runs)), end="\n\n")


if __name__ == "__main__":
    main()
