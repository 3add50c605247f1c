"""A run that is killed with SIGKILL: nothing of it goes on, nothing is half-written, the same command goes on."""

import os
import subprocess
import sys
import time
from pathlib import Path

from pipeline.emit import OUTPUTS
from pipeline.run.ledger import read_ledger
from tests.bad_files import MINUTES


def test_a_run_that_is_killed_goes_on_where_it_was_and_leaves_nobody_behind(tmp_path: Path) -> None:
    archive, output = tmp_path / "archive", tmp_path / "outputs"
    archive.mkdir()
    for number in range(8):
        (archive / f"{number}.txt").write_text(f"{MINUTES}Number {number}\n", encoding="utf-8")
    line = [sys.executable, "-m", "pipeline", "run", str(archive), "-o", str(output), "-j", "2"]
    run = subprocess.Popen(line, cwd=tmp_path, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)
    assert run.stderr is not None
    run.stderr.readline()
    nursery = _children(run.pid)
    family = [*nursery, *(child for each in nursery for child in _children(each))]
    run.kill()
    run.wait()
    run.stderr.close()
    assert len(family) == 3
    _await_end(family)
    before = {entry.key: entry for entry in read_ledger(output)}
    assert before
    again = subprocess.run(line, cwd=tmp_path, capture_output=True, text=True, timeout=100)
    assert again.returncode == 0, again.stderr
    after = read_ledger(output)
    assert [entry.key for entry in after] == [f"{number}.txt" for number in range(8)]
    assert all(entry.skipped == (entry.key in before) for entry in after)
    for entry in after:
        assert sorted(path.name for path in (output / entry.key).iterdir()) == sorted(OUTPUTS)
    assert not (output / ".work").exists()


def _children(pid: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _await_end(family: list[int]) -> None:
    until = time.monotonic() + 30
    while any(_lives(pid) for pid in family):
        assert time.monotonic() < until
        time.sleep(0.05)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
