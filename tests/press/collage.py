"""Pages put together from pictures and typed text, as scanners, copiers and word processors leave them in archives."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2
from PIL import Image

from tests.press.describe import Booklet, text
from tests.press.pdf import Name, PdfFile, Ref, Value, number
from tests.press.producers import make_pdf
from tests.press.producers.plain import Plain

WIDTH, HEIGHT = 595.0, 842.0
"""Points, as A4."""
Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points from the page's top left corner."""
PAGE: Box = (0.0, 0.0, WIDTH, HEIGHT)


@dataclass(frozen=True)
class Picture:
    """An image drawn in a box; `form`: inside a Form XObject; `inline`: in the content stream itself."""

    image: Image.Image
    box: Box = PAGE
    form: bool = False
    inline: bool = False


@dataclass(frozen=True)
class Typed:
    """Lines of text of a simple font that is not embedded, in cp1252 codes; or of Khmer that only a ToUnicode names."""

    lines: Sequence[str]
    left: float = 60.0
    top: float = 60.0
    """Of the first baseline."""
    font: str = "Helvetica"
    size: float = 11.0
    step: float = 15.0
    invisible: bool = False
    """As the text layer of a scan."""


Item = Picture | Typed


def collage(pages: Sequence[Sequence[Item]], draw: Sequence[bytes] = ()) -> bytes:
    """Return a PDF of pages with these items, drawn in their order; `draw` is further content for each page."""
    pdf = PdfFile()
    root, tree = pdf.reserve(), pdf.reserve()
    kids = []
    for at, items in enumerate(pages):
        resources: dict[str, dict[str, Value]] = {"Font": {}, "XObject": {}}
        content = [_drawn(pdf, item, f"I{n}", resources) for n, item in enumerate(items)]
        content += draw[at : at + 1]
        kids.append(
            pdf.add(
                {
                    "Type": Name("Page"),
                    "Parent": tree,
                    "MediaBox": [0, 0, WIDTH, HEIGHT],
                    "Resources": resources,
                    "Contents": pdf.add_stream(b"\n".join(content)),
                }
            )
        )
    pdf.put(tree, {"Type": Name("Pages"), "Count": len(kids), "Kids": kids})
    pdf.put(root, {"Type": Name("Catalog"), "Pages": tree})
    return pdf.to_bytes(root, pdf.add({"Producer": "khmer-minutes tests/press"}))


def printed(lines: Sequence[str], dpi: int = 150) -> Image.Image:
    """Return the first page of these paragraphs in print, in shades of grey."""
    return rendered(paper(lines), dpi=dpi)


def paper(lines: Sequence[str]) -> bytes:
    """Return a PDF of these paragraphs in print."""
    return make_pdf(Booklet(tuple(text(line) for line in lines)), Plain())


def rendered(pdf: bytes, page: int = 0, dpi: int = 150) -> Image.Image:
    """Return a page of a PDF as a scanner sees it, in shades of grey."""
    with pypdfium2.PdfDocument(pdf) as opened:
        shown: Image.Image = opened[page].render(scale=dpi / 72).to_pil().convert("L")
        return shown


def strips(image: Image.Image, box: Box, count: int) -> list[Picture]:
    """Return a picture cut into strips from top to bottom, as some scanners store it."""
    x0, top, x1, bottom = box
    edges = [round(n * image.height / count) for n in range(count + 1)]
    scale = (bottom - top) / image.height
    return [
        Picture(image.crop((0, above, image.width, below)), (x0, top + above * scale, x1, top + below * scale))
        for above, below in pairwise(edges)
    ]


def _drawn(pdf: PdfFile, item: Item, key: str, resources: dict[str, dict[str, Value]]) -> bytes:
    if isinstance(item, Typed):
        resources["Font"][key] = _font(pdf, item)
        return _text(item, key)
    x0, top, x1, bottom = item.box
    place = b" ".join(number(value) for value in (x1 - x0, 0, 0, bottom - top, x0, HEIGHT - bottom))
    if item.inline:
        head = b"BI /W %d /H %d /BPC 8 /CS /G ID " % item.image.size
        return b"q %s cm %s%s EI Q" % (place, head, item.image.tobytes())
    image = _image(pdf, item.image)
    if item.form:
        entries: dict[str, Value] = {
            "Type": Name("XObject"),
            "Subtype": Name("Form"),
            "BBox": [0, 0, WIDTH, HEIGHT],
            "Resources": {"XObject": {key: image}},
        }
        resources["XObject"][key] = pdf.add_stream(b"q %s cm /%s Do Q" % (place, key.encode()), **entries)
        return b"/%s Do" % key.encode()
    resources["XObject"][key] = image
    return b"q %s cm /%s Do Q" % (place, key.encode())


def _image(pdf: PdfFile, image: Image.Image) -> Ref:
    entries: dict[str, Value] = {
        "Type": Name("XObject"),
        "Subtype": Name("Image"),
        "Width": image.width,
        "Height": image.height,
        "BitsPerComponent": 8,
        "ColorSpace": Name("DeviceGray"),
    }
    return pdf.add_stream(image.tobytes(), **entries)


def _text(item: Typed, key: str) -> bytes:
    mode = 3 if item.invisible else 0
    parts = [b"BT /%s %s Tf %d Tr" % (key.encode(), number(item.size), mode)]
    for n, line in enumerate(item.lines):
        place = number(item.left), number(HEIGHT - item.top - n * item.step)
        codes = line.encode("utf-16-be") if _is_khmer(item) else line.encode("cp1252")
        parts.append(b"1 0 0 1 %s %s Tm <%s> Tj" % (*place, codes.hex().encode()))
    return b" ".join([*parts, b"ET"])


def _is_khmer(item: Typed) -> bool:
    return any("\u1780" <= letter <= "\u17ff" for line in item.lines for letter in line)


def _font(pdf: PdfFile, item: Typed) -> Ref:
    """A simple font, or for Khmer one without glyphs whose codes are Unicode, as tesseract writes."""
    if not _is_khmer(item):
        simple: dict[str, Value] = {
            "Type": Name("Font"),
            "BaseFont": Name(item.font),
            "Encoding": Name("WinAnsiEncoding"),
        }
        if item.font == "Helvetica":
            return pdf.add({**simple, "Subtype": Name("Type1")})
        widths = {"FirstChar": 32, "LastChar": 255, "Widths": [500] * 224}
        return pdf.add({**simple, **widths, "Subtype": Name("TrueType")})
    cmap = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Adobe-Identity-UCS def\n"
        b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        b"1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap end end"
    )
    system = {"Registry": b"Adobe", "Ordering": b"Identity", "Supplement": 0}
    base = Name("GlyphLessFont")
    descendant = pdf.add(
        {
            "Type": Name("Font"),
            "Subtype": Name("CIDFontType2"),
            "BaseFont": base,
            "CIDSystemInfo": system,
            "DW": 400,
            "CIDToGIDMap": Name("Identity"),
            "FontDescriptor": pdf.add(
                {
                    "Type": Name("FontDescriptor"),
                    "FontName": base,
                    "Flags": 5,
                    "FontBBox": [0, 0, 500, 1000],
                    "ItalicAngle": 0,
                    "Ascent": 1000,
                    "Descent": -1,
                    "CapHeight": 1000,
                    "StemV": 80,
                }
            ),
        }
    )
    return pdf.add(
        {
            "Type": Name("Font"),
            "Subtype": Name("Type0"),
            "BaseFont": base,
            "Encoding": Name("Identity-H"),
            "DescendantFonts": [descendant],
            "ToUnicode": pdf.add_stream(cmap),
        }
    )
