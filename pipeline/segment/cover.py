"""Lines of the cover: what stands beside the date on one, and which stand above the title."""

import re

from pipeline.khmer.dates import find_dates
from pipeline.model.minutes import Block
from pipeline.segment.dates import find_english_date

_TIME = re.compile(
    r"\b(?:at|from|to|until|@)?\s*\d{1,2}(?:[:.]\d\d)?\s*(?:[ap]\.?\s?m\b\.?|hours|hrs|o'clock|noon)(?:\s*(?:[-–]|to|until)\s*\d{1,2}(?:[:.]\d\d)?\s*(?:[ap]\.?\s?m\b\.?)?)?"
    r"|\b\d{1,2}h(?:\d\d)?\b(?:\s*(?:[-–]|to)\s*\d{1,2}h(?:\d\d)?)?"
    r"|\b(?:at|from)?\s*\d{1,2}[:.]\d\d(?:\s*(?:[-–]|to|until)\s*\d{1,2}[:.]\d\d)?(?:\s*(?:hours|hrs|h|UTC|GMT|EST|PST|CET)\b)?"
    r"|\b(?:UTC|GMT|E[SD]T|P[SD]T|C[SE]T|M[SD]T)\b|\bat\s+noon\b",
    re.I,
)
_COMMENCING = re.compile(r"\b(?:commencing|beginning|starting|began|opened)\b(?:\s+at\b)?", re.I)
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b,?", re.I)
_LEFT = re.compile(
    r"^(?:[\s,;:|@–—\-•.]|\b(?:on|at|of|from|date|time|the)\b(?=\s*(?:$|[,;:|@–—-])))+"
    r"|[\s,;:|@–—\-•]+(?:(?:on|at|from|date|time)\b\s*)*$",
    re.I,
)


def when_is_cut(text: str) -> str | None:
    """Return what a line says besides when, or None where it does not say when."""
    english = None if find_dates(text) else find_english_date(text)
    printed = english.text if english else next((date.text for date in find_dates(text)), None)
    timed = _TIME.search(text)
    if printed is None and timed is None:
        return None
    rest = _TIME.sub(" ", text.replace(printed, " ", 1) if printed else text)
    rest = _COMMENCING.sub(" ", _WEEKDAY.sub(" ", rest))
    rest = re.sub(r"\s+(?:on|at|from)\s*(?=[,;–-]|$)|(?<=[,;–-])\s*(?:on|at|from)\s*(?=[,;–-]|$)", " ", rest)
    rest = re.sub(r"\s*([,;])(?:\s*[,;])+", r"\1", " ".join(rest.split()))
    return _LEFT.sub("", rest).strip()


def is_above(block: Block, title: Block | None) -> bool:
    """Return whether a block stands above the title, as a letterhead does."""
    if title is None or not title.prov or not block.prov:
        return False
    mine, its = block.prov[0], title.prov[0]
    if mine.bbox and its.bbox:
        return (mine.page_no, mine.bbox[1]) < (its.page_no, its.bbox[1])
    return mine.line is not None and its.line is not None and mine.line < its.line
