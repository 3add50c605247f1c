"""One file through all stages. Read this first: it is the whole pipeline in one paragraph.

A stage is a plain function from one value to the next: a file is opened and extracted into a `Document` (what is on
its pages), repair makes the Khmer of that document true, segmentation reads it into `Minutes` (what the pages
say), which are summarised, translated and written.
Stages are imported where they are called, so that a command that needs none of them starts at once.
"""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.config import Settings
from pipeline.errors import Category, DocumentError
from pipeline.lost import lost
from pipeline.model.document import Document
from pipeline.model.minutes import Minutes
from pipeline.pace import UNHURRIED, Cause, Pace
from pipeline.result import MISSING, Result, Stopwatch, result_of, what_is_there

if TYPE_CHECKING:
    from pipeline.repair.guide import Guide


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
        raise DocumentError(category, f"{path.name}: {what_is_there(document)}")
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
