"""What a reader finds on a PDF page, before any layout: shows of glyphs, ruling lines and pictures."""

from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.model.document import Font, Glyph
from pipeline.model.minutes import Box
from pipeline.pace import Cause

MOST_EDGES = 4000
"""A page with more ruling lines than this is a drawing; its tables are not looked for."""

SPACE_GAP = 0.16
"""Em; a wider gap between two glyphs is a space that the text layer does not have. Kerning stays below 0.1 em, the
narrowest word spaces of justified type are 0.2 em."""


class Edge(NamedTuple):
    """A horizontal or vertical ruling line, in points from the top left corner."""

    orientation: str
    """h or v."""
    at: float
    """Its distance from the top (h) or the left (v)."""
    start: float
    end: float


@dataclass(slots=True, eq=False)
class Marked:
    """A marked content section with an /ActualText; one object for all the shows inside it."""

    text: str
    """What all glyphs of the section stand for, decoded."""


@dataclass(slots=True)
class Show:
    """Glyphs drawn one after another in one font, size and direction.

    `starts`, `ends` and `baseline` are measured along and across the direction of the text, so that rotated text is
    laid out by the same code; at angle 0 they are x and y on the page.
    """

    font: str
    size: float
    angle: int
    """Degrees, clockwise as seen on the page; 0 for nearly all text."""
    baseline: float
    starts: list[float]
    ends: list[float]
    """The pen after each glyph, letter spacing included."""
    glyphs: list[Glyph]
    invisible: bool = False
    """Text render mode 3: the text layer of a scan."""
    bold: bool = False
    """Drawn with a stroked outline, or twice with a small shift."""
    underline: bool = False
    """A line is drawn under it."""
    block: int | None = None
    """The paragraph it belongs to, where the file is tagged."""
    pagination: bool = False
    """Whether the file itself says that it is part of a running head or foot."""
    marked: Marked | None = None
    """The section with an /ActualText that the show stands in."""


@dataclass(slots=True)
class PageInk:
    """One page as a reader gave it. Boxes are in points from the top left corner of the page."""

    page_no: int
    width: float
    height: float
    reader: str
    shows: list[Show] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    dots: list[Box] = field(default_factory=list)
    """Small shapes that may be bullets."""
    images: list[Box] = field(default_factory=list)
    doubt: str | None = None
    """Why some of the page's content may have been lost while it was read."""

    @property
    def is_blank(self) -> bool:
        """Whether nothing at all was drawn that a reader takes in."""
        return not (self.shows or self.images or self.edges or self.dots)

    @property
    def glyph_count(self) -> int:
        """Number of glyphs, blanks among them."""
        return sum(len(show.glyphs) for show in self.shows)

    @property
    def character_count(self) -> int:
        """Number of characters, blanks and glyphs without a text among them."""
        return sum(max(1, len(glyph.text)) for show in self.shows for glyph in show.glyphs)

    @property
    def has_text(self) -> bool:
        """Whether anything but blanks is drawn as text, be it known or not what."""
        return any(not glyph.text.isspace() for show in self.shows for glyph in show.glyphs)


@dataclass(slots=True)
class FileInk:
    """All pages of a file, and what the reader knows of the whole."""

    pages: list[PageInk]
    fonts: dict[str, Font]
    styles: dict[str, tuple[bool, bool]]
    """Bold and italic by font key."""
    producer: str | None
    failed: dict[int, Cause] = field(default_factory=dict)
    """Pages that were not read, with the reason."""
    plain: dict[int, Cause] = field(default_factory=dict)
    """Pages of which only the rows were read, since an earlier process died of their tables or columns."""
    total: int = 0
    """Pages that the file has, read or not, as the reader counts them."""
    refused: dict[str, str] = field(default_factory=dict)
    """Readers that were asked before and could not open the file, with the reason."""
