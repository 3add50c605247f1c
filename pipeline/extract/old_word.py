"""What a compound file holds: a Word file from before 2007, one under a password, or something else ([MS-CFB])."""

from enum import StrEnum

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Compound file: a Word file before 2007, or a DOCX under a password ([MS-OFFCRYPTO] 1.3.2)."""
EARLY_WORD = (b"\xdb\xa5\x2d\0", b"\x9b\xa5\x21\0", b"\xfe\x37\0", b"\x31\xbe\0\0", b"\xffWPC")
"""How files begin that LibreOffice reads too: Word for Windows 2 and 1, for the Macintosh 4 and 5, for DOS; WordPerfect
(shared-mime-info, and the import filters of LibreOffice)."""
WORD_XML = b"schemas.microsoft.com/office/word/2003/wordml"
"""The namespace of Word's single XML file of 2003."""

_SECTOR = 512
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_WORD_STREAM = "WordDocument".encode("utf-16-le")
_FIB = (b"\xec\xa5", b"\xdc\xa5")
"""How the WordDocument stream begins, from Word 97 on and before ([MS-DOC] 2.5.2, wIdent)."""
_FLAGS = 10
"""Offset of the flags there."""
_ENCRYPTED = 0x01
"""fEncrypted, in the second byte of the flags."""


class Compound(StrEnum):
    """Kinds of compound files, as far as it matters here."""

    WORD = "word"
    LOCKED = "locked"
    OTHER = "other"


def compound_kind(data: bytes) -> Compound:
    """Return what a compound file is, of its whole bytes.

    The WordDocument stream begins a sector; its first block of figures says whether the rest is encrypted.
    """
    if _ENCRYPTED_PACKAGE in data:
        return Compound.LOCKED
    if _WORD_STREAM not in data:
        return Compound.OTHER
    starts = (start for start in range(_SECTOR, len(data) - _SECTOR + 1, _SECTOR) if data[start : start + 2] in _FIB)
    first = next(starts, None)
    if first is not None and data[first + _FLAGS + 1] & _ENCRYPTED:
        return Compound.LOCKED
    return Compound.WORD
