"""Running heads, feet and page numbers: what stands at the same place of many pages, set apart from the body."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from pipeline.extract.lines import UNKNOWN
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

_MONTHS = re.compile(
    "jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|"
    "dec(ember)?|មករា|កុម្ភៈ|មីនា|មេសា|ឧសភា|មិថុនា|កក្កដា|សីហា|កញ្ញា|តុលា|វិច្ឆិកា|ធ្នូ"
)
_NUMBER = re.compile(
    r"(?P<word>page|p\.|ទំព័រ|ទំព័រទី)?\s*[-–—(\[|]*\s*(?P<number>\d{1,4})\s*[-–—)\]|]*"
    r"(\s*(of|/|from|នៃ|sur)\s*(?P<total>\d{1,4}))?"
)


@dataclass(slots=True)
class _Candidate:
    page: int
    item: Line | Table
    place: float
    """Top from the page's top, or, in the foot, from the page's bottom (negative)."""
    text: str


def set_furniture_apart(pages: list[Page]) -> None:
    """Move running heads, running feet and page numbers from the pages' bodies to their furniture.

    What stands on one page only stays in the body, whatever its place: a title is never furniture.
    """
    candidates = [candidate for index, page in enumerate(pages) for candidate in _candidates(index, page)]
    found = [each for group in _groups(candidates) for each in group if _is_running(group)]
    known = {id(each.item) for each in found}
    found += [each for each in _page_numbers(candidates, len(pages)) if id(each.item) not in known]
    for each in found:
        page = pages[each.page]
        page.body = [item for item in page.body if item is not each.item]
        page.furniture.extend(each.item.lines() if isinstance(each.item, Table) else [each.item])
    for page in pages:
        page.furniture.sort(key=lambda line: (line.box[1], line.box[0]))


def add_turned_lines(pages: list[Page], turned: list[list[Line]]) -> None:
    """Add the lines that run in another direction: those that stand on two pages or more (watermarks) to the furniture.

    The others go to the end of their page's body.
    """
    counts = Counter(text for lines in turned for text in {fold(line.text) for line in lines})
    for page, lines in zip(pages, turned, strict=True):
        for line in lines:
            (page.furniture if counts[fold(line.text)] > 1 else page.body).append(line)


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


def fold(text: str) -> str:
    """Return a text for comparing running heads: digits and months made alike, case and blanks taken out."""
    digits = "".join("#" if unicodedata.category(character) == "Nd" else character for character in text.casefold())
    return re.sub(r"#+", "#", re.sub(r"\s+", "", _MONTHS.sub("@", digits)))


def _groups(candidates: list[_Candidate]) -> list[list[_Candidate]]:
    """Candidates with the same words at the same place."""
    by_text: dict[str, list[list[_Candidate]]] = {}
    for each in candidates:
        groups = by_text.setdefault(fold(each.text), [])
        group = next((known for known in groups if abs(known[-1].place - each.place) <= SAME_PLACE), None)
        if group is None:
            groups.append([each])
        else:
            group.append(each)
    return [group for groups in by_text.values() for group in groups]


def _is_running(group: list[_Candidate]) -> bool:
    pages = sorted({each.page for each in group})
    if len(pages) < 2 or fold(group[0].text).strip("#") == "":
        return False
    return len(pages) >= MOST_PAGES_WITHOUT * (pages[-1] - pages[0] + 1)


def _page_numbers(candidates: list[_Candidate], page_count: int) -> list[_Candidate]:
    """Candidates that are a number and grow with the pages; on a single page only one that says it is a page's."""
    by_offset: dict[tuple[int, bool], list[_Candidate]] = {}
    found = []
    for each in candidates:
        match = _NUMBER.fullmatch(each.text.strip().casefold())
        if match is None:
            continue
        number = int(match["number"])
        if match["total"] and match["word"] and number <= int(match["total"]):
            found.append(each)
        else:
            by_offset.setdefault((number - each.page, each.place < 0), []).append(each)
    for group in by_offset.values():
        if len({each.page for each in group}) >= max(2, 0.3 * page_count):
            found.extend(group)
    return found
