"""Producers: each writes the press's pages as one real program would, with that program's damage to Khmer text.

A producer is a module with one class that fulfils `Producer`. `make_pdf` asks it for the content of each line of each
page in document order, and then for its fonts, when it has seen all the text. What producers share is in `pdf`,
`embed`, `programs`, `content` and `producers.composite`.
"""

from collections.abc import Sequence
from typing import Protocol

from tests.press.content import fill_rules
from tests.press.describe import Booklet
from tests.press.layout import set_booklet
from tests.press.pdf import Name, PdfFile, Ref, Value
from tests.press.sheet import PlacedLine, Rule, Sheet


class Producer(Protocol):
    """How one program writes text into a PDF. An instance writes one document: it remembers what it has shown."""

    name: str
    """The `Producer` entry of the file."""

    def show(self, line: PlacedLine, page_height: float, furniture: bool) -> bytes:
        """Return the content stream of a line.

        Lines come in document order, the running head and foot of a page before its body.
        """
        ...

    def rule(self, rules: Sequence[Rule], page_height: float) -> bytes:
        """Return the content stream of a page's rules."""
        ...

    def fonts(self, pdf: PdfFile) -> dict[str, Ref]:
        """Write the fonts of all lines shown and return them by resource name."""
        ...


class PlainRules:
    """The part of a producer that most share: rules as filled rectangles."""

    def rule(self, rules: Sequence[Rule], page_height: float) -> bytes:
        """Return the content stream of a page's rules."""
        return fill_rules(rules, page_height)


def make_pdf(booklet: Booklet, producer: Producer) -> bytes:
    """Return the bytes of a PDF of the booklet as the producer writes it; the same input gives the same bytes."""
    return write_sheets(set_booklet(booklet), producer, booklet.title)


def write_sheets(sheets: Sequence[Sheet], producer: Producer, title: str = "") -> bytes:
    """Return the bytes of a PDF of these pages."""
    pdf = PdfFile()
    root, pages, resources = pdf.reserve(), pdf.reserve(), pdf.reserve()
    kids = [_add_page(pdf, sheet, producer, pages, resources) for sheet in sheets]
    pdf.put(resources, {"Font": dict(producer.fonts(pdf)), "ProcSet": [Name("PDF"), Name("Text")]})
    pdf.put(pages, {"Type": Name("Pages"), "Count": len(kids), "Kids": kids})
    pdf.put(root, {"Type": Name("Catalog"), "Pages": pages})
    info: dict[str, Value] = {"Producer": producer.name, "Creator": "khmer-minutes tests/press"}
    return pdf.to_bytes(root, pdf.add(info | ({"Title": title} if title else {})))


def _add_page(pdf: PdfFile, sheet: Sheet, producer: Producer, pages: Ref, resources: Ref) -> Ref:
    parts = [producer.show(line, sheet.height, furniture=True) for line in sheet.furniture]
    parts += [producer.show(line, sheet.height, furniture=False) for line in sheet.lines]
    parts.append(producer.rule(sheet.rules, sheet.height))
    return pdf.add(
        {
            "Type": Name("Page"),
            "Parent": pages,
            "MediaBox": [0, 0, sheet.width, sheet.height],
            "Resources": resources,
            "Contents": pdf.add_stream(b"".join(parts)),
        }
    )
