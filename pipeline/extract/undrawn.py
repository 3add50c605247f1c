"""Values of form fields that a file leaves to whoever shows it to draw, drawn in any script.

Nothing is meant to be looked at: what is drawn has no outlines, only places and a text that every reader can read.
"""

import re
from collections.abc import Iterator

import pikepdf

from pipeline.extract.notes import notes_of

_SIZE = re.compile(r"([\d.]+)\s+Tf")
"""The size of the type in a field's /DA, where 0 leaves it to who shows it."""
_USUAL_SIZE = 10.0
_LEAST_SIZE = 4.0
_WIDTH, _LEADING = 0.5, 1.2
"""Of a letter and of a line, in sizes of the type."""
_PASSWORD = 1 << 13
"""Bit of /Ff: what is in the field is not to be seen (ISO 32000-1, table 228)."""
_DEEPEST = 12


def draw_undrawn(pdf: pikepdf.Pdf) -> None:
    """Give each field with a text or choice in it, but no appearance, one that says it.

    Where the file says that its appearances are out of date (/NeedAppearances), all have new ones.
    """
    font = None
    form = pdf.Root.get("/AcroForm", pikepdf.Dictionary())
    is_outdated = bool(form.get("/NeedAppearances", False))
    for note in [note for page in pdf.pages for note in notes_of(page)]:
        value = value_of(note)
        if not value or "/Rect" not in note or note.get("/Subtype") != "/Widget" or ("/AP" in note and not is_outdated):
            continue
        font = font or _font(pdf)
        note.AP = pikepdf.Dictionary(N=_appearance(pdf, note, value, font))
    if is_outdated:
        form.NeedAppearances = False


def value_of(field: pikepdf.Object) -> str:
    """Return the text or choice in a field, or in the one that it is a part of; nothing for buttons and passwords."""
    flags = _inherited(field, "/Ff")
    if _inherited(field, "/FT") not in ("/Tx", "/Ch") or (isinstance(flags, int) and flags & _PASSWORD):
        return ""
    value = _inherited(field, "/V")
    told = value if isinstance(value, pikepdf.Array) else [value]
    return "\n".join(str(each) for each in told if isinstance(each, pikepdf.String)).strip()


def _inherited(field: pikepdf.Object, name: str) -> object:
    for _ in range(_DEEPEST):
        if name in field:
            return field.get(name)
        if "/Parent" not in field:
            break
        field = field.Parent
    return None


def _appearance(pdf: pikepdf.Pdf, note: pikepdf.Object, value: str, font: pikepdf.Object) -> pikepdf.Object:
    x0, y0, x1, y1 = (float(side) for side in note.Rect)
    width, height = abs(x1 - x0), abs(y1 - y0)
    size = _size(note, height)
    lines = list(_wrapped(value, max(1, int(width / (_WIDTH * size)))))
    top = height / 2 - 0.3 * size if len(lines) == 1 else height - size
    shown = [f"BT /F {size:.2f} Tf 2 {top:.2f} Td {_LEADING * size:.2f} TL"]
    shown += [f"<{_codes(line)}> Tj T*" for line in lines]
    form = pdf.make_stream("\n".join([*shown, "ET"]).encode("ascii"))
    form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    form.BBox = pikepdf.Array([0, 0, width, height])
    form.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
    return form


def _size(note: pikepdf.Object, height: float) -> float:
    found = _SIZE.search(str(_inherited(note, "/DA") or ""))
    size = float(found[1]) if found else 0.0
    return size or max(_LEAST_SIZE, min(_USUAL_SIZE, 0.7 * height))


def _wrapped(value: str, most: int) -> Iterator[str]:
    """The lines of a value, none of which has more characters than it has room for, unless a word has."""
    for line in re.split(r"\r\n?|\n", value):
        begun = ""
        for word in line.split(" "):
            if begun and len(begun) + 1 + len(word) > most:
                yield begun
                begun = word
            else:
                begun = f"{begun} {word}" if begun else word
        yield begun


def _codes(line: str) -> str:
    return "".join(f"{ord(each):04X}" if ord(each) <= 0xFFFF else "FFFD" for each in line)


def _font(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """A font that is not embedded, of which each code is the character that it stands for."""
    system = pikepdf.Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0)
    descriptor = pikepdf.Dictionary(Type=pikepdf.Name.FontDescriptor, FontName=pikepdf.Name.Helvetica, Flags=4)
    inner = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.CIDFontType2,
        BaseFont=pikepdf.Name.Helvetica,
        CIDSystemInfo=system,
        DW=int(1000 * _WIDTH),
        FontDescriptor=pdf.make_indirect(descriptor),
    )
    ranges = [f"<{high:02X}00> <{high:02X}FF> <{high:02X}00>" for high in range(256)]
    blocks = [ranges[at : at + 100] for at in range(0, 256, 100)]
    body = "\n".join(f"{len(block)} beginbfrange\n" + "\n".join(block) + "\nendbfrange" for block in blocks)
    codes = "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange"
    head = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /Values def\n/CMapType 2 def"
    unicode = f"{head}\n{codes}\n{body}\nendcmap\nend\nend"
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type0,
            BaseFont=pikepdf.Name.Helvetica,
            Encoding=pikepdf.Name("/Identity-H"),
            DescendantFonts=pikepdf.Array([pdf.make_indirect(inner)]),
            ToUnicode=pdf.make_stream(unicode.encode("ascii")),
        )
    )
