"""A run that is killed over and over: does it get through the archive, and what becomes of what it dies of?

Every run is killed with SIGKILL after 15 to 20 seconds, or a tenth of a second after it takes up a document named
`poison.*`, as if that took the machine down (one that takes half a second at least); the same command is given again
until a run comes to its end.

    python benchmarks/killed.py ARCHIVE OUTPUT [-j 2]
"""

import argparse
import json
import random
import subprocess
import sys
import threading
from pathlib import Path

from pipeline.run.ledger import read_ledger

SHORTEST, LONGEST = 15.0, 20.0
MOST_RUNS = 400


def main() -> None:
    """Print a line for each run, then what was not done and why."""
    parser = argparse.ArgumentParser()
    parser.add_argument("archive", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("-j", default="1")
    arguments = parser.parse_args()
    line = [sys.executable, "-m", "pipeline", "run", str(arguments.archive), "-o", str(arguments.output)]
    chance = random.Random(7)
    for number in range(1, MOST_RUNS):
        status, why = _run([*line, "-j", arguments.j, "--log-json"], chance.uniform(SHORTEST, LONGEST))
        entries = read_ledger(arguments.output)
        print(f"run {number}: {why}; {len(entries)} in the ledger", flush=True)
        if status >= 0:
            break
    for entry in entries:
        if entry.attempts > 1 or (entry.category == "crashed"):
            print(f"{entry.key}: {entry.attempts} attempts, {entry.status}, {entry.category}, {entry.reason}")
    print(f"exit code {status}; {sum(entry.attempts for entry in entries)} attempts at {len(entries)} documents")


def _run(line: list[str], seconds: float) -> tuple[int, str]:
    """The exit code of a run that is killed after so many seconds at the latest, and what ended it."""
    killed = []

    def kill(why: str) -> None:
        killed.append(why)
        run.kill()

    with subprocess.Popen(line, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as run:
        assert run.stderr is not None
        timers = [threading.Timer(seconds, kill, [f"killed after {seconds:.0f} s"])]
        timers[0].start()
        for said in run.stderr:
            told = json.loads(said) if said.startswith("{") else {}
            if Path(told.get("path", "")).stem == "poison" and told["event"] == "begin":
                timers.append(threading.Timer(0.1, kill, ["killed by the poison"]))
                timers[-1].start()
            elif told.get("event") == "end" and Path(told["path"]).stem == "poison":
                timers[-1].cancel()
        for timer in timers:
            timer.cancel()
    return run.returncode, killed[0] if killed else "came to its end"


if __name__ == "__main__":
    main()
