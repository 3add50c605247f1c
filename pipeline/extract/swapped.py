"""Ligatures whose letters a ToUnicode map has with their bytes in the wrong place: CJK inside English words.

Ghostscript 10.00 and LuaTeX 0.77 take the letters of a ligature for one number and lose its first byte, which is zero:
"ft", <00660074>, becomes <66007400> in the first (U+6600 U+7400, 昀琀) and <660074> in the second. Ghostscript has room
for four bytes only and adds those of three letters up: "ffi", <006600660069>, becomes <6600CF00>.
"""

import re
from collections.abc import Iterator, Mapping

_SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)endbf", re.S)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>|\[.*?\]", re.S)
_SUSPECT = re.compile("[\u4100-\u7a00]")
_EAST_ASIAN = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]")
_OF_THREE = ("ffb", "ffh", "ffi", "ffj", "ffk", "ffl", "fft", "ttf", "tti", "tty")
"""Latin ligatures of three letters."""


def swapped_ligatures(said: Mapping[bytes, str], stream: bytes) -> dict[bytes, str]:
    """Return the letters of each code whose text a ToUnicode map has so; none where its font has real CJK.

    Args:
        said: what the map says of each code.
        stream: the map itself, unpacked.
    """
    if not any(_is_suspect(text) for text in said.values()):
        return {}
    found = {code: letters for code, data in _targets(stream) if (letters := _letters(data))}
    if any(_EAST_ASIAN.fullmatch(text) for code, text in said.items() if code not in found):
        return {}
    return found


def _is_suspect(text: str) -> bool:
    return _SUSPECT.match(text) is not None and ord(text[0]) & 0xFF == 0


def _targets(stream: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The codes of a map that stand alone, each with the bytes it stands for."""
    for kind, body in _SECTION.findall(stream):
        step = 2 if kind == b"bfchar" else 3
        found = [_bytes(digits) for digits in _HEX.findall(body)]
        for first, *between, target in zip(*[iter(found)] * step, strict=False):
            if not between or between[0] == first:
                yield first, target


def _bytes(digits: bytes) -> bytes:
    """A hexadecimal string as bytes; a digit that is missing at the end is 0 (ISO 32000-1, 7.3.4.3)."""
    plain = b"".join(digits.split())
    return bytes.fromhex((plain + b"0" * (len(plain) % 2)).decode())


def _letters(data: bytes) -> str:
    """The letters of a ligature whose bytes are in the wrong place; empty for any other text."""
    if len(data) % 2:
        units = [data[0], *data[2::2]] if not any(data[1::2]) else []
    else:
        units = [*data[::2]] if not any(data[1::2]) else []
    if len(units) < 2:
        return ""
    letters = bytes(units).decode("latin-1")
    if letters.isascii() and letters.isalpha():
        return letters
    summed = [each for each in _OF_THREE if [ord(each[1]), ord(each[0]) + ord(each[2])] == units]
    return summed[0] if len(summed) == 1 else ""
