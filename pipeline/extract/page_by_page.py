"""A file read page by page: what is done is kept, what killed a process is gone round, what fails fails alone."""

from collections.abc import Callable
from typing import Any, NamedTuple

from pipeline.errors import Category
from pipeline.extract.ink import FileInk, PageInk
from pipeline.model.document import Font
from pipeline.pace import OUT_OF_TIME, Cause, Pace

Told = dict[str, tuple[Font, tuple[bool, bool]]]
"""The fonts on a page, each with its style, by key."""


class Reading(NamedTuple):
    """How one reader reads one page."""

    read: Callable[[], tuple[PageInk, Any]]
    """Gives the page, and what it says of the file beyond the page; None there: the page cannot be kept."""
    recall: Callable[[Any], None]
    """Takes in what a page that was kept says of the file."""
    size: Callable[[], tuple[float, float]]
    """Width and height in points."""


def take_page(ink: FileInk, number: int, reader: str, pace: Pace, page: Reading) -> None:
    """Add a page to those of a file; one that cannot be read is empty, and `ink.failed` says why."""
    mark = f"reading page {number} with {reader}"
    kept = pace.kept(mark)
    if kept is not None:
        drawn, told = kept
        page.recall(told)
        ink.pages.append(drawn)
        return
    cause = pace.fatal(mark) or (OUT_OF_TIME if pace.is_late() else None)
    if cause is None:
        try:
            with pace.work(mark):
                drawn, told = page.read()
        except Exception as error:
            cause = cause_of(error)
        else:
            if told is not None:
                pace.keep(mark, (drawn, told))
            ink.pages.append(drawn)
            return
    ink.failed[number] = cause
    ink.pages.append(PageInk(number, *_size(page), reader))


def cause_of(error: Exception) -> Cause:
    """Return what an error of a reader means."""
    if isinstance(error, MemoryError):
        return Cause(Category.OUT_OF_MEMORY, "more memory than it may have (limits.memory_mb)")
    return Cause(Category.MALFORMED, f"{type(error).__name__}: {error}"[:200])


def _size(page: Reading) -> tuple[float, float]:
    try:
        return page.size()
    except Exception:  # a page without a size that makes sense
        return 0.0, 0.0


def fonts_told(ink: FileInk, page: PageInk) -> Told:
    """Return the fonts of a page, for readers that know no more of them than their names."""
    return {show.font: (ink.fonts[show.font], ink.styles[show.font]) for show in page.shows}


def recall_fonts(ink: FileInk, told: Told) -> None:
    """Take in the fonts of a page that was read before."""
    for key, (font, style) in told.items():
        ink.fonts[key], ink.styles[key] = font, style
