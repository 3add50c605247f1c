"""What the tests of scans share: whether tesseract is there, and a page as a scanner gives it."""

import shutil
import subprocess

import pytest
from PIL import Image

from tests.press.describe import Booklet
from tests.press.layout import set_booklet
from tests.press.producers import write_sheets
from tests.press.producers.word import Word


def _has_khmer() -> bool:
    program = shutil.which("tesseract")
    if program is None:
        return False
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False).stdout.split()
    return {"khm", "eng"} <= set(listed)


needs_tesseract = pytest.mark.skipif(
    not _has_khmer(), reason="needs tesseract: apt-get install tesseract-ocr tesseract-ocr-khm"
)


def photograph(booklet: Booklet, dpi: int = 200) -> list[Image.Image]:
    """Return the pages of a description as pictures."""
    import pypdfium2

    with pypdfium2.PdfDocument(write_sheets(set_booklet(booklet), Word())) as pdf:
        return [page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L") for page in pdf]
