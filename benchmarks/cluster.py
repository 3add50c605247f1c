"""How long a batch takes over the workers of a dask scheduler, against children of the run itself, in pairs.

    .venv/bin/python -m benchmarks.cluster [--documents 200] [--rounds 3]

Typesets so many sound documents with the press, starts a scheduler and workers with one thread each on this machine,
and in every round runs the archive with `-j 1`, over one worker, with `-j 2` and over two workers, one right after the
other. What counts is the median of the ratios of the pairs: on a machine that others use, the times themselves say
little. The workers have been given a few documents before, as they would in a great archive; the run's own start is in
all times.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, closing
from pathlib import Path
from subprocess import DEVNULL

from benchmarks.batch import ROOT, write_archive
from pipeline.run.ledger import read_ledger


class Site:
    """A scheduler and its workers, one process with one thread each."""

    def __init__(self, folder: Path, workers: int) -> None:
        """Start them and wait until all are there."""
        self._told = folder / f"scheduler-{workers}.json"
        self._stack = ExitStack()
        self._start("dask_scheduler", "--port", "0", "--no-dashboard", "--host", "127.0.0.1")
        for _ in range(workers):
            self._start("dask_worker", "--nthreads", "1", "--no-dashboard")
        until = time.monotonic() + 60
        while not self._told.is_file():
            if time.monotonic() > until:
                raise SystemExit("the scheduler does not start")
            time.sleep(0.1)
        self.address: str = json.loads(self._told.read_text())["address"]
        self._await(workers)

    def _start(self, name: str, *words: str) -> None:
        line = [sys.executable, "-m", f"distributed.cli.{name}", *words, "--scheduler-file", str(self._told)]
        process = subprocess.Popen(line, cwd=ROOT, stdout=DEVNULL, stderr=DEVNULL)
        self._stack.callback(process.wait)
        self._stack.callback(process.terminate)

    def _await(self, workers: int) -> None:
        from distributed import Client

        with Client(self.address) as client:
            client.wait_for_workers(workers, timeout=60)

    def close(self) -> None:
        """End them."""
        self._stack.close()


def seconds(archive: Path, output: Path, *words: str) -> float:
    """Return how long a run over an archive takes; all of it has to be done."""
    begun = time.perf_counter()
    line = [sys.executable, "-m", "pipeline", "run", str(archive), "-o", str(output), *words]
    run = subprocess.run(line, cwd=ROOT, stdout=DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
    took = time.perf_counter() - begun
    if run.returncode:
        raise SystemExit(run.stderr.splitlines()[-1])
    if any(entry.status != "done" for entry in read_ledger(output)):
        raise SystemExit(f"not all of {archive} is done")
    return took


def sound_archive(folder: Path, number: int) -> int:
    """Write an archive of about so many sound documents and return how many there are."""
    write_archive(folder, number)
    for path in [path for path in folder.rglob("*.pdf") if not path.name.startswith("sound")]:
        path.unlink()
    return sum(1 for _ in folder.rglob("*.pdf"))


def main() -> None:
    """Measure, and print times and ratios."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    wanted = parser.parse_args()
    took: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as place, ExitStack() as stack:
        folder = Path(place)
        number = sound_archive(folder / "archive", wanted.documents)
        sound_archive(folder / "few", 8)
        for turn in range(wanted.rounds):
            for count in (1, 2):
                site = stack.enter_context(closing(Site(folder, count)))
                seconds(folder / "few", folder / f"few-{turn}-{count}", "--cluster", site.address)
                for name, words in (("-j", str(count)), ("--cluster", site.address)):
                    output = folder / f"out-{turn}-{count}{name}"
                    label = f"-j {count}" if name == "-j" else f"{count} worker{'s' if count > 1 else ''}"
                    took.setdefault(label, []).append(seconds(folder / "archive", output, name, words))
                    print(f"{label}: {number} documents in {took[label][-1]:.1f} s", flush=True)
                site.close()  # the next one's processes are to have the machine
                Path(folder, f"scheduler-{count}.json").unlink(missing_ok=True)
    for one, other in (("1 worker", "-j 1"), ("2 workers", "-j 2"), ("2 workers", "1 worker"), ("-j 2", "-j 1")):
        ratios = [a / b for a, b in zip(took[one], took[other], strict=True)]
        told = ", ".join(f"{ratio:.2f}" for ratio in ratios)
        print(f"{one} / {other}: {statistics.median(ratios):.2f} ({told})", flush=True)


if __name__ == "__main__":
    main()
