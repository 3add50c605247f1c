"""The bytes of a text file to its text: which encoding they are in, and what is said of bytes that are wrong."""

import re
import unicodedata

from pipeline.errors import Category, DocumentError
from pipeline.model.minutes import Issue

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
NEWLINE = re.compile(r"\r\n|\r|\n")
CONTROLS = {code: None for code in (*range(0x00, 0x09), *range(0x0E, 0x20), 0x7F)} | {0x0B: " ", 0x0C: " "}
TERMINAL = re.compile(r"\x1b\[[0-9;:?]*[ -/]*[@-~]")
"""Control sequences of a terminal (ECMA-48, 5.4), as programs leave them in what they print."""
_MOST_CONTROLS = 0.01
"""A file with a larger share of control characters is no text."""
_UNKNOWN = "\ufffd"
_MOSTLY = 10
"""Letters beyond ASCII that are right for each place that is wrong, in damaged UTF-8."""
_NAMED = 5
"""Lines named in a message."""


def decode(data: bytes, name: str) -> tuple[str, list[Issue]]:
    """Return the text of a file's bytes, and an issue where the encoding is not UTF-8.

    Tried in this order: a byte order mark; UTF-16 by its pattern of zero bytes; UTF-8; UTF-8 with a few wrong bytes;
    Windows-1252.

    Raises:
        DocumentError: none of these fits. `name` is the file's name for the message.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            text = _try(data[len(bom) :], encoding)
            if text is None:
                mended = _mended(data[len(bom) :], encoding)
                if mended is None:
                    raise _no_text(name, f"begins as {encoding.upper()} but is damaged further on")
                return mended
            return text, [] if encoding == "utf-8" else [_decoded_as(encoding, "info", "by its byte order mark")]
    if b"\0" in data:
        encoding = _utf16_by_zeros(data)
        text = _try(data, encoding)
        if text is None:
            return _without_zeros(data, name)
        return text, [_decoded_as(encoding, "warning", "guessed: it has no byte order mark")]
    text = _try(data, "utf-8")
    if text is not None:
        return text, []
    mended = _mended(data, "utf-8")
    if mended is not None:
        return mended
    text = _try(data, "cp1252")
    if text is not None:
        return text, [_decoded_as("windows-1252", "warning", "guessed: it is not UTF-8")]
    if _is_controlled(data.decode("latin-1")):
        raise _no_text(name, "too many control characters for a text: binary data, or made by a program")
    raise _no_text(name, "neither UTF-8, UTF-16 nor Windows-1252 text")


def _mended(data: bytes, encoding: str) -> tuple[str, list[Issue]] | None:
    """The text of bytes of which a few are wrong, each run of them as U+FFFD; None for another encoding.

    Letters of Windows-1252 hardly ever stand as UTF-8 has them, so a file that is mostly right in UTF-8 is meant so.
    """
    text = data.decode(encoding, "replace")
    wrong = text.count(_UNKNOWN) - data.count(_UNKNOWN.encode(encoding))
    right = sum(1 for character in text if character > "\x7f") if encoding == "utf-8" else len(text)
    if right - text.count(_UNKNOWN) < _MOSTLY * wrong or "\0" in text or _is_controlled(text):
        return None
    lines = [number for number, line in enumerate(NEWLINE.split(text), 1) if _UNKNOWN in line]
    first = ", ".join(map(str, lines[:_NAMED])) + (", ..." if len(lines) > _NAMED else "")
    message = f"Bytes that are no {encoding.upper()} are shown as {_UNKNOWN} (lines {first})."
    return text, [Issue(code="undecodable-bytes", severity="warning", message=message)]


def _without_zeros(data: bytes, name: str) -> tuple[str, list[Issue]]:
    """A text with some zero bytes among its letters, or filled up with them at its end, as a crash leaves it."""
    written = data.rstrip(b"\0")
    if written.count(0) > _MOST_CONTROLS * len(written) + 1:
        raise _no_text(name, "binary data, not text")
    text, issues = decode(written.replace(b"\0", b""), name)
    message = f"{data.count(0)} zero bytes in the file were left out; where they are, text may be missing."
    return text, [*issues, Issue(code="zero-bytes", severity="warning", message=message)]


def _try(data: bytes, encoding: str) -> str | None:
    """The decoded text, or None where the bytes do not fit the encoding or give control characters."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    if "\0" in text or _is_controlled(text):
        return None
    if encoding.startswith("utf-16") and any(unicodedata.category(character) == "Cn" for character in set(text)):
        return None
    return text


def _is_controlled(text: str) -> bool:
    """Whether there are too many control characters for a text, those of a terminal's colours apart."""
    text = TERMINAL.sub("", text)
    controls = sum(text.count(chr(code)) for code, kept in CONTROLS.items() if kept is None)
    return controls > _MOST_CONTROLS * len(text) + 1


def _utf16_by_zeros(data: bytes) -> str:
    """Blanks and Latin letters put their zero bytes at odd places in little-endian text, at even ones in big-endian."""
    return "utf-16-le" if data[1::2].count(0) >= data[0::2].count(0) else "utf-16-be"


def _no_text(name: str, what: str) -> DocumentError:
    return DocumentError(Category.UNREADABLE, f"{name}: {what}; save it as UTF-8")


def _decoded_as(encoding: str, severity: str, how: str) -> Issue:
    message = f"The text was read as {encoding.upper()}, {how}."
    return Issue(code="decoded-as", severity="info" if severity == "info" else "warning", message=message)
