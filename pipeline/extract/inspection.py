"""A first look at a PDF with qpdf: is it locked, damaged, a bomb; how many pages; what in it is left alone."""

import logging
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

import pikepdf
import pypdfium2
from pydantic import SecretStr

from pipeline.config import Limits, Settings
from pipeline.errors import Category, DocumentError
from pipeline.extract.beyond_pages import beyond_pages
from pipeline.extract.complaints import serious
from pipeline.extract.cut_updates import is_cut_in_update
from pipeline.extract.notes import is_printed
from pipeline.extract.readable import Reference, pages_with, write_readable
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
    """What to read: the file, or a copy that every reader can be given."""
    pages: int
    """0 where qpdf does not open the file."""
    issues: list[Issue]


class _Found(NamedTuple):
    """What is in a file besides pages."""

    has_scripts: bool
    pictures: dict[Reference, int]
    """The pixels of those that are too large."""
    has_fields: bool
    """Forms that are filled in, or words that were put upon a page."""


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
            is_locked = isinstance(error, pikepdf.PasswordError)
            return Inspection(path, 0, [] if is_locked else [_damaged(str(error), path, _called(file))])


def _inspect(path: Path, file: BinaryIO, settings: Settings, folder: Path) -> Inspection:
    pdf, is_locked = _open(path, file, settings.opening.passwords)
    with pdf:
        found = _look_through(pdf, path, settings.limits)
        complaints = serious(pdf.get_warnings())  # which forgets them
        if not complaints and is_cut_in_update(path):
            complaints.append("it goes on behind its last %%EOF and breaks off there")
        can_flatten = found.has_fields and (not complaints or len(pdf.pages) == _pages_elsewhere(path))
        issues = _issues(pdf, found, settings.limits)
        if complaints:
            issues[:0] = _damage(complaints, found.has_fields and not can_flatten, path, _called(file))
        if is_locked or found.pictures or can_flatten:
            path = folder / "readable.pdf"
            write_readable(pdf, list(found.pictures), can_flatten, path)
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


def _pages_elsewhere(path: Path) -> int:
    """How many pages pdfium finds: of a damaged file of which it finds others, qpdf would write what it guesses."""
    try:
        with pypdfium2.PdfDocument(path) as pdf:
            return len(pdf)
    except (pypdfium2.PdfiumError, OSError):
        return 0


def _damage(complaints: Sequence[str], are_left: bool, path: Path, called: str) -> list[Issue]:
    """That the file is damaged, and, where the fields are left alone for that, that they are."""
    issues = [_damaged(complaints[0], path, called)]
    if are_left:
        message = "The file has fields, signatures or notes on its pages, which were not read since it is damaged."
        issues.append(Issue(code="fields-unread", severity="warning", message=message))
    return issues


def _issues(pdf: pikepdf.Pdf, found: _Found, limits: Limits) -> list[Issue]:
    """What a reader should know."""
    issues = list(beyond_pages(pdf, found.has_scripts))
    for number, picture in pages_with(pdf, found.pictures, limits.pages).items() if found.pictures else ():
        pixels = f"{found.pictures[picture]:,}"
        message = f"A picture of {pixels} pixels on page {number} was not looked at (limits.image_pixels)."
        issues.append(Issue(code="picture-too-large", severity="error", page_no=number, message=message))
    return issues


def _called(file: BinaryIO) -> str:
    """What qpdf calls an open file in its complaints."""
    return f"stream {file!r}"


def _damaged(complaint: str, path: Path, called: str) -> Issue:
    """That a file is damaged; qpdf's complaint begins with what it calls the file, which is no part of it."""
    shown = complaint.replace(called, "").replace(str(path), "").strip(": ,")
    message = f"The file is damaged, possibly incomplete: {shown[:_SHOWN]}"
    return Issue(code="file-damaged", severity="warning", message=message)


def _look_through(pdf: pikepdf.Pdf, path: Path, limits: Limits) -> _Found:
    has_scripts = has_fields = False
    pictures: dict[Reference, int] = {}
    for each in pdf.objects:
        try:
            if isinstance(each, pikepdf.Stream):
                if (pixels := _pixels(each)) > limits.image_pixels:
                    pictures[each.objgen] = pixels
                _require_small(each, path, limits)
            elif isinstance(each, pikepdf.Dictionary):
                has_scripts = has_scripts or each.get("/S") == "/JavaScript"
                has_fields = has_fields or is_printed(each)
        except (pikepdf.PdfError, ValueError, TypeError) as error:  # broken, or a name that is not UTF-8
            _LOG.info("%s: an object that qpdf cannot read: %s", path.name, error)
    return _Found(has_scripts, pictures, has_fields)


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
