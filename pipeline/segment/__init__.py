"""The pages of a document to the minutes they hold: `Document` in, `Minutes` out."""

from typing import TYPE_CHECKING

from pipeline.pace import UNHURRIED, Pace

if TYPE_CHECKING:
    from pipeline.config import Settings
    from pipeline.model.document import Document
    from pipeline.model.minutes import Minutes


def segment(document: "Document", settings: "Settings", pace: Pace = UNHURRIED) -> "Minutes":
    """Return the minutes that a document holds.

    What does it is imported here: who needs no more than the lists of words should not wait for it.

    Raises:
        UsageError: the configuration names a spaCy model that is not installed.
    """
    from pipeline.segment.segmenting import segment as tell

    return tell(document, settings, pace)
