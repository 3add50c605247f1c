"""The process that all children of a run are forked from: it has everything imported, so that a child starts at once.

It is small and reads no document, so that it outlives them all. When the run is gone, however it ended, it kills every
child with all that the child has started.
"""

import ctypes
import gc
import json
import os
import pickle
import select
import signal
import socket
import struct
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

from pipeline.config import Settings
from pipeline.pace import Pace
from pipeline.run.task import Outcome, Task

Work = Callable[[Task, Settings, Pace], Outcome]
"""What a child does with a task."""

REQUEST = b"c"
"""Asks for a child; two files come along, the child's channel and its standard error."""
_LENGTH = struct.Struct("<Q")
_FDS_OF_A_CHILD = 2
_PR_SET_CHILD_SUBREAPER = 36
"""linux/prctl.h"""


@dataclass(frozen=True, slots=True)
class Orders:
    """What every child of a run is told."""

    settings: Settings
    work: Work
    """A function of a module, which the nursery imports by name."""
    warm: Callable[[], None]
    """Called once before any child is born: loads what they need."""


def send_orders(control: socket.socket, orders: Orders) -> None:
    """Tell a nursery its orders."""
    data = pickle.dumps(orders)
    control.sendall(_LENGTH.pack(len(data)) + data)


def tend(control: socket.socket) -> NoReturn:
    """Fork children as they are asked for and say how each of them ended, until the run at the other end is gone."""
    orders = _receive_orders(control)
    orders.warm()
    gc.collect()
    gc.freeze()  # children share these pages as long as nobody writes to them
    wake, woken = os.pipe()
    os.set_blocking(woken, False)
    os.set_blocking(wake, False)
    signal.set_wakeup_fd(woken, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, _noticed)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the run decides what an interrupt means, and closes the control
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1)
    children: set[int] = set()
    while True:
        readable, _, _ = select.select([control.fileno(), wake], [], [])
        if wake in readable:
            os.read(wake, 4096)
            _bury(control, children)
        if control.fileno() in readable:
            fds = _asked(control)
            if fds is None:
                break
            children.add(_bear(control, orders, wake, woken, fds))
    for pid in children:
        kill_group(pid)
        os.waitpid(pid, 0)
    _kill_orphans(set())
    os._exit(0)


def _asked(control: socket.socket) -> list[int] | None:
    """The files of a child that is asked for; None: the run is gone."""
    try:
        data, fds, _, _ = socket.recv_fds(control, len(REQUEST), _FDS_OF_A_CHILD)
    except ConnectionError:  # it has left something unread behind
        return None
    return fds if data else None


def _noticed(number: int, frame: FrameType | None) -> None:
    """A child has ended; the number of the signal is in the pipe already."""


def _receive_orders(control: socket.socket) -> Orders:
    (length,) = _LENGTH.unpack(_receive(control, _LENGTH.size))
    orders = pickle.loads(_receive(control, length))
    assert isinstance(orders, Orders)
    return orders


def _receive(control: socket.socket, length: int) -> bytes:
    data = b""
    while len(data) < length:
        try:
            part = control.recv(length - len(data))
        except ConnectionError:
            part = b""
        if not part:
            os._exit(0)
        data += part
    return data


def _bear(control: socket.socket, orders: Orders, wake: int, woken: int, fds: list[int]) -> int:
    """Fork a child, say its process id, and return that."""
    channel, complaints = fds
    pid = os.fork()
    if pid == 0:
        from pipeline.run.child import live

        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        control.close()
        os.close(wake)
        os.close(woken)
        live(channel, complaints, orders.settings, orders.work)
    _set_group(pid)
    os.close(channel)
    os.close(complaints)
    _say(control, {"born": pid})
    return pid


def _bury(control: socket.socket, children: set[int]) -> None:
    """Say how each child ended that has, after killing whatever it left behind; its id is not free before that."""
    while True:
        try:
            ended = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        except ChildProcessError:
            return
        if ended is None:
            return
        kill_group(ended.si_pid)
        _, status = os.waitpid(ended.si_pid, 0)
        if ended.si_pid in children:
            children.discard(ended.si_pid)
            _say(control, {"died": ended.si_pid, "status": os.waitstatus_to_exitcode(status)})
        _kill_orphans(children)


def _kill_orphans(children: set[int]) -> None:
    """Kill what a dead child has started in groups of its own: on Linux it has this process for its new parent."""
    try:
        mine = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
    except OSError:  # no Linux, or one that does not tell
        return
    for pid in {int(each) for each in mine} - children:
        kill_group(pid)
        with suppress(OSError):
            os.kill(pid, signal.SIGKILL)


def _say(control: socket.socket, message: dict[str, Any]) -> None:
    try:
        control.sendall(json.dumps(message).encode() + b"\n")
    except OSError:  # the run is gone: the next look at the control ends this process
        return


def _set_group(pid: int) -> None:
    try:
        os.setpgid(pid, pid)
    except OSError:  # it has done so itself, or is gone
        return


def kill_group(pid: int) -> None:
    """Kill a process and all in its group."""
    with suppress(OSError):  # nobody is left in it
        os.killpg(pid, signal.SIGKILL)
