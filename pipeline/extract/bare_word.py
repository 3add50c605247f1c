"""The bare text of old Word files and RTF, read without LibreOffice: a check on it, and what is left where it fails."""

import re
import zipfile
from pathlib import Path

from pipeline.errors import DocumentError
from pipeline.extract.doc_text import doc_text
from pipeline.extract.rtf_text import rtf_text
from pipeline.extract.source import DOC, SourceFile
from pipeline.extract.text import document_of_text
from pipeline.lost import lost
from pipeline.model.document import Document
from pipeline.model.minutes import Issue
from pipeline.pace import Cause, Pace

FEW = 3
"""Letters that may differ, as in the date of a field."""
FEWEST = 0.9
"""Share of the bare text's letters; with fewer, text may be missing."""
_WORDS = re.compile(rb"<(?:w|m):(?:t|delText)(?: [^>]*)?>([^<]*)<")
_ENTITY = re.compile(r"&#?\w+;")


def bare_text(source: SourceFile) -> str | None:
    """Return the text of an old Word file or RTF file without its layout; None where it cannot be found."""
    data = source.path.read_bytes()
    return doc_text(data) if source.media_type == DOC else rtf_text(data)


def missing_from(source: SourceFile, made: Path) -> list[Issue]:
    """Return a warning where the DOCX that was made of a file holds much less text than the file itself.

    Text that is marked as deleted, or hidden, counts in both.
    """
    there = _letters(bare_text(source) or "")
    with zipfile.ZipFile(made) as package:
        xml = package.read("word/document.xml")
    held = _letters(_ENTITY.sub(" ", b" ".join(_WORDS.findall(xml)).decode("utf-8", "replace")))
    if there - held <= FEW or held >= FEWEST * there:
        return []
    message = f"Some text may be missing: the file holds {there} letters, LibreOffice gave {held}; check it in Word."
    return [Issue(code="text-possibly-missing", severity="warning", message=message)]


def read_bare(source: SourceFile, failure: DocumentError, pace: Pace) -> Document | None:
    """Return a document of the bare text, which says so and why; None where there is no text to be found."""
    text = bare_text(source)
    if text is None or not _letters(text):
        return None
    reason = failure.reason.removeprefix(f"{source.path.name}: ")
    what = (
        "Only the bare text of the file could be read, without layout, notes and lists; deleted or hidden words may be "
        "among it"
    )
    return document_of_text(source, text, [lost(what, Cause(failure.category, reason))], pace)


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))
