"""Words out of the dictionaries that ICU breaks lines by, read from its shared library without any of its code.

Formats: the archive CmnD (ICU's ucmndata.h), the dictionary header (dictionarydata.h) and the byte trie (bytestrie.h),
as ICU 4.8 and later write them.
"""

import struct
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

_OFFSET_TRANSFORM = 0x1FFFFF
_LINEAR_MATCH, _VALUE = 0x10, 0x20
_MAX_LINEAR_BRANCH = 5


def dictionary_words(library: Path, name: str) -> list[str]:
    """The words of one dictionary, such as `khmerdict.dict`, in the order of their bytes.

    Raises:
        LookupError: If the library's data has no such file.
    """
    dictionary = _item(library.read_bytes(), name)
    (header,) = struct.unpack_from("<H", dictionary)
    trie, transform = (struct.unpack_from("<i", dictionary, header + 4 * index)[0] for index in (0, 5))
    first = transform & _OFFSET_TRANSFORM
    words = _node(dictionary[header + trie :], 0, b"")
    return ["".join(chr(first + byte) for byte in word) for word in words]


def _item(library: bytes, name: str) -> bytes:
    """One file of the archive inside ICU's data library."""
    at = library.find(b"CmnD")
    while at >= 0 and library[at - 10 : at - 8] != b"\xda\x27":
        at = library.find(b"CmnD", at + 1)
    if at < 0:
        raise LookupError("no archive of ICU data")
    base = at - 12 + int(struct.unpack_from("<H", library, at - 12)[0])
    (count,) = struct.unpack_from("<I", library, base)
    places = [struct.unpack_from("<II", library, base + 4 + 8 * index) for index in range(count)]
    for (name_at, start), (_, end) in pairwise(places):
        if library[base + name_at : library.index(b"\0", base + name_at)].endswith(b"/" + name.encode()):
            return library[base + start : base + end]
    raise LookupError(f"{name} is not in ICU's data")


def _node(trie: bytes, at: int, prefix: bytes) -> Iterator[bytes]:
    """Every word under the node at a place of the trie."""
    while True:
        lead = trie[at]
        at += 1
        if lead >= _VALUE:
            yield prefix
            if lead & 1:
                return
            at += _value_tail(lead >> 1)
        elif lead >= _LINEAR_MATCH:
            length = lead - _LINEAR_MATCH + 1
            prefix += trie[at : at + length]
            at += length
        else:
            if lead == 0:
                lead = trie[at]
                at += 1
            yield from _branch(trie, at, lead + 1, prefix)
            return


def _branch(trie: bytes, at: int, length: int, prefix: bytes) -> Iterator[bytes]:
    """Every word under a branch of `length` bytes: halved by comparison while long, then a list."""
    while length > _MAX_LINEAR_BRANCH:
        less, at = _jump(trie, at + 1)
        yield from _branch(trie, less, length // 2, prefix)
        length -= length // 2
    for _ in range(length - 1):
        word, lead = prefix + trie[at : at + 1], trie[at + 1]
        after = at + 2 + _value_tail(lead >> 1)
        if lead & 1:
            yield word
        else:
            yield from _node(trie, after + _value(trie, at + 1), word)
        at = after
    yield from _node(trie, at + 1, prefix + trie[at : at + 1])


def _value_tail(lead: int) -> int:
    """How many bytes follow the lead byte of a value."""
    if lead < 0x51:
        return 0
    return 1 if lead < 0x6C else 2 if lead < 0x7E else lead - 0x7B


def _value(trie: bytes, at: int) -> int:
    lead = trie[at] >> 1
    tail = _value_tail(lead)
    high = lead - (0x10, 0x51, 0x6C)[tail] if tail < 3 else 0
    return high << (8 * tail) | int.from_bytes(trie[at + 1 : at + 1 + tail], "big")


def _jump(trie: bytes, at: int) -> tuple[int, int]:
    """Where a comparison jumps to if the byte is less, and where it goes on if not."""
    lead = trie[at]
    tail = 0 if lead < 0xC0 else 1 if lead < 0xF0 else 2 if lead < 0xFE else lead - 0xFB
    high = lead - (0, 0xC0, 0xF0)[tail] if tail < 3 else 0
    after = at + 1 + tail
    return after + (high << (8 * tail) | int.from_bytes(trie[at + 1 : after], "big")), after
