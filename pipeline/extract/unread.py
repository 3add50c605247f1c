"""Parts of a page that show print which the text layer does not give: scans, pictures of tables, text as outlines.

Boxes say most of it. A page is rendered only where they leave a doubt: a picture of some size, or hardly a letter.
"""

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pypdfium2

from pipeline.errors import Category
from pipeline.extract.broken_pictures import has_broken_picture
from pipeline.extract.ink import FileInk, PageInk, Show
from pipeline.extract.pictures import clipped, joined, share_of_page, union
from pipeline.extract.shown import RESOLUTION, Bitmap, Grey, dots, ink_and_paper, pieces_of_print
from pipeline.model.minutes import Box, PageFacts
from pipeline.pace import UNHURRIED, Pace

FEW_LETTERS = 40
"""Letters below which a page says next to nothing: a page number, a stamp, the name of a scanning program."""
SMALLEST = 0.03
"""Share of the page that a picture takes up in which print is looked for; logos and signatures are smaller."""
MOST = 0.6
"""Share of the page from which a picture is the page itself."""
EDGE = 0.18
"""Share of the page's height at its top and foot where a picture beside native text is a letterhead."""
FEWEST_PIECES = 14
"""Pieces of print (about 50 points wide each) that make a part worth reading: two full lines. A photograph of half a
page has up to 20 such pieces by chance, but little paper."""
FEWEST_ALONE = 3
"""On a page without text."""
BARE_SHARE = 0.3
"""Share of the pieces of print in a part that no glyph of the text layer lies on, from which it is unread. Of scans
under a good OCR layer it is below 0.1."""
PAPER = 0.62
"""Share of a picture that is flat: of scans above 0.73, noisy, shaded or dim; of photographs below 0.6."""
BLANK = 0.0008
"""Share of a page that is ink: less is dust, or nothing."""
MOST_DOTS = 40_000_000
"""Of a page that is looked at, as rendered; an A0 sheet has 12 million."""
_MARGIN = 0.3
"""Sizes of the type by which ink reaches beyond the boxes of its glyphs."""

_LOG = logging.getLogger(__name__)


def find_unread(
    path: Path | None, file: FileInk, facts: Sequence[PageFacts], pace: Pace = UNHURRIED
) -> dict[int, list[Box]]:
    """Return the parts that are unread by page number, and fill in the figures that decided.

    A page that is unread as a whole has its text source set to none. A page that nothing is drawn on is said to be
    blank, and stays as it is. Without a `path` no page is looked at, and pictures are taken for scans where there is
    hardly a letter. Pages that no reader could read are left alone.
    """
    doubtful = []
    for ink, fact in zip(file.pages, facts, strict=True):
        if ink.page_no not in file.failed and (parts := _parts(ink)):
            doubtful.append(_Doubt(ink, fact, parts))
    pdf = _opened(path) if path is not None and doubtful else None
    if pdf is None:
        return {doubt.ink.page_no: _guessed(doubt) for doubt in doubtful}
    with pdf:
        return {doubt.ink.page_no: _looked_at(pdf, doubt, pace) for doubt in doubtful}


class _Doubt(NamedTuple):
    """A page of which boxes do not say all."""

    ink: PageInk
    facts: PageFacts
    parts: list[Box]
    """Where it may show more than its text layer says."""


def _opened(path: Path) -> pypdfium2.PdfDocument | None:
    try:
        return pypdfium2.PdfDocument(path)
    except (pypdfium2.PdfiumError, OSError) as error:
        _LOG.info("%s: pdfium cannot show it: %s", path.name, error)
        return None


def _parts(ink: PageInk) -> list[Box]:
    """Where a page may show more than its text layer says; nothing where the boxes leave no doubt."""
    pictures = _pictures(ink)
    if _letters(ink) < FEW_LETTERS or any(share_of_page([box], ink.width, ink.height) >= MOST for box in pictures):
        return [_whole(ink)]
    inside = [box for box in pictures if box[3] > EDGE * ink.height and box[1] < (1 - EDGE) * ink.height]
    return [box for box in inside if share_of_page([box], ink.width, ink.height) >= SMALLEST]


def _pictures(ink: PageInk) -> list[Box]:
    return joined(clipped(ink.images, ink.width, ink.height))


def _whole(ink: PageInk) -> Box:
    return 0.0, 0.0, ink.width, ink.height


def _letters(ink: PageInk) -> int:
    return sum(not glyph.text.isspace() for show in ink.shows for glyph in show.glyphs)


def _guessed(doubt: _Doubt) -> list[Box]:
    """What is unread of a page that cannot be shown."""
    return _left_unread(doubt, doubt.parts if doubt.ink.images and _letters(doubt.ink) < FEW_LETTERS else [])


def _looked_at(pdf: pypdfium2.PdfDocument, doubt: _Doubt, pace: Pace) -> list[Box]:
    """What is unread of a page, as its rendering shows."""
    ink = doubt.ink
    mark = f"looking at page {ink.page_no}"
    if pace.is_late() or pace.fatal(mark) is not None:
        return _guessed(doubt)
    with pace.work(mark):
        grey = _rendered(pdf, ink.page_no)
    if grey is None:
        return _guessed(doubt)
    dark, paper = ink_and_paper(grey)
    known = np.zeros_like(dark)
    for show in ink.shows:
        known[dots(_reach(show))] = True
    if _letters(ink) < FEW_LETTERS:
        unread = _unread_without_text(doubt, dark, known)
        if not unread and ink.images and dark.mean() < BLANK and has_broken_picture(pdf, ink.page_no):
            doubt.facts.evidence["unread"] = Category.MALFORMED
            unread = [_whole(ink)]
        return _left_unread(doubt, unread)
    return _left_unread(doubt, _unread_beside_text(doubt, dark, known, paper))


def _unread_beside_text(doubt: _Doubt, dark: Bitmap, known: Bitmap, paper: Bitmap) -> list[Box]:
    unread, total, bare = [], 0, 0
    for part in doubt.parts:
        place = dots(part)
        pieces, left = pieces_of_print(dark[place]), pieces_of_print(dark[place] & ~known[place])
        total, bare = total + len(pieces), bare + len(left)
        is_print = len(left) >= FEWEST_PIECES and len(left) >= BARE_SHARE * len(pieces)
        if is_print and paper[place].mean() >= PAPER:
            unread.append(part)
    doubt.facts.evidence |= {"print_pieces": total, "print_without_text": bare}
    return unread


def _unread_without_text(doubt: _Doubt, dark: Bitmap, known: Bitmap) -> list[Box]:
    """What is unread of a page with next to no text: a scan, outlines, a photograph, a signature, or blank."""
    bare = dark & ~known
    pieces = pieces_of_print(bare)
    share = float(bare.mean())
    doubt.facts.evidence |= {"ink": round(share, 4), "print_without_text": len(pieces)}
    if share < BLANK:
        if not known.any():
            doubt.facts.evidence["blank"] = 1
        return []
    pictured = share_of_page(_pictures(doubt.ink), doubt.ink.width, doubt.ink.height)
    return [_whole(doubt.ink)] if len(pieces) >= FEWEST_ALONE or pictured >= MOST else []


def _left_unread(doubt: _Doubt, parts: list[Box]) -> list[Box]:
    """The parts, or the whole page where they are most of it."""
    if share_of_page(parts, doubt.ink.width, doubt.ink.height) < MOST:
        return parts
    doubt.facts.text_source, doubt.facts.confidence, doubt.facts.methods = "none", 0.0, {}
    return [_whole(doubt.ink)]


def _reach(show: Show) -> Box:
    """The box of a show's ink, with room for signs above and below the letters."""
    x0, top, x1, bottom = union([glyph.box for glyph in show.glyphs])
    room = _MARGIN * show.size
    return x0 - room, top - room, x1 + room, bottom + room


def _rendered(pdf: pypdfium2.PdfDocument, number: int) -> Grey | None:
    """A page in shades of grey, as large as its media box; None where pdfium cannot load it, or it is too large."""
    try:
        page = pdf[number - 1]
        page.set_cropbox(*page.get_mediabox())
        if page.get_width() * page.get_height() * (RESOLUTION / 72) ** 2 > MOST_DOTS:
            return None
        shown: Grey = page.render(scale=RESOLUTION / 72, grayscale=True).to_numpy()
    except (pypdfium2.PdfiumError, IndexError, OSError) as error:
        _LOG.info("page %s cannot be shown: %s", number, error)
        return None
    page.close()
    return shown[:, :, 0] if shown.ndim == 3 else shown
