"""Running heads and feet of a Word file: those that are printed, each once."""

from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

from pipeline.extract.docx_package import Package
from pipeline.extract.docx_values import switch_of


def heads_and_feet(package: Package, body: Any, settings: Any | None) -> Iterator[Any]:
    """Yield the root of each running head and foot that is printed on some page.

    That of first pages counts where a section says that its first page is different, that of even pages where the
    whole file says so.
    """
    even = bool(switch_of(settings, "w:evenAndOddHeaders"))
    seen: set[str] = set()
    for section in body.iter(qn("w:sectPr")):
        printed = {"default": True, "even": even, "first": bool(switch_of(section, "w:titlePg"))}
        for reference in section.iterchildren(qn("w:headerReference"), qn("w:footerReference")):
            relation = reference.get(qn("r:id"), "")
            if relation in seen or not printed.get(reference.get(qn("w:type"), "default")):
                continue
            seen.add(relation)
            root = package.by_id(relation)
            if root is not None:
                yield root
