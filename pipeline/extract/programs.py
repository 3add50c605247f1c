"""The font programs that a PDF embeds, taken along for the repair of text that they draw otherwise than it reads."""

import re
import struct
from collections.abc import Collection

from playa.font import CIDFont, SimpleFont, Type3Font
from playa.font import Font as PlayaFont
from playa.pdftypes import ContentStream, resolve1

from pipeline.model.document import FontProgram

LARGEST = 64 * 1024 * 1024
"""Bytes; a larger font program is a bomb."""
MOST_PROCEDURES = 4096

_DOUBTFUL = re.compile("[\u1780-\u17ff\u19e0-\u19ff\ufffd\u0000-\u0008\ue000-\uf8ff\u200c\u200d\u2060]")


def is_doubtful(text: str) -> bool:
    """Return whether what a text layer says of a glyph is Khmer, nothing, or no letter at all."""
    return not text or _DOUBTFUL.search(text) is not None


def read_program(font: PlayaFont, codes: Collection[int]) -> FontProgram | None:
    """Return the embedded program of a font, or None where the file has none or it cannot be unpacked.

    Of a Type 3 font only the procedures of `codes`, those that are drawn, are unpacked.
    """
    if isinstance(font, Type3Font):
        return _read_type3(font, codes)
    stream = next((found for name in ("FontFile2", "FontFile3", "FontFile") if (found := _stream(font, name))), None)
    if stream is None:
        return None
    data = bytes(stream.buffer[:LARGEST])
    if isinstance(font, CIDFont):
        return FontProgram(data, glyph_ids=_cid_map(font))
    return FontProgram(data, names=_names(font))


def _stream(font: PlayaFont, name: str) -> ContentStream | None:
    found = resolve1(font.descriptor.get(name))
    return found if isinstance(found, ContentStream) else None


def _cid_map(font: CIDFont) -> dict[int, int] | None:
    """CIDToGIDMap where it is a stream: two bytes for each CID (ISO 32000-1, 9.7.4.2)."""
    found = resolve1(font.spec.get("CIDToGIDMap"))
    if not isinstance(found, ContentStream):
        return None
    count = min(len(found.buffer) // 2, 65536)
    return dict(enumerate(struct.unpack(f">{count}H", found.buffer[: 2 * count])))


def _names(font: PlayaFont) -> dict[int, str]:
    return dict(font.encoding) if isinstance(font, SimpleFont) else {}


def _read_type3(font: Type3Font, codes: Collection[int]) -> FontProgram:
    procedures: dict[int, bytes] = {}
    for code, name in list(font.encoding.items())[:MOST_PROCEDURES]:
        if code not in codes:
            continue
        found = resolve1(font.charprocs.get(name))
        if isinstance(found, ContentStream):
            procedures[code] = bytes(found.buffer)
    return FontProgram(b"", names=dict(font.encoding), procedures=procedures, matrix=font.matrix)
