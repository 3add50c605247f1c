"""Files as people send them by mistake, for the tests of the batch and of the command line."""

from pathlib import Path

import pikepdf

MINUTES = """Minutes of the meeting
Date: 5 September 2019
1. Opening
• The chair opened the meeting.
• Members asked for a water point.
"""


def write_pdf(path: Path, words: str | None, password: str = "") -> None:
    """Write a PDF of one page: a line of words in Helvetica, or nothing; locked where there is a password."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595, 842))
        if words is not None:
            font = pikepdf.Dictionary(
                Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
            )
            page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
            page.obj.Contents = pdf.make_stream(f"BT /F1 12 Tf 72 770 Td ({words}) Tj ET".encode("ascii"))
        locked = pikepdf.Encryption(owner=password, user=password) if password else False
        pdf.save(path, encryption=locked, deterministic_id=not password)


def write_archive(folder: Path) -> None:
    """Fill a folder with one good document and with every kind of bad input that issue 2 of the project names."""
    folder.mkdir()
    (folder / "good.txt").write_text(MINUTES, encoding="utf-8")
    (folder / "utf16.txt").write_text(MINUTES, encoding="utf-16")
    (folder / "windows.txt").write_bytes("Minutes – the café\nThe mayor’s report\n".encode("cp1252"))
    (folder / "empty.pdf").touch()
    (folder / "letter.pdf").write_text("Dear Sir\n", encoding="utf-8")
    write_pdf(folder / "locked.pdf", "Minutes", password="secret")
    (folder / "folder.pdf").mkdir()
    (folder / "folder.pdf" / "inside.txt").write_text(MINUTES, encoding="utf-8")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "nozip.docx").write_bytes(b"\x00\x01 no zip at all")
    (folder / "cut.docx").write_bytes(b"PK\x03\x04 cut off")
