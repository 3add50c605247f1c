"""Values in the elements of a Word file: switches, numbers, lengths (ECMA-376, 17.17.4 and 17.18)."""

import re
from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

_OFF = ("0", "false", "off", "none")
_MEASURE = re.compile(r"(-?[\d.]+)(pt|in|cm|mm|pc|pi)")
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pc": 12.0, "pi": 12.0}
TWIP = 0.05
"""Points in a twentieth of a point."""
EMU = 1 / 12700
"""Points in an English Metric Unit."""
PROPERTIES = ("w:pPr", "w:rPr", "w:sdtPr", "w:sdtEndPr", "w:smartTagPr", "w:customXmlPr", "w:ffData")
"""Elements that say how something is, and hold no words of the text."""
CONTAINERS = tuple(
    qn(name) for name in ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:customXml", "w:smartTag", "w:dir", "w:bdo")
)
"""Elements that hold what they mark and mean nothing to its layout."""


def value_of(parent: Any | None, name: str) -> str | None:
    """Return the value of a child of a properties element; None where there is no such child."""
    child = parent.find(qn(name)) if parent is not None else None
    return None if child is None else child.get(qn("w:val"))


def number_of(parent: Any | None, name: str) -> int | None:
    """Return the whole number that a child of a properties element gives; None where it gives none."""
    value = value_of(parent, name)
    return int(value) if value is not None and value.lstrip("-").isdecimal() else None


def is_on(element: Any) -> bool:
    """Return whether a switch such as `<w:b/>` is on: without a value it is."""
    return element.get(qn("w:val"), "1") not in _OFF


def switch_of(parent: Any | None, name: str) -> bool | None:
    """Return whether a child of a properties element is on; None where there is no such child."""
    child = parent.find(qn(name)) if parent is not None else None
    return None if child is None else is_on(child)


def points(value: str | None, unit: float = TWIP) -> float | None:
    """Return a length in points; one without a unit counts in `unit` (points)."""
    if value is None:
        return None
    match = _MEASURE.fullmatch(value)
    if match:
        return float(match[1]) * _POINTS[match[2]]
    try:
        return float(value) * unit
    except ValueError:
        return None


def children(parent: Any, name: str) -> Iterator[Any]:
    """Yield the children of a name, those inside content controls and tracked insertions too."""
    for child in parent.iterchildren():
        if child.tag == qn(name):
            yield child
        elif child.tag in CONTAINERS:
            yield from children(child, name)
