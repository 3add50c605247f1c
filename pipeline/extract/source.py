"""Opening a file: what it is, and the reasons to refuse it that a look at its first bytes gives."""

import errno
import hashlib
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pipeline.errors import Category, DocumentError
from pipeline.extract.not_pdf import WEB_PAGE, told_by
from pipeline.extract.old_word import EARLY_WORD, OLE_MAGIC, WORD_XML, Compound, compound_kind
from pipeline.model.minutes import Source

PDF = "application/pdf"
TEXT = "text/plain"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TIFF = "image/tiff"
JPEG = "image/jpeg"
PNG = "image/png"

DOC = "application/msword"
RTF = "application/rtf"
MEDIA_TYPES = {
    ".pdf": PDF,
    ".txt": TEXT,
    ".docx": DOCX,
    ".docm": DOCX,
    ".dotx": DOCX,
    ".dotm": DOCX,
    ".doc": DOC,
    ".dot": DOC,
    ".rtf": RTF,
    ".tif": TIFF,
    ".tiff": TIFF,
    ".jpg": JPEG,
    ".jpeg": JPEG,
    ".png": PNG,
}
"""Media type by the file's suffix, in lower case."""

HEAD_BYTES = 1024
"""A PDF's `%PDF-` may stand anywhere in the first 1024 bytes (ISO 32000-1, Annex H, note 13)."""
MOST_BEFORE = 64 * HEAD_BYTES
"""Bytes behind these in which it is looked for, too: mail and web servers leave longer heads before a file."""
_PDF_OBJECT = re.compile(rb"\b\d+\s+\d+\s+obj\b")
"""A PDF that has lost its first line begins with an object, and is read from the objects it has."""

WORD_TYPES = (DOCX, DOC, RTF)
"""Kinds of Word files: these go by each other's suffixes, and their first bytes say what they are."""
_ZIP_MAGIC = b"PK\x03\x04"
_RTF_MAGIC = b"{\\rt"

IMAGE_MAGIC = {
    TIFF: (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"),
    JPEG: (b"\xff\xd8\xff",),
    PNG: (b"\x89PNG\r\n\x1a\n",),
}
"""First bytes of image files: TIFF 6.0 and BigTIFF in both byte orders, JPEG (ISO 10918-1, B.1.1), PNG (ISO 15948)."""


@dataclass(frozen=True)
class SourceFile:
    """A file that is worth reading."""

    path: Path
    key: str
    """POSIX path relative to the root the run was given."""
    media_type: str
    sha256: str
    """Hex digest of the file's bytes."""

    def described(self, page_count: int | None = None, producer: str | None = None) -> Source:
        """Return the file as minutes.json names it; its languages are filled in when the text is judged."""
        return Source(
            id=f"sha256:{self.sha256}",
            path=self.key,
            file_name=self.path.name,
            media_type=self.media_type,
            page_count=page_count,
            producer=producer,
            languages=[],
        )


def open_source(path: Path, root: Path) -> SourceFile:
    """Return the file with its media type and digest, after the checks that need no parser.

    Nothing but a regular file is ever opened: a pipe would block for ever.

    Raises:
        DocumentError: the file is missing, no regular file, empty, unreadable, or not what its name says.
    """
    media_type = MEDIA_TYPES.get(path.suffix.lower())
    _require_regular_file(path)
    if media_type is None:
        known = ", ".join(MEDIA_TYPES)
        raise DocumentError(Category.UNREADABLE, f"{path.name}: unknown kind of file; this program reads {known}")
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
            media_type = _checked(path, media_type, head, file)
            file.seek(0)
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise DocumentError(Category.UNREADABLE, f"{path.name}: cannot be read: {error.strerror}") from error
    return SourceFile(path, _key(path, root), media_type, digest)


def _require_regular_file(path: Path) -> None:
    try:
        status = path.lstat()
        if stat.S_ISLNK(status.st_mode):
            status = path.stat()
    except OSError as error:
        if error.errno in (errno.ENOENT, errno.ENOTDIR):
            reason = f"{path.name}: no such file"
        else:
            reason = f"{path.name}: cannot be read: {error.strerror}"
        raise DocumentError(Category.UNREADABLE, reason) from error
    if stat.S_ISDIR(status.st_mode):
        raise DocumentError(Category.UNREADABLE, f"{path.name}: is a folder, not a file")
    if not stat.S_ISREG(status.st_mode):
        raise DocumentError(Category.UNREADABLE, f"{path.name}: is a pipe, socket or device, not a file")
    if status.st_size == 0:
        raise DocumentError(Category.NO_TEXT, f"{path.name}: the file is empty (0 bytes)")


def _checked(path: Path, media_type: str, head: bytes, file: BinaryIO) -> str:
    """The media type that the first bytes bear out."""
    if media_type == PDF and not _is_pdf(head, file):
        raise DocumentError(Category.NOT_A_PDF, f"{path.name}: not a PDF: {told_by(head)}")
    if media_type in IMAGE_MAGIC and not head.startswith(tuple(each for kind in IMAGE_MAGIC.values() for each in kind)):
        raise DocumentError(Category.UNREADABLE, f"{path.name}: not an image: neither TIFF, JPEG nor PNG begins so")
    if media_type == TEXT:
        media_type = _marked_type(head)
    return _word_type(path, head, file) if media_type in WORD_TYPES else media_type


def _is_pdf(head: bytes, file: BinaryIO) -> bool:
    """Whether a PDF begins in a file: where the standard has it, or behind what somebody has put before it."""
    if b"%PDF-" in head or _PDF_OBJECT.search(head):
        return True
    return b"%PDF-" in file.read(MOST_BEFORE)


def _marked_type(head: bytes) -> str:
    """What a file of the name of a text is: one of another kind says so with its first bytes."""
    marks = {PDF: (b"%PDF-",), RTF: (_RTF_MAGIC,), DOCX: (_ZIP_MAGIC,), DOC: (OLE_MAGIC,)} | IMAGE_MAGIC
    return next((kind for kind, begins in marks.items() if head.startswith(begins)), TEXT)


def _word_type(path: Path, head: bytes, file: BinaryIO) -> str:
    """Which kind of Word file it is, whatever its suffix."""
    if head.startswith(_ZIP_MAGIC):
        return DOCX
    if head.startswith(_RTF_MAGIC):
        return RTF
    if head.startswith(EARLY_WORD):
        return DOC
    if not head.startswith(OLE_MAGIC):
        return _type_by_words(path, head)
    file.seek(0)
    kind = compound_kind(file.read())
    if kind is Compound.LOCKED:
        raise DocumentError(Category.ENCRYPTED, f"{path.name}: needs a password; save a copy without one")
    if kind is Compound.OTHER:
        raise DocumentError(Category.UNREADABLE, f"{path.name}: an Office file, but not one of Word")
    return DOC


def _type_by_words(path: Path, head: bytes) -> str:
    """What a file is that has the name of a Word file and none of its marks."""
    words = head.replace(b"\0", b"").lower()
    if WORD_XML in words:
        return DOC
    if any(mark in words for mark in WEB_PAGE):
        reason = "a web page under the name of a Word file; open it in Word and save it as .docx"
        raise DocumentError(Category.UNREADABLE, f"{path.name}: {reason}")
    if not any(byte < 0x20 and byte not in b"\t\n\r\f" for byte in head):
        return TEXT
    kinds = "a DOCX is a zip, a DOC a compound file, an RTF begins with {\\rtf"
    raise DocumentError(Category.UNREADABLE, f"{path.name}: not a Word file: {kinds}, and this is none")


def _key(path: Path, root: Path) -> str:
    try:
        return path.absolute().relative_to(root.absolute()).as_posix()
    except ValueError:
        return path.name
