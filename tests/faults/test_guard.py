"""LibreOffice and tesseract never outlive who started them, even one that is killed together with all that watch it."""

import os
import subprocess
import sys
import time
from pathlib import Path

from pipeline.extract.office import _run
from pipeline.pace import UNHURRIED
from tests.faults.test_children import _await_end

ROOT = Path(__file__).parents[2]

_PROGRAM = ["/bin/sh", "-c", 'sleep 1000 & sleep 1000 & echo $! > "$0"; wait']
_STARTS_BOTH = f"""
import sys
from pathlib import Path
from threading import Thread
from pipeline.extract import office
from pipeline.pace import UNHURRIED
from pipeline.scan import tesseract
folder = Path(sys.argv[1])
Thread(target=office._run, args=({_PROGRAM} + [f"{{folder}}/office"], folder, UNHURRIED, 900)).start()
tesseract._run({_PROGRAM} + [f"{{folder}}/tesseract"], 900)
"""


def test_what_it_has_started_dies_with_a_process_that_is_killed(tmp_path: Path) -> None:
    child = subprocess.Popen([sys.executable, "-c", _STARTS_BOTH, str(tmp_path)], cwd=ROOT)
    files = [tmp_path / "office", tmp_path / "tesseract"]
    until = time.monotonic() + 60
    while not all(file.is_file() and file.read_text().strip() for file in files):
        assert time.monotonic() < until
        time.sleep(0.02)
    time.sleep(0.2)
    child.kill()
    child.wait()
    for file in files:
        _await_end(int(file.read_text()))


def test_the_guard_ends_with_what_it_guards(tmp_path: Path) -> None:
    before = _children()
    _run(["/bin/sh", "-c", "true"], tmp_path, UNHURRIED, 60)
    assert _children() == before


def _children() -> str:
    return Path(f"/proc/self/task/{os.getpid()}/children").read_text()
