"""A page of which something was lost says so; a page that is meant to be blank does not."""

import zlib
from pathlib import Path

import pytest

from pipeline.config import Ocr, Settings
from pipeline.errors import Category
from pipeline.process import process
from pipeline.result import Result
from tests.faults.hostile import WORDS, Objects, good, packed, page, stream, written

PRINT = WORDS % (700, 2)
UNCLOSED = b" BT /F1 12 Tf 72 600 Td (The council then Tj ET BT 72 500 Td (closed the meeting) Tj ET"
DEFLATED = zlib.compress(PRINT + b"".join(WORDS % (680 - n, n * n) for n in range(30)))
SPOILT = DEFLATED[:120] + b"\xff\xff" + DEFLATED[122:]
"""Of which playa reads nothing, and pdfium the first lines."""
PACKER = zlib.compressobj()
FLUSHED = PACKER.compress(PRINT) + PACKER.flush(zlib.Z_SYNC_FLUSH)
"""Deflated data that have no end, as Acrobat writes them."""
FLATE = b"/Filter /FlateDecode"


def read(folder: Path, objects: Objects) -> Result:
    path = folder / "a.pdf"
    path.write_bytes(written(objects))
    return process(path, folder, Settings(ocr=Ocr(enabled=False)))


def with_content(content: bytes) -> Objects:
    return good() | {7: content}


@pytest.mark.parametrize(
    "objects",
    [
        pytest.param(good() | {6: page(99)}, id="its content is not in the file"),
        pytest.param(good() | {6: page(3)}, id="its content is a font"),
        pytest.param(with_content(stream(UNCLOSED)), id="a text in it never ends"),
        pytest.param(with_content(stream(b"\x93\x12garbage \xff\xfe 1234 hello <<" * 20)), id="no instructions"),
        pytest.param(with_content(stream(DEFLATED[:12], FLATE)), id="cut off before anything is drawn"),
    ],
)
def test_page_that_is_blank_since_its_content_is_lost_is_unread(tmp_path: Path, objects: Objects) -> None:
    result = read(tmp_path, objects)
    assert (result.status, result.category) == ("partial", Category.MALFORMED)
    assert "page 2 of 3" in str(result.reason)


@pytest.mark.parametrize(
    ("objects", "reason"),
    [
        (good() | {6: page(7).replace(b"7 0 R", b"[7 0 R 99 0 R]", 1)}, "a part of its content is not in the file"),
        (with_content(stream(PRINT + UNCLOSED)), "breaks off inside a text"),
        (with_content(stream(DEFLATED[: len(DEFLATED) // 2], FLATE)), "cannot be unpacked to its end"),
        (with_content(stream(SPOILT, FLATE)), "cannot be unpacked to its end"),
    ],
)
def test_page_of_which_some_is_lost_says_what(tmp_path: Path, objects: Objects, reason: str) -> None:
    result = read(tmp_path, objects)
    assert (result.status, result.category) == ("partial", Category.MALFORMED)
    assert "Some of page 2 is missing: " in str(result.reason) and reason in str(result.reason)
    assert "meeting on page 2" in str(result.minutes.meetings)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(stream(b""), id="empty"),
        pytest.param(stream(b"q Q"), id="nothing is drawn"),
        pytest.param(stream(b"/Artifact BMC EMC % a page left blank (on purpose\n"), id="a comment"),
        pytest.param(packed(b" \n"), id="packed blanks"),
        pytest.param(stream(DEFLATED[:-4], FLATE), id="whole, without its checksum"),
        pytest.param(stream(FLUSHED, FLATE), id="whole, without an end"),
    ],
)
def test_page_that_is_meant_so_is_no_cause_for_alarm(tmp_path: Path, content: bytes) -> None:
    result = read(tmp_path, with_content(content))
    assert (result.status, result.category) == ("done", None)
    assert not any(issue.code in ("page-unread", "page-incomplete") for issue in result.minutes.issues)


def with_picture(data: bytes, coding: bytes, bits: int) -> Objects:
    entries = b"/Type /XObject /Subtype /Image /Width 900 /Height 1200 /ColorSpace /DeviceGray "
    objects = with_content(stream(b"q 595 0 0 842 0 0 cm /P Do Q"))
    objects[6] = page(7).replace(b"/Font <<", b"/XObject << /P 20 0 R >> /Font <<")
    objects[20] = stream(data, entries + b"/BitsPerComponent %d /Filter /%s" % (bits, coding))
    return objects


@pytest.mark.parametrize(("coding", "bits"), [(b"JBIG2Decode", 1), (b"JPXDecode", 8), (b"FlateDecode", 8)])
def test_page_whose_picture_is_garbage_is_not_taken_for_blank(tmp_path: Path, coding: bytes, bits: int) -> None:
    result = read(tmp_path, with_picture(b"no picture" * 600, coding, bits))
    assert (result.status, result.category) == ("partial", Category.MALFORMED)


def test_white_picture_is_a_blank_page(tmp_path: Path) -> None:
    result = read(tmp_path, with_picture(zlib.compress(b"\xff" * 1_080_000), b"FlateDecode", 8))
    assert (result.status, result.category) == ("done", None)
