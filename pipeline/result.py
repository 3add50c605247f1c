"""What came of a document: done or partial, why, and how sure its text is."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal

from pipeline.errors import Category
from pipeline.lost import LOST
from pipeline.model.document import Document
from pipeline.model.minutes import Minutes, PageFacts

MISSING = {
    "pages-missing": Category.MALFORMED,
    "page-incomplete": Category.MALFORMED,
    "pages-over-limit": Category.TOO_LARGE,
    "text-missing": Category.MALFORMED,
    "picture-too-large": Category.TOO_LARGE,
    "portfolio-unread": Category.NO_TEXT,
    "form-unread": Category.NO_TEXT,
    **LOST,
}
"""Issues that make a document partial, and why it then is."""

MOST_TOLD = 3
"""Issues that make a document partial which are told one by one."""

DAMAGE = frozenset(("file-damaged", "pages-missing"))
"""Issues by which a file is damaged."""


@dataclass(slots=True)
class Stopwatch:
    """Wall-clock seconds by stage, in the order in which the stages ran."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def time(self, stage: str) -> Iterator[None]:
        """Add the time spent inside the block to the stage."""
        begun = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[stage] = self.seconds.get(stage, 0.0) + time.perf_counter() - begun


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one document."""

    minutes: Minutes
    status: Literal["done", "partial"]
    """partial: some page could not be read, or is missing."""
    category: Category | None
    reason: str | None
    """Which pages are missing, or else the first thing a reader should know of the document; None: nothing."""
    pages: int
    confidence: float | None
    """Mean of the pages' confidence, each weighed by its characters; None where there are none."""
    seconds: dict[str, float]
    """By stage."""


def what_is_there(document: Document) -> str:
    """Return why there is no text in a document, in words for a person."""
    pages = "1 page" if len(document.pages) == 1 else f"{len(document.pages)} pages"
    if missing := [issue.message for issue in document.issues if issue.code in MISSING]:
        return " ".join(("there is no text on the pages that could be read.", *missing[:MOST_TOLD]))
    if any(issue.code in DAMAGE for issue in document.issues) and not any(page.images for page in document.pages):
        return f"damaged: nothing is left on its {pages}"
    if any(page.unread for page in document.pages):
        told = [issue.message for issue in document.issues if issue.code == "tesseract-missing"]
        return "; ".join([f"the pages are pictures: {pages} without text", *told])
    if any(page.images for page in document.pages):
        return f"no text is printed on its pages: {pages}, with pictures that show none"
    return f"nothing is printed on its pages: {pages}, blank or with drawings"


def result_of(minutes: Minutes, watch: Stopwatch) -> Result:
    """Return what came of a document whose minutes these are."""
    pages = minutes.pages
    category, reason = _what_is_missing(minutes)
    return Result(
        minutes=minutes,
        status="partial" if category is not None else "done",
        category=category,
        reason=reason or _remark(minutes),
        pages=len(pages),
        confidence=_confidence(pages),
        seconds=watch.seconds,
    )


def _what_is_missing(minutes: Minutes) -> tuple[Category | None, str | None]:
    """Why a document is partial: pages that are not there at all, or of which nobody could read all."""
    in_part = {issue.page_no for issue in minutes.issues if issue.code == "part-unread"}
    unread = [page for page in minutes.pages if page.text_source == "none" or page.page_no in in_part]
    absent = [issue for issue in minutes.issues if issue.code in MISSING]
    told = [issue.message.rstrip(".") for issue in absent[:MOST_TOLD]]
    if more := len(absent) - len(told):
        told.append(f"{more} more such things are in minutes.json")
    causes = [str(page.evidence["unread"]) for page in unread if "unread" in page.evidence]
    if unread:
        named = f"{_pages_named([page.page_no for page in unread])} of {len(minutes.pages)} without readable text"
        told.append(named + (f" ({', '.join(dict.fromkeys(causes))})" if causes else ""))
    if not told:
        return None, None
    told += [issue.message for issue in minutes.issues if issue.code == "tesseract-missing"]
    if absent:
        return MISSING[absent[0].code], "; ".join(told)
    return Category(causes[0]) if causes else Category.NO_TEXT, "; ".join(told)


def _remark(minutes: Minutes) -> str | None:
    """The first warning, or how a file in another encoding was read; None where there is nothing to say."""
    told = (issue for issue in minutes.issues if issue.severity != "info" or issue.code == "decoded-as")
    return next((issue.message for issue in told), None)


def _confidence(pages: list[PageFacts]) -> float | None:
    weights = [sum(page.methods.values()) for page in pages]
    if not sum(weights):
        return None
    return sum(page.confidence * weight for page, weight in zip(pages, weights, strict=True)) / sum(weights)


def _pages_named(numbers: list[int]) -> str:
    """Page numbers for a person, runs drawn together: `page 3`, `pages 1, 4-6`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1] = [runs[-1][0], number]
        else:
            runs.append([number])
    named = ", ".join("-".join(str(number) for number in run) for run in runs)
    return f"page {named}" if len(numbers) == 1 else f"pages {named}"
