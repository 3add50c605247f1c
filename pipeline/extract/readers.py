"""Which reader reads which page: playa first, then pdfplumber's own reader, then playa on what qpdf mends, then pdfium.

pdfium and qpdf count the pages of every file, pdfium its characters: they open in a hundredth of the time, and a page
or a text that only one reader sees must not be lost in silence. A page of glyphs without text stays with the reader
that gives their ids: where a file says nothing of its glyphs, pdfium hands out their codes as if they were letters.
"""

import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import pypdfium2

from pipeline.errors import Category, DocumentError
from pipeline.extract import mended_reader, pdfium_reader, playa_reader, plumber_reader
from pipeline.extract.ink import FileInk, PageInk
from pipeline.extract.readable import broken_contents
from pipeline.extract.refusals import cause_name, refusal
from pipeline.model.minutes import Issue
from pipeline.pace import UNHURRIED, Cause, Pace

Reader = Callable[[Path, Sequence[int] | None, Pace, int], FileInk]
"""Takes a path, the numbers of the pages wanted, 1-based (None: all), the pace, and how many pages at most."""

READERS: tuple[tuple[str, Reader], ...] = (
    (playa_reader.NAME, playa_reader.read_file),
    (plumber_reader.NAME, plumber_reader.read_file),
    (mended_reader.NAME, mended_reader.read_file),
    (pdfium_reader.NAME, pdfium_reader.read_file),
)

FEWEST_CHARACTERS = 0.5
"""Of what pdfium counts on a page; where fewer are read, some may be missing."""
FEW = 100
"""Characters that may be missing without a word: a stamp, a watermark, a page number."""
_NOT_LOADED, _UNCOUNTED = -1, -2
"""Instead of a number of characters: pdfium finds no such page; an earlier process has died of it."""
_OPENING = "opening with {}"

_LOG = logging.getLogger(__name__)
for _library in ("playa", "pdfminer", "pdfplumber", "pikepdf"):
    logging.getLogger(_library).addHandler(logging.NullHandler())


class Counted(NamedTuple):
    """What pdfium counts in a file."""

    pages: int
    """0 where it cannot open the file."""
    characters: dict[int, int]
    """By page number; below zero where it cannot load the page, or has died of it."""


def read_ink(path: Path, pages: int = 0, pace: Pace = UNHURRIED, most: int = 5000) -> tuple[FileInk, list[Issue]]:
    """Return what is drawn on the pages of a PDF, each page by the first reader that sees text on it, and the issues.

    `pages` is how many the file is known to have, `most` how many are read. Pages that nobody could read are in
    `failed`.

    Raises:
        DocumentError: no reader opens the file; encrypted where each asks for a password, else malformed.
    """
    counted = _count(path, pace, most)
    total = max(counted.pages, pages)
    ink = _first_that_opens(path, min(total, most), pace, most)
    of_reader, ink.total = ink.total, max(total, len(ink.pages))
    issues = _count_issues(ink, most)
    doubtful = [page.page_no for page in ink.pages if _is_doubtful(page, ink, counted)]
    if doubtful:
        _read_again(path, ink, doubtful, of_reader, pace)
    _doubt_blank_pages(path, ink, counted, pace)
    for page in ink.pages:
        issues += _page_issues(page, ink, counted)
    return ink, issues


def _doubt_blank_pages(path: Path, ink: FileInk, counted: Counted, pace: Pace) -> None:
    """Take pages for failed that are blank only because their content is lost, or cannot be unpacked."""
    empty = [each for each in ink.pages if not each.shows and not each.images and each.page_no not in ink.failed]
    doubts = {each.page_no: each.doubt or _doubt_of_load(each.page_no, counted) for each in empty}
    ink.failed |= {number: Cause(Category.MALFORMED, doubt) for number, doubt in doubts.items() if doubt}
    blank = [number for number, doubt in doubts.items() if not doubt]
    mark = "looking into blank pages"
    if blank and pace.fatal(mark) is None and not pace.is_late():
        with pace.work(mark):
            broken = broken_contents(path, blank)
        ink.failed |= dict.fromkeys(broken, Cause(Category.MALFORMED, "its content cannot be unpacked"))


def _doubt_of_load(number: int, counted: Counted) -> str | None:
    return "there is no such page in the file" if counted.characters.get(number) == _NOT_LOADED else None


def _is_doubtful(page: PageInk, ink: FileInk, counted: Counted) -> bool:
    if page.page_no in ink.failed:
        return True
    return not page.has_text and (page.doubt is not None or counted.characters.get(page.page_no) != 0)


def _count(path: Path, pace: Pace, most: int) -> Counted:
    """Pages, and characters on each, as pdfium counts them; none of pages that there was no time for."""
    mark = _OPENING.format(pdfium_reader.NAME)
    if pace.fatal(mark) is not None:
        return Counted(0, {})
    try:
        with pace.work(mark):
            pdf = pypdfium2.PdfDocument(path)
        with pdf:
            pages = min(len(pdf), most)
            return Counted(len(pdf), {n: _count_page(pdf, n, pace) for n in range(1, pages + 1) if not pace.is_late()})
    except (pypdfium2.PdfiumError, OSError, RuntimeError):
        return Counted(0, {})


def _count_page(pdf: pypdfium2.PdfDocument, number: int, pace: Pace) -> int:
    """Characters of a page; below zero where pdfium gives none, so that it is looked at again."""
    mark = f"counting page {number} with pdfium"
    if pace.fatal(mark) is not None:
        return _UNCOUNTED
    try:
        with pace.work(mark):
            page = pdf[number - 1]
            text = page.get_textpage()
            count: int = text.count_chars()
            text.close()
            page.close()
    except pypdfium2.PdfiumError:
        return _NOT_LOADED
    return count


def _first_that_opens(path: Path, pages: int, pace: Pace, most: int) -> FileInk:
    """The file by the first reader that sees all its pages, or else by the one that sees most of them."""
    best: FileInk | None = None
    reasons: dict[str, Exception] = {}
    for name, read in READERS:
        mark = _OPENING.format(name)
        try:
            if (cause := pace.fatal(mark)) is not None:
                raise DocumentError(cause.category, cause.reason)
            with pace.work(mark):
                ink = read(path, None, pace, most)
        except Exception as error:
            _LOG.info("%s: %s cannot open it: %s", path.name, name, error)
            reasons[name] = error
            continue
        if best is None or _worth(ink) > _worth(best):
            best = ink
        if best.pages and len(best.pages) >= pages and len(best.failed) < len(best.pages):
            break
    if best is None or not best.pages:
        raise refusal(path, list(reasons.values()))
    best.refused = {name: cause_name(reason) for name, reason in reasons.items()}
    return best


def _worth(ink: FileInk) -> tuple[int, int]:
    return len(ink.pages) - len(ink.failed), len(ink.pages)


def _count_issues(ink: FileInk, most: int) -> list[Issue]:
    read, total = len(ink.pages), ink.total
    if total > most and read >= most:
        message = f"Only the first {most} of {total} pages were read (limits.pages)."
        return [Issue(code="pages-over-limit", severity="error", message=message)]
    if read >= total:
        return []
    message = f"The file is damaged, possibly incomplete: {read} of {total} pages could be read."
    return [Issue(code="pages-missing", severity="error", message=message)]


def _page_issues(page: PageInk, ink: FileInk, counted: Counted) -> list[Issue]:
    number = page.page_no
    if number in ink.failed:
        message = f"Page {number} could not be read: {ink.failed[number].reason}"
        return [Issue(code="page-unread", severity="error", page_no=number, message=message)]
    if page.doubt:
        message = f"Some of page {number} is missing: {page.doubt}."
        return [Issue(code="page-incomplete", severity="error", page_no=number, message=message)]
    read, there = page.character_count, counted.characters.get(number, 0)
    if there - read <= FEW or read >= FEWEST_CHARACTERS * there:
        return []
    message = f"Some text of this page may be missing: another reader counts {there} characters, {read} were read."
    return [Issue(code="text-possibly-missing", severity="warning", page_no=number, message=message)]


def _read_again(path: Path, ink: FileInk, numbers: list[int], total: int, pace: Pace) -> None:
    """Give pages without text to the other readers, and take the first that finds some.

    A reader that counts other pages than `total` is not asked: what it has under a number may be another page.
    """
    used = ink.pages[0].reader
    for name, read in READERS:
        mark = _OPENING.format(name)
        if name == used or not numbers or pace.fatal(mark) is not None or pace.is_late():
            continue
        try:
            with pace.work(mark):
                other = read(path, numbers, pace, len(ink.pages))
        except Exception as error:
            _LOG.info("%s: %s gives up: %s", path.name, name, error)
            continue
        for page in other.pages if other.total == total else ():
            if page.page_no in numbers and page.has_text:
                _take(ink, other, page)
                numbers = [number for number in numbers if number != page.page_no]


def _take(ink: FileInk, other: FileInk, page: PageInk) -> None:
    if page.page_no > len(ink.pages):
        return
    page.doubt = page.doubt or ink.pages[page.page_no - 1].doubt
    ink.pages[page.page_no - 1] = page
    ink.failed.pop(page.page_no, None)
    for show in page.shows:
        ink.fonts.setdefault(show.font, other.fonts[show.font])
        ink.styles.setdefault(show.font, other.styles[show.font])
