"""What a child process died of, in the words of the ledger."""

import re
import signal

from pipeline.errors import Category
from pipeline.pace import Cause

_MEMORY_WORDS = re.compile(r"bad_alloc|out of memory|cannot allocate|memory allocation|MemoryError", re.IGNORECASE)
"""What libraries print when memory is refused to them, before they abort."""

_SIGNALS: dict[int, str] = {
    signal.SIGKILL: "killed from outside, as a system does that is short of memory",
    signal.SIGSEGV: "a fault in a library, or too deep a nesting",
    signal.SIGABRT: "a library gave up",
    signal.SIGBUS: "a fault in a library, or a file that shrank while it was read",
    signal.SIGILL: "a library gave up",
    signal.SIGTRAP: "a library gave up",
    signal.SIGFPE: "a fault in a library",
}


def cause_of_death(status: int | None, complaints: str) -> Cause:
    """Return what a child died of that nobody meant to kill.

    `status` is its exit code, below zero the number of the signal that ended it, None if nobody knows; `complaints`
    is what libraries have printed.
    """
    if _MEMORY_WORDS.search(complaints):
        return Cause(Category.OUT_OF_MEMORY, "more memory than it may have (limits.memory_mb)")
    if status is None or status >= 0:
        return Cause(
            Category.CRASHED, f"the process ended by itself (exit code {'unknown' if status is None else status})"
        )
    number = -status
    name = (
        signal.Signals(number).name if number in set(signal.Signals) else f"signal {number}"
    )  # most of real time are not
    return Cause(Category.CRASHED, f"{name}: {_SIGNALS.get(number, 'the process was ended')}")
