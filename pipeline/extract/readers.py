"""Which reader reads which page: playa first, then pdfplumber's own reader, then pdfium.

pdfium counts pages and characters of every file as well: it opens in a hundredth of the time, and a page or a text
that only one reader sees must not be lost in silence. A page of glyphs without text stays with the reader that gives
their ids: where a file says nothing of its glyphs, pdfium hands out their codes as if they were letters.
"""

import logging
from collections.abc import Callable, Sequence
from pathlib import Path

import pypdfium2

from pipeline.errors import Category, DocumentError
from pipeline.extract import pdfium_reader, playa_reader, plumber_reader
from pipeline.extract.ink import FileInk, PageInk
from pipeline.model.minutes import Issue

Reader = Callable[[Path, Sequence[int] | None], FileInk]
"""Takes a path and the numbers of the pages wanted, 1-based; None for all of them."""

READERS: tuple[tuple[str, Reader], ...] = (
    (playa_reader.NAME, playa_reader.read_file),
    (plumber_reader.NAME, plumber_reader.read_file),
    (pdfium_reader.NAME, pdfium_reader.read_file),
)

_LOG = logging.getLogger(__name__)
for _library in ("playa", "pdfminer", "pdfplumber"):
    logging.getLogger(_library).addHandler(logging.NullHandler())


def read_ink(path: Path) -> tuple[FileInk, list[Issue]]:
    """Return what is drawn on the pages of a PDF, each page by the first reader that sees text on it, and the issues.

    Raises:
        DocumentError: no reader opens the file; encrypted where each asks for a password, else malformed.
    """
    counts = _pdfium_counts(path)
    ink = _first_that_opens(path, len(counts))
    issues = _count_issues(ink, len(counts))
    doubtful = [
        page.page_no
        for page in ink.pages
        if page.page_no in ink.failed or (not page.has_text and counts[page.page_no - 1 : page.page_no] != [0])
    ]
    if doubtful:
        _read_again(path, ink, doubtful)
    for number, reason in sorted(ink.failed.items()):
        message = f"Page {number} could not be read: {reason}"
        issues.append(Issue(code="page-unread", severity="error", page_no=number, message=message))
    return ink, issues


def _pdfium_counts(path: Path) -> list[int]:
    """Characters on each page as pdfium counts them; no pages where it cannot open the file."""
    try:
        with pypdfium2.PdfDocument(path) as pdf:
            return [_count(pdf, index) for index in range(len(pdf))]
    except (pypdfium2.PdfiumError, OSError, RuntimeError):
        return []


def _count(pdf: pypdfium2.PdfDocument, index: int) -> int:
    """Characters of a page; -1 where pdfium cannot load it, so that it is looked at again."""
    try:
        page = pdf[index]
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        return -1
    count: int = text.count_chars()
    text.close()
    page.close()
    return count


def _first_that_opens(path: Path, pages: int) -> FileInk:
    """The file by the first reader that sees all its pages, or else by the one that sees most of them."""
    best: FileInk | None = None
    reasons: dict[str, Exception] = {}
    for name, read in READERS:
        try:
            ink = read(path, None)
        except Exception as error:
            _LOG.info("%s: %s cannot open it: %s", path.name, name, error)
            reasons[name] = error
            continue
        if best is None or len(ink.pages) > len(best.pages):
            best = ink
        if best.pages and len(best.pages) >= pages:
            break
    if best is None or not best.pages:
        raise _why(path, list(reasons.values()))
    best.refused = {name: _cause_name(reason) for name, reason in reasons.items()}
    return best


def _why(path: Path, reasons: list[Exception]) -> DocumentError:
    names = [_cause_name(reason) for reason in reasons]
    if any("password" in name or "encrypt" in name for name in names):
        return DocumentError(Category.ENCRYPTED, f"{path.name}: needs a password; save a copy without one")
    detail = f" ({_cause_name(reasons[0])})" if reasons else ""
    return DocumentError(Category.MALFORMED, f"{path.name}: damaged: no reader finds a page in it{detail}")


def _cause_name(error: Exception) -> str:
    """The kind of an error in lower case; pdfplumber wraps the real one in its first argument."""
    inner = error.args[0] if error.args and isinstance(error.args[0], Exception) else error
    return f"{type(inner).__name__} {inner}".strip().lower()[:120]


def _count_issues(ink: FileInk, pages: int) -> list[Issue]:
    if len(ink.pages) >= pages:
        return []
    message = f"The file is damaged, possibly incomplete: {len(ink.pages)} of {pages} pages could be read."
    return [Issue(code="pages-missing", severity="error", message=message)]


def _read_again(path: Path, ink: FileInk, numbers: list[int]) -> None:
    """Give pages without text to the other readers, and take the first that finds some."""
    used = ink.pages[0].reader
    for name, read in READERS:
        if name == used or not numbers:
            continue
        try:
            other = read(path, numbers)
        except Exception as error:
            _LOG.info("%s: %s gives up: %s", path.name, name, error)
            continue
        for page in other.pages:
            if page.page_no in numbers and page.has_text:
                _take(ink, other, page)
                numbers = [number for number in numbers if number != page.page_no]


def _take(ink: FileInk, other: FileInk, page: PageInk) -> None:
    if page.page_no > len(ink.pages):
        return
    ink.pages[page.page_no - 1] = page
    ink.failed.pop(page.page_no, None)
    for show in page.shows:
        ink.fonts.setdefault(show.font, other.fonts[show.font])
        ink.styles.setdefault(show.font, other.styles[show.font])
