"""A first look at a PDF with qpdf: is it locked, damaged, a bomb; how many pages; what in it is left alone."""

import logging
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

import pikepdf
from pydantic import SecretStr

from pipeline.config import Limits, Settings
from pipeline.errors import Category, DocumentError
from pipeline.model.minutes import Issue
from pipeline.pace import Pace

_MEGABYTE = 1024 * 1024
_DEFLATE_MOST = 1032
"""A deflate stream unpacks to at most so many times its size (zlib's own figure)."""
_CHUNK = _MEGABYTE
_SHOWN = 160
"""Characters of a library's complaint."""
_MARK = "opening with qpdf"
_LOG = logging.getLogger(__name__)


class Inspection(NamedTuple):
    """What the first look has shown."""

    path: Path
    """What to read: the file, or a copy without its password."""
    pages: int
    """0 where qpdf does not open the file."""
    issues: list[Issue]


class _Found(NamedTuple):
    """What is in a file besides pages."""

    has_scripts: bool
    largest_picture: int
    """Pixels."""


def inspect(path: Path, settings: Settings, pace: Pace, folder: Path) -> Inspection:
    """Return what a first look shows; `folder` takes a copy, where one is made.

    Raises:
        DocumentError: a stream unpacks to more than the limits allow.
    """
    if pace.fatal(_MARK) is not None:
        return Inspection(path, 0, [])
    with pace.work(_MARK), path.open("rb") as file:
        try:
            return _inspect(path, file, settings, folder)
        except DocumentError:
            raise
        except (
            Exception
        ) as error:  # locked or too damaged: each reader says so itself, and some open what qpdf does not
            _LOG.info("%s: qpdf gives up: %s", path.name, error)
            return Inspection(path, 0, [])


def _inspect(path: Path, file: BinaryIO, settings: Settings, folder: Path) -> Inspection:
    pdf, is_locked = _open(path, file, settings.opening.passwords)
    with pdf:
        issues = _issues(pdf, path, f"stream {file!r}", settings.limits)
        if is_locked:
            path = folder / "unlocked.pdf"
            pdf.save(path, encryption=False, fix_metadata_version=False)
        return Inspection(path, len(pdf.pages), issues)


def _open(path: Path, file: BinaryIO, passwords: Sequence[SecretStr]) -> tuple[pikepdf.Pdf, bool]:
    """The file opened, and whether it took one of the passwords."""
    try:
        return pikepdf.open(file), False
    except pikepdf.PasswordError:
        for password in passwords:
            try:
                return pikepdf.open(path, password=password.get_secret_value()), True
            except pikepdf.PasswordError:
                continue
        raise


def _issues(pdf: pikepdf.Pdf, path: Path, called: str, limits: Limits) -> list[Issue]:
    """What a reader should know; qpdf's complaints begin with what it calls the file, which is no part of them."""
    found = _look_through(pdf, path, limits)
    issues = []
    if warnings := pdf.get_warnings():
        complaint = str(warnings[0]).replace(called, "").replace(str(path), "").strip(": ,")
        message = f"The file is damaged, possibly incomplete: {complaint[:_SHOWN]}"
        issues.append(Issue(code="file-damaged", severity="warning", message=message))
    if found.has_scripts:
        message = "The file has JavaScript in it, which was ignored."
        issues.append(Issue(code="javascript-ignored", severity="info", message=message))
    if attached := len(pdf.attachments):
        message = f"The file has {attached} attached files, which were not read."
        issues.append(Issue(code="attachments-ignored", severity="info", message=message))
    if found.largest_picture > limits.image_pixels:
        message = f"A picture of {found.largest_picture:,} pixels was not looked at (limits.image_pixels)."
        issues.append(Issue(code="picture-too-large", severity="warning", message=message))
    return issues


def _look_through(pdf: pikepdf.Pdf, path: Path, limits: Limits) -> _Found:
    has_scripts, largest = False, 0
    for each in pdf.objects:
        try:
            if isinstance(each, pikepdf.Stream):
                largest = max(largest, _pixels(each))
                _require_small(each, path, limits)
            elif isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/JavaScript":
                has_scripts = True
        except (pikepdf.PdfError, ValueError, TypeError) as error:  # broken, or a name that is not UTF-8
            _LOG.info("%s: an object that qpdf cannot read: %s", path.name, error)
    return _Found(has_scripts, largest)


def _require_small(stream: pikepdf.Stream, path: Path, limits: Limits) -> None:
    """Refuse a stream that somebody would unpack, and that would be too large then."""
    if stream.get("/Subtype") == "/Image" or stream.get("/Type") == "/EmbeddedFile":
        return
    if _unpacks_to_more(stream, limits.unpacked_mb * _MEGABYTE):
        words = f"{path.name}: a stream unpacks to more than {limits.unpacked_mb} MB (limits.unpacked_mb)"
        raise DocumentError(Category.TOO_LARGE, words)


def _pixels(picture: pikepdf.Stream) -> int:
    """Pixels of a stream that is a picture; 0 of another one."""
    if picture.get("/Subtype") != "/Image":
        return 0
    width, height = picture.get("/Width"), picture.get("/Height")
    return width * height if isinstance(width, int) and isinstance(height, int) else 0


def _unpacks_to_more(stream: pikepdf.Stream, most: int) -> bool:
    """Whether a stream, deflated once or several times, unpacks to more than so many bytes; it is never held whole."""
    filters = stream.get("/Filter")
    names = [str(name) for name in filters] if isinstance(filters, pikepdf.Array) else [str(filters)]
    depth = next((place for place, name in enumerate(names) if name not in ("/FlateDecode", "/Fl")), len(names))
    raw = stream.read_raw_bytes() if depth else b""
    if len(raw) * _DEFLATE_MOST**depth <= most:
        return False
    layers = [zlib.decompressobj() for _ in range(depth)]
    return _size_over(raw, layers, most) > most


def _size_over(data: bytes, layers: Sequence["zlib._Decompress"], most: int) -> int:
    """Bytes that data unpacks to through these layers, counted until they are more than so many."""
    if not layers:
        return len(data)
    size, rest = 0, data
    while rest and size <= most and not layers[0].eof:
        try:
            part = layers[0].decompress(rest, _CHUNK)
        except zlib.error:
            return size
        rest = layers[0].unconsumed_tail
        size += _size_over(part, layers[1:], most - size)
    return size
