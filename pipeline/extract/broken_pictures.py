"""Pictures that cannot be unpacked: a page of one looks blank, and nobody knows whether it is."""

import logging
import math
import zlib

import pypdfium2

_LOG = logging.getLogger(__name__)

BLANK_BYTES = {"JBIG2Decode": (500.0, 0.0), "CCITTFaxDecode": (500.0, 0.5), "JPXDecode": (4000.0, 0.0)}
"""What a picture of one colour takes at most, in bytes, and in bytes for each row of it: a blank A4 page at 300 dots
an inch takes 60 bytes in JBIG2, an eighth of a byte a row in CCITT group 4 (up to half of one in group 3), 500 in JPEG
2000. pdfium gives a picture of one colour where it cannot read these; of most other codings it says so."""

_FEW = 65_536
"""Bytes."""


def has_broken_picture(pdf: pypdfium2.PdfDocument, number: int) -> bool:
    """Return whether a picture on a page cannot be unpacked, or has far more data than what comes out of it."""
    try:
        page = pdf[number - 1]
        broken = any(_is_broken(each) for each in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]))
    except pypdfium2.PdfiumError as error:
        _LOG.info("page %s: a picture cannot be unpacked: %s", number, error)
        return True
    page.close()
    return broken


def _is_broken(picture: pypdfium2.PdfImage) -> bool:
    """Whether all of a picture has one colour, and its data are more than that takes.

    Raises:
        PdfiumError: it cannot be unpacked.
    """
    shown = picture.get_bitmap().to_numpy()
    codings = picture.get_filters()
    coding = codings[0] if len(codings) == 1 else ""
    if not shown.size or (shown != shown[:1, :1]).any():
        return False
    if coding == "FlateDecode":
        return not _begins_well(bytes(picture.get_data()))
    at_all, a_row = BLANK_BYTES.get(coding, (math.inf, 0.0))
    return len(picture.get_data()) > at_all + a_row * float(shown.shape[0])


def _begins_well(data: bytes) -> bool:
    """Whether deflated data can be unpacked; the end, which producers cut short, does not matter."""
    try:
        zlib.decompressobj().decompress(data, _FEW)
    except zlib.error:
        return False
    return True
