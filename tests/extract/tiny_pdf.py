"""The smallest PDFs that show a layout: pages of raw content, boxes measured by hand.

Fonts: Helvetica, Symbol, and a subset whose codes the file does not explain.
"""

from collections.abc import Sequence

HELVETICA, BOLD, SYMBOL, NO_ENCODING = "F1", "F2", "F3", "F5"
HEIGHT = 800
_FONTS = {HELVETICA: "Helvetica", BOLD: "Helvetica-Bold", SYMBOL: "Symbol"}


def text(x: float, top: float, words: str, font: str = HELVETICA, size: float = 10) -> str:
    """Content that shows words with their baseline `top` points below the top of the page."""
    escaped = words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT /{font} {size} Tf {x} {HEIGHT - top} Td ({escaped}) Tj ET\n"


def rule(x0: float, top: float, x1: float, bottom: float) -> str:
    """Content that strokes a line."""
    return f"{x0} {HEIGHT - top} m {x1} {HEIGHT - bottom} l S\n"


def grid(xs: Sequence[float], tops: Sequence[float]) -> str:
    """Content that rules a whole grid."""
    level = [rule(xs[0], top, xs[-1], top) for top in tops]
    upright = [rule(x, tops[0], x, tops[-1]) for x in xs]
    return "".join([*level, *upright])


def make_pdf(pages: Sequence[str]) -> bytes:
    """A PDF of pages 600 by 800 points with the given content."""
    fonts = " ".join(f"/{key} << /Type /Font /Subtype /Type1 /BaseFont /{name} >>" for key, name in _FONTS.items())
    fonts += " /F4 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    fonts += f" /{NO_ENCODING} << /Type /Font /Subtype /TrueType /BaseFont /AAAAAA+Subset /FirstChar 0 /Widths ["
    fonts += f"{'500 ' * 256}] /FontDescriptor << /Type /FontDescriptor /FontName /AAAAAA+Subset /Flags 4 >> >>"
    kids = " ".join(f"{4 + 2 * index} 0 R" for index in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        f"<< {fonts} >>",
    ]
    for index, content in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 {HEIGHT}] /Contents {5 + 2 * index} 0 R "
            "/Resources << /Font 3 0 R >> >>"
        )
        data = content.encode("cp1252")
        objects.append(f"<< /Length {len(data)} >>\nstream\n{content}\nendstream")
    return _assemble(objects)


def _assemble(objects: Sequence[str]) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010d} 00000 n \n".encode() for offset in offsets)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)
