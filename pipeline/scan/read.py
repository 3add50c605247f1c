"""The unread parts of a document read from their pictures: which pages, in which order, and what becomes of them."""

import time
from collections.abc import Sequence
from dataclasses import replace

import pypdfium2

from pipeline.config import Settings
from pipeline.extract.source import SourceFile
from pipeline.model.document import Document, Page
from pipeline.model.minutes import Box, Issue
from pipeline.pace import OUT_OF_TIME, UNHURRIED, Pace
from pipeline.repair.evidence import better, soundness
from pipeline.repair.judge import tell_languages
from pipeline.scan.confidence import confidence
from pipeline.scan.correct import Corrected
from pipeline.scan.layout import Reading, lay_out_pages, put_between, reading_of
from pipeline.scan.picture import FINEST_DPI, USUAL_DPI, Picture, take_picture
from pipeline.scan.reading import Print, find_print, read_print
from pipeline.scan.tesseract import OcrError, Program, find_program, install_command

_WHOLE = 0.8
"""Share of a page that makes a part of it the page itself."""
_SMALL, _WANTED = 15.0, 24.0
"""Height of a letter in pixels below which print is too small to be read as it was rendered, and what it is then
brought to."""
_UPRIGHT = 0.6
"""How sure the words of a page are on average below which it may lie on its side or stand on its head; a part of a page
that reads so badly is left unread."""
_NO_TEXT = 0.25
"""How sure the words of a page are on average below which they are no text: handwriting, a photograph."""
_MUCH = 0.15
"""By which another direction has to be surer."""
_SAMPLE = 8
"""Lines by which a page's other directions are tried."""


def read_scans(document: Document, source: SourceFile, settings: Settings, pace: Pace = UNHURRIED) -> Document:
    """Return the document with the unread parts of its pages read by tesseract; native text stays as it is.

    A page that is unread as a whole gets the reading as its text, but where the text it has is the better one on the
    evidence. What cannot be read stays in `Page.unread`, and an issue says why.
    """
    pages = [page for page in document.pages if page.unread]
    if not pages or not settings.ocr.enabled:
        return document
    if document.shown is not None:
        source = replace(source, path=document.shown)
    program = find_program()
    missing = [name for name in settings.ocr.languages if program is None or name not in program.languages]
    if program is None or missing:
        document.issues.append(_missing(program, missing, settings.ocr.languages))
        return document
    whole: list[tuple[Page, Reading]] = []
    for page in pages:
        reading, cause = _kept_or_read(page, source, program, settings, pace)
        if reading is None:
            number = page.facts.page_no
            message = f"Page {number} could not be read from its picture: {cause}"
            document.issues.append(Issue(code="ocr-failed", severity="error", page_no=number, message=message))
            continue
        if _is_whole(page):
            whole.append((page, reading))
        elif reading.words:
            put_between(page, lay_out_pages([page], [reading])[0])
            _settle(page, reading)
    _take(whole)
    tell_languages(document)
    return document


def _kept_or_read(
    page: Page, source: SourceFile, program: Program, settings: Settings, pace: Pace
) -> tuple[Reading | None, str]:
    """The reading of a page, kept by an earlier process or done now; or why there is none."""
    mark = f"reading page {page.facts.page_no} with tesseract"
    kept: Reading | None = pace.kept(mark)
    if kept is not None:
        return kept, ""
    cause = pace.fatal(mark) or (OUT_OF_TIME if pace.is_late() else None)
    if cause is not None:
        return None, cause.reason
    try:
        with pace.work(mark):
            reading = _read_page(page, source, program, settings)
    except (
        OcrError,
        OSError,
        MemoryError,
        ValueError,
        pypdfium2.PdfiumError,
    ) as error:  # ValueError: a page of no size
        return None, str(error) or type(error).__name__
    sure = _sureness(reading.words)
    if sure < (_NO_TEXT if _is_whole(page) else _UPRIGHT):
        return None, f"what tesseract makes of it is hardly text ({sure:.0%} of its letters are probably right)"
    pace.keep(mark, reading)
    return reading, ""


def _missing(program: Program | None, missing: Sequence[str], languages: Sequence[str]) -> Issue:
    lacking = "tesseract is not installed" if program is None else f"tesseract lacks {', '.join(missing)}"
    message = f"Pages that are pictures were not read: {lacking}. Type: {install_command(languages)}"
    return Issue(code="tesseract-missing", severity="error", message=message)


def _take(whole: Sequence[tuple[Page, Reading]]) -> None:
    """Give pages what was read of them, where it is better than what they have."""
    made = lay_out_pages([page for page, _ in whole], [reading for _, reading in whole])
    for (page, reading), found in zip(whole, made, strict=True):
        texts = ["\n".join(line.text for line in (*each.lines(), *each.furniture)) for each in (found, page)]
        if not reading.words or better(texts) == 1:
            continue
        page.body, page.furniture = found.body, found.furniture
        _settle(page, reading)


def _settle(page: Page, reading: Reading) -> None:
    """Write what was read into the facts of a page."""
    facts = page.facts
    lines = [*page.lines(), *page.furniture]
    read = sum(len(span.text) for line in lines for span in line.spans if span.repair and span.repair.method == "ocr")
    native = sum(len(line.text) for line in lines) - read
    sure = _sureness(reading.words)
    before = facts.confidence if native else 0.0
    facts.text_source = "ocr" if read >= native else facts.text_source
    facts.methods = {**({"native": native} if native > 0 else {}), "ocr": read}
    facts.confidence = round((before * native + sure * read) / max(1, native + read), 4)
    facts.evidence |= soundness("\n".join(line.text for line in lines)).figures()
    facts.evidence |= {"ocr_words": len(reading.words), "skew": reading.angle}
    page.unread = []


def _is_whole(page: Page) -> bool:
    area = (page.facts.width or 1.0) * (page.facts.height or 1.0)
    return any((x1 - x0) * (bottom - top) >= _WHOLE * area for x0, top, x1, bottom in page.unread)


def _read_page(page: Page, source: SourceFile, program: Program, settings: Settings) -> Reading:
    end = time.monotonic() + settings.ocr.seconds
    parts = page.unread
    if _is_whole(page):
        parts = [(0.0, 0.0, page.facts.width or 0.0, page.facts.height or 0.0)]
    return reading_of(page, [_read_part(page, box, source, program, settings, end) for box in parts])


def _read_part(
    page: Page, box: Box, source: SourceFile, program: Program, settings: Settings, end: float
) -> tuple[Print, Picture]:
    picture = take_picture(source, page, box)
    found = find_print(picture.gray, picture.scale)
    if 0 < found.blobs.letter < _SMALL:
        dpi = min(FINEST_DPI, round(USUAL_DPI * _WANTED / found.blobs.letter))
        picture = take_picture(source, page, box, dpi)
        found = find_print(picture.gray, picture.scale)
    languages = list(settings.ocr.languages)
    read_print(found, program, languages, end - time.monotonic())
    if _sureness(_words(found)) >= _UPRIGHT or not _is_whole(page):
        return found, picture
    return _best_turned((found, picture), page, program, languages, end)


def _best_turned(
    upright: tuple[Print, Picture], page: Page, program: Program, languages: Sequence[str], end: float
) -> tuple[Print, Picture]:
    """A page that reads badly, turned as it reads best by a few of its lines, if that is much better than as it is."""
    tried = [(_sureness(_words(upright[0])), 0, upright)]
    for quarters in (1, 2, 3):
        picture = upright[1].turned(quarters)
        found = find_print(picture.gray, picture.scale)
        lines, found.lines = found.lines, sorted(found.lines, key=lambda line: -line.gray.shape[1])[:_SAMPLE]
        read_print(found, program, languages, end - time.monotonic())
        sureness, found.lines = _sureness(_words(found)), lines
        tried.append((sureness, quarters, (found, picture)))
    sureness, quarters, best = max(tried, key=lambda each: (each[0], -each[1]))
    if not quarters or sureness < max(_UPRIGHT, tried[0][0] + _MUCH):
        return upright
    read_print(best[0], program, languages, end - time.monotonic())
    facts = page.facts
    if quarters % 2:
        facts.width, facts.height = facts.height, facts.width
    facts.evidence["turned"] = 90 * quarters
    return best


def _words(found: Print) -> list[Corrected]:
    return [word for line in found.lines for word in line.words]


def _sureness(words: Sequence[Corrected]) -> float:
    """How sure words are on average, each weighed by its letters; 1 where there are none."""
    told = [(confidence(word), len(word.text)) for word in words]
    weight = sum(length for _, length in told)
    return sum(sure * length for sure, length in told) / weight if weight else 1.0
