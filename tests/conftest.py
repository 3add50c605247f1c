"""What all tests share: a run's nursery is a copy of the tests, so that it starts at once and patches hold in it."""

import os
import socket
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from pipeline.run import birth
from pipeline.run.nursery import tend
from pipeline.run.warm import warm

ROOT = Path(__file__).parent.parent


def forked(control: socket.socket) -> Callable[[], object]:
    """Start a nursery as `birth.spawn` does, but as a copy of this process."""
    _warm()
    pid = os.fork()
    if pid == 0:
        try:
            keep = control.fileno()
            os.closerange(3, keep)
            os.closerange(keep + 1, 4096)
            tend(control)
        finally:
            os._exit(1)
    return lambda: os.waitpid(pid, 0)


@cache
def _warm() -> None:
    """Load here, once for all tests, what every nursery would load."""
    warm()


@pytest.fixture(autouse=True)
def _empty_folder(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Run each test in an empty folder: what a user has in config.toml and outputs/ is no part of the tests."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]))
    monkeypatch.chdir(tmp_path_factory.mktemp("here"))


@pytest.fixture(autouse=True)
def _forked_nursery(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(birth, "spawn", forked)
