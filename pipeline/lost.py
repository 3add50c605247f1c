"""What is said of a document where a stage had to be gone round: it is partial, and why."""

from pipeline.errors import Category
from pipeline.model.minutes import Issue
from pipeline.pace import Cause

LOST = {f"stage-{category.replace(' ', '-')}": category for category in Category}
"""Codes of such issues, and the category that each makes a partial document's."""


def lost(what: str, cause: Cause, page_no: int | None = None) -> Issue:
    """Return the issue that says what was not done, as a whole sentence without its end, and what it died of."""
    code = f"stage-{cause.category.replace(' ', '-')}"
    return Issue(code=code, severity="error", page_no=page_no, message=f"{what}: {cause.reason}.")
