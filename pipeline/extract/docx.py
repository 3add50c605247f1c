"""A Word file to a `Document`: one page of numbered paragraphs, tables with their cells, heads and feet apart."""

from pipeline.errors import Category, DocumentError
from pipeline.extract.docx_package import Package
from pipeline.extract.docx_reading import Item, Reading, lines_of
from pipeline.extract.source import SourceFile
from pipeline.model.document import Document, Page
from pipeline.model.minutes import Issue, PageFacts
from pipeline.pace import UNHURRIED, Pace

_WORTH_TELLING = (
    "pictures-unread",
    "drawings-unread",
    "embedded-object",
    "embedded-file",
    "hidden-text",
    "file-damaged",
)
"""What may be why there is no text."""
_SHOWN = 80
"""Characters of a fault."""


def read_docx(source: SourceFile, pace: Pace = UNHURRIED) -> Document:
    """Return a Word file as one page, its paragraphs numbered in document order, those in tables counted.

    Raises:
        DocumentError: the file is no Word file, is damaged, is too large unpacked, or has no text.
    """
    name = source.path.name
    package = Package(source.path)
    try:
        reading = Reading(package, pace)
        body = [*reading.body()]
        furniture = [*reading.furniture()]
        issues = reading.issues()
    except (KeyError, ValueError, AttributeError) as error:
        fault = f"{type(error).__name__}: {error}"[:_SHOWN]
        raise DocumentError(
            Category.MALFORMED, f"{name}: a damaged Word file ({fault}); save it again in Word"
        ) from error
    finally:
        package.close()
    if not any(line.text for item in body for line in lines_of(item)) and furniture:
        body, furniture = [*furniture], []
        message = "The Word file has words in its running heads and feet alone; they were read as its text."
        issues.append(Issue(code="only-heads", severity="info", message=message))
    page = Page(_facts(body), body, furniture)
    if not page.facts.methods["native"]:
        told = " ".join(issue.message for issue in issues if issue.code in _WORTH_TELLING)
        damaged = package.is_cut or bool(package.damages)
        reason = f"{name}: no text {'is left ' if damaged else ''}in the Word file{told and '. '}{told}"
        raise DocumentError(Category.MALFORMED if damaged else Category.NO_TEXT, reason)
    described = source.described(producer=package.producer)
    return Document(described, [page], reading.fonts, measured=False, issues=issues)


def _facts(body: list[Item]) -> PageFacts:
    lines = [line for item in body for line in lines_of(item)]
    return PageFacts(
        page_no=1,
        width=None,
        height=None,
        text_source="native",
        confidence=1.0,
        methods={"native": sum(len(line.text) + len(line.marker or "") for line in lines)},
        evidence={"reader": "docx"},
    )
