"""A scheduler that cannot be reached: the run says so at once, and what to do."""

import socket
import sys
from collections.abc import Iterator

import pytest

from pipeline.errors import MissingProgramError, UsageError
from pipeline.run.scheduler import connect


@pytest.fixture
def closed_port() -> Iterator[int]:
    """A port of this machine that is taken, and where nobody answers."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        yield bound.getsockname()[1]


def test_without_the_library_its_installation_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MissingProgramError, match=r"pip install 'khmer-minutes\[cluster\]'"):
        connect("tcp://127.0.0.1:8786")


def test_where_nobody_answers_that_is_told_at_once(closed_port: int) -> None:
    pytest.importorskip("distributed", reason="dask.distributed is not installed: pip install 'khmer-minutes[cluster]'")
    with pytest.raises(MissingProgramError, match=r"Connection refused.*dask scheduler starts one"):
        connect(f"tcp://127.0.0.1:{closed_port}")


@pytest.mark.parametrize("address", ["here", "127.0.0.1", "tcp://"])
def test_what_is_no_address_is_bad_usage(address: str) -> None:
    pytest.importorskip("distributed", reason="dask.distributed is not installed: pip install 'khmer-minutes[cluster]'")
    with pytest.raises(UsageError, match="write tcp://HOST:8786"):
        connect(address)


def test_what_answers_but_is_no_scheduler_is_told() -> None:
    pytest.importorskip("distributed", reason="dask.distributed is not installed: pip install 'khmer-minutes[cluster]'")
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"tls://127.0.0.1:{server.getsockname()[1]}"
        with pytest.raises(MissingProgramError, match="does not answer as a dask scheduler"):
            connect(address)
