"""A file to a `Document`: opening with the checks that cost nothing, then one module for each kind of file."""

from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.config import Settings
from pipeline.extract.source import DOC, DOCX, IMAGE_MAGIC, PDF, RTF, TEXT, SourceFile, open_source
from pipeline.model.document import Document
from pipeline.pace import UNHURRIED, Pace

__all__ = ["DOC", "DOCX", "PDF", "RTF", "TEXT", "SourceFile", "extract", "open_source"]


def extract(source: SourceFile, settings: Settings, pace: Pace = UNHURRIED, folder: Path | None = None) -> Document:
    """Return what is on the pages of a file that `open_source` has let in.

    `folder` takes what has to be written to read or show them, and has to be there as long as `Document.shown` is used;
    without one, that is gone when this returns.

    Readers are imported here, so that a command that opens no file does not pay for them.

    Raises:
        DocumentError: no reader could make anything of the file, or there is no text in it.
    """
    if source.media_type == PDF:
        from pipeline.extract.pdf import read_pdf

        if folder is not None:
            return read_pdf(source, settings, folder, pace)
        with TemporaryDirectory(prefix="khmer-minutes-") as made:
            document = read_pdf(source, settings, Path(made), pace)
        document.shown = None
        return document
    if source.media_type == DOCX:
        from pipeline.extract.docx import read_docx

        return read_docx(source, pace)
    if source.media_type in (DOC, RTF):
        from pipeline.extract.office import read_office

        return read_office(source, pace)
    if source.media_type in IMAGE_MAGIC:
        from pipeline.extract.frames import read_frames

        return read_frames(source, settings.limits.image_pixels)
    from pipeline.extract.text import read_text

    return read_text(source, pace)
