"""Programs that a stage starts never outlive it, not even where it is killed together with all that watch over it."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_SCRIPT = 'read -r group || exit; read -r line || kill -KILL "-$group"'


class Guard:
    """A shell that waits for the end of the pipe to this process."""

    def __init__(self, shell: subprocess.Popen[bytes]) -> None:
        self._shell = shell

    def watch(self, group: int) -> None:
        """Have a process group killed when this process dies."""
        self._say(b"%d\n" % group)

    def let_go(self) -> None:
        """Say that the group has ended."""
        self._say(b"over\n")

    def _say(self, line: bytes) -> None:
        assert self._shell.stdin is not None
        with suppress(BrokenPipeError):  # somebody has killed the guard
            self._shell.stdin.write(line)


@contextmanager
def guard() -> Iterator[Guard]:
    """Start a guard, before the program that it is to watch.

    The system's own signal on a parent's death reaches one process, and LibreOffice is three; and nothing of this
    process runs between a fork and its program, where threads of libraries may hold locks.
    """
    null = subprocess.DEVNULL
    with subprocess.Popen(
        ["/bin/sh", "-c", _SCRIPT], bufsize=0, stdin=subprocess.PIPE, stdout=null, stderr=null, start_new_session=True
    ) as shell:
        yield Guard(shell)
