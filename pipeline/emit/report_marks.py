"""The sign that stands behind what is a guess."""

from pipeline.model.doubt import is_doubtful

DOUBT_MARK = "[?]"


def doubt_mark(confidence: float | None) -> str:
    """Return the sign of a guess, empty for what is sure enough."""
    return DOUBT_MARK if is_doubtful(confidence) else ""
