"""The ledger at the size of a great archive: writing, resuming, the report and the catalogue, over a million rows.

    .venv/bin/python -m benchmarks.ledger [--rows 1000000] [--files 10000]

Writes rows of made-up documents, each marked as in work and then recorded as a run does, prints the size on disk and
the rows a second; then, each in a process of its own whose peak of memory is told, looks up every key, makes the
catalogue, the report in JSON and the page with charts. Last it resumes a run over so many real files that are done.
"""

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from pipeline.config import Settings
from pipeline.emit import OUTPUTS
from pipeline.run.batch import Summary, run
from pipeline.run.catalogue import write_catalogue
from pipeline.run.entry import Catalogued, DoubtfulPage, Entry
from pipeline.run.ledger import Ledger, reading
from pipeline.run.overview import overview
from pipeline.run.overview_page import overview_page
from tests.bad_files import MINUTES

ROOT = Path(__file__).resolve().parents[1]


def key_of(number: int) -> str:
    """Return the key of a made-up document: a thousand to a folder."""
    return f"{number // 1000:04}/minutes-{number:07}.pdf"


def entry_of(number: int) -> Entry:
    """Return a made-up entry; one in twenty failed."""
    failed = number % 20 == 7
    return Entry(
        key=key_of(number),
        path=f"/archive/{key_of(number)}",
        sha256=f"{number * 2654435761 % 2**256:064x}",
        config="0123456789abcdef",
        version="0.1.0+0123456789ab",
        status="failed" if failed else "done",
        category="malformed" if failed else None,
        reason="damaged: no reader finds a page in it" if failed else None,
        pages=12,
        confidence=0.5 + number % 50 / 100,
        seconds={"extract": 0.21, "repair": 0.34, "segment": 0.12, "summarise": 0.01, "translate": 0.05, "emit": 0.11},
        attempts=1,
        skipped=False,
        finished_at="2026-01-01T00:00:00+00:00",
        stamp=f"2049:{number}:{number * 7}:1767225600000000000:1767225600000000000",
        catalogued=Catalogued("Minutes of the Council Meeting", f"{1993 + number % 30}-05-04", "Siem Reap", 23, 7),
    )


def fill(folder: Path, rows: int) -> float:
    """Write so many entries as a run does and return how many a second."""
    with Ledger.open(folder) as ledger:
        begun = time.perf_counter()
        for number in range(rows):
            entry = entry_of(number)
            ledger.begin(entry)
            ledger.record(entry, (DoubtfulPage(3, "native", 0.4),) if number % 10 == 0 else ())
        return rows / (time.perf_counter() - begun)


def look_up(folder: Path, rows: int) -> None:
    """Ask for every document, as a run does that resumes."""
    with reading(folder) as ledger:
        for number in range(rows):
            assert ledger.get(key_of(number)) is not None


def catalogue(folder: Path, rows: int) -> None:
    """Write the catalogue."""
    with reading(folder) as ledger:
        write_catalogue(ledger, folder)


def report(folder: Path, rows: int) -> None:
    """Write the report in JSON, to nobody."""
    line = [sys.executable, "-m", "pipeline", "report", str(folder), "--json"]
    subprocess.run(line, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def page(folder: Path, rows: int) -> None:
    """Write the page with charts."""
    (folder / "report.html").write_text(overview_page(overview(folder), "archive"), encoding="utf-8")


PARTS: dict[str, Callable[[Path, int], None]] = {each.__name__: each for each in (look_up, catalogue, report, page)}


def measured(part: str, folder: Path, rows: int) -> None:
    """Do one part in a process of its own, and print its seconds and the most memory it held."""
    begun = time.perf_counter()
    pid = os.fork()
    if pid == 0:
        PARTS[part](folder, rows)
        os._exit(0)
    _, status, usage = os.wait4(pid, 0)
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss if part == "report" else 0
    peak = max(usage.ru_maxrss, children) / 1024
    print(f"{part}: {time.perf_counter() - begun:.1f} s, {peak:.0f} MB at most, exit {status}", flush=True)


class _Silent:
    def begin(self, key: str, number: int, total: int) -> None:
        """Say nothing."""

    def end(self, entry: Entry) -> None:
        """Say nothing."""

    def wait(self) -> None:
        """Say nothing."""

    def note(self, message: str) -> None:
        """Say nothing."""


def done_archive(folder: Path, files: int, size: int) -> Path:
    """Make an archive of files of some size that are done, one run and the rest made like it; return its outputs."""
    archive, output = folder / "archive", folder / "outputs"
    first = archive / "0000" / "minutes-0000000.txt"
    first.parent.mkdir(parents=True)
    first.write_text(MINUTES + " " * size)
    time.sleep(4)  # until its times are believed
    run([archive], Settings(), output, _Silent())
    run([archive], Settings(), output, _Silent())
    with reading(output) as ledger:
        (model,) = ledger.entries()
    with Ledger.open(output) as ledger:
        for number in range(1, files):
            path = archive / f"{number // 1000:04}" / f"minutes-{number:07}.txt"
            path.parent.mkdir(exist_ok=True)
            os.link(first, path) if number % 60000 else shutil.copy(first, path)
            key = path.relative_to(archive).as_posix()
            place = output / key
            place.mkdir(parents=True)
            for name in OUTPUTS:
                (place / name).touch()
            ledger.pass_over(replace(model, key=key, path=str(path), stamp=None))
    return output


def resumed(folder: Path, files: int) -> None:
    """Resume a run over so many files that are done: hashing each, then by their stamps alone."""
    size = 200_000
    output = done_archive(folder, files, size)
    time.sleep(4)
    for how in ("hashing every file", "by stamps"):
        begun = time.perf_counter()
        summary: Summary = run([folder / "archive"], Settings(), output, _Silent())
        seconds = time.perf_counter() - begun
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        told = f"{summary.skipped} of {files} skipped, files of {size // 1000} kB, {peak:.0f} MB at most"
        print(f"resume, {how}: {seconds:.1f} s, {told}", flush=True)


def main() -> None:
    """Measure, and print what was found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--files", type=int, default=10_000)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "ledger")
        folder.mkdir()
        rate = fill(folder, wanted.rows)
        size = sum(path.stat().st_size for path in folder.iterdir()) / 1e6
        print(f"{wanted.rows} rows: {rate:.0f} a second, {size:.0f} MB on disk", flush=True)
        for part in PARTS:
            measured(part, folder, wanted.rows)
        resumed(Path(place, "resume"), wanted.files)


if __name__ == "__main__":
    main()
