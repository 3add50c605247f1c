"""/ActualText: what a PDF itself says that the glyphs of a marked content section stand for (ISO 32000-1, 14.9.4)."""

import codecs
import re

from playa.content import MarkedContent
from playa.pdftypes import resolve1
from playa.utils import PDFDocEncoding

from pipeline.extract.ink import Marked
from pipeline.extract.letterforms import plain_letters

_LANGUAGE = re.compile("\x1b[^\x1b]*\x1b")
"""A language code inside a text string in UTF-16 (ISO 32000-1, 7.9.2.2)."""
_UTF_16 = {codecs.BOM_UTF16_BE: "utf-16-be", codecs.BOM_UTF16_LE: "utf-16-le"}


class Sections:
    """Tells which section with an /ActualText a show stands in; all shows inside one get the same object."""

    def __init__(self) -> None:
        self._stack: tuple[MarkedContent, ...] = ()
        self._section: MarkedContent | None = None
        self._marked: Marked | None = None

    def at(self, stack: tuple[MarkedContent, ...]) -> Marked | None:
        """Return the section of a stack of marked content, or None; of sections inside one another the outermost.

        playa makes one object for each section that begins, so that sections are told apart by identity.
        """
        if stack is not self._stack:
            self._stack = stack
            self._enter(stack)
        return self._marked

    def _enter(self, stack: tuple[MarkedContent, ...]) -> None:
        for section in stack:
            actual = resolve1(section.props.get("ActualText"))
            if isinstance(actual, bytes):
                if section is not self._section:
                    self._section, self._marked = section, Marked(plain_letters(decode_text_string(actual)))
                return
        self._section = self._marked = None


def decode_text_string(data: bytes) -> str:
    """Return a PDF text string decoded: UTF-16 or UTF-8 by its byte order mark, else PDFDocEncoding.

    Bytes that cannot be decoded become U+FFFD.
    """
    encoding = _UTF_16.get(data[:2])
    if encoding is not None:
        return _LANGUAGE.sub("", data[2:].decode(encoding, "replace"))
    if data.startswith(codecs.BOM_UTF8):
        return data[len(codecs.BOM_UTF8) :].decode("utf-8", "replace")
    return "".join(PDFDocEncoding[code] for code in data).replace("\0", "\ufffd")
