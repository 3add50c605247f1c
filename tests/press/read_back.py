"""PDFs read by the extractors that people use, as plain lines of text."""

import shutil
import subprocess
from collections.abc import Callable
from io import BytesIO

import pdfplumber
import pypdfium2


def by_pdfplumber(pdf: bytes) -> list[str]:
    """Return the lines that pdfplumber's `extract_text` gives."""
    with pdfplumber.open(BytesIO(pdf)) as document:
        return [line for page in document.pages for line in page.extract_text().splitlines()]


def by_pdfium(pdf: bytes) -> list[str]:
    """Return the lines that pdfium gives."""
    lines: list[str] = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            textpage = page.get_textpage()
            lines += str(textpage.get_text_bounded()).splitlines()
            textpage.close()
            page.close()
    return lines


def by_pdftotext(pdf: bytes) -> list[str]:
    """Return the lines that poppler's pdftotext gives.

    Raises:
        FileNotFoundError: pdftotext is not installed (`HAS_PDFTOTEXT` tells).
    """
    command = ["pdftotext", "-enc", "UTF-8", "-", "-"]
    told = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode("utf-8")
    return [line for line in told.replace("\f", "\n").split("\n") if line]


HAS_PDFTOTEXT = shutil.which("pdftotext") is not None
"""Whether Debian's poppler-utils is there."""
EXTRACTORS: dict[str, Callable[[bytes], list[str]]] = {
    "pdfplumber": by_pdfplumber,
    "pdfium": by_pdfium,
    "pdftotext": by_pdftotext,
}
"""By name."""
