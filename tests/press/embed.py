"""Font dictionaries of a PDF: descriptor, widths and ToUnicode map around a font program."""

from collections.abc import Iterable, Mapping

from tests.press.fonts import Face
from tests.press.pdf import Name, PdfFile, Ref, Value

IDENTITY = Name("Identity")


def subset_tag(index: int) -> str:
    """Return the six-letter tag of the nth font of a document: BCDEEE+, BCDFEE+ and so on, as Word counts."""
    return "BCD" + "".join(chr(ord("E") + index // 10**power % 10) for power in (0, 1, 2)) + "+"


def descriptor(pdf: PdfFile, face: Face, base_font: str, program: Ref, symbolic: bool, key: str = "FontFile2") -> Ref:
    """Return a font descriptor; lengths in thousandths of the em. `key` says what kind of program it is."""
    head, scale = face.tables["head"], 1000 / face.em
    return pdf.add(
        {
            "Type": Name("FontDescriptor"),
            "FontName": Name(base_font),
            "Flags": 4 if symbolic else 32,
            "FontBBox": [round(value * scale) for value in (head.xMin, head.yMin, head.xMax, head.yMax)],
            "ItalicAngle": round(face.tables["post"].italicAngle),
            "Ascent": round(face.ascent * 1000),
            "Descent": round(-face.descent * 1000),
            "CapHeight": round(face.ascent * 700),
            "StemV": 80,
            "FontWeight": face.tables["OS/2"].usWeightClass,
            key: program,
        }
    )


def type0(
    pdf: PdfFile,
    face: Face,
    base_font: str,
    described: Ref,
    to_unicode: Mapping[int, str],
    codes: Mapping[int, int],
    cid_to_gid: Name | Ref | None = IDENTITY,
) -> Ref:
    """Return a Type0 font in Identity-H; `codes`: code -> glyph id of the face, `to_unicode`: code -> text.

    Without a CIDToGIDMap it is one of CFF outlines.
    """
    widths: list[Value] = []
    for code in sorted(codes):
        widths += [code, [round(face.width(codes[code]), 3)]]
    descendant: dict[str, Value] = {
        "Type": Name("Font"),
        "Subtype": Name("CIDFontType2" if cid_to_gid else "CIDFontType0"),
        "BaseFont": Name(base_font),
        "CIDSystemInfo": {"Registry": _ascii("Adobe"), "Ordering": _ascii("Identity"), "Supplement": 0},
        **({"CIDToGIDMap": cid_to_gid} if cid_to_gid else {}),
        "DW": 1000,
        "W": widths,
        "FontDescriptor": described,
    }
    font: dict[str, Value] = {
        "Type": Name("Font"),
        "Subtype": Name("Type0"),
        "BaseFont": Name(base_font),
        "Encoding": Name("Identity-H"),
        "DescendantFonts": [pdf.add(descendant)],
    }
    if to_unicode:
        font["ToUnicode"] = pdf.add_stream(to_unicode_cmap(to_unicode))
    return pdf.add(font)


def win_ansi(pdf: PdfFile, face: Face, base_font: str, described: Ref, used: Iterable[int]) -> Ref:
    """Return a simple TrueType font in WinAnsiEncoding for these ASCII characters."""
    used = sorted(used)
    span = range(used[0], used[-1] + 1)
    return pdf.add(
        {
            "Type": Name("Font"),
            "Subtype": Name("TrueType"),
            "BaseFont": Name(base_font),
            "Encoding": Name("WinAnsiEncoding"),
            "FirstChar": span[0],
            "LastChar": span[-1],
            "Widths": [round(face.width(face.cmap[code]), 3) if code in used else 0 for code in span],
            "FontDescriptor": described,
        }
    )


def simple_true_type(
    pdf: PdfFile, face: Face, base_font: str, described: Ref, to_unicode: Mapping[int, str], codes: Mapping[int, int]
) -> Ref:
    """Return a symbolic TrueType font whose program maps codes itself; `codes`: byte -> glyph id of the face."""
    span = range(min(codes), max(codes) + 1)
    return pdf.add(
        {
            "Type": Name("Font"),
            "Subtype": Name("TrueType"),
            "BaseFont": Name(base_font),
            "FirstChar": span[0],
            "LastChar": span[-1],
            "Widths": [round(face.width(codes[code])) if code in codes else 0 for code in span],
            "FontDescriptor": described,
            "ToUnicode": pdf.add_stream(to_unicode_cmap(to_unicode, code_bytes=1)),
        }
    )


def cid_to_gid_map(pdf: PdfFile, gids: Mapping[int, int]) -> Ref:
    """Return a CIDToGIDMap stream (ISO 32000-1, 9.7.4.2) up to the highest code; codes without a glyph show none."""
    return pdf.add_stream(b"".join(gids.get(code, 0).to_bytes(2, "big") for code in range(max(gids) + 1)))


def to_unicode_cmap(entries: Mapping[int, str], code_bytes: int = 2) -> bytes:
    """Return a ToUnicode CMap (ISO 32000-1, 9.10.3)."""
    digits = 2 * code_bytes
    lines = ["/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap", "/CMapName /Adobe-Identity-UCS def"]
    lines += ["/CMapType 2 def", "1 begincodespacerange", f"<{'0' * digits}> <{'F' * digits}>", "endcodespacerange"]
    pairs = [
        f"<{code:0{digits}X}> <{text.encode('utf-16-be').hex().upper()}>" for code, text in sorted(entries.items())
    ]
    for start in range(0, len(pairs), 100):
        chunk = pairs[start : start + 100]
        lines += [f"{len(chunk)} beginbfchar", *chunk, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines).encode("ascii")


def _ascii(text: str) -> bytes:
    return text.encode("ascii")
