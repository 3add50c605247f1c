"""The pages that a text file was extracted from: their running heads, running feet and numbers."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence

from pipeline.extract.furniture import MOST_PAGES_WITHOUT, fold
from pipeline.extract.markers import strip_blanks
from pipeline.model.document import Line

EDGE = 2
"""Lines at the top and at the foot of a page, its number apart, that may be running heads and feet."""
SHORTEST_PAGE = 12
"""Lines between the numbers of two pages at the least, where no form feed says that a page ends."""
_FIRST_NUMBER = 3
"""The first page that bears a number is hardly later than this."""
_LONGEST = 120
"""Characters of a running head or foot."""

_NUMBER_ALONE = re.compile(
    r"(?:page\s*|p\.?\s*|ទំព័រ(?:ទី)?\s*|-\s*)?(?P<number>\d{1,3})(?:\s*(?:of|/)\s*\d{1,3}|\s*\|\s*p\s?a\s?g\s?e|\s*-)?",
    re.I,
)
_NUMBER_NAMED = re.compile(
    r"(?:\bpage\s*|ទំព័រ(?:ទី)?\s*)(?P<number>\d{1,3})\b|\|\s*(?P<last>\d{1,3})$|^(?P<first>\d{1,3})\s*\|", re.I
)
_NUMBER_EXPLICIT = re.compile(
    r"(?:page|ទំព័រ(?:ទី)?)\s*\d{1,3}\s*(?:of|/|នៃ)\s*\d{1,3}|\d{1,3}\s*\|\s*p\s?a\s?g\s?e", re.I
)
"""What is a page number even where it stands once."""
_NEWLINE = re.compile(r"\r\n|\r|\n")


def page_starts(text: str) -> list[int]:
    """Return the lines of a text (1-based) with which pages begin after form feeds; the first page is left out."""
    starts = []
    for number, line in enumerate(_NEWLINE.split(text), 1):
        if "\f" in line:
            before = line.rpartition("\f")[0].replace("\f", "")
            starts.append(number + 1 if strip_blanks(before) else number)
    return starts


def running_lines(lines: Sequence[Line], starts: Sequence[int]) -> list[Line]:
    """Return the running heads, running feet and page numbers among the lines of a file, in its order.

    `starts` are the lines with which pages begin, as form feeds tell; where there are none, the page numbers tell.
    """
    numbers = _numbers_by_page(lines, starts) if starts else _numbers_in_a_row(lines)
    if not starts:
        starts = [(line.number or 0) + 1 for line in numbers]
    taken = {id(line) for line in numbers}
    taken.update(id(line) for line in lines if _NUMBER_EXPLICIT.fullmatch(line.text))
    rest = [line for line in lines if id(line) not in taken]
    taken.update(id(line) for line in _repeated(_pages(rest, starts)))
    return [line for line in lines if id(line) in taken]


def _pages(lines: Iterable[Line], starts: Sequence[int]) -> list[list[Line]]:
    pages: list[list[Line]] = [[] for _ in range(len(starts) + 1)]
    for line in lines:
        pages[bisect_right(starts, line.number or 0)].append(line)
    return pages


def _numbers_by_page(lines: Sequence[Line], starts: Sequence[int]) -> list[Line]:
    """Lines with a number that grows with the pages: a number alone at a page's edge, or one that is called a page's.

    Extractors put the foot of a page with a table before the table's end, so that the others count anywhere.
    """
    pages = _pages(lines, starts)
    alike: dict[tuple[str, int], list[tuple[int, Line]]] = {}
    for index, page in enumerate(pages):
        edges = {id(line) for line in (*page[:EDGE], *page[-EDGE:])}
        for line in page:
            number = _page_number(line, alone=id(line) in edges)
            if number is not None:
                alike.setdefault((fold(line.text), number - index), []).append((index, line))
    filled = sum(bool(page) for page in pages)
    return [line for group in alike.values() if _is_running([index for index, _ in group], filled) for _, line in group]


def _numbers_in_a_row(lines: Sequence[Line]) -> list[Line]:
    """Lines alike but for a number that counts up by one, `SHORTEST_PAGE` lines of the file apart, two or more."""
    runs: list[list[tuple[int, Line]]] = []
    for line in lines:
        number = _page_number(line, alone=True)
        if number is None:
            continue
        for run in runs:
            if _goes_on(run, number, line):
                run.append((number, line))
                break
        else:
            if number <= _FIRST_NUMBER:
                runs.append([(number, line)])
    longest = max(runs, key=len, default=[])
    return [line for _, line in longest] if len(longest) > 1 else []


def _goes_on(run: list[tuple[int, Line]], number: int, line: Line) -> bool:
    last_number, last = run[-1]
    far = (line.number or 0) - (last.number or 0) >= SHORTEST_PAGE
    return far and number == last_number + 1 and fold(line.text) == fold(last.text)


def _page_number(line: Line, alone: bool) -> int | None:
    """The page number that a line holds, or None; `alone`: a line of nothing but a number counts too."""
    if line.marker or len(line.text) > _LONGEST:
        return None
    match = (_NUMBER_ALONE.fullmatch(line.text) if alone else None) or _NUMBER_NAMED.search(line.text)
    return int(next(filter(None, match.groups()))) if match else None


def _repeated(pages: list[list[Line]]) -> list[Line]:
    """Lines with the same words at the same edge of several pages."""
    ends: tuple[Callable[[list[Line]], list[Line]], ...] = (lambda page: page[:EDGE], lambda page: page[-EDGE:])
    found = []
    for end in ends:
        alike: dict[str, list[tuple[int, Line]]] = {}
        for index, page in enumerate(pages):
            for line in end(page):
                if not line.marker and len(line.text) <= _LONGEST:
                    alike.setdefault(" ".join(line.text.casefold().split()), []).append((index, line))
        for group in alike.values():
            indexes = [index for index, _ in group]
            if _is_running(indexes, indexes[-1] - indexes[0] + 1):
                found += [line for _, line in group]
    return found


def _is_running(pages: list[int], of: int) -> bool:
    return len(set(pages)) >= max(2, MOST_PAGES_WITHOUT * of)
