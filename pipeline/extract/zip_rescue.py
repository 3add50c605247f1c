"""Parts of a zip that is cut off or damaged: each found by its header, unpacked as far as its bytes are sound."""

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

HEADER = b"PK\x03\x04"
_FIELDS = struct.Struct("<4s5H3I2H")
"""A local file header (APPNOTE 4.3.7)."""
_STORED, _DEFLATED = 0, 8
_UTF8 = 0x800
"""The flag of a name in UTF-8."""
_CHUNK = 512


class Found(NamedTuple):
    """A part as the header before its bytes describes it."""

    name: str
    start: int
    """Where its packed bytes begin."""
    method: int
    packed: int
    """Bytes; 0 where the header does not know them."""


def parts_found(data: bytes) -> Iterator[Found]:
    """Yield the parts of a zip in the order of their bytes, without its directory."""
    at = data.find(HEADER)
    while at >= 0 and at + _FIELDS.size <= len(data):
        found = part_at(data, at)
        if found is not None:
            yield found
        at = data.find(HEADER, at + len(HEADER) if found is None else found.start + found.packed)


def part_at(data: bytes, at: int) -> Found | None:
    """Return the part whose header stands at a place; None where there is no header."""
    if len(data) < at + _FIELDS.size:
        return None
    mark, _, flags, method, _, _, _, packed, _, name_size, extra_size = _FIELDS.unpack_from(data, at)
    if mark != HEADER:
        return None
    begin = at + _FIELDS.size
    name = data[begin : begin + name_size].decode("utf-8" if flags & _UTF8 else "cp437", "replace")
    return Found(name, begin + name_size + extra_size, method, packed)


def unpacked(data: bytes, part: Found, most: int) -> bytes:
    """Return what can be unpacked of a part before its bytes end or make no sense; at most `most` bytes."""
    if part.method == _STORED:
        return data[part.start : part.start + min(part.packed or most, most)]
    if part.method != _DEFLATED:
        return b""
    inflate, made = zlib.decompressobj(-zlib.MAX_WBITS), bytearray()
    for at in range(part.start, len(data), _CHUNK):
        try:
            made += inflate.decompress(data[at : at + _CHUNK], most - len(made))
        except zlib.error:
            break
        if inflate.eof or len(made) >= most:
            break
    return bytes(made)


def rescued(path: Path, names: tuple[str, ...], most: int) -> dict[str, bytes]:
    """Return the parts of a damaged zip whose names end in one of these, as far as they can be unpacked.

    Args:
        path: the zip.
        names: endings, in small letters.
        most: bytes that they may come to together.
    """
    data, made = path.read_bytes(), dict[str, bytes]()
    for part in parts_found(data):
        if part.name.lower().endswith(names):
            made[part.name] = unpacked(data, part, most)
            most -= len(made[part.name])
    return made
