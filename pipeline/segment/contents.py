"""A table of contents: lines that name the headings of a document, each with its page."""

import re
from collections.abc import Sequence

from pipeline.extract.widths import text_width
from pipeline.model.document import Line
from pipeline.segment.vocabulary import phrases

_PAGE = r"(?:\d{1,3}|[០-៩]{1,3}|[ivxl]{1,6})"
_LEADERS = re.compile(rf"(?:[.…_·]\s?){{4,}}\s*{_PAGE}?\s*$")
_ENDS_IN_PAGE = re.compile(rf"\S\s+{_PAGE}\s*$")
_STYLE = re.compile(r"(?:toc|contents)\s*\d", re.I)
_GAP = 0.75
"""Share of a line's length that its words take at most, where a page number stands flush right."""
_FEWEST = 2


def is_entry(line: Line, measured: bool) -> bool:
    """Return whether a printed line ends as an entry does: in leaders, or in a page number far from its words."""
    text = line.text.rstrip()
    if _LEADERS.search(text) or _STYLE.match(line.style or ""):
        return True
    if not measured or not _ENDS_IN_PAGE.search(text):
        return False
    size = max((span.size or 0.0 for span in line.spans), default=0.0)
    return text_width(text, size) < _GAP * (line.box[2] - line.box[0])


def contents_entries(items: Sequence[tuple[str, str | None] | None]) -> frozenset[int]:
    """Return the places of the entries: lines with leaders, and those with page numbers below a heading of contents.

    `items` are the text and the style of each paragraph; None for a table.
    """
    found: set[int] = set()
    below = False
    for n, item in enumerate(items):
        text, style = item or ("", None)
        if _LEADERS.search(text) or _STYLE.match(style or "") or (below and _ENDS_IN_PAGE.search(text)):
            found.add(n)
        else:
            below = phrases("notes", "contents").equals(text)
    return frozenset(found if len(found) >= _FEWEST else ())
