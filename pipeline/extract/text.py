"""Plain text, as an extractor or an editor left it: one page of numbered lines."""

import re

from pipeline.errors import Category, DocumentError
from pipeline.extract.decoding import CONTROLS, NEWLINE, TERMINAL, decode
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

_DIVIDED = re.compile(rf"(?<=[A-Za-z\u00c0-\u024f]){SOFT_HYPHEN}\s*$")
"""A soft hyphen is printed where it divides a word at the end of a line, and nowhere else."""


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
    lines = NEWLINE.split(text)
    if lines[-1] == "":
        lines.pop()
    lines = [TERMINAL.sub("", line) for line in lines]
    return [_DIVIDED.sub("-", plain_letters(line.translate(CONTROLS))).replace(SOFT_HYPHEN, "") for line in lines]


def _line(raw: str, number: int) -> Line:
    marker, text = split_bullet(strip_blanks(raw))
    indent = len(raw) - len(raw.lstrip())
    x0, top = BLANK_WIDTH * indent, LEADING * number
    box = (x0, top, x0 + text_width(text, TYPE_SIZE), top + TYPE_SIZE)
    return Line([Span(text, box=box)], page_no=1, box=box, number=number, marker=marker)
