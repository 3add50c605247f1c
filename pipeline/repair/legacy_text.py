"""A text file that holds nothing but the codes of one 8-bit Khmer font, in whatever way they were stored."""

import codecs
import re

from pipeline.repair.legacy_codes import codes_of
from pipeline.repair.legacy_decode import decode
from pipeline.repair.legacy_detect import surplus
from pipeline.repair.legacy_tables import Family

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_NEWLINE = re.compile(r"\r\n|\r|\n")
_EXCERPT = 2000
"""Codes by which bytes of Windows are told from those of the Macintosh."""


def read_codes(data: bytes, family: Family) -> str:
    r"""The text of a file in codes of `family`, line for line; lines end in \n, the last one as in the file.

    Bytes are letters in Unicode where they have a byte order mark or are UTF-8; else codes, as Windows has them or as
    the Macintosh has the letters of these, whichever reads as the better Khmer.
    """
    lines = _NEWLINE.split(_codes(data, family))
    return "\n".join(decode(line, family) for line in lines)


def _codes(data: bytes, family: Family) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return codes_of(data[len(bom) :].decode(encoding, "replace"))
    try:
        return codes_of(data.decode("utf-8"))
    except UnicodeDecodeError:
        windows, macintosh = codes_of(data), codes_of(data.decode("mac_roman"))
        return max((windows, macintosh), key=lambda codes: _quality(codes[:_EXCERPT], family))


def _quality(codes: str, family: Family) -> float:
    return 0.0 if family is Family.TACTEING else surplus(codes, decode(codes, family), family)
