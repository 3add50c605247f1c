"""The sign that stands behind what is a guess."""

from pipeline.model.doubt import is_doubtful

DOUBT_MARK = "[?]"
FLAGGED_WORDS = "report_flagged"
"""Name of the heading of the list of doubtful words."""


def doubt_mark(confidence: float | None) -> str:
    """Return the sign of a guess, empty for what is sure enough."""
    return DOUBT_MARK if is_doubtful(confidence) else ""
