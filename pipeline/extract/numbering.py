"""Word's list numbers: what stands before each paragraph of a list, counted as Word counts (ECMA-376, 17.9)."""

import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from docx.oxml.ns import qn

_PLACEHOLDER = re.compile(r"%([1-9])")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
LEVELS = 9


class Level(NamedTuple):
    """One level of a list definition."""

    number_format: str
    text: str
    """With %1 to %9 where the numbers of the levels go."""
    start: int


@dataclass(slots=True)
class ListCounters:
    """The lists of one Word file, and how far each has counted."""

    levels: dict[str, dict[int, Level]]
    """Levels by the id of the abstract list."""
    abstract_ids: dict[str, str]
    """Abstract list by the id of the list."""
    overrides: dict[str, dict[int, int]]
    """Start of a level by the id of the list, where the list starts anew."""
    counts: dict[str, list[int | None]] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    def marker(self, list_id: str, level: int) -> str | None:
        """Return what is printed before the next paragraph of a list at a level (0 outermost); None for nothing."""
        abstract_id = self.abstract_ids.get(list_id)
        levels = self.levels.get(abstract_id, {}) if abstract_id is not None else {}
        if abstract_id is None or level not in levels:
            return None
        counts = self.counts.setdefault(abstract_id, [None] * LEVELS)
        if list_id not in self.begun:
            self.begun.add(list_id)
            for place, start in self.overrides.get(list_id, {}).items():
                counts[place] = start - 1
        count = counts[level]
        counts[level] = levels[level].start if count is None else count + 1
        counts[level + 1 :] = [None] * (LEVELS - level - 1)
        return self._printed(levels, level, counts)

    def _printed(self, levels: dict[int, Level], level: int, counts: list[int | None]) -> str | None:
        shape = levels[level]
        if shape.number_format == "none":
            return None
        if shape.number_format == "bullet":
            return shape.text or None

        def number(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            known = levels.get(place, Level("decimal", "", 1))
            count = counts[place]
            return format_number(known.start if count is None else count, known.number_format)

        return _PLACEHOLDER.sub(number, shape.text).strip() or None


def format_number(number: int, number_format: str) -> str:
    """Return a number as Word's number format prints it; formats that are not known here print digits."""
    if number_format in ("lowerLetter", "upperLetter") and number > 0:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if number_format == "lowerLetter" else letter.upper()
    if number_format in ("lowerRoman", "upperRoman") and number > 0:
        roman, rest = "", number
        for value, sign in _ROMAN:
            roman += sign * (rest // value)
            rest %= value
        return roman if number_format == "lowerRoman" else roman.upper()
    if number_format == "decimalZero":
        return f"{number:02d}"
    return str(number)


def read_lists(numbering: Any | None) -> ListCounters:
    """Return the lists that a numbering part (`w:numbering`) defines; none without one."""
    lists = ListCounters({}, {}, {})
    if numbering is None:
        return lists
    for abstract in numbering.findall(qn("w:abstractNum")):
        lists.levels[abstract.get(qn("w:abstractNumId"))] = {
            int(level.get(qn("w:ilvl"), "0")): _level(level) for level in abstract.findall(qn("w:lvl"))
        }
    for item in numbering.findall(qn("w:num")):
        list_id = item.get(qn("w:numId"))
        reference = item.find(qn("w:abstractNumId"))
        if reference is None:
            continue
        lists.abstract_ids[list_id] = reference.get(qn("w:val"))
        for override in item.findall(qn("w:lvlOverride")):
            start = override.find(qn("w:startOverride"))
            if start is not None:
                lists.overrides.setdefault(list_id, {})[int(override.get(qn("w:ilvl")))] = int(start.get(qn("w:val")))
    return lists


def _level(level: Any) -> Level:
    def value(name: str, default: str) -> str:
        child = level.find(qn(name))
        return default if child is None else child.get(qn("w:val"), default)

    return Level(value("w:numFmt", "decimal"), value("w:lvlText", ""), int(value("w:start", "1")))
