"""The first reader: playa-pdf, one pass over a page's content for glyphs with their ids, ruling lines and pictures."""

import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import playa
from playa.content import (
    ContentObject,
    ImageObject,
    MarkedContent,
    PathObject,
    TextObject,
    XObjectObject,
)
from playa.font import Font as PlayaFont
from playa.page import Page as PlayaPage
from playa.pdftypes import ObjRef, resolve1
from playa.utils import decode_text, transform_bbox

from pipeline.extract.accents import compose_accents
from pipeline.extract.actual_text import Sections
from pipeline.extract.codes import FontCodes, Learnt
from pipeline.extract.content_doubts import Listening, doubt_of_blank
from pipeline.extract.dots import drawn_dot
from pipeline.extract.ink import MOST_EDGES, FileInk, PageInk, Show
from pipeline.extract.page_by_page import Reading, take_page
from pipeline.extract.placing import placed
from pipeline.extract.rules import ruling_lines
from pipeline.extract.tagging import Tagging, is_pagination
from pipeline.extract.tex_fonts import tex_texts
from pipeline.pace import UNHURRIED, Pace

NAME = "playa"
_WANTED = (TextObject, PathObject, ImageObject, XObjectObject)
_BY_NUMBER = "o"
"""Begins the keys of fonts that have an object number, which follows."""
DEEPEST_FORM = 12
"""Form XObjects inside one another; more is a loop."""


def read_file(
    path: Path,
    numbers: Sequence[int] | None = None,
    pace: Pace = UNHURRIED,
    most: int = sys.maxsize,
    name: str = NAME,
) -> FileInk:
    """Return the first pages of a PDF, at most so many, or those of the given numbers (1-based).

    `name` is the reader that the pages are said to be from. A page that cannot be read is listed in `failed` and left
    empty.

    Raises:
        Exception: whatever playa raises on a file it cannot open; the caller goes on to the next reader.
    """
    with path.open("rb") as file, playa.Document(file) as pdf:  # playa.open leaves a file open that it refuses
        reading = _Reading(pdf)
        ink = FileInk([], {}, {}, None, total=len(pdf.pages))
        for number, page in enumerate(islice(pdf.pages, most), 1):
            if numbers is None or number in numbers:
                take_page(ink, number, name, pace, reading.of(page, number))
        _settle_guesses(reading, ink.pages)
        if any(codes.has_accents for codes in reading.codes.values()):
            for drawn in ink.pages:
                compose_accents(drawn.shows)
        ink.fonts = {codes.key: codes.describe() for codes in reading.codes.values()}
        ink.styles = {codes.key: codes.style for codes in reading.codes.values()}
        ink.producer = _producer(pdf)
        return ink


def _producer(pdf: playa.Document) -> str | None:
    for section in pdf.xrefs:
        info = resolve1(section.trailer.get("Info"))
        producer = resolve1(info.get("Producer")) if isinstance(info, dict) else None
        if isinstance(producer, bytes):
            return decode_text(producer).strip("\0 ") or None
    return None


class _Reading:
    """The fonts met so far, and the page at hand."""

    def __init__(self, document: playa.Document) -> None:
        self.document = document
        self.codes: dict[int, FontCodes] = {}
        self._sections = Sections()
        self._tagging = Tagging(document)

    def of(self, page: PlayaPage, number: int) -> Reading:
        """How a page is read, or taken in where it was read before."""

        def read() -> tuple[PageInk, dict[str, Learnt] | None]:
            with Listening(page) as heard:
                drawn = self.page(page, number)
            drawn.doubt = heard.doubt() or (doubt_of_blank(page) if drawn.is_blank else None)
            return drawn, self._learnt({show.font for show in drawn.shows})

        return Reading(read, self._recall, lambda: (float(page.width), float(page.height)))

    def _learnt(self, keys: set[str]) -> dict[str, Learnt] | None:
        """What is known of the codes of these fonts; None if one of them could not be found again by its key."""
        if not all(key.startswith(_BY_NUMBER) for key in keys):
            return None
        return {codes.key: codes.learnt() for codes in self.codes.values() if codes.key in keys}

    def _recall(self, fonts: dict[str, Learnt]) -> None:
        for key, learnt in fonts.items():
            number = int(key.removeprefix(_BY_NUMBER))
            entry = resolve1(self.document[number])
            font = self.document.get_font(number, entry if isinstance(entry, dict) else {})
            codes = self.codes.get(id(font))
            if codes is None:
                codes = self.codes[id(font)] = FontCodes(key, font, entry)
            codes.recall(learnt)

    def page(self, page: PlayaPage, number: int) -> PageInk:
        """All that is drawn on a page, in the order it is drawn."""
        _, _, x1, bottom = transform_bbox(page.ctm, page.mediabox)
        ink = PageInk(number, float(x1), float(bottom), NAME)
        for item, resources, around in _contents(page.interp(filter_classes=_WANTED), page.resources, frozenset(), ()):
            if isinstance(item, TextObject):
                show = self._show(item, resources)
                if show is not None:
                    show.block = self._tagging.block(item)
                    show.pagination = is_pagination(item.mcstack)
                    show.marked = self._sections.at((*around, *item.mcstack) if around else item.mcstack)
                    ink.shows.append(show)
            elif isinstance(item, PathObject):
                if (dot := drawn_dot(item)) is not None:
                    ink.dots.append(dot)
                elif len(ink.edges) <= MOST_EDGES:
                    ink.edges.extend(ruling_lines(item, ink))
            elif isinstance(item, ImageObject) and item.bbox is not None:
                ink.images.append(item.bbox)
        return ink

    def _show(self, item: TextObject, resources: object) -> Show | None:
        state = item.gstate
        if state.font is None or state.fontsize == 0 or not item.args:
            return None
        codes = self.codes.get(id(state.font)) or self._meet(state.font, resources)
        return placed(item, codes)

    def _meet(self, font: PlayaFont, resources: object) -> FontCodes:
        """Give a font its key: its object number in the file, or its place in the order of first use."""
        reference = _reference(self.document, font, resources)
        key = f"{_BY_NUMBER}{reference.objid}" if reference is not None else f"f{len(self.codes) + 1}"
        codes = self.codes[id(font)] = FontCodes(key, font, resolve1(reference))
        return codes


def _settle_guesses(reading: _Reading, pages: list[PageInk]) -> None:
    """Tell anew what codes stand for of which the file says nothing, now that all that is drawn is known."""
    fonts = list(reading.codes.values())
    told: dict[str, dict[int, str]] = {codes.key: {} for codes in fonts if codes.is_renumbered()}
    told |= tex_texts({codes.key: codes.drawn for codes in fonts if codes.is_tex_bitmap and codes.drawn})
    if not told:
        return
    for codes in fonts:
        if codes.key in told:
            codes.retell(told[codes.key])
    for show in (show for page in pages for show in page.shows if show.font in told):
        texts = told[show.font]
        show.glyphs = [glyph._replace(text=texts.get(glyph.cid, "")) for glyph in show.glyphs]


def _reference(document: playa.Document, font: PlayaFont, resources: object) -> ObjRef | None:
    """How the resources in force refer to a font; None where it stands in them itself."""
    fonts = resolve1(resources.get("Font")) if isinstance(resources, dict) else None
    if not isinstance(fonts, dict):
        return None
    for reference in fonts.values():
        if isinstance(reference, ObjRef) and document.get_font(reference.objid) is font:
            return reference
    return None


def _contents(
    items: Iterator[ContentObject],
    resources: object,
    parents: frozenset[int],
    around: tuple[MarkedContent, ...],
) -> Iterator[tuple[ContentObject, object, tuple[MarkedContent, ...]]]:
    """All objects of a page and of the forms on it, in the order they are drawn, with the resources in force.

    `around` is the marked content that a form stands in: what is drawn inside it knows only its own.
    """
    for item in items:
        if not isinstance(item, XObjectObject):
            yield item, resources, around
            continue
        number = item.stream.objid or 0
        if number not in parents and len(parents) < DEEPEST_FORM:
            own = item.resources if item.resources is not None else resources
            inside = item.interp(filter_classes=_WANTED)
            yield from _contents(inside, own, parents | {number}, (*around, *item.mcstack))
