"""What a page says and how it should look: the description that the press sets in type."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from tests.press.fonts import BATTAMBANG, MOUL, PRESS_SANS, PRESS_SYMBOL, Family

DISC, SQUARE, DASH = "\uf0b7", "\uf0a7", "\uf02d"
"""Bullets of symbol fonts, at the private code points that Word writes."""

Colour = tuple[float, float, float]
"""Red, green, blue from 0 to 1."""


class Align(StrEnum):
    """Where the lines of a paragraph stand."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    JUSTIFY = "justify"


@dataclass(frozen=True)
class Style:
    """How a run looks."""

    size: float = 11.0
    """Points."""
    bold: bool = False
    italic: bool = False
    colour: Colour = (0.0, 0.0, 0.0)
    latin: Family = PRESS_SANS
    khmer: Family = BATTAMBANG
    """Spaces, digits and marks between Khmer letters are set in this family too, as Word does."""


PLAIN = Style()
BOLD = Style(bold=True)
MUOL = Style(khmer=MOUL)
"""The round display face of Khmer national heads and titles."""


@dataclass(frozen=True)
class Run:
    """Text in one style. `{page}` and `{pages}` in running heads stand for the page number and their count."""

    text: str
    style: Style = PLAIN


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; a list item is one with a marker. Lengths in points."""

    runs: tuple[Run, ...]
    align: Align = Align.LEFT
    indent: float = 0.0
    """Of all lines from the left edge of the column or cell."""
    hanging: float = 0.0
    """How far the first line, or its marker, stands out to the left of the others."""
    before: float = 0.0
    after: float = 6.0
    leading: float = 1.0
    """Multiple of the faces' own height."""
    marker: Run | None = None
    keep_with_next: bool = False


@dataclass(frozen=True)
class PageBreak:
    """What follows stands on a new page."""


@dataclass(frozen=True)
class Row:
    """A table row: for each cell its paragraphs."""

    cells: tuple[tuple[Paragraph, ...], ...]


@dataclass(frozen=True)
class Table:
    """A table. Rows break over pages inside their cells, and the head is set again on each page."""

    widths: tuple[float, ...]
    """Of the columns, in points."""
    rows: tuple[Row, ...]
    head: Row | None = None
    ruled: bool = True
    padding: float = 5.4
    """Left and right of the text of a cell; Word's own default."""
    shift: float = 0.0
    """Of the table's left edge from the column's; negative reaches into the margin."""
    rows_break: bool = True
    """False: a row that does not fit goes whole to the next page."""


@dataclass(frozen=True)
class Columns:
    """Text in columns of equal width and length."""

    blocks: tuple[Paragraph, ...]
    count: int = 2
    gap: float = 24.0


Block = Paragraph | Table | Columns | PageBreak


@dataclass(frozen=True)
class Booklet:
    """A whole document. Lengths in points; the default is A4."""

    blocks: tuple[Block, ...]
    width: float = 595.32
    height: float = 841.92
    margin: tuple[float, float, float, float] = (72.0, 72.0, 72.0, 72.0)
    """Top, right, bottom, left."""
    head: tuple[Paragraph, ...] = ()
    foot: tuple[Paragraph, ...] = ()
    title: str = ""
    furniture_margin: float = 36.0
    """Of the running head from the top, and of the foot from the bottom."""
    unfurnished: frozenset[int] = field(default_factory=frozenset)
    """Numbers of the pages without running head and foot."""


def text(words: str | Sequence[Run], style: Style = PLAIN, **how: object) -> Paragraph:
    """Return a paragraph of one style, or of the runs given; `how` are fields of `Paragraph`."""
    runs = (Run(words, style),) if isinstance(words, str) else tuple(words)
    return replace(Paragraph(runs), **how)  # type: ignore[arg-type]


def bullet(
    words: str | Sequence[Run], style: Style = PLAIN, level: int = 1, sign: str = DISC, **how: object
) -> Paragraph:
    """Return a list item with a symbol font's bullet and a hanging indent; `level` 1 is outermost."""
    marker = Run(sign, replace(style, latin=PRESS_SYMBOL, khmer=PRESS_SYMBOL, bold=False))
    return _item(words, style, level, marker, how)


def numbered(number: str, words: str | Sequence[Run], style: Style = PLAIN, level: int = 1, **how: object) -> Paragraph:
    """Return a list item with its number as printed ("1.", "ក.") and a hanging indent."""
    return _item(words, style, level, Run(number, style), how)


def _item(words: str | Sequence[Run], style: Style, level: int, marker: Run, how: dict[str, object]) -> Paragraph:
    shape: dict[str, object] = {"indent": 18.0 * (level + 1), "hanging": 18.0, "after": 2.0, "marker": marker}
    return text(words, style, **(shape | how))
