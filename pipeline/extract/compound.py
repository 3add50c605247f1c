"""Streams of a compound file ([MS-CFB]): the few that are asked for by name, from its outermost storage."""

import struct
from collections.abc import Iterator

_HEADER = 512
_FREE = 0xFFFFFFFA
"""Numbers from here on are no sectors ([MS-CFB] 2.1)."""
_DIFAT_AT, _DIFAT_HEAD = 76, 109
_ENTRY = 128
_STORAGE_ROOT, _STREAM = 5, 2


class BrokenCompoundError(ValueError):
    """Its tables point outside the file or in circles."""


class CompoundFile:
    """A compound file in memory; its tables are read at once, its streams when they are asked for.

    Raises:
        BrokenCompoundError: the tables make no sense.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        try:
            self._size = 1 << struct.unpack_from("<H", data, 30)[0]
            self._small = 1 << struct.unpack_from("<H", data, 32)[0]
            if self._size not in (512, 4096) or self._small >= self._size:
                raise BrokenCompoundError("sectors of no known size")
            directory, self._cutoff, small_table = struct.unpack_from("<I4xII", data, 48)
            self._table = self._numbers(b"".join(map(self._sector, self._table_sectors())))
            self._small_table = self._numbers(self._chain(small_table))
            self._entries = self._read_entries(self._chain(directory))
            root = next((each for each in self._entries if each[1] == _STORAGE_ROOT), None)
            self._small_stream = self._chain(root[3]) if root is not None else b""
        except struct.error as error:
            raise BrokenCompoundError("cut off") from error

    def stream(self, name: str) -> bytes | None:
        """Return the bytes of a stream of the outermost storage, None where there is none of that name."""
        for number in self._outermost():
            found, kind, _, start, size = self._entries[number]
            if found == name and kind == _STREAM:
                whole = self._chain(start) if size >= self._cutoff else self._small_chain(start)
                return whole[:size]
        return None

    def _sector(self, number: int) -> bytes:
        begin = _HEADER + number * self._size if self._size == _HEADER else (number + 1) * self._size
        return self._data[begin : begin + self._size]

    def _table_sectors(self) -> Iterator[int]:
        for number in struct.unpack_from(f"<{_DIFAT_HEAD}I", self._data, _DIFAT_AT):
            if number < _FREE:
                yield number
        following, left = struct.unpack_from("<II", self._data, 68)
        while following < _FREE and left > 0:
            *numbers, following = self._numbers(self._sector(following))
            yield from (number for number in numbers if number < _FREE)
            left -= 1

    @staticmethod
    def _numbers(data: bytes) -> tuple[int, ...]:
        return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])

    def _chain(self, start: int) -> bytes:
        return b"".join(self._sector(number) for number in _followed(start, self._table))

    def _small_chain(self, start: int) -> bytes:
        size, whole = self._small, self._small_stream
        return b"".join(whole[number * size : (number + 1) * size] for number in _followed(start, self._small_table))

    @staticmethod
    def _read_entries(data: bytes) -> list[tuple[str, int, tuple[int, int, int], int, int]]:
        """Of each entry its name, kind, the entries left and right of it and below it, first sector and size."""
        found = []
        for at in range(0, len(data) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", data, at + 64)
            name = data[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
            near = struct.unpack_from("<III", data, at + 68)
            start, size = struct.unpack_from("<II", data, at + 116)
            found.append((name, kind, near, start, size))
        return found

    def _outermost(self) -> Iterator[int]:
        """The entries right below the root."""
        waiting = [each[2][2] for each in self._entries if each[1] == _STORAGE_ROOT][:1]
        seen: set[int] = set()
        while waiting:
            number = waiting.pop()
            if number >= len(self._entries) or number in seen:
                continue
            seen.add(number)
            yield number
            waiting += self._entries[number][2][:2]


def _followed(start: int, table: tuple[int, ...]) -> Iterator[int]:
    """The sectors of a chain; BrokenCompoundError where it is longer than the table, and so a circle."""
    for _ in range(len(table) + 1):
        if start >= _FREE:
            return
        yield start
        if start >= len(table):
            raise BrokenCompoundError("a chain leads outside the file")
        start = table[start]
    raise BrokenCompoundError("a chain that goes in a circle")
