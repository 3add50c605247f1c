"""Processes that take work off the writer's hands; for a few documents there are none, and it is done at once."""

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing.connection import wait
from typing import ParamSpec, Self, TypeVar

_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")
_WORTH_IT = 20
"""From so many documents on, what is gained is more than it takes to start processes and have them load the model."""
_GIVING_WAY = 5
"""How much nicer they are than the writer, which gets a processor before them."""


class Hands:
    """As many processes as there are processors, while within `with`."""

    def __init__(self, documents: int) -> None:
        self.number = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        self._pool: ProcessPoolExecutor | None = None
        if documents >= _WORTH_IT and self.number > 1:
            gc.freeze()  # what is there now is neither searched for cycles nor copied by the new processes
            self._pool = ProcessPoolExecutor(self.number, _context(), _begin)
        else:
            self.number = 1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            gc.unfreeze()

    def give(self, work: Callable[_Given, _Result], *given: _Given.args, **named: _Given.kwargs) -> "Future[_Result]":
        """Return what will hold the result of the work."""
        if self._pool is not None:
            return self._pool.submit(work, *given, **named)
        done: Future[_Result] = Future()
        done.set_result(work(*given, **named))
        return done


def _context() -> multiprocessing.context.BaseContext:
    """Fork where there is one: the processes have at once what this one has loaded."""
    return multiprocessing.get_context("fork" if "fork" in multiprocessing.get_all_start_methods() else None)


def _begin() -> None:
    """Give way to the writer, for which all wait; leave Ctrl-C to the parent, and end with it where it is killed."""
    if hasattr(os, "nice"):
        os.nice(_GIVING_WAY)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
