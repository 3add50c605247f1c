"""What a file is that has the name of a PDF and is none, and what to do with it, told by its first bytes."""

from pipeline.extract.old_word import OLE_MAGIC

_KINDS: tuple[tuple[tuple[bytes, ...], str], ...] = (
    ((b"PK\x03\x04",), "a zip; if it is a Word file, name it .docx, else unpack it"),
    ((b"{\\rt",), "an RTF file; name it .rtf"),
    ((OLE_MAGIC,), "a file of an older Office; if of Word, name it .doc"),
    ((b"\xff\xd8\xff",), "a JPEG picture; name it .jpg"),
    ((b"\x89PNG",), "a PNG picture; name it .png"),
    ((b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"), "a TIFF picture; name it .tif"),
    ((b"%!PS",), "a PostScript file; turn it into a PDF, by ps2pdf for example"),
    ((b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh"), "a packed file; unpack it"),
    ((b"JVBERi0",), "a PDF written in Base64; decode it, by base64 -d for example"),
)
"""By the first bytes: the specifications of each format; `JVBERi0` is `%PDF-` in Base64."""
WEB_PAGE = (b"<html", b"<!doctype html", b"<head", b"mime-version:")
"""Words, in small letters, with which pages of the web begin, also those that Word has saved."""


def told_by(head: bytes) -> str:
    """Return what a file that begins with these bytes is and what to do with it, or that nothing in it says so."""
    begun = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    for marks, words in _KINDS:
        if begun.startswith(marks):
            return f"it is {words}"
    if any(mark in head.lower() for mark in WEB_PAGE):
        return "it is a web page, such as servers send in place of a file that is not there; fetch the file again"
    if not begun.strip(b"\0"):
        return "it begins with nothing but zeros or blanks, as copies do that went wrong; copy or fetch it again"
    if not any(byte < 0x20 and byte not in b"\t\n\r\f" for byte in head):
        return "it is plain text; name it .txt"
    return "no %PDF- near its beginning, and no other kind of file that is known; only another copy of it can help"
