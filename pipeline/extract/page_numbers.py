"""Page numbers: numbers at the edge of the pages that grow with them, alone or in a line of other words."""

import re
from collections.abc import Sequence
from typing import NamedTuple

_WORD = r"page|pages|pg|p|ទំព័រទី|ទំព័រ"
_SIGNS = r"[-–—(\[|•·~]*"
_NUMBER = re.compile(
    rf"(?P<word>(?:{_WORD})\.?)?\s*{_SIGNS}\s*(?P<number>\d{{1,4}})\s*[-–—)\]|•·~]*"
    rf"(\s*(of|/|from|នៃ|sur)\s*(?P<total>\d{{1,4}}))?\s*(?P<behind>\|?\s*p\s?a\s?g\s?e)?",
    re.IGNORECASE,
)
_LAST = re.compile(
    rf"(?P<words>.*?\D)(?P<word>(?:{_WORD})\.?)?\s*{_SIGNS}\s*(?P<number>\d{{1,4}})"
    r"(\s*(?:of|/|នៃ)\s*(?P<total>\d{1,4}))?\s*[-–—)\]|]*",
    re.IGNORECASE,
)
_FIRST = re.compile(rf"(?P<word>(?:{_WORD})\.?\s*)?(?P<number>\d{{1,4}})(?P<bar>\s*[|•·])?\s+\D.*", re.IGNORECASE)
SAME_PLACE = 4.0
"""Points between the places of page numbers on two pages."""
_WIDE = 2.5
"""Sizes of the type: a number with a wider gap to the words behind it does not belong to them."""
_FEWEST = 0.3
"""Share of the pages that bear a number where nothing but its growing says that it is a page's."""


class Numbered(NamedTuple):
    """A line at the edge of a page that may hold its number."""

    text: str
    page: int
    """0-based."""
    place: float
    gap: float
    """The widest gap inside the line, in sizes of its type."""
    alone: bool
    """Whether it stands at the foot of its page, clear of all else."""


def page_numbers(lines: Sequence[Numbered], page_count: int) -> set[int]:
    """Return which of the lines are page numbers, or running heads and feet with one."""
    found: set[int] = set()
    growing: dict[tuple[int, bool], list[int]] = {}
    in_words: dict[int, list[int]] = {}
    for n, line in enumerate(lines):
        text = line.text.strip()
        if match := _NUMBER.fullmatch(text):
            number = int(match["number"])
            named = match["word"] or match["behind"]
            whole = match["total"] is not None and number <= int(match["total"])
            if (named and whole) or (line.alone and number == line.page + 1 and (named or whole or page_count == 1)):
                found.add(n)
            else:
                growing.setdefault((number - line.page, line.place < 0), []).append(n)
        elif (number_in := _number_in_words(text, line.gap)) is not None:
            in_words.setdefault(number_in - line.page, []).append(n)
    for group in growing.values():
        if len({lines[n].page for n in group}) >= max(2, _FEWEST * page_count):
            found.update(group)
    for group in in_words.values():
        found.update(n for n in group if _has_neighbour(lines[n], [lines[other] for other in group]))
    return found


def is_page_number(text: str) -> bool:
    """Return whether a text has the form of a page number and no other words: `3`, `- 3 -`, `Page 3 of 12`, `ទំព័រទី៣`."""
    return _NUMBER.fullmatch(text) is not None


def _number_in_words(text: str, gap: float) -> int | None:
    """The number at the end of a line of words, or at its front where a page's name or a gap parts it from them."""
    match = _LAST.fullmatch(text)
    if match is not None:
        return int(match["number"])
    match = _FIRST.fullmatch(text)
    if match is not None and (match["word"] or match["bar"] or gap > _WIDE):
        return int(match["number"])
    return None


def _has_neighbour(line: Numbered, others: Sequence[Numbered]) -> bool:
    """Whether the next page or the one before bears the next number at the same place."""
    return any(abs(other.page - line.page) == 1 and abs(other.place - line.place) <= SAME_PLACE for other in others)
