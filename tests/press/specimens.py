"""Specimens: lines of text set in one family by one producer, with what each printed line says."""

from collections.abc import Sequence
from typing import NamedTuple

from tests.press.describe import Booklet, Style, text
from tests.press.fonts import Family
from tests.press.layout import set_booklet
from tests.press.producers import Producer, write_sheets
from tests.press.shape import ZWSP


class Specimen(NamedTuple):
    """A PDF and the truth about it."""

    pdf: bytes
    lines: list[str]
    """What each printed line says, page by page, in logical order; without zero-width spaces and outer spaces."""


def specimen(family: Family, producer: Producer, text_lines: Sequence[str], size: float = 12.0) -> Specimen:
    """Return pages with these lines as paragraphs, Latin letters in Press Sans as office documents mix them.

    Lines that are too long for the page go on in the next one, and stand in `Specimen.lines` as printed.
    """
    style = Style(size=size, khmer=family)
    sheets = set_booklet(Booklet(tuple(text(line, style, after=2.0) for line in text_lines)))
    printed = ("".join(run.text for run in line.runs) for sheet in sheets for line in sheet.lines)
    return Specimen(write_sheets(sheets, producer), [line.replace(ZWSP, "").strip() for line in printed])
