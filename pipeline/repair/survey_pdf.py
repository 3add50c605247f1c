"""What the pages of a PDF are, as pdfium shows them: text, the fonts of some of its characters, boxes of pictures."""

import ctypes
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from pipeline.config import Settings
from pipeline.errors import Category, DocumentError
from pipeline.extract import pdfium_reader
from pipeline.extract.pictures import clipped, joined, share_of_page
from pipeline.extract.source import SourceFile
from pipeline.extract.unread import FEW_LETTERS, SMALLEST, find_unread
from pipeline.model.minutes import Box, PageFacts
from pipeline.repair.judge import SCAN
from pipeline.repair.survey import Damage, Survey, damage_of

MOST_PAGES = 24
"""Of a longer file as many pages are looked at: the first ones, the last ones, and some from between."""
_AT_EDGES = 4
FONT_SAMPLES = 60
"""Characters of a page whose font is asked for."""
_DEEPEST = 4
"""Form XObjects inside one another in which pictures are looked for."""
_PASSWORD = 4
"""FPDF_ERR_PASSWORD (fpdfview.h)."""


def survey_pdf(source: SourceFile, settings: Settings) -> Survey:
    """Return what the pages of a PDF are.

    Raises:
        DocumentError: it takes a password that the settings do not have, or pdfium finds no page in it.
    """
    with _opened(source.path, settings) as pdf:
        total = len(pdf)
        if not total:
            raise DocumentError(Category.MALFORMED, f"{source.path.name}: damaged: there is no page in it")
        found = Survey(source.media_type, total)
        families: Counter[str] = Counter()
        for number in _numbers(total):
            damage, named = _look(source.path, pdf, number)
            found.damages[damage] += 1
            families.update(named)
            found.looked_at += 1
        found.families = tuple(family for family, _ in families.most_common())
        return found


def _opened(path: Path, settings: Settings) -> pypdfium2.PdfDocument:
    passwords = [None, *(password.get_secret_value() for password in settings.opening.passwords)]
    for password in passwords:
        try:
            return pypdfium2.PdfDocument(path, password=password)
        except pypdfium2.PdfiumError as error:
            if error.err_code == _PASSWORD:
                continue
            raise DocumentError(Category.MALFORMED, f"{path.name}: damaged: {error}") from error
    raise DocumentError(
        Category.ENCRYPTED,
        f"{path.name}: needs a password; save a copy without one, or name it in opening.passwords of config.toml",
    )


def _numbers(total: int) -> list[int]:
    """The pages to look at, from 1."""
    if total <= MOST_PAGES:
        return list(range(1, total + 1))
    between = MOST_PAGES - 2 * _AT_EDGES
    first, last = _AT_EDGES, total - _AT_EDGES
    middle = [first + round((n + 0.5) * (last - first) / between) for n in range(between)]
    return sorted({*range(1, first + 1), *middle, *range(last + 1, total + 1)})


def _look(path: Path, pdf: pypdfium2.PdfDocument, number: int) -> tuple[Damage, list[str]]:
    """What a page is, and the families of 8-bit fonts on it."""
    try:
        page = pdf[number - 1]
        layer = page.get_textpage()
    except pypdfium2.PdfiumError:
        return Damage.BROKEN_MAP, []
    text = layer.get_text_range()
    letters = len("".join(text.split()))
    pictures = _pictures(page)
    width, height = page.get_size()
    cover = share_of_page(pictures, width, height)
    if letters < FEW_LETTERS or any(share_of_page([box], width, height) >= SMALLEST for box in pictures):
        seen = _shown(path, number, letters)
        if seen is not None:
            return seen, []
    damage, families = damage_of(_pieces(layer, text))
    layer.close()
    page.close()
    if damage is Damage.BROKEN_MAP and cover >= SCAN:
        return Damage.SCAN, []  # somebody's OCR, and no good one
    return damage, families


def _shown(path: Path, number: int, letters: int) -> Damage | None:
    """Whether a page is a scan or blank, as its rendering shows; None where its text is all there is."""
    try:
        ink = pdfium_reader.read_file(path, [number])
    except pypdfium2.PdfiumError:  # locked: it is not opened a second time with its password
        return None
    facts = PageFacts(
        page_no=number, width=None, height=None, text_source="native", confidence=1.0, methods={}, evidence={}
    )
    if find_unread(path, ink, [facts]).get(number):
        return Damage.SCAN
    return Damage.BLANK if "blank" in facts.evidence and not letters else None


def _pictures(page: pypdfium2.PdfPage) -> list[Box]:
    """The boxes of a page's pictures; whether it has any is asked of pdfium directly, which is quicker."""
    count = pdfium.FPDFPage_CountObjects(page)
    kinds = {pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(page, n)) for n in range(count)}
    if not kinds & {pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM}:
        return []
    left, bottom, right, top = page.get_mediabox()
    boxes = []
    for picture in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=_DEEPEST):
        x0, low, x1, high = picture.get_bounds()
        boxes.append((x0 - left, top - high, x1 - left, top - low))
    return joined(clipped(boxes, right - left, top - bottom))


def _pieces(layer: pypdfium2.PdfTextPage, text: str) -> Iterator[tuple[str | None, str]]:
    """The text of a page in pieces of one font: its fonts are told by characters from all over it."""
    every = max(1, len(text) // FONT_SAMPLES)
    begun, font = 0, None
    for at in range(0, len(text), every):
        named = _font_at(layer, at)
        if named is not None and named != font:
            if at > begun:
                yield font or named, text[begun:at]
            begun, font = at, named
    yield font, text[begun:]


def _font_at(layer: pypdfium2.PdfTextPage, index: int) -> str | None:
    """The name of a character's font; None where pdfium has made the character up."""
    if index >= layer.count_chars():
        return None
    flags, buffer = ctypes.c_int(), ctypes.create_string_buffer(128)
    length = pdfium.FPDFText_GetFontInfo(layer, index, buffer, 128, flags)
    return buffer.value.decode("utf-8", "replace") if length else None
