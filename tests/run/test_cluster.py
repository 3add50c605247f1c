"""A run over the workers of a real scheduler, one of which is killed on the way."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from pipeline.run.ledger import read_ledger
from tests.bad_files import MINUTES
from tests.faults.hostile import good, written

pytest.importorskip("distributed", reason="dask.distributed is not installed: pip install 'khmer-minutes[cluster]'")

ROOT = Path(__file__).parents[2]
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT)}
WORKERS = 3


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[tuple[str, list["subprocess.Popen[bytes]"]]]:
    """The address of a scheduler, and the processes of its workers."""
    told = tmp_path / "scheduler.json"
    with ExitStack() as stack:

        def start(*words: str) -> "subprocess.Popen[bytes]":
            line = [sys.executable, "-m", "distributed.cli." + words[0], *words[1:], "--scheduler-file", str(told)]
            quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
            process = subprocess.Popen(line, env=ENVIRONMENT, cwd=tmp_path, **quiet)  # type: ignore[call-overload]
            stack.callback(process.wait)
            stack.callback(process.kill)
            return process

        start("dask_scheduler", "--port", "0", "--no-dashboard", "--host", "127.0.0.1")
        workers = [start("dask_worker", "--nthreads", "1", "--no-nanny", "--no-dashboard") for _ in range(WORKERS)]
        until = time.monotonic() + 60
        while not told.is_file():
            assert time.monotonic() < until, "the scheduler does not start"
            time.sleep(0.1)
        yield json.loads(told.read_text())["address"], workers


def test_every_document_is_done_though_a_worker_is_killed(
    scheduler: tuple[str, list["subprocess.Popen[bytes]"]], tmp_path: Path
) -> None:
    address, workers = scheduler
    archive, output = tmp_path / "archive", tmp_path / "outputs"
    archive.mkdir()
    for number in range(24):
        (archive / f"{number:02}.txt").write_text(f"{MINUTES}\nNumber {number}\n", encoding="utf-8")
    (archive / "bad.pdf").write_bytes(b"no PDF")
    (archive / "good.pdf").write_bytes(written(good()))
    line = [sys.executable, "-m", "pipeline", "run", str(archive), "-o", str(output), "--cluster", address]
    run = subprocess.Popen(line, env=ENVIRONMENT, cwd=tmp_path, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)
    assert run.stderr is not None
    said = [run.stderr.readline() for _ in range(3)]
    workers[0].kill()
    said += run.stderr.readlines()
    run.stderr.close()
    assert run.wait(120) == 1, b"".join(said)
    entries = read_ledger(output)
    assert len(entries) == 26
    assert [entry.key for entry in entries if entry.status != "done"] == ["bad.pdf"]
    assert all((output / entry.key / "minutes.json").is_file() for entry in entries if entry.status == "done")
    assert not (output / ".work").exists()
