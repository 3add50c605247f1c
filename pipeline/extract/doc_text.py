"""The bare text of a Word file from before 2007, straight from its pieces ([MS-DOC] 2.4.1): no layout, no notes."""

import re
import struct
from collections.abc import Iterator
from itertools import pairwise

from pipeline.extract.compound import BrokenCompoundError, CompoundFile

_WORD_97 = 0x00C1
"""nFib from which on a file is laid out as [MS-DOC] says."""
_LENGTH_AT, _EARLY_LENGTH_AT = 0x4C, 0x34
"""Offsets of ccpText, the characters of the body, in the first block of figures; the other one in Word 6 and 95."""
_PIECES_AT = 0x01A2
"""Offset of fcClx and lcbClx."""
_SECOND_TABLE = 0x0200
"""fWhichTblStm: which of two streams holds the tables."""
_COMPLEX = 0x0004
"""fComplex of Word 6 and 95: the text lies in pieces."""
_EARLY_PIECES_AT, _EARLY_TEXT_AT = 0x160, 0x18
_PIECES, _CHANGES = 2, 1
_ONE_BYTE = 0x40000000
"""fCompressed: a piece in Windows-1252 and not in UTF-16."""
_MARKS = {0x07: "\t", 0x0B: "\n", 0x0C: "\n", 0x0D: "\n", 0x1E: "-", 0x1F: None, 0xA0: " "} | dict.fromkeys(
    (0x00, 0x01, 0x02, 0x05, 0x08, *range(0x0E, 0x1E))
)
"""Marks of cells, lines, pages and paragraphs, and of what is no text ([MS-DOC] 2.4.1)."""
_FIELD = re.compile(r"([\x13\x14\x15])")
"""Marks between which a field's code stands, and its result."""


def doc_text(data: bytes) -> str | None:
    """Return the text of the body, lines and cells as they follow; None where it cannot be found.

    What is marked as deleted or hidden is in it too, for only the layout says so.
    """
    try:
        file = CompoundFile(data)
        main = file.stream("WordDocument")
        if main is None or len(main) < _PIECES_AT + 8:
            return None
        text = "".join(_text_of(file, main))
    except (BrokenCompoundError, struct.error):
        return None
    return _without_codes(text).translate(_MARKS).strip("\n")


def _text_of(file: CompoundFile, main: bytes) -> Iterator[str]:
    version, flags = struct.unpack_from("<2xH6xH", main)
    if version >= _WORD_97:
        (length,) = struct.unpack_from("<I", main, _LENGTH_AT)
        table = file.stream("1Table" if flags & _SECOND_TABLE else "0Table") or b""
        start, size = struct.unpack_from("<II", main, _PIECES_AT)
        yield from _pieces(main, table[start : start + size], length, early=False)
        return
    (length,) = struct.unpack_from("<I", main, _EARLY_LENGTH_AT)
    if flags & _COMPLEX:
        start, size = struct.unpack_from("<II", main, _EARLY_PIECES_AT)
        yield from _pieces(main, main[start : start + size], length, early=True)
        return
    (start,) = struct.unpack_from("<I", main, _EARLY_TEXT_AT)
    yield main[start : start + length].decode("cp1252", "replace")


def _pieces(main: bytes, table: bytes, length: int, early: bool) -> Iterator[str]:
    """The pieces of the body in their order ([MS-DOC] 2.8.35); they may lie anywhere in the stream."""
    at = 0
    while at + 3 <= len(table) and table[at] == _CHANGES:
        at += 3 + int(struct.unpack_from("<H", table, at + 1)[0])
    if at >= len(table) or table[at] != _PIECES:
        return
    (size,) = struct.unpack_from("<I", table, at + 1)
    listed = table[at + 5 : at + 5 + size]
    count = (len(listed) - 4) // 12
    places = struct.unpack_from(f"<{count + 1}I", listed)
    for number, (begin, end) in enumerate(pairwise(places)):
        (place,) = struct.unpack_from("<2xI", listed, 4 * (count + 1) + 8 * number)
        characters = min(end, length) - begin
        if characters <= 0:
            continue
        if early:
            yield main[place : place + characters].decode("cp1252", "replace")
        elif place & _ONE_BYTE:
            first = (place & ~_ONE_BYTE) // 2
            yield main[first : first + characters].decode("cp1252", "replace")
        else:
            yield main[place : place + 2 * characters].decode("utf-16-le", "replace")


def _without_codes(text: str) -> str:
    """The text with the results of its fields in place of their codes; a field may stand in another's result."""
    kept: list[list[str]] = [[]]
    results = [True]
    for piece in _FIELD.split(text):
        if piece == "\x13":
            kept.append([])
            results.append(False)
        elif piece == "\x14" and len(kept) > 1:
            kept[-1], results[-1] = [], True
        elif piece == "\x15" and len(kept) > 1:
            result = "".join(kept.pop())
            kept[-1].append(result if results.pop() else "")
        else:
            kept[-1].append(piece)
    return "".join(piece for level in kept for piece in level)
