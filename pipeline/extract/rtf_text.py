"""The bare text of an RTF file (RTF 1.9.1): what stands in its body, without layout, notes, heads and pictures."""

import codecs
import re

_TOKEN = re.compile(rb"\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.I)
"""A control word with its number, a byte in hexadecimal, a control sign, a group's end, a line's end, letters."""
_APART = frozenset(
    b"fonttbl colortbl stylesheet info pict object fldinst header headerl headerr headerf footer footerl footerr "
    b"footerf footnote annotation listtable listoverridetable revtbl rsidtbl generator themedata colorschememapping "
    b"datastore latentstyles xmlnstbl filetbl pgptbl nonshppict bkmkstart bkmkend atnid atnauthor shpinst do".split()
)
"""Destinations that are no text of the body."""
_SIGNS = {
    b"par": "\n", b"line": "\n", b"sect": "\n", b"page": "\n", b"row": "\n", b"cell": "\t", b"nestcell": "\t",
    b"tab": "\t", b"emdash": "\u2014", b"endash": "\u2013", b"lquote": "\u2018", b"rquote": "\u2019",
    b"ldblquote": "\u201c", b"rdblquote": "\u201d", b"bullet": "\u2022",
}  # fmt: skip
_ESCAPED = {b"~": " ", b"_": "-", b"-": "", b"\n": "\n", b"\r": "\n", b"\\": "\\", b"{": "{", b"}": "}"}
_ANSI = "cp1252"


def rtf_text(data: bytes) -> str:
    """Return the text of the body; letters in bytes are read by the file's own code page, whatever a font says."""
    return _Reading(data).text()


class _Reading:
    """One RTF file while it is read: groups inherit what is set around them."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._made: list[str] = []
        self._bytes = bytearray()
        self._codec = _ANSI
        self._is_apart, self._skip = False, 1
        """Whether the group is no text; characters that stand in for a letter and are passed over (uc)."""
        self._around: list[tuple[bool, int]] = []
        self._left = 0
        """Characters still to be passed over."""

    def text(self) -> str:
        at = 0
        while (token := _TOKEN.match(self._data, at)) is not None:
            at = token.end()
            word, number, byte, sign, brace, letters = token.groups()
            if brace:
                self._turn(brace)
            elif word:
                at = self._take_word(word.lower(), None if number is None else int(number), at)
            elif byte:
                self._take_bytes(bytes([int(byte, 16)]))
            elif letters:
                self._take_bytes(letters)
            elif sign == b"*":
                self._is_apart = True
            elif sign:
                self._write(_ESCAPED.get(sign, ""))
        self._flush()
        units = "".join(self._made).encode("utf-16-le", "surrogatepass")  # letters beyond U+FFFF come in halves
        return units.decode("utf-16-le", "replace").strip("\n")

    def _turn(self, brace: bytes) -> None:
        self._flush()
        self._left = 0
        if brace == b"{":
            self._around.append((self._is_apart, self._skip))
        elif self._around:
            self._is_apart, self._skip = self._around.pop()

    def _take_word(self, word: bytes, number: int | None, at: int) -> int:
        """Take a control word in, and return where the file goes on: behind its bytes."""
        if word == b"bin":
            return at + max(0, number or 0)
        if word in _APART:
            self._is_apart = True
        elif word == b"ansicpg" and number is not None:
            self._codec = _known(f"cp{number}")
        elif word == b"uc":
            self._skip = max(0, number or 0)
        elif word == b"u" and number is not None:
            self._write(chr(number & 0xFFFF))
            self._left = self._skip
        elif word in _SIGNS:
            self._write(_SIGNS[word])
        return at

    def _take_bytes(self, data: bytes) -> None:
        passed = min(self._left, len(data))
        self._left -= passed
        if not self._is_apart:
            self._bytes += data[passed:]

    def _write(self, text: str) -> None:
        self._flush()
        if not self._is_apart:
            self._made.append(text)

    def _flush(self) -> None:
        if self._bytes:
            self._made.append(self._bytes.decode(self._codec, "replace"))
            self._bytes.clear()


def _known(codec: str) -> str:
    try:
        return codecs.lookup(codec).name
    except LookupError:
        return _ANSI
