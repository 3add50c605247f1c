"""LibreOffice never outlives the process that started it, even one that is killed together with all that watch it."""

import os
import subprocess
import sys
import time
from pathlib import Path

from pipeline.extract.office import _run
from pipeline.pace import UNHURRIED
from tests.faults.test_children import _await_end

ROOT = Path(__file__).parents[2]

_STARTS_AND_WAITS = """
import sys
from pathlib import Path
from pipeline.extract.office import _run
from pipeline.pace import UNHURRIED
_run(["/bin/sh", "-c", "sleep 1000 & sleep 1000 & echo $! > inner; wait"], Path(sys.argv[1]), UNHURRIED, 900)
"""


def test_what_it_has_started_dies_with_a_process_that_is_killed(tmp_path: Path) -> None:
    child = subprocess.Popen([sys.executable, "-c", _STARTS_AND_WAITS, str(tmp_path)], cwd=ROOT)
    pid_file, until = tmp_path / "inner", time.monotonic() + 60
    while not (pid_file.is_file() and pid_file.read_text().strip()):
        assert time.monotonic() < until
        time.sleep(0.02)
    time.sleep(0.5)
    child.kill()
    child.wait()
    _await_end(int(pid_file.read_text()))


def test_the_guard_ends_with_what_it_guards(tmp_path: Path) -> None:
    before = _children()
    _run(["/bin/sh", "-c", "true"], tmp_path, UNHURRIED, 60)
    assert _children() == before


def _children() -> str:
    return Path(f"/proc/self/task/{os.getpid()}/children").read_text()
