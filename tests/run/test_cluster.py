"""A run over the workers of a real scheduler, one of which is killed on the way."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from subprocess import DEVNULL, PIPE
from typing import NamedTuple

import pytest

from pipeline.run.ledger import read_ledger
from tests.bad_files import MINUTES
from tests.faults.hostile import good, written

Client = pytest.importorskip(
    "distributed", reason="dask.distributed is not installed: pip install 'khmer-minutes[cluster]'"
).Client

ROOT = Path(__file__).parents[2]
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT)}
WORKERS = 3


class Site(NamedTuple):
    """A scheduler and its workers."""

    address: str
    scheduler: "subprocess.Popen[bytes]"
    workers: list["subprocess.Popen[bytes]"]
    """One more is there that has not the package."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("site")
    told = folder / "scheduler.json"
    with ExitStack() as stack:

        def start(environment: dict[str, str], *words: str) -> "subprocess.Popen[bytes]":
            line = [sys.executable, "-m", "distributed.cli." + words[0], *words[1:], "--scheduler-file", str(told)]
            process = subprocess.Popen(line, env=environment, cwd=folder, stdout=DEVNULL, stderr=DEVNULL)
            stack.callback(process.wait)
            stack.callback(process.kill)
            return process

        scheduler = start(ENVIRONMENT, "dask_scheduler", "--port", "0", "--no-dashboard", "--host", "127.0.0.1")
        worker = ("dask_worker", "--nthreads", "1", "--no-nanny", "--no-dashboard")
        workers = [start(ENVIRONMENT, *worker) for _ in range(WORKERS)]
        start(_without_package(folder), *worker)
        until = time.monotonic() + 60
        while not told.is_file():
            assert time.monotonic() < until, "the scheduler does not start"
            time.sleep(0.1)
        address = json.loads(told.read_text())["address"]
        with Client(address) as client:
            client.wait_for_workers(WORKERS + 1, timeout=60)
        yield Site(address, scheduler, workers)


def _without_package(folder: Path) -> dict[str, str]:
    """The environment of a worker that has another package of the name."""
    other = folder / "other/pipeline"
    other.mkdir(parents=True)
    (other / "__init__.py").touch()
    return ENVIRONMENT | {"PYTHONPATH": str(other.parent)}


def write_minutes(archive: Path, number: int) -> None:
    archive.mkdir()
    for place in range(number):
        (archive / f"{place:02}.txt").write_text(f"{MINUTES}\nNumber {place}\n", encoding="utf-8")


def start_run(archive: Path, output: Path, address: str) -> "subprocess.Popen[bytes]":
    line = [sys.executable, "-m", "pipeline", "run", str(archive), "-o", str(output), "--cluster", address]
    return subprocess.Popen(line, env=ENVIRONMENT, cwd=archive.parent, stderr=PIPE, stdout=DEVNULL)


def test_every_document_is_done_though_a_worker_is_killed(site: Site, tmp_path: Path) -> None:
    archive, output = tmp_path / "archive", tmp_path / "outputs"
    write_minutes(archive, 24)
    (archive / "bad.pdf").write_bytes(b"no PDF")
    (archive / "good.pdf").write_bytes(written(good()))
    run = start_run(archive, output, site.address)
    assert run.stderr is not None
    said = [run.stderr.readline() for _ in range(4)]  # one of them tells of the worker without the package
    site.workers[0].kill()
    said += run.stderr.readlines()
    run.stderr.close()
    assert run.wait(120) == 1, b"".join(said)
    assert sum(b"is given no documents" in line for line in said) == 1
    entries = read_ledger(output)
    assert len(entries) == 26
    assert [entry.key for entry in entries if entry.status != "done"] == ["bad.pdf"]
    assert all((output / entry.key / "minutes.json").is_file() for entry in entries if entry.status == "done")
    assert not (output / ".work").exists()


def test_a_run_whose_scheduler_dies_says_so_and_what_is_finished_is_kept(site: Site, tmp_path: Path) -> None:
    archive, output = tmp_path / "archive", tmp_path / "outputs"
    write_minutes(archive, 40)
    run = start_run(archive, output, site.address)
    assert run.stderr is not None
    run.stderr.readline(), run.stderr.readline()  # the worker without the package, and a document
    site.scheduler.kill()
    said = run.stderr.read().decode()
    run.stderr.close()
    assert (run.wait(60), "the same command goes on" in said, "Traceback" in said) == (4, True, False)
    assert not (output / ".work").exists()
    assert 0 < len(read_ledger(output)) < 40
