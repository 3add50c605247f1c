"""Running heads, feet and page numbers: what stands at the same place of many pages, set apart from the body."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pipeline.extract.lines import UNKNOWN
from pipeline.extract.page_numbers import Numbered, page_numbers
from pipeline.model.document import Line, Page, Table

BAND = 0.14
"""Share of the page's height, at its top and at its foot, where running heads and feet stand."""
_GLYPH_PLANE = 0xF0000
"""Private code points (plane 15) that stand for glyph ids."""
SAME_PLACE = 4.0
"""Points between the places of a running head on two pages."""
MOST_PAGES_WITHOUT = 0.45
"""A running head stands on at least this share of the pages between its first and its last: left and right pages
may have their own."""
_CLEAR = 1.6
"""Sizes of the body's type: white below a running head is mostly wider, below the title of a meeting it is not."""
_MARGIN = 0.075
"""Share of the page's height that is margin at its top."""
_SENTENCE_ENDS = (".", "?", "!", ";", ":", "។", "៕", "៖")
_LARGER = 1.12
"""Sizes of the body's type: a title is at least this large, or bold."""

_MONTHS = re.compile(
    "jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|"
    "dec(ember)?|មករា|កុម្ភៈ|មីនា|មេសា|ឧសភា|មិថុនា|កក្កដា|សីហា|កញ្ញា|តុលា|វិច្ឆិកា|ធ្នូ"
)


@dataclass(slots=True, eq=False)
class _Candidate:
    page: int
    item: Line | Table
    place: float
    """Top from the page's top, or, in the foot, from the page's bottom (negative)."""
    text: str


_Group = list[_Candidate]
"""Candidates with the same words at the same place."""


def set_furniture_apart(pages: list[Page]) -> None:
    """Move running heads, running feet and page numbers from the pages' bodies to their furniture.

    What stands on one page only stays in the body, whatever its place: a title is never furniture. Nor is the title
    that each meeting of a file begins with, at the top of a page of its own. Where most pages would be left with
    nothing (certificates, labels, one line a page), their lines are no heads of anything, and stay.
    """
    candidates = [candidate for index, page in enumerate(pages) for candidate in _candidates(index, page)]
    groups = _groups(candidates)
    running = [group for group in groups if _is_running(group, groups)]
    found = [each for group in running for each in group]
    found += _in_margins(candidates, found, pages)
    numbers = [candidates[n] for n in page_numbers(_numbered(candidates, pages), len(pages))]
    titles = _titles([*found, *numbers], pages)
    chosen = {id(each): each for each in [*found, *numbers] if id(each) not in titles}
    if _leaves_nothing(chosen.values(), pages):
        chosen = {id(each): each for each in numbers}
    if _leaves_nothing(chosen.values(), pages):
        return
    for each in chosen.values():
        page = pages[each.page]
        page.body = [item for item in page.body if item is not each.item]
        page.furniture.extend(each.item.lines() if isinstance(each.item, Table) else [each.item])
    for page in pages:
        page.furniture.sort(key=lambda line: (line.box[1], line.box[0]))


def _leaves_nothing(found: Iterable[_Candidate], pages: Sequence[Page]) -> bool:
    """Whether most pages have no line but these; pages that are still to be read from a picture do not count."""
    taken = {id(each.item) for each in found}
    printed = [page for page in pages if page.body and not page.unread]
    bare = sum(all(id(item) in taken for item in page.body) for page in printed)
    return 2 * bare > len(printed)


def add_turned_lines(pages: list[Page], turned: list[list[Line]]) -> None:
    """Add the lines that run in another direction: those that stand on two pages or more (watermarks) to the furniture.

    The others go to the end of their page's body.
    """
    counts = Counter(text for lines in turned for text in {fold(line.text) for line in lines})
    for page, lines in zip(pages, turned, strict=True):
        for line in lines:
            (page.furniture if counts[fold(line.text)] > 1 else page.body).append(line)


def fold(text: str) -> str:
    """Return a text for comparing running heads: digits and months made alike, case and blanks taken out."""
    digits = "".join("#" if unicodedata.category(character) == "Nd" else character for character in text.casefold())
    return re.sub(r"#+", "#", re.sub(r"\s+", "", _MONTHS.sub("@", digits)))


def _candidates(index: int, page: Page) -> list[_Candidate]:
    height = page.facts.height or 0.0
    found = []
    for item in page.body:
        _, top, _, bottom = item.box
        text = " ".join(map(_identity, item.lines())) if isinstance(item, Table) else _identity(item)
        if bottom <= BAND * height:
            found.append(_Candidate(index, item, top, text))
        elif top >= (1 - BAND) * height:
            found.append(_Candidate(index, item, top - height, text))
    return found


def _identity(line: Line) -> str:
    """A line's text; where the text layer is silent its glyphs, since all lines of U+FFFD are not the same."""
    if UNKNOWN not in line.text:
        return line.text
    return "".join(chr(_GLYPH_PLANE + max(0, glyph.cid)) for span in line.spans for glyph in span.glyphs)


def _groups(candidates: list[_Candidate]) -> list[_Group]:
    by_text: dict[str, list[_Group]] = {}
    for each in candidates:
        groups = by_text.setdefault(fold(each.text), [])
        group = next((known for known in groups if abs(known[-1].place - each.place) <= SAME_PLACE), None)
        if group is None:
            groups.append([each])
        else:
            group.append(each)
    return [group for groups in by_text.values() for group in groups]


def _is_running(group: _Group, groups: Sequence[_Group]) -> bool:
    """Whether a group stands on enough pages, two of them neighbours; or in turn with another, left and right."""
    pages = _pages(group)
    if len(pages) < 2 or fold(group[0].text).strip("#") == "":
        return False
    if len(pages) < MOST_PAGES_WITHOUT * (pages[-1] - pages[0] + 1):
        return False
    if any(after - before == 1 for before, after in pairwise(pages)):
        return True
    return any(_takes_turns(pages, _pages(other), group, other) for other in groups if other is not group)


def _takes_turns(pages: list[int], others: list[int], group: _Group, other: _Group) -> bool:
    """Whether another group stands at the same edge of pages between those of a group, and on none of them."""
    between = [page for page in others if pages[0] <= page <= pages[-1]]
    same_edge = (group[0].place < 0) == (other[0].place < 0)
    return same_edge and len(between) >= len(pages) - 1 and not set(pages) & set(others)


def _pages(group: _Group) -> list[int]:
    return sorted({each.page for each in group})


def _titles(found: Iterable[_Candidate], pages: Sequence[Page]) -> set[int]:
    """The `id` of those candidates that are no running heads but open the text of their page: a title and its lines.

    They begin right below one another, larger than the body or bold, and the text goes on right below them.
    """
    size = _body_size(pages)
    by_page: dict[int, list[_Candidate]] = {}
    for each in found:
        if each.place >= 0:
            by_page.setdefault(each.page, []).append(each)
    titles: set[int] = set()
    for page_no, heads in by_page.items():
        heads.sort(key=lambda each: each.place)
        bottom = max(each.item.box[3] for each in heads)
        below = [item.box[1] for item in pages[page_no].body if all(item is not each.item for each in heads)]
        clear = min((top for top in below if top >= heads[-1].item.box[1]), default=None)
        if clear is None or clear - bottom >= _CLEAR * size:
            continue
        first = next((n for n, each in enumerate(heads) if _is_title(each.item, size)), len(heads))
        titles.update(id(each) for each in heads[first:])
    return titles


def _is_title(item: Line | Table, size: float) -> bool:
    if isinstance(item, Table):
        return False
    spans = [span for span in item.spans if span.text.strip()]
    larger = any((span.size or 0.0) >= _LARGER * size for span in spans)
    return larger or all(span.bold for span in spans)


def _in_margins(
    candidates: Sequence[_Candidate], found: Sequence[_Candidate], pages: Sequence[Page]
) -> list[_Candidate]:
    """Heads that stand once, above where the text of the other pages begins: those behind a first page without one."""
    known = {id(each.item) for each in found}
    size = _body_size(pages)
    tops = [min((item.box[1] for item in page.body if id(item) not in known), default=None) for page in pages]
    heads = []
    for each in candidates:
        begins = [top for n, top in enumerate(tops) if n != each.page and top is not None]
        below = [item.box[1] for item in pages[each.page].body if item.box[1] > each.item.box[1] + size]
        if each.page == 0 or each.place < 0 or not begins or not below or id(each.item) in known:
            continue
        bottom = each.item.box[3]
        in_margin = bottom <= min(begins) and bottom <= _MARGIN * (pages[each.page].facts.height or 0.0)
        if in_margin and min(below) - bottom >= _CLEAR * size and not each.text.rstrip().endswith(_SENTENCE_ENDS):
            heads.append(each)
    return heads


def _body_size(pages: Sequence[Page]) -> float:
    sizes = [span.size for page in pages for line in page.lines() for span in line.spans if span.size and span.text]
    return median(sizes) if sizes else 0.0


def _numbered(candidates: Sequence[_Candidate], pages: Sequence[Page]) -> list[Numbered]:
    found = []
    for each in candidates:
        gap = _gap_inside(each.item)
        others = [item for item in pages[each.page].body if item is not each.item]
        apart = all(item.box[3] < each.item.box[1] - _CLEAR * (each.item.box[3] - each.item.box[1]) for item in others)
        found.append(Numbered(each.text, each.page, each.place, gap, alone=apart and each.place < 0))
    return found


def _gap_inside(item: Line | Table) -> float:
    """The widest gap between two spans of a line, in sizes of its type."""
    if isinstance(item, Table):
        return 0.0
    boxes = [span.box for span in item.spans if span.box is not None and span.text.strip()]
    size = max((span.size or 0.0 for span in item.spans), default=0.0)
    return max((after[0] - before[2] for before, after in pairwise(boxes)), default=0.0) / size if size else 0.0
