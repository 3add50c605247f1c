"""What is on the pages: the value that extraction makes, repair refines and segmentation reads."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from pipeline.model.minutes import Box, Issue, PageFacts, Repair, Source


class Glyph(NamedTuple):
    """One glyph drawn on a PDF page."""

    cid: int
    """The code in the content stream: a glyph id for most Type0 fonts, a character code for simple fonts."""
    text: str
    """What the file's own text layer says it is; empty where it says nothing."""
    box: Box


class ActualText(NamedTuple):
    """What a PDF itself says that some glyphs of a span stand for: an /ActualText (ISO 32000-1, 14.9.4)."""

    first: int
    """Index of the first glyph in `Span.glyphs`."""
    last: int
    """Index of the last glyph, which is included."""
    text: str
    """Glyphs first to last of the span were drawn under this /ActualText, which stands for all of them. Where it goes
    over several spans, the first in reading order has the text and the others an empty one."""


@dataclass(slots=True)
class FontProgram:
    """What a PDF embeds of a font, undecoded."""

    data: bytes
    """TrueType, OpenType or bare CFF; empty for a Type 3 font."""
    glyph_ids: dict[int, int] | None = None
    """Glyph id by code, where the file itself maps them (CIDToGIDMap); None where it does not."""
    names: dict[int, str] = field(default_factory=dict)
    """Glyph name by code, as a simple font's encoding says."""
    procedures: dict[int, bytes] = field(default_factory=dict)
    """Content stream by code, of a Type 3 font."""
    matrix: tuple[float, float, float, float, float, float] = (0.001, 0.0, 0.0, 0.001, 0.0, 0.0)
    """From a Type 3 font's glyph space to ems."""


@dataclass(slots=True)
class Font:
    """A font of the document."""

    name: str
    """PostScript or family name without the subset tag."""
    kind: str
    """Type0, TrueType, Type1, Type3 or docx."""
    embedded: bool
    program: FontProgram | None = None
    """Kept only where the text layer of the font cannot be believed as it is: it claims Khmer, or says nothing."""
    said: dict[int, str] = field(default_factory=dict)
    """What the text layer says of the codes that are drawn; empty where the reader does not tell codes."""
    swapped: dict[int, str] = field(default_factory=dict)
    """Letters by code, of ligatures whose letters the text layer has with their bytes in the wrong place."""


@dataclass(slots=True)
class Span:
    """A run of text in one font and size."""

    text: str
    orig: str | None = None
    """As extracted, where repair changed `text`."""
    font: str | None = None
    """Key into `Document.fonts`."""
    size: float | None = None
    """Points."""
    bold: bool = False
    italic: bool = False
    underline: bool = False
    box: Box | None = None
    glyphs: tuple[Glyph, ...] = ()
    """In content order; empty where the source is no PDF."""
    actual: tuple[ActualText, ...] = ()
    """The file's own word on some of the glyphs, by their first glyph; `text` goes without it."""
    repair: Repair | None = None


@dataclass(slots=True)
class Line:
    """One printed line (of a DOCX: one paragraph)."""

    spans: list[Span]
    page_no: int
    box: Box
    """Points; for files without pages, what `Document.measured` says."""
    number: int | None = None
    """Line of a text file or paragraph of a DOCX, 1-based."""
    cut: tuple[int, ...] = ()
    """Lines of a text file that held the rest of this printed line, before repair put it together."""
    marker: str | None = None
    """The bullet or list number as printed, where the source keeps it apart from the text."""
    level: int | None = None
    """Depth in the source's own list or outline structure, 1 outermost; None where it has none."""
    style: str | None = None
    """The source's own name for the kind of paragraph ("Heading 1", "Title"); None where it has none."""
    ends_paragraph: bool | None = None
    """What the source itself says of the paragraph's end; None where only the shape can tell."""
    block: int | None = None
    """The source's own number of the paragraph that the line ends in (a tagged PDF's); None where it has none."""
    baseline: float | None = None
    """Points from the page's top to the line on which the letters stand; None where there are no pages."""
    centred: bool | None = None
    """What the source itself says of the line's place between the margins; None where only the shape can tell."""

    @property
    def text(self) -> str:
        """The text of the line, marker apart."""
        return "".join(span.text for span in self.spans)

    @property
    def orig(self) -> str | None:
        """The line as extracted, or None where repair changed nothing."""
        if all(span.orig is None for span in self.spans):
            return None
        return "".join(span.text if span.orig is None else span.orig for span in self.spans)


@dataclass(slots=True)
class Cell:
    """A cell of a table; over pages, the lines of all its parts in order."""

    lines: list[Line]
    column: int
    """0-based."""


@dataclass(slots=True)
class Row:
    """A row of a table. Merged cells appear once, at their first column."""

    cells: list[Cell]
    is_head: bool = False


@dataclass(slots=True)
class Table:
    """A table; one that runs over pages is one table, its repeated head rows set apart as furniture."""

    rows: list[Row]
    page_no: int
    box: Box

    def lines(self) -> Iterator[Line]:
        """All lines, row by row and cell by cell."""
        for row in self.rows:
            for cell in row.cells:
                yield from cell.lines


@dataclass(slots=True)
class Page:
    """One page; a text file or DOCX is one page."""

    facts: PageFacts
    body: list[Line | Table] = field(default_factory=list)
    """In reading order. A table that runs over pages stands on its first page."""
    furniture: list[Line] = field(default_factory=list)
    """Running heads and feet, page numbers and repeated table heads."""
    images: list[Box] = field(default_factory=list)
    """Where pictures are drawn, within the page; only a PDF's are known."""
    unread: list[Box] = field(default_factory=list)
    """Parts that show text which the text layer does not give, as the judge found: to be read from their picture."""

    def lines(self) -> Iterator[Line]:
        """All body lines in reading order, tables row by row."""
        for item in self.body:
            if isinstance(item, Table):
                yield from item.lines()
            else:
                yield item


@dataclass(slots=True)
class Document:
    """A file, page by page."""

    source: Source
    pages: list[Page]
    fonts: dict[str, Font] = field(default_factory=dict)
    measured: bool = True
    """True where boxes are real points on a page; False where they are estimated from the text alone."""
    issues: list[Issue] = field(default_factory=list)
    shown: Path | None = None
    """What shows the pages as they were read, where that is not the file itself; gone when the document is written."""
    learnt: dict[str, str] = field(default_factory=dict)
    """Maps of damaged fonts that repair has learnt from the text, as TOML, by font; "" where the file names none."""

    def lines(self) -> Iterator[Line]:
        """All body lines in reading order."""
        for page in self.pages:
            yield from page.lines()

    def all_lines(self) -> Iterator[Line]:
        """All lines page by page, running heads and feet behind the body."""
        for page in self.pages:
            yield from page.lines()
            yield from page.furniture
