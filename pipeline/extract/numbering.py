"""Word's list numbers: what stands before each paragraph of a list, counted as Word counts (ECMA-376, 17.9)."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from docx.oxml.ns import qn

from pipeline.extract.docx_styles import ListPlace
from pipeline.extract.docx_values import number_of, switch_of, value_of
from pipeline.extract.markers import plain_bullet
from pipeline.extract.number_formats import custom_format, format_number

_PLACEHOLDER = re.compile(r"%([1-9])")
LEVELS = 9


class Level(NamedTuple):
    """One level of a list definition."""

    number_format: str
    text: str
    """With %1 to %9 where the numbers of the levels go."""
    start: int
    legal: bool = False
    """Whether all numbers are printed in digits, those of the levels above too."""
    restarts_after: int | None = None
    """The level (1 outermost) behind whose next number it starts anew; 0 for never, None for any above it."""
    style_id: str | None = None
    """The paragraph style whose paragraphs are of this level."""
    properties: Any = None
    """The level's own paragraph properties: its indent."""


@dataclass(slots=True)
class _List:
    """A list (`w:num`) of an abstract one."""

    abstract_id: str
    starts: dict[int, int] = field(default_factory=dict)
    """Start of a level where the list starts anew."""
    levels: dict[int, Level] = field(default_factory=dict)
    """Levels that the list defines in its own way."""


@dataclass(slots=True)
class ListCounters:
    """The lists of one Word file, and how far each has counted."""

    abstract: dict[str, dict[int, Level]] = field(default_factory=dict)
    """Levels by the id of the abstract list."""
    lists: dict[str, _List] = field(default_factory=dict)
    counts: dict[str, list[int | None]] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    def place(self, at: ListPlace) -> int:
        """Return the level of a paragraph, 0 outermost: where a style puts it there, the level linked to the style."""
        linked = (place for place, level in self._levels(at.list_id).items() if level.style_id == at.style_id)
        found = next(linked, None) if at.style_id is not None else None
        return found if found is not None else at.level or 0

    def level(self, list_id: str, place: int) -> Level | None:
        """Return the definition of a level (0 outermost)."""
        return self._levels(list_id).get(place)

    def marker(self, list_id: str, place: int) -> str | None:
        """Return what is printed before the next paragraph of a list at a level (0 outermost); None for nothing."""
        levels = self._levels(list_id)
        if place not in levels:
            return None
        one = self.lists[list_id]
        counts = self.counts.setdefault(one.abstract_id, [None] * LEVELS)
        if list_id not in self.begun:
            self.begun.add(list_id)
            for restarted, start in one.starts.items():
                counts[restarted] = start - 1
        count = counts[place]
        counts[place] = levels[place].start if count is None else count + 1
        for deeper in range(place + 1, LEVELS):
            after = levels[deeper].restarts_after if deeper in levels else None
            if after is None or place < after:
                counts[deeper] = None
        return _printed(levels, place, counts)

    def _levels(self, list_id: str) -> dict[int, Level]:
        one = self.lists.get(list_id)
        return {} if one is None else self.abstract.get(one.abstract_id, {}) | one.levels


def _printed(levels: dict[int, Level], place: int, counts: list[int | None]) -> str | None:
    shape = levels[place]
    if shape.number_format == "none" and not shape.text.strip():
        return None
    if shape.number_format == "bullet":
        return shape.text or None

    def number(match: re.Match[str]) -> str:
        known = levels.get(int(match[1]) - 1, Level("decimal", "", 1))
        count = counts[int(match[1]) - 1]
        if known.number_format in ("none", "bullet"):
            return ""
        return format_number(known.start if count is None else count, "decimal" if shape.legal else known.number_format)

    return _PLACEHOLDER.sub(number, shape.text).strip() or None


def read_lists(numbering: Any | None, list_of_style: Callable[[str], str | None]) -> ListCounters:
    """Return the lists that a numbering part (`w:numbering`) defines; none without one.

    `list_of_style` gives the list that a numbering style names: an abstract list may be nothing but such a style.
    """
    lists = ListCounters()
    if numbering is None:
        return lists
    for item in numbering.findall(qn("w:num")):
        abstract_id = value_of(item, "w:abstractNumId")
        if abstract_id is not None:
            lists.lists[item.get(qn("w:numId"))] = _list(item, abstract_id)
    links = {}
    for abstract in numbering.findall(qn("w:abstractNum")):
        abstract_id = abstract.get(qn("w:abstractNumId"))
        lists.abstract[abstract_id] = _levels(abstract)
        if (style := value_of(abstract, "w:numStyleLink")) is not None:
            links[abstract_id] = list_of_style(style)
    for abstract_id, list_id in links.items():
        behind = lists.lists.get(list_id or "")
        if behind is not None:
            lists.abstract[abstract_id] = lists.abstract.get(behind.abstract_id, {})
    return lists


def _list(item: Any, abstract_id: str) -> _List:
    one = _List(abstract_id)
    for override in item.findall(qn("w:lvlOverride")):
        place = int(override.get(qn("w:ilvl"), "0"))
        if (start := number_of(override, "w:startOverride")) is not None:
            one.starts[place] = start
        one.levels |= _levels(override)
    return one


def _levels(parent: Any) -> dict[int, Level]:
    return {int(level.get(qn("w:ilvl"), "0")): _level(level) for level in parent.findall(qn("w:lvl"))}


def _level(level: Any) -> Level:
    start = number_of(level, "w:start")
    number_format, text = _format(level), value_of(level, "w:lvlText") or ""
    if number_format == "bullet":
        fonts = level.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
        text = plain_bullet(text, fonts.get(qn("w:ascii"), "") if fonts is not None else "")
    return Level(
        number_format,
        text,
        1 if start is None else start,
        bool(switch_of(level, "w:isLgl")),
        number_of(level, "w:lvlRestart"),
        value_of(level, "w:pStyle"),
        level.find(qn("w:pPr")),
    )


def _format(level: Any) -> str:
    """The number format; a custom one stands in the first choice of an mc:AlternateContent."""
    element = next(level.iter(qn("w:numFmt")), None)
    if element is None:
        return "decimal"
    name: str = element.get(qn("w:val"), "decimal")
    return custom_format(element.get(qn("w:format"), "")) if name == "custom" else name
