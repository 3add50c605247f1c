"""Repair of Khmer text, and the word on each page's text: how it was had and how sure it is."""

from pipeline.model.document import Document
from pipeline.repair.judge import judge

__all__ = ["repair"]


def repair(document: Document) -> Document:
    """Return the document with its Khmer read from the glyphs where it can be, and each page's text judged."""
    if any(font.program is not None for font in document.fonts.values()):
        from pipeline.repair.glyphs import read_glyphs

        document = read_glyphs(document)
    return judge(document)
