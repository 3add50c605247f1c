"""The nursery as the run sees it: how it is started, asked for children, and what it says of them."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from pipeline.errors import MissingProgramError
from pipeline.run.nursery import REQUEST, Orders, send_orders

_CODE = (
    "import json, socket, sys; sys.path[:] = json.loads(sys.argv[1]); from pipeline.run.nursery import tend; "
    "tend(socket.socket(fileno=int(sys.argv[2])))"
)
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
"""Children share the processors; none is to take all of them."""
_MOST_COMPLAINTS = 4096
_PIPE = 65536
"""Bytes that a pipe holds (pipe(7))."""


def spawn(control: socket.socket) -> Callable[[], object]:
    """Start a nursery with this end of a socket in a fresh interpreter, out of reach of the terminal's interrupts.

    Return what waits for its end.

    Raises:
        MissingProgramError: the system starts no process.
    """
    places = [os.path.abspath(place) for place in sys.path]  # noqa: PTH100 ("" is the working folder)
    try:
        process = subprocess.Popen(
            [sys.executable, "-c", _CODE, json.dumps(places), str(control.fileno())],
            pass_fds=[control.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
            env=os.environ | _ONE_THREAD,
        )
    except OSError as error:
        raise MissingProgramError(f"cannot start {sys.executable} for the documents: {error.strerror}") from error
    return process.wait


@dataclass(slots=True)
class Child:
    """A child process as the run sees it."""

    channel: socket.socket
    complaints: int
    """The reading end of its standard error, which never blocks."""
    pid: int | None = None
    """None until the nursery has said so."""

    def complained(self) -> str:
        """Return what libraries have printed in the child since this was last asked, the last some thousand bytes."""
        try:
            return os.read(self.complaints, _PIPE)[-_MOST_COMPLAINTS:].decode("utf-8", "replace")
        except BlockingIOError:
            return ""

    def close(self) -> None:
        """Close this end; a child that still lives leaves when it next looks for a task."""
        self.channel.close()
        os.close(self.complaints)


class Nursery:
    """A running nursery."""

    def __init__(self, orders: Orders) -> None:
        """Start it and tell it its orders."""
        self.control, theirs = socket.socketpair()
        with theirs:
            self._wait = spawn(theirs)
        with suppress(OSError):  # one that is gone already is noticed when it is listened to
            send_orders(self.control, orders)
        self._unborn: list[Child] = []
        self._heard = b""

    def bear(self) -> Child:
        """Ask for a child and return it; it may be given tasks at once.

        If the nursery is gone, nobody takes them, and `listen` will say so.
        """
        ours, theirs = socket.socketpair()
        reading, writing = os.pipe()
        os.set_blocking(reading, False)
        os.set_blocking(writing, False)
        with theirs, suppress(OSError):
            socket.send_fds(self.control, [REQUEST], [theirs.fileno(), writing])
        os.close(writing)
        child = Child(ours, reading)
        self._unborn.append(child)
        return child

    def listen(self) -> dict[int, int] | None:
        """Take in what the nursery has to say and return how children ended by process id; None: it is gone.

        An exit code is that of `os.waitstatus_to_exitcode`: below zero, the number of a signal.
        """
        try:
            part = self.control.recv(65536)
        except OSError:
            part = b""
        if not part:
            return None
        *lines, self._heard = (self._heard + part).split(b"\n")
        died: dict[int, int] = {}
        for message in map(json.loads, lines):
            if "born" in message:
                self._unborn.pop(0).pid = message["born"]
            else:
                died[message["died"]] = message["status"]
        return died

    def close(self) -> None:
        """Let it go, and with it all its children."""
        self.control.close()
        self._wait()
