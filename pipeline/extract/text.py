"""Plain text, as an extractor or an editor left it: one page of numbered lines."""

import re
import unicodedata

from pipeline.errors import Category, DocumentError
from pipeline.extract.letterforms import plain_letters
from pipeline.extract.markers import split_bullet, strip_blanks
from pipeline.extract.source import SourceFile
from pipeline.extract.text_pages import page_starts, running_lines
from pipeline.extract.widths import text_width
from pipeline.khmer.syllable import SOFT_HYPHEN
from pipeline.model.document import Document, Line, Page, Span
from pipeline.model.minutes import Issue, PageFacts
from pipeline.pace import UNHURRIED, Pace

LEADING = 12.0
"""Points from one line of the file to the next, as if it were printed in 10 point type."""
TYPE_SIZE = 10.0
BLANK_WIDTH = 2.5
"""Points that one leading blank moves a line to the right."""

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_NEWLINE = re.compile(r"\r\n|\r|\n")
_CONTROLS = {code: None for code in (*range(0x00, 0x09), *range(0x0E, 0x20), 0x7F)} | {0x0B: " ", 0x0C: " "}
_DIVIDED = re.compile(rf"(?<=[A-Za-z\u00c0-\u024f]){SOFT_HYPHEN}\s*$")
"""A soft hyphen is printed where it divides a word at the end of a line, and nowhere else."""
_MOST_CONTROLS = 0.01
"""A file with a larger share of control characters is no text."""


def read_text(source: SourceFile, pace: Pace = UNHURRIED) -> Document:
    """Return the file as one page: a line for each line of the file that is not blank, numbered as in the file.

    Raises:
        DocumentError: the file is no text in an encoding known here, or has nothing but blanks in it.
    """
    data = source.path.read_bytes()
    text, issues = decode(data, source.path.name)
    return document_of_text(source, text, issues, pace)


def document_of_text(source: SourceFile, text: str, issues: list[Issue], pace: Pace) -> Document:
    """Return a text as one page, as `read_text` does; `issues` are said of the document.

    Raises:
        DocumentError: there is nothing but blanks in it.
    """
    body = []
    for number, raw in enumerate(split_lines(text), 1):
        pace.beat("extract")
        if strip_blanks(raw):
            body.append(_line(raw, number))
    if not body:
        raise DocumentError(Category.NO_TEXT, f"{source.path.name}: nothing but blanks in the file")
    characters = sum(len(line.text) + len(line.marker or "") for line in body)
    facts = PageFacts(
        page_no=1,
        width=None,
        height=None,
        text_source="native",
        confidence=1.0,
        methods={"native": characters},
        evidence={"reader": "text"},
    )
    running = running_lines(body, page_starts(text))
    apart = {id(line) for line in running}
    page = Page(facts, [line for line in body if id(line) not in apart], furniture=running)
    return Document(source.described(), [page], measured=False, issues=issues)


def split_lines(text: str) -> list[str]:
    r"""Return the lines of a text file; only \n, \r\n and \r end a line, a form feed or U+2028 does not."""
    lines = _NEWLINE.split(text)
    if lines[-1] == "":
        lines.pop()
    return [_DIVIDED.sub("-", plain_letters(line.translate(_CONTROLS))).replace(SOFT_HYPHEN, "") for line in lines]


def decode(data: bytes, name: str) -> tuple[str, list[Issue]]:
    """Return the text of a file's bytes, and an issue where the encoding is not UTF-8.

    Tried in this order: a byte order mark; UTF-16 by its pattern of zero bytes; UTF-8; Windows-1252.

    Raises:
        DocumentError: none of these fits. `name` is the file's name for the message.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            text = _try(data[len(bom) :], encoding)
            if text is None:
                raise _no_text(name, f"begins as {encoding.upper()} but is damaged further on")
            return text, [] if encoding == "utf-8" else [_decoded_as(encoding, "info", "by its byte order mark")]
    if b"\0" in data:
        encoding = _utf16_by_zeros(data)
        text = _try(data, encoding)
        if text is None:
            raise _no_text(name, "binary data, not text")
        return text, [_decoded_as(encoding, "warning", "guessed: it has no byte order mark")]
    text = _try(data, "utf-8")
    if text is not None:
        return text, []
    text = _try(data, "cp1252")
    if text is not None:
        return text, [_decoded_as("windows-1252", "warning", "guessed: it is not UTF-8")]
    raise _no_text(name, "neither UTF-8, UTF-16 nor Windows-1252 text")


def _try(data: bytes, encoding: str) -> str | None:
    """The decoded text, or None where the bytes do not fit the encoding or give control characters."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    if (
        "\0" in text
        or sum(text.count(chr(code)) for code, kept in _CONTROLS.items() if kept is None)
        > _MOST_CONTROLS * len(text) + 1
    ):
        return None
    if encoding.startswith("utf-16") and any(unicodedata.category(character) == "Cn" for character in set(text)):
        return None
    return text


def _utf16_by_zeros(data: bytes) -> str:
    """Blanks and Latin letters put their zero bytes at odd places in little-endian text, at even ones in big-endian."""
    return "utf-16-le" if data[1::2].count(0) >= data[0::2].count(0) else "utf-16-be"


def _no_text(name: str, what: str) -> DocumentError:
    return DocumentError(Category.UNREADABLE, f"{name}: {what}; save it as UTF-8")


def _decoded_as(encoding: str, severity: str, how: str) -> Issue:
    message = f"The text was read as {encoding.upper()}, {how}."
    return Issue(code="decoded-as", severity="info" if severity == "info" else "warning", message=message)


def _line(raw: str, number: int) -> Line:
    marker, text = split_bullet(strip_blanks(raw))
    indent = len(raw) - len(raw.lstrip())
    x0, top = BLANK_WIDTH * indent, LEADING * number
    box = (x0, top, x0 + text_width(text, TYPE_SIZE), top + TYPE_SIZE)
    return Line([Span(text, box=box)], page_no=1, box=box, number=number, marker=marker)
