"""The last reader: pdfium, which opens most of what others give up. It gives no glyph ids and no ruling lines."""

import ctypes
import sys
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from pipeline.extract.accents import compose_accents
from pipeline.extract.font_names import font_style, plain_font_name
from pipeline.extract.ink import FileInk, PageInk, Show
from pipeline.extract.letterforms import plain_letters
from pipeline.extract.page_by_page import Reading, Told, fonts_told, recall_fonts, take_page
from pipeline.extract.plumber_reader import NO_ID
from pipeline.model.document import Font, Glyph
from pipeline.pace import UNHURRIED, Pace

NAME = "pdfium"
_IMAGE = pdfium.FPDF_PAGEOBJ_IMAGE


def read_file(
    path: Path, numbers: Sequence[int] | None = None, pace: Pace = UNHURRIED, most: int = sys.maxsize
) -> FileInk:
    """Return the first pages of a PDF, at most so many, or those of the given numbers (1-based).

    Raises:
        PdfiumError: the file cannot be opened.
    """
    ink = FileInk([], {}, {}, None)
    with pypdfium2.PdfDocument(path) as pdf:
        ink.total = len(pdf)
        ink.producer = pdf.get_metadata_value("Producer") or None
        for number in range(1, min(len(pdf), most) + 1) if numbers is None else numbers:
            take_page(ink, number, NAME, pace, _reading(pdf, number, ink))
    return ink


def _reading(pdf: pypdfium2.PdfDocument, number: int, file: FileInk) -> Reading:
    def read() -> tuple[PageInk, Told]:
        drawn = _page(pdf[number - 1], number, file)
        return drawn, fonts_told(file, drawn)

    return Reading(read, lambda told: recall_fonts(file, told), lambda: pdf.get_page_size(number - 1))


def _page(page: pypdfium2.PdfPage, number: int, file: FileInk) -> PageInk:
    left, bottom, right, top = page.get_mediabox()
    ink = PageInk(number, right - left, top - bottom, NAME)
    text = page.get_textpage()
    for index in range(text.count_chars()):
        show = _show(text, index, left, top, file)
        if show is not None:
            ink.shows.append(show)
    for picture in page.get_objects(filter=[_IMAGE]):
        x0, low, x1, high = picture.get_bounds()
        ink.images.append((x0 - left, top - high, x1 - left, top - low))
    text.close()
    compose_accents(ink.shows)
    return ink


def _show(text: pypdfium2.PdfTextPage, index: int, left: float, top: float, file: FileInk) -> Show | None:
    """One character as a show, or None for the blanks and line ends that pdfium makes up."""
    if pdfium.FPDFText_IsGenerated(text, index) == 1:
        return None
    is_hyphen = pdfium.FPDFText_IsHyphen(text, index) == 1  # at the end of a line, for which it gives a control code
    code = ord("-") if is_hyphen else pdfium.FPDFText_GetUnicode(text, index)
    x0, low, x1, high = text.get_charbox(index, loose=True)
    size = pdfium.FPDFText_GetFontSize(text, index) or high - low
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text, index, x, y)
    key = _font_key(text, index, file)
    glyph = Glyph(NO_ID, plain_letters(chr(code)) if code else "", (x0 - left, top - high, x1 - left, top - low))
    return Show(key, size, 0, top - y.value, [x0 - left], [x1 - left], [glyph])


def _font_key(text: pypdfium2.PdfTextPage, index: int, file: FileInk) -> str:
    flags = ctypes.c_int()
    buffer = ctypes.create_string_buffer(256)
    length = pdfium.FPDFText_GetFontInfo(text, index, buffer, 256, flags)
    name = plain_font_name(buffer.value.decode("utf-8", "replace")) if length else "unknown"
    key = f"pdfium:{name}"
    if key not in file.fonts:
        file.fonts[key] = Font(name, "unknown", False)
        file.styles[key] = font_style(name, flags.value)
    return key
