"""One file through all stages. Read this first: it is the whole pipeline in one paragraph.

A stage is a plain function from one value to the next: a file is opened and extracted into a `Document` (what is on
its pages), repair makes the Khmer of that document true, segmentation reads it into `Minutes` (what the pages
say), which are summarised, translated and written.
Stages are imported where they are called, so that a command that needs none of them starts at once.
"""

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pipeline.config import Settings
from pipeline.errors import Category, DocumentError
from pipeline.lost import LOST, lost
from pipeline.model.document import Document
from pipeline.model.minutes import Minutes, PageFacts
from pipeline.pace import UNHURRIED, Cause, Pace

if TYPE_CHECKING:
    from pipeline.repair.guide import Guide

MISSING = {
    "pages-missing": Category.MALFORMED,
    "page-incomplete": Category.MALFORMED,
    "pages-over-limit": Category.TOO_LARGE,
    "text-missing": Category.MALFORMED,
    "picture-too-large": Category.TOO_LARGE,
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


def process(path: Path, root: Path, settings: Settings, pace: Pace = UNHURRIED) -> Result:
    """Return the minutes in a file; `root` is the folder its key (`minutes.document.path`) is relative to.

    A stage that an earlier process has died of is gone round: what is on the pages is kept, and an issue says why there
    is no more.

    Raises:
        DocumentError: the file cannot be read, or there is no text in it.
    """
    watch = Stopwatch()
    document = read_document(path, root, settings, watch, pace)
    pace.step("segment")
    with watch.time("segment"):
        minutes = _segmented(document, settings, pace)
    pace.step("summarise")
    with watch.time("summarise"):
        minutes = _summarised(minutes, settings, pace)
    return result_of(minutes, watch)


def _segmented(document: Document, settings: Settings, pace: Pace) -> Minutes:
    from pipeline.segment import segment
    from pipeline.segment.plain import plain_minutes

    def plain(cause: Cause) -> Minutes:
        minutes = plain_minutes(document)
        minutes.issues.append(lost("What the minutes hold was not told; their text is given line by line", cause))
        return minutes

    return pace.attempt("reading the minutes", lambda: segment(document, settings, pace), plain)


def _summarised(minutes: Minutes, settings: Settings, pace: Pace) -> Minutes:
    from pipeline.summarise import summarise

    def as_it_is(cause: Cause) -> Minutes:
        minutes.issues.append(lost("There is no summary", cause))
        return minutes

    return pace.attempt("summing up", lambda: summarise(minutes, settings), as_it_is)


def read_document(
    path: Path,
    root: Path,
    settings: Settings,
    watch: Stopwatch,
    pace: Pace = UNHURRIED,
    guide: "Guide | None" = None,
) -> Document:
    """Return what is on the pages of a file, its Khmer repaired: `process` up to the reading of what the pages say.

    `guide` is what a person says beforehand of Khmer that a wrong map has damaged.

    Raises:
        DocumentError: the file cannot be read, or there is no text in it.
    """
    pace.step("extract")
    with tempfile.TemporaryDirectory(prefix="khmer-minutes-") as folder:
        with watch.time("extract"):
            from pipeline.extract import extract, open_source

            source = open_source(path, root)
            document = extract(source, settings, pace, Path(folder))
        pace.step("repair")
        with watch.time("repair"):
            from pipeline.repair import repair, tell_unread

            document = repair(document, guide, pace)
        if any(page.unread for page in document.pages):
            pace.step("scan")
            with watch.time("scan"):
                from pipeline.scan import read_scans

                document = read_scans(document, source, settings, pace)
    document = tell_unread(document)
    if not any(line.text.strip() or line.marker for line in document.all_lines()):
        category = next((MISSING[each.code] for each in document.issues if each.code in MISSING), Category.NO_TEXT)
        raise DocumentError(category, f"{path.name}: {_what_is_there(document)}")
    return document


def write(
    result: Result, folder: Path, settings: Settings, corrected: Path | None = None, pace: Pace = UNHURRIED
) -> Result:
    """Write the outputs of a document into a folder, each whole or not at all; return the result as it then is.

    Its texts are translated first: what a person has finished is in `corrected`, or else in the folder itself. A
    translation or a file that an earlier process has died of is left out, which makes the document partial.

    Raises:
        OSError: the folder cannot be made or written to.
        UsageError: what a person has translated cannot be read, or the settings are not enough to translate.
        MissingProgramError: the library that translates is not installed.
    """
    watch = Stopwatch(result.seconds)
    pace.step("translate")
    with watch.time("translate"):
        minutes = _translated(result.minutes, settings, corrected or folder, pace)
    with watch.time("emit"):
        from pipeline.emit import write_outputs

        write_outputs(minutes, folder, settings, pace)
    return result_of(minutes, watch)


def _translated(minutes: Minutes, settings: Settings, corrected: Path, pace: Pace) -> Minutes:
    from pipeline.translate import translate, untranslated

    def as_it_is(cause: Cause) -> Minutes:
        plain = untranslated(minutes)
        plain.issues.append(lost("The minutes are not translated", cause))
        return plain

    return pace.attempt("translating", lambda: translate(minutes, settings, corrected, pace), as_it_is)


def _what_is_there(document: Document) -> str:
    """Why there is no text in a document, for a person."""
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
