"""How far the work on a document is, and how long it may take: what stages know of the limits that they work under.

A document is worked on in a child process that may be killed at any moment. What took long is therefore kept, page by
page, in a journal outside the process; a fresh child reads it, takes what is there, and goes round whatever the child
before it died of.
"""

import os
import pickle
import struct
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, TypeVar

from pipeline.errors import Category, DocumentError

READING_SHARE = 0.7
"""Of the time that a document has, after which no new page is begun: the rest is for what needs all pages."""

BEAT = 1.0
"""Seconds between two signs that a stage is still going on."""

Value = TypeVar("Value")

_LENGTHS = struct.Struct("<QQ")
"""In front of a record: its length, and that of the value behind it."""


class Cause(NamedTuple):
    """Why something of a document is missing."""

    category: Category
    reason: str
    """A few words for a person."""


OUT_OF_TIME = Cause(Category.TIMED_OUT, "the time for the document was up (limits.seconds)")


class Pace:
    """The time that a document has and what is done of it; as it stands, all the time there is and nothing kept.

    A mark names a piece of work that may take long or kill the process: "playa 7" is page 7 by that reader.
    """

    def step(self, stage: str) -> None:
        """Say that a stage is taken up, or is still going on: a sign of life."""

    def beat(self, stage: str) -> None:
        """Say that a stage is still going on; it costs so little that it can be said of each line."""

    def begin(self, mark: str) -> None:
        """Say that a piece of work is taken up."""

    def end(self, mark: str) -> None:
        """Say that a piece of work is over, well or with an error."""

    @contextmanager
    def work(self, mark: str) -> Iterator[None]:
        """Say that a piece of work is taken up, and on leaving that it is over."""
        self.begin(mark)
        try:
            yield
        finally:
            self.end(mark)

    def fatal(self, mark: str) -> Cause | None:
        """Return what an earlier process died of inside this piece of work; None if it did not."""
        return None

    def attempt(self, mark: str, work: Callable[[], Value], instead: Callable[[Cause], Value]) -> Value:
        """Return what a piece of work gives; where an earlier process died of it, what is made in its stead."""
        if (cause := self.fatal(mark)) is not None:
            return instead(cause)
        with self.work(mark):
            return work()

    def go_round(self, error: Exception, cause: Cause) -> bool:
        """Hold the piece of work that an error has left to be fatal; return whether there was one."""
        return False

    def is_late(self) -> bool:
        """Return whether what is left of the time is needed for finishing what is there."""
        return False

    def kept(self, mark: str) -> Any | None:
        """Return what an earlier process kept of a piece of work, None if it did not."""
        return None

    def keep(self, mark: str, value: object) -> None:
        """Keep what came of a piece of work, so that it need not be done again if the process dies."""


UNHURRIED = Pace()
"""For work that nobody limits."""


class Journal(Pace):
    """The pace of a document whose process may die: marks and results in a file, one pickled record after another."""

    def __init__(
        self, path: Path, deaths: Sequence[Cause], seconds: float, tell: Callable[[str, str], None] = lambda *_: None
    ) -> None:
        """Read what earlier processes left behind and go on from there.

        `deaths` says what each of them died of, in order; no new page is begun once READING_SHARE of `seconds` is
        over; `tell` is called with "begin" or "end" and a mark, or "step" and a stage.

        Raises:
            DocumentError: the file cannot be read or written, here or later.
        """
        self._tell = tell
        self._late_at = time.monotonic() + READING_SHARE * seconds
        self._kept: dict[str, tuple[int, int]] = {}
        self._fatal: dict[str, Cause] = {}
        self._next_beat = 0.0
        self._left: tuple[str, Exception] | None = None
        """The last piece of work that an error went out of, and the error."""
        self._complaint: DocumentError | None = None
        with self._complaining():
            self._file = path.open("a+b")
            self._file.truncate(self._read(deaths))
        self._write(("process", str(len(deaths))))

    def close(self) -> None:
        """Close the file."""
        with suppress(OSError):  # of what could not be written, which was told when it was to be
            self._file.close()

    def require_kept(self) -> None:
        """See that all could be written, also where that was taken for a fault of the document by whoever did the work.

        Raises:
            DocumentError: something could not.
        """
        if self._complaint is not None:
            raise self._complaint

    def step(self, stage: str) -> None:  # noqa: D102 (as in Pace)
        self._tell("step", stage)

    def beat(self, stage: str) -> None:  # noqa: D102
        if (now := time.monotonic()) >= self._next_beat:
            self._next_beat = now + BEAT
            self.step(stage)

    def begin(self, mark: str) -> None:  # noqa: D102
        self._write(("begin", mark))
        self._tell("begin", mark)

    def end(self, mark: str) -> None:  # noqa: D102
        self._write(("end", mark))
        self._tell("end", mark)

    @contextmanager
    def work(self, mark: str) -> Iterator[None]:  # noqa: D102
        with super().work(mark):
            try:
                yield
            except Exception as error:
                self._left = mark, error
                raise

    def fatal(self, mark: str) -> Cause | None:  # noqa: D102
        return self._fatal.get(mark)

    def go_round(self, error: Exception, cause: Cause) -> bool:  # noqa: D102
        left, self._left = self._left, None
        if left is None or left[1] is not error or left[0] in self._fatal:
            return False
        self._fatal[left[0]] = cause
        return True

    def is_late(self) -> bool:  # noqa: D102
        return time.monotonic() >= self._late_at

    def kept(self, mark: str) -> Any | None:  # noqa: D102
        if mark not in self._kept:
            return None
        offset, length = self._kept[mark]
        self._file.seek(offset)
        return pickle.loads(self._file.read(length))

    def keep(self, mark: str, value: object) -> None:  # noqa: D102
        self._write(("keep", mark), pickle.dumps(value, pickle.HIGHEST_PROTOCOL))

    def _write(self, record: tuple[str, str], value: bytes = b"") -> None:
        head = pickle.dumps(record, pickle.HIGHEST_PROTOCOL)
        with self._complaining():
            self._file.write(_LENGTHS.pack(len(head), len(value)) + head + value)
            self._file.flush()

    @contextmanager
    def _complaining(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            reason = f"what is done of it cannot be kept: {error.strerror}"
            self._complaint = DocumentError(Category.UNWRITABLE, reason)
            raise self._complaint from error

    def _read(self, deaths: Sequence[Cause]) -> int:
        """Take in the records and return where the last whole one ends."""
        opened: dict[int, list[str]] = {}
        process = end = 0
        for (kind, name), offset, length in _records(self._file):
            end = offset + length
            if kind == "process":
                process = int(name)  # one whose end does not count has the number of the next one
                opened[process] = []
            elif kind == "keep":
                self._kept[name] = (offset, length)
            elif kind == "begin":
                opened[process].append(name)
            else:
                opened[process].remove(name)
        for number, cause in enumerate(deaths):
            if marks := opened.get(number):  # the innermost piece of work is what the process died of
                self._fatal[marks[-1]] = cause
        return end


def _records(file: BinaryIO) -> Iterator[tuple[tuple[str, str], int, int]]:
    """The whole records of a journal, each with the place and the length of the value behind it."""
    size = file.seek(0, os.SEEK_END)
    place = 0
    while place + _LENGTHS.size <= size:
        file.seek(place)
        head_length, length = _LENGTHS.unpack(file.read(_LENGTHS.size))
        offset = place + _LENGTHS.size + head_length
        place = offset + length
        if place > size:
            return
        yield pickle.loads(file.read(head_length)), offset, length
