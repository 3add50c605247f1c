"""Fonts inside a PDF: the font program as producers leave it, its descriptor, widths and ToUnicode map."""

from collections.abc import Iterable, Mapping
from io import BytesIO

from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph as Outline

from tests.press.fonts import Face
from tests.press.pdf import Name, PdfFile, Ref, Value

LAYOUT_TABLES = ("GSUB", "GPOS", "GDEF", "kern")


def keep_ids(face: Face, glyph_ids: Iterable[int], characters: Iterable[int]) -> bytes:
    """Return the font with all its glyph numbers, unused outlines emptied, layout tables dropped and the cmap cut down.

    This is what Word embeds (shared knowledge, "How PDF producers break Khmer"): `maxp.numGlyphs` of the full font,
    `post` format 3.
    """
    font = face.copy()
    order = font.getGlyphOrder()
    kept = _with_components(font, {order[glyph_id] for glyph_id in glyph_ids} | {order[0]})
    for name in order:
        if name not in kept:
            font["glyf"][name] = Outline()
    for table in LAYOUT_TABLES:
        if table in font:
            del font[table]
    wanted = set(characters)
    for table in font["cmap"].tables:
        table.cmap = {code: name for code, name in table.cmap.items() if code in wanted}
    font["post"].formatType = 3.0
    return _saved(font)


def _with_components(font: TTFont, names: set[str]) -> set[str]:
    """Return the names and those of the glyphs that composites among them are made of."""
    kept, new = set(names), set(names)
    while new:
        new = {part for name in new for part in font["glyf"][name].getComponentNames(font["glyf"])} - kept
        kept |= new
    return kept


def _saved(font: TTFont) -> bytes:
    out = BytesIO()
    font.save(out, reorderTables=None)
    return out.getvalue()


def subset_tag(index: int) -> str:
    """Return the six-letter tag of the nth font of a document: BCDEEE+, BCDFEE+ and so on, as Word counts."""
    return "BCD" + "".join(chr(ord("E") + index // 10**power % 10) for power in (0, 1, 2)) + "+"


def descriptor(pdf: PdfFile, face: Face, base_font: str, program: Ref, symbolic: bool) -> Ref:
    """Return a font descriptor; lengths in thousandths of the em."""
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
            "FontFile2": program,
        }
    )


def type0(
    pdf: PdfFile, face: Face, base_font: str, described: Ref, to_unicode: Mapping[int, str], codes: Mapping[int, int]
) -> Ref:
    """Return a Type0 font in Identity-H; `codes`: code -> glyph id of the face, `to_unicode`: code -> text."""
    widths: list[Value] = []
    for code in sorted(codes):
        widths += [code, [round(face.width(codes[code]), 3)]]
    descendant: dict[str, Value] = {
        "Type": Name("Font"),
        "Subtype": Name("CIDFontType2"),
        "BaseFont": Name(base_font),
        "CIDSystemInfo": {"Registry": _ascii("Adobe"), "Ordering": _ascii("Identity"), "Supplement": 0},
        "CIDToGIDMap": Name("Identity"),
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


def to_unicode_cmap(entries: Mapping[int, str]) -> bytes:
    """Return a ToUnicode CMap of two-byte codes (ISO 32000-1, 9.10.3)."""
    lines = ["/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap", "/CMapName /Adobe-Identity-UCS def"]
    lines += ["/CMapType 2 def", "1 begincodespacerange", "<0000> <FFFF>", "endcodespacerange"]
    pairs = [f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>" for code, text in sorted(entries.items())]
    for start in range(0, len(pairs), 100):
        chunk = pairs[start : start + 100]
        lines += [f"{len(chunk)} beginbfchar", *chunk, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines).encode("ascii")


def _ascii(text: str) -> bytes:
    return text.encode("ascii")
