"""What stands in the place of a file that could not be made: a few words that say so and where the text is."""

import io

from docx import Document as new_document

from pipeline.emit.printed import legal, utf8
from pipeline.pace import Cause

WHERE = "minutes.json beside it holds the minutes. khmer-minutes run --force makes all files anew."


def told_instead(name: str, cause: Cause) -> str:
    """Return the sentences that say that a file was not made, and what to do."""
    return f"{name} was not made: {cause.reason}. {WHERE}"


def instead_of(name: str, cause: Cause) -> bytes:
    """Return the bytes of a file of this name, text or Word, that says in plain words that it was not made.

    It goes no way that the real one goes, so that it cannot die of the same thing.
    """
    words = legal(told_instead(name, cause))
    if not name.endswith(".docx"):
        return utf8(f"{words}\n")
    document, written = new_document(), io.BytesIO()
    document.add_paragraph(words)
    document.save(written)
    return written.getvalue()
