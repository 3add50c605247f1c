"""A Word file to a `Document`."""

from pipeline.errors import Category, DocumentError
from pipeline.extract.source import SourceFile
from pipeline.model.document import Document


def read_docx(source: SourceFile) -> Document:
    """Return the paragraphs and tables of a Word file in order."""
    raise DocumentError(Category.UNREADABLE, f"{source.path.name}: Word files are read from the next commit on")
