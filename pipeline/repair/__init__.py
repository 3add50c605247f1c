"""Repair of Khmer text, and the word on each page's text: how it was had and how sure it is."""

from pipeline.model.document import Document
from pipeline.repair.judge import judge

__all__ = ["repair"]


def repair(document: Document) -> Document:
    """Return the document with each page's text judged: native, damaged, or none."""
    return judge(document)
