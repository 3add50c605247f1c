"""PDFs of one line in one font, which is described as some producer describes it."""

from collections.abc import Mapping
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name

WIDTH = 500
"""Of a glyph, in thousandths of the type size, where nothing else is said."""


def to_unicode(entries: Mapping[int, str | bytes]) -> bytes:
    """A ToUnicode map of single bytes; what a code stands for is a text, or the bytes that a producer writes for it."""
    lines = [f"<{code:02x}> <{_bytes(target).hex()}>" for code, target in entries.items()]
    head = "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange"
    return f"{head} {len(lines)} beginbfchar {' '.join(lines)} endbfchar endcmap end".encode()


def _bytes(target: str | bytes) -> bytes:
    return target.encode("utf-16-be") if isinstance(target, str) else target


def simple_font(
    pdf: pikepdf.Pdf,
    names: Mapping[int, str],
    entries: Mapping[int, str | bytes] | None = None,
    base: str | None = None,
    widths: Mapping[int, int] | None = None,
) -> Dictionary:
    """A Type 1 font that is not embedded: glyph names by code, a ToUnicode map, the encoding below them, widths."""
    differences: list[object] = []
    for code, name in names.items():
        differences += [code, Name(f"/{name}")]
    encoding = Dictionary(Type=Name.Encoding, Differences=Array(differences))
    if base:
        encoding.BaseEncoding = Name(f"/{base}")
    descriptor = Dictionary(Type=Name.FontDescriptor, FontName=Name("/Invented"), Flags=4, ItalicAngle=0)
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type1,
        BaseFont=Name("/Invented"),
        FirstChar=0,
        LastChar=255,
        Widths=Array([(widths or {}).get(code, WIDTH) for code in range(256)]),
        Encoding=encoding,
        FontDescriptor=pdf.make_indirect(descriptor),
    )
    if entries is not None:
        font.ToUnicode = pdf.make_stream(to_unicode(entries))
    return font


def composite_font(pdf: pikepdf.Pdf, entries: Mapping[int, str], widths: Mapping[int, int] | None = None) -> Dictionary:
    """A Type 0 font that is not embedded: codes of two bytes are its glyphs, with a ToUnicode map and widths."""
    lines = [f"<{code:04x}> <{text.encode('utf-16-be').hex()}>" for code, text in entries.items()]
    head = "begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange"
    cmap = f"{head} {len(lines)} beginbfchar {' '.join(lines)} endbfchar endcmap".encode()
    system = Dictionary(Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0)
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name("/Invented"),
        CIDSystemInfo=system,
        DW=WIDTH,
        W=Array([item for code, width in (widths or {}).items() for item in (code, Array([width]))]),
        FontDescriptor=Dictionary(Type=Name.FontDescriptor, FontName=Name("/Invented"), Flags=4, ItalicAngle=0),
    )
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name("/Invented"),
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(descendant)]),
        ToUnicode=pdf.make_stream(cmap),
    )


def write_line(path: Path, font: Dictionary, pdf: pikepdf.Pdf, content: bytes) -> Path:
    """Save a page that shows a content stream, in which the font is F1."""
    page = pdf.add_blank_page(page_size=(600, 800))
    page.Resources = Dictionary(Font=Dictionary(F1=pdf.make_indirect(font)))
    page.Contents = pdf.make_stream(content)
    pdf.save(path)
    return path


def shown(codes: bytes) -> bytes:
    """Content that shows the codes at 10 points."""
    return b"BT /F1 10 Tf 50 700 Td <" + codes.hex().encode() + b"> Tj ET"
