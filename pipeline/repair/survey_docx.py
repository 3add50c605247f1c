"""The text of a Word file in pieces with their fonts, as its main part has them; no styles, no layout."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from pipeline.errors import Category, DocumentError
from pipeline.extract.zip_rescue import rescued

LARGEST = 50_000_000
"""Bytes of XML that are looked at."""
_MAIN = "word/document.xml"
_RUN = re.compile(r"<w:r(?: [^>]*)?>(.*?)</w:r>", re.DOTALL)
_FONT = re.compile(r'<w:rFonts [^>]*?w:(?:ascii|hAnsi)="([^"]*)"')
_TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")
_DEFAULT_FONT = re.compile(r'<w:rPrDefault>.*?<w:rFonts [^>]*?w:ascii="([^"]*)"', re.DOTALL)


def runs_of(path: Path) -> Iterator[tuple[str | None, str]]:
    """Yield the runs of a Word file: the font each names, else the file's default, and its text with a newline.

    Raises:
        DocumentError: the file is damaged, or no Word file.
    """
    try:
        with zipfile.ZipFile(path) as package, package.open(_MAIN) as part:
            xml = part.read(LARGEST).decode("utf-8", "replace")
            default = _default_font(package)
    except (zipfile.BadZipFile, zlib.error, KeyError, NotImplementedError, EOFError, OSError) as error:
        left = rescued(path, (_MAIN,), LARGEST)  # as a run does
        if not left:
            raise DocumentError(Category.MALFORMED, f"{path.name}: a damaged Word file: {error}") from error
        xml, default = next(iter(left.values())).decode("utf-8", "replace"), None
    for run in _RUN.findall(xml):
        text = unescape("".join(_TEXT.findall(run)))
        font = _FONT.search(run)
        yield unescape(font[1]) if font else default, f"{text}\n"


def _default_font(package: zipfile.ZipFile) -> str | None:
    if "word/styles.xml" not in package.namelist():
        return None
    with package.open("word/styles.xml") as part:
        found = _DEFAULT_FONT.search(part.read(LARGEST).decode("utf-8", "replace"))
    return found[1] if found else None
