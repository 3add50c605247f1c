"""What was read of pictures to lines and tables: through the same layout code as the glyphs of a PDF."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import cos, radians, sin
from statistics import median

from pipeline.extract.columns import Layout, open_columns
from pipeline.extract.furniture import add_turned_lines, set_furniture_apart
from pipeline.extract.ink import Edge, FileInk, PageInk, Show
from pipeline.extract.lines import LineMaker
from pipeline.extract.pdf import lay_out
from pipeline.extract.sheets import read_sheets
from pipeline.extract.table_flow import join_tables, mark_heads
from pipeline.extract.tagged import mark_paragraph_ends
from pipeline.model.document import Font, Glyph, Line, Page, Span, Table
from pipeline.model.minutes import Box, Flag, Repair
from pipeline.scan.blobs import Blobs
from pipeline.scan.confidence import DOUBTFUL, confidence
from pipeline.scan.correct import Corrected
from pipeline.scan.picture import Picture
from pipeline.scan.reading import Print, PrintedLine

NAME = "tesseract"
FONT = "print"
_KHMER_EM, _LATIN_EM = 1.5, 2.0
"""Size of the type in heights of its median letter: Khmer letters are two thirds of it, Latin ones half."""
_ALIKE = 0.2
"""Share by which the size of a line may differ from that of most lines and still be theirs."""
_BLANK = -1
"""Code of a blank glyph; words have their place in `Reading.words`."""


@dataclass(slots=True)
class Reading:
    """All that was read of a page, in points of the page."""

    ink: PageInk
    words: list[Corrected] = field(default_factory=list)
    angle: float = 0.0
    """Degrees, counter-clockwise, that the page was turned by to be read."""


def reading_of(page: Page, parts: Sequence[tuple[Print, Picture]]) -> Reading:
    """Return what was read of the parts of a page as shows of words and ruling lines."""
    facts = page.facts
    reading = Reading(PageInk(facts.page_no, facts.width or 0.0, facts.height or 0.0, NAME))
    for found, picture in parts:
        reading.angle = found.angle
        sizes = [_size(line, found.blobs, picture) for line in found.lines]
        usual = median(sizes) if sizes else 0.0
        for line, size in zip(found.lines, sizes, strict=True):
            if line.words:
                alike = abs(size - usual) <= _ALIKE * usual
                reading.ink.shows += _shows(line, usual if alike else size, picture, reading.words)
        for ruling in found.rulings:
            across, along = (picture.top, picture.left) if ruling.level else (picture.left, picture.top)
            start, end = along + ruling.start / picture.scale, along + ruling.end / picture.scale
            reading.ink.edges.append(Edge("h" if ruling.level else "v", across + ruling.at / picture.scale, start, end))
    return reading


def _size(line: PrintedLine, blobs: Blobs, picture: Picture) -> float:
    """The size of a line's type in points."""
    letters = [n for n in line.piece.blobs if blobs.is_letter()[n]]
    height = median(blobs.heights[letters].tolist()) if letters else blobs.letter
    text = "".join(word.text for word in line.words)
    latin = sum(character.isascii() and character.isalpha() for character in text)
    em = _LATIN_EM if 2 * latin > len(text) else _KHMER_EM
    return float(em * height / picture.scale)


def _shows(line: PrintedLine, size: float, picture: Picture, words: list[Corrected]) -> list[Show]:
    """A show for each word, with a blank behind it where another one follows."""
    baseline = picture.top + line.piece.base / picture.scale
    top, bottom = baseline - size, baseline + size / 4
    places = [
        tuple(picture.left + (line.x0 + x) / picture.scale for x in (word.word.x0, word.word.x1)) for word in line.words
    ]
    shows = []
    for n, (word, (x0, x1)) in enumerate(zip(line.words, places, strict=True)):
        glyphs, starts, ends = [Glyph(len(words), word.text, (x0, top, x1, bottom))], [x0], [x1]
        if n + 1 < len(places):
            following = max(x1, places[n + 1][0])
            glyphs.append(Glyph(_BLANK, " ", (x1, top, following, bottom)))
            starts.append(x1)
            ends.append(following)
        words.append(word)
        shows.append(Show(FONT, size, 0, baseline, starts, ends, glyphs))
    return shows


def lay_out_pages(pages: Sequence[Page], readings: Sequence[Reading]) -> list[Page]:
    """Return the pages anew, their lines and tables those of the readings, running heads and page numbers set apart."""
    file = FileInk([reading.ink for reading in readings], {FONT: Font("", "scan", False)}, {FONT: (False, False)}, None)
    facts = [page.facts for page in pages]
    sheets = read_sheets(file, facts)
    layouts: list[Layout] = []
    for sheet, fact in zip(sheets, facts, strict=True):
        maker = LineMaker(fact.page_no, file.fonts, file.styles, fact.height or 0.0)
        layouts.append(lay_out(sheet, maker, open_columns(layouts[-1]) if layouts else ()))
    made = [Page(fact, layout.body, layout.running) for fact, layout in zip(facts, layouts, strict=True)]
    set_furniture_apart(made)
    join_tables(made, layouts)
    mark_heads(made)
    mark_paragraph_ends(made)
    add_turned_lines(made, [layout.turned for layout in layouts])
    by_page = {page.facts.page_no: reading for page, reading in zip(pages, readings, strict=True)}
    for page in made:
        for line in (*page.lines(), *page.furniture):
            _settle(line, by_page[line.page_no])
        page.body = [item for item in page.body if isinstance(item, Table) or item.text]
    return made


def put_between(page: Page, found: Page) -> None:
    """Put lines and tables that were read into a page where they stand among its own; these stay as they are."""
    for item in found.body:
        middle = (item.box[1] + item.box[3]) / 2
        above = [n for n, other in enumerate(page.body) if (other.box[1] + other.box[3]) / 2 < middle]
        page.body.insert(above[-1] + 1 if above else 0, item)
    page.furniture += found.furniture


def _settle(line: Line, reading: Reading) -> None:
    """Say of a line's spans how they were read, and put the boxes where the words are on the page as it is."""
    for span in line.spans:
        _settle_span(span, reading)
        if span.box is not None:
            span.box = _turned_back(span.box, reading)
    line.box = _turned_back(line.box, reading)


def _settle_span(span: Span, reading: Reading) -> None:
    """Give a span its repair: how sure it is, what was changed, and what was read before."""
    orig, flags, sure, at = span.text, list[Flag](), list[tuple[float, int]](), 0
    read: list[str] = []
    for glyph in span.glyphs:
        if glyph.cid == _BLANK:
            continue
        word = reading.words[glyph.cid]
        start = span.text.find(word.text, at)
        if start < 0:  # the line maker has changed a letter of it, or taken it for a marker
            continue
        at = start + len(word.text)
        read.append(word.word.text)
        certainty = confidence(word)
        sure.append((certainty, len(word.text)))
        flags += _flags(word, start, certainty)
    orig = " ".join(read)
    weight = sum(length for _, length in sure)
    mean = sum(certainty * length for certainty, length in sure) / weight if weight else 0.0
    span.repair = Repair(method="ocr", confidence=round(mean, 4), flags=flags)
    span.orig = orig if orig != span.text.strip() else None
    span.font, span.glyphs = None, ()


def _flags(word: Corrected, start: int, certainty: float) -> list[Flag]:
    """What is doubtful of a word: the signs that were changed, or else all of it."""
    if word.changes:
        return [
            Flag(
                charspan=(start + change.start, min(start + change.end, start + len(word.text))),
                reason="rival",
                margin=round(change.margin, 3),
                rivals=[change.read],
            )
            for change in word.changes
        ]
    if certainty >= DOUBTFUL:
        return []
    return [Flag(charspan=(start, start + len(word.text)), reason="print", margin=0.0, rivals=[])]


def _turned_back(box: Box, reading: Reading) -> Box:
    """A box of the straightened page where it is on the slanted one: moved with its middle."""
    if not reading.angle:
        return box
    x0, top, x1, bottom = box
    x, y = (x0 + x1) / 2 - reading.ink.width / 2, (top + bottom) / 2 - reading.ink.height / 2
    turn = radians(reading.angle)
    dx, dy = x * cos(turn) - y * sin(turn) - x, x * sin(turn) + y * cos(turn) - y
    return x0 + dx, top + dy, x1 + dx, bottom + dy
