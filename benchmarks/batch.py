"""A batch over an archive with faults of every kind, killed and resumed: is every document accounted for, and how fast?

    .venv/bin/python -m benchmarks.batch [--documents 3000] [--kills 10] [--jobs 2]

Typesets the archive with the press, 95 of 100 documents sound, each other of a kind in FAULTS. Runs it, killing the
whole run with SIGKILL a number of times on the way, and checks ledger and outputs against what each document is. Then
it times a part of the archive with one child and with two, the child itself on work that takes no time, and the ledger.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from pipeline.config import Limits, Settings
from pipeline.emit import OUTPUTS
from pipeline.run.crew import Crew
from pipeline.run.ledger import Ledger, read_ledger
from pipeline.run.nursery import Orders
from pipeline.run.task import Task
from tests.bad_files import write_pdf
from tests.faults.hostile import FILES, deflated_bomb, good, written
from tests.faults.stages import do, nothing
from tests.press.producers import make_pdf
from tests.press.producers.plain import Plain
from tests.press.samples import board_minutes, borderless_two_column_agenda, ruled_table_over_pages, running_heads

ROOT = Path(__file__).resolve().parents[1]
LIMITS = Limits(seconds=60, silence=10, memory_mb=1500, pages=40, unpacked_mb=50)
SOUND = 0.95

_CONFIG = "[limits]\n" + "".join(f"{name} = {value}\n" for name, value in LIMITS.model_dump().items())


def _locked(path: Path) -> None:
    write_pdf(path, "Minutes", password="secret")


def _bytes(make: Callable[[], bytes]) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(make()) and None


FAULTS: dict[str, tuple[Callable[[Path], None], str, str | None]] = {
    "locked": (_locked, "failed", "encrypted"),
    "letter": (_bytes(lambda: b"Dear Sir, this is no PDF"), "failed", "not a PDF"),
    "cut": (_bytes(lambda: written(good(4))[:150]), "failed", "malformed"),
    "bomb": (_bytes(lambda: deflated_bomb(60, 1)), "failed", "too large"),
    "empty": (_bytes(bytes), "failed", "no text"),
    "pages": (_bytes(lambda: written(good(60))), "partial", "too large"),
    "loop": (_bytes(FILES["length_loop"]), "done", None),
    "operators": (_bytes(FILES["many_operators"]), "partial", "timed out"),
}
"""Kinds of bad documents: how each is made, and the status and category that it is to have."""


def write_archive(folder: Path, number: int) -> dict[str, str]:
    """Write an archive of so many documents and return the kind of each by its key."""
    booklets = (board_minutes(), borderless_two_column_agenda(), ruled_table_over_pages(), running_heads())
    sound = [make_pdf(booklet, Plain()) for booklet in booklets]
    chance, kinds = random.Random(7), {}
    for place in range(number):
        kind = "sound" if chance.random() < SOUND else chance.choice(list(FAULTS))
        path = folder / f"{place // 100:03}" / f"{kind}-{place:05}.pdf"
        path.parent.mkdir(parents=True, exist_ok=True)
        if kind == "sound":
            path.write_bytes(sound[place % len(sound)])
        else:
            FAULTS[kind][0](path)
        if path.stat().st_size:
            with path.open("ab") as file:
                file.write(b"%% document %d\n" % place)  # each has bytes of its own
        kinds[path.relative_to(folder).as_posix()] = kind
    return kinds


def command(folder: Path, output: Path, config: Path, jobs: int) -> list[str]:
    """Return the command that runs the archive."""
    words = ["-m", "pipeline", "run", str(folder), "-o", str(output), "-c", str(config), "-j", str(jobs)]
    return [sys.executable, *words]


def run_and_kill(line: list[str], kills: int, pause: float) -> tuple[float, int]:
    """Run a command, killing it so many times after a pause; return the seconds in all and the parent's peak in kB."""
    begun, peak, chance = time.perf_counter(), 0, random.Random(11)
    for place in range(kills + 1):
        run = subprocess.Popen(line, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until = time.perf_counter() + pause * chance.uniform(0.5, 1.5)
        while run.poll() is None and (place == kills or time.perf_counter() < until):
            peak = max(peak, resident(run.pid))
            time.sleep(0.2)
        if run.poll() is None:
            os.kill(run.pid, signal.SIGKILL)
        run.wait()
    return time.perf_counter() - begun, peak


def resident(pid: int) -> int:
    """Return the memory of a process in kilobytes; 0 if it is gone."""
    try:
        return int(Path(f"/proc/{pid}/status").read_text().partition("VmRSS:")[2].split()[0])
    except (OSError, IndexError):
        return 0


def check(kinds: dict[str, str], output: Path) -> tuple[Counter[str], list[str]]:
    """Return how many documents there are of each kind and what came of them, and what is not as it has to be."""
    entries = {entry.key: entry for entry in read_ledger(output)}
    found, wrong = Counter[str](), [f"no entry: {key}" for key in kinds.keys() - entries.keys()]
    for key, entry in entries.items():
        kind = kinds[key]
        found[f"{kind}: {entry.status}{f', {entry.category}' if entry.category else ''}"] += 1
        status, category = FAULTS[kind][1:] if kind in FAULTS else ("done", None)
        if (entry.status, entry.category) != (status, category):
            wrong.append(f"{key}: {entry.status}, {entry.category}: {entry.reason}")
        there = [name for name in OUTPUTS if (output / key / name).is_file()]
        if len(there) != (0 if entry.status == "failed" else len(OUTPUTS)):
            wrong.append(f"{key}: {entry.status}, but its outputs are {there}")
    left = [str(path) for path in output.rglob("*") if path.name.endswith(".part") or path.name == ".work"]
    return found, wrong + [f"left behind: {path}" for path in left]


def overhead(folder: Path, number: int, each: int) -> float:
    """Return the milliseconds that a document takes in a warm child which does nothing, a fresh child after `each`."""
    settings = Settings(limits=Limits(documents_per_process=each))
    with Crew(1, Orders(settings, do, nothing)) as crew:
        for place in range(number + 1):
            scratch = folder / f"{each}-{place}"
            scratch.mkdir()
            crew.submit(Task(str(folder / "x.pdf"), str(folder), str(scratch), str(folder)))
            while not crew.wait(10):
                continue
            if place == 0:
                begun = time.perf_counter()
        return 1000 * (time.perf_counter() - begun) / number


def ledger_rate(folder: Path, rows: int) -> float:
    """Return how many documents a second the ledger takes, each marked as in work and then recorded."""
    entry = read_ledger(folder)[0]
    with tempfile.TemporaryDirectory() as place, Ledger.open(Path(place)) as ledger:
        begun = time.perf_counter()
        for number in range(rows):
            each = replace(entry, key=f"{number:09}", sha256=f"{number:064}")
            ledger.begin(each)
            ledger.record(each)
        return rows / (time.perf_counter() - begun)


def main() -> None:
    """Measure, and print what was found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--documents", type=int, default=3000)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--pause", type=float, default=30.0, help="seconds between two kills, about")
    parser.add_argument("--timed", type=int, default=100, help="documents to time with one child and with two")
    parser.add_argument("--rows", type=int, default=1_000_000, help="rows of the ledger to time")
    parser.add_argument("--jobs", type=int, default=2)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder, output, config = Path(place, "archive"), Path(place, "outputs"), Path(place, "config.toml")
        config.write_text(_CONFIG)
        kinds = write_archive(folder, wanted.documents)
        seconds, peak = run_and_kill(command(folder, output, config, wanted.jobs), wanted.kills, wanted.pause)
        found, wrong = check(kinds, output)
        print(f"{len(kinds)} documents, {wanted.kills} kills: {seconds:.0f} s; parent at most {peak / 1024:.0f} MB")
        print(*(f"  {kind}: {number}" for kind, number in sorted(found.items())), sep="\n")
        print(f"{len(wrong)} not as they have to be", *wrong, sep="\n  ", flush=True)
        took = []
        for jobs in (1, 2):
            part = Path(place, f"part{jobs}")
            write_archive(part, wanted.timed)
            for bad in [path for path in part.rglob("*.pdf") if not path.name.startswith("sound")]:
                bad.unlink()
            seconds, _ = run_and_kill(command(part, Path(place, f"out{jobs}"), config, jobs), 0, 0)
            took.append(seconds)
            print(f"-j {jobs}: {wanted.timed} documents in {seconds:.1f} s", flush=True)
        warm, fresh = (overhead(Path(place), 200, each) for each in (200, 1))
        print(f"child: {warm:.1f} ms a document warm, {fresh:.1f} ms a fresh one for each", flush=True)
        aims = {
            "every document accounted for, with the right reason": not wrong,
            f"time with -j 2 at most 0.6 of -j 1 ({took[1] / took[0]:.2f})": took[1] <= 0.6 * took[0],
            f"a warm child under 15 ms ({warm:.1f})": warm < 15,
        }
        print(*(f"{'met' if is_met else 'MISSED'}: {aim}" for aim, is_met in aims.items()), sep="\n", flush=True)
        print(f"ledger: {ledger_rate(output, wanted.rows):.0f} documents a second over {wanted.rows} rows")


if __name__ == "__main__":
    main()
