"""What speaks for content of a page having been lost while it was read.

A reader goes on after what it cannot make sense of: a string that never ends takes in all that follows, a stream that
cannot be unpacked to its end is shown as far as it goes, a content that is not in the file leaves a page blank. playa
says so in its log, which is listened to here, so that a page that is whole costs nothing.
"""

import logging
import zlib
from types import TracebackType
from typing import Self

from playa.page import Page as PlayaPage
from playa.pdftypes import LIT, ContentStream, ObjRef, PSKeyword, resolve1

MISSING = "a part of its content is not in the file"
BROKEN_OFF = "its content breaks off inside a text"
CUT = "its content cannot be unpacked to its end"
NO_INSTRUCTIONS = "its content holds nothing that can be drawn"

OPERATORS = frozenset(
    b"b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID j J K k l m M MP n q Q re "
    b"RG rg ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \"".split()
)
"""What a content stream may say (ISO 32000-1, Annex A)."""

_FORM = LIT("Form")
_LOGGER = logging.getLogger("playa")
_FLUSHED = b"\0\0\xff\xff"
"""An empty block that is not packed, by which deflated data are flushed (RFC 1951, 3.2.4)."""
_SAID = {"Unterminated string": BROKEN_OFF, "Found non-stream in contents": MISSING}
"""How playa begins what it says of contents."""


class Listening(logging.Handler):
    """Hears what playa says while a page is read."""

    def __init__(self, page: PlayaPage) -> None:
        super().__init__(logging.WARNING)
        self._page = page
        self._remarks: list[tuple[str, list[ContentStream]]] = []

    def __enter__(self) -> Self:
        _LOGGER.addHandler(self)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        _LOGGER.removeHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        """Take in one remark, with the streams that it is about."""
        about = record.args if isinstance(record.args, tuple) else ()
        self._remarks.append((str(record.msg), [each for each in about if type(each) is ContentStream]))

    def doubt(self) -> str | None:
        """Return the first of the remarks that says that some of the page's content was lost."""
        for said, streams in self._remarks:
            for words, doubt in _SAID.items():
                if said.startswith(words):
                    return doubt
            if any(self._is_drawn(each) and _is_cut(each) for each in streams):
                return CUT
        return None

    def _is_drawn(self, stream: ContentStream) -> bool:
        """Whether a stream is the page's content or that of a form, and no font or picture."""
        contents = resolve1(self._page.attrs.get("Contents"))
        listed = contents if isinstance(contents, list) else [self._page.attrs.get("Contents")]
        own = {each.objid for each in listed if isinstance(each, ObjRef)}
        return stream.objid in own or stream.get("Subtype") is _FORM


def doubt_of_blank(page: PlayaPage) -> str | None:
    """Return why a page on which nothing is drawn may not be meant to be blank; None where it may."""
    contents = page.attrs.get("Contents")
    if isinstance(contents, ObjRef) and resolve1(contents) is None:
        return MISSING
    said = [each.name for each in page.contents if isinstance(each, PSKeyword)]
    return NO_INSTRUCTIONS if sum(name not in OPERATORS for name in said) > len(said) / 2 else None


def _is_cut(stream: ContentStream) -> bool:
    """Whether a deflated stream ends too early, or goes wrong; one that only lacks its checksum has all.

    So has one that ends where its producer has flushed it, as Acrobat does with the appearances of fields.
    """
    data = stream.rawdata
    if stream.decipher is not None and stream.objid is not None and stream.genno is not None:
        data = stream.decipher(stream.objid, stream.genno, data, stream.attrs)
    unpacking = zlib.decompressobj(-zlib.MAX_WBITS)  # leaves the two bytes before the data, and the checksum, to us
    try:
        unpacked = unpacking.decompress(data[2:])
    except zlib.error:
        return True
    checksum = unpacking.unused_data[:4]
    is_other = len(checksum) == 4 and int.from_bytes(checksum) != zlib.adler32(unpacked)
    return is_other or not (unpacking.eof or data.endswith(_FLUSHED))
