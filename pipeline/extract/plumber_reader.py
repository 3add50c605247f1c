"""The second reader: pdfplumber's own. It gives no glyph ids."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.pdfpage import PDFPage

from pipeline.extract.accents import compose_accents
from pipeline.extract.font_names import font_style, plain_font_name
from pipeline.extract.ink import Edge, FileInk, PageInk, Show
from pipeline.extract.letterforms import plain_letters
from pipeline.extract.page_by_page import Reading, Told, fonts_told, recall_fonts, take_page
from pipeline.model.document import Font, Glyph
from pipeline.pace import UNHURRIED, Pace

NAME = "pdfplumber"
NO_ID = -1
"""The `cid` of glyphs whose reader does not tell it."""


def read_file(
    path: Path, numbers: Sequence[int] | None = None, pace: Pace = UNHURRIED, most: int = sys.maxsize
) -> FileInk:
    """Return the first pages of a PDF, at most so many, or those of the given numbers (1-based).

    Raises:
        Exception: whatever pdfplumber and pdfminer raise on a file they cannot open.
    """
    ink = FileInk([], {}, {}, None)
    with path.open("rb") as file, pdfplumber.open(file, pages=None if numbers is None else list(numbers)) as pdf:
        ink.total = sum(1 for _ in PDFPage.create_pages(pdf.doc))
        producer = pdf.metadata.get("Producer")
        ink.producer = producer if isinstance(producer, str) else None
        for page in pdf.pages[:most]:
            take_page(ink, page.page_number, NAME, pace, _reading(page, ink))
            page.close()
    return ink


def _reading(page: Any, file: FileInk) -> Reading:
    def read() -> tuple[PageInk, Told]:
        drawn = _page(page, file)
        return drawn, fonts_told(file, drawn)

    return Reading(read, lambda told: recall_fonts(file, told), lambda: (float(page.width), float(page.height)))


def _page(page: Any, file: FileInk) -> PageInk:
    ink = PageInk(page.page_number, float(page.width), float(page.height), NAME)
    for char in page.chars:
        name = plain_font_name(char["fontname"])
        key = f"plumber:{name}"
        if key not in file.fonts:
            file.fonts[key] = Font(name, "unknown", False)
            file.styles[key] = font_style(name)
        ink.shows.append(_show(char, key, ink.height))
    for edge in page.edges:
        if edge["orientation"] == "h":
            ink.edges.append(Edge("h", edge["top"], edge["x0"], edge["x1"]))
        elif edge["orientation"] == "v":
            ink.edges.append(Edge("v", edge["x0"], edge["top"], edge["bottom"]))
    ink.images.extend((image["x0"], image["top"], image["x1"], image["bottom"]) for image in page.images)
    compose_accents(ink.shows)
    return ink


def _show(char: dict[str, Any], key: str, height: float) -> Show:
    """One character as a show; upright text only runs along x, anything else along y, read upwards."""
    box = (char["x0"], char["top"], char["x1"], char["bottom"])
    text = "" if char["text"].startswith("(cid:") else plain_letters(char["text"])
    glyph = Glyph(NO_ID, text, box)
    if char["upright"]:
        return Show(key, char["size"], 0, char["bottom"] - 0.2 * char["size"], [box[0]], [box[2]], [glyph])
    return Show(key, char["size"], 270, box[2] - 0.2 * char["size"], [-box[3]], [-box[1]], [glyph])
