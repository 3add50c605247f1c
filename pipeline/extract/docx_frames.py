"""Where a Word paragraph would stand in the frame of its page, as far as its properties tell."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from docx.oxml.ns import qn

from pipeline.extract.docx_values import points, value_of
from pipeline.extract.text import LEADING, TYPE_SIZE
from pipeline.extract.widths import text_width
from pipeline.model.document import Span
from pipeline.model.minutes import Box

_USUAL_WIDTH = 451.0
"""Points between the margins of an A4 page in Word's own template."""


class Indent(NamedTuple):
    """Points from the left edge of the frame."""

    left: float
    first: float
    """The first line's distance from `left`, negative where it hangs."""


def frame_width(body: Any) -> float:
    """Return the width in points between the margins of the last section."""
    section = body.find(qn("w:sectPr"))
    size = section.find(qn("w:pgSz")) if section is not None else None
    margins = section.find(qn("w:pgMar")) if section is not None else None
    if size is None or margins is None:
        return _USUAL_WIDTH
    found = [points(size.get(qn("w:w"))), points(margins.get(qn("w:left"))), points(margins.get(qn("w:right")))]
    width, left, right = (each or 0.0 for each in found)
    return width - left - right if width > left + right else _USUAL_WIDTH


def indent_of(holders: Sequence[Any]) -> Indent:
    """Return the indent that paragraph properties give, the nearest first."""
    left = first = None
    for holder in holders:
        element = holder.find(qn("w:ind"))
        if element is None:
            continue
        if left is None:
            left = points(element.get(qn("w:left")) or element.get(qn("w:start")))
        if first is None:
            hanging, indented = points(element.get(qn("w:hanging"))), points(element.get(qn("w:firstLine")))
            first = -hanging if hanging is not None else indented
    return Indent(left or 0.0, first or 0.0)


def tab_stops(holders: Sequence[Any]) -> list[tuple[float, str]]:
    """Return the tab stops that paragraph properties set, the nearest first, in points from the left edge."""
    stops: dict[float, str] = {}
    for holder in reversed(holders):
        for stop in holder.iterfind(f"{qn('w:tabs')}/{qn('w:tab')}"):
            at = points(stop.get(qn("w:pos"))) or 0.0
            kind = stop.get(qn("w:val"), "left")
            stops.pop(at, None)
            if kind not in ("clear", "bar", "num"):
                stops[at] = kind
    return sorted(stops.items())


def has_leaders(holders: Sequence[Any]) -> bool:
    """Return whether a tab stop draws a leader up to what stands there: the dots of a contents page."""
    stops = (stop for holder in holders for stop in holder.iterfind(f"{qn('w:tabs')}/{qn('w:tab')}"))
    return any(stop.get(qn("w:leader"), "none") != "none" for stop in stops)


def alignment_of(holders: Sequence[Any]) -> str:
    """Return how the lines of a paragraph are set: left, center, right, both."""
    return next((value for holder in holders if (value := value_of(holder, "w:jc")) is not None), "left")


def line_box(spans: Sequence[Span], x0: float, alignment: str, frame: float, number: int) -> Box:
    """Return the estimated box of a line, as if it were as long as its words."""
    width = sum(text_width(span.text, span.size or TYPE_SIZE) for span in spans)
    free = max(frame - x0 - width, 0.0)
    x0 += {"center": free / 2, "right": free, "end": free}.get(alignment, 0.0)
    top = LEADING * number
    return x0, top, x0 + width, top + TYPE_SIZE
