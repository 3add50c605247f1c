"""Translation memories of other tools: TMX 1.4b in and out (LISA OSCAR, Translation Memory eXchange 1.4b, 2005)."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from lxml import etree

from pipeline.emit.printed import legal
from pipeline.errors import UsageError
from pipeline.translate.memory import Unit
from pipeline.translate.safe_xml import LANG, parse_xml


def write_tmx(units: Iterable[Unit]) -> bytes:
    """Return units as the bytes of a TMX file, the same units as the same bytes."""
    root = etree.Element("tmx", version="1.4")
    etree.SubElement(
        root,
        "header",
        {
            "creationtool": "khmer-minutes",
            "creationtoolversion": "1",
            "segtype": "block",
            "o-tmf": "khmer-minutes",
            "adminlang": "en",
            "srclang": "*all*",
            "datatype": "plaintext",
        },
    )
    body = etree.SubElement(root, "body")
    for unit in units:
        element = etree.SubElement(body, "tu", srclang=unit.source_language)
        etree.SubElement(element, "prop", type="origin").text = legal(unit.origin)
        for language, text in ((unit.source_language, unit.source), (unit.target_language, unit.target)):
            variant = etree.SubElement(element, "tuv", {LANG: language})
            etree.SubElement(variant, "seg").text = legal(text)
    written: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return written


def read_tmx(path: Path) -> Iterator[Unit]:
    """Yield the units of a TMX file: of each `tu` its source language with each of the others.

    Markup inside a segment (`ph`, `bpt` ...) is left out, its text stays with the segment's own.

    Raises:
        UsageError: the file cannot be read or is no TMX.
    """
    root = parse_xml(path)
    if etree.QName(root).localname != "tmx":
        raise UsageError(f"{path} is no TMX file: its outermost element is <{etree.QName(root).localname}>")
    header = root.find("{*}header")
    default = header.get("srclang") if header is not None else None
    for element in root.iter("{*}tu"):
        yield from _units(element, element.get("srclang") or default, path.name)


def _units(element: etree._Element, source_language: str | None, name: str) -> Iterator[Unit]:
    texts: dict[str, str] = {}
    for variant in element.iterfind("{*}tuv"):
        language = variant.get(LANG) or variant.get("lang")
        segment = variant.find("{*}seg")
        if language and segment is not None:
            texts[_primary(language)] = _text(segment)
    wanted = _primary(source_language) if source_language else None
    sources = [wanted] if wanted in texts else list(texts) if wanted in (None, "*all*") else []
    for source in sources:
        for target, text in texts.items():
            if source is not None and target != source and text.strip() and texts[source].strip():
                yield Unit(source, target, texts[source], text, name)


def _primary(language: str) -> str:
    """`en` of en-GB: minutes are told apart by the language alone."""
    return language.split("-")[0].split("_")[0].casefold()


def _text(segment: etree._Element) -> str:
    """The words of a segment; what stands inside markup is code of the tool that wrote it."""
    return (segment.text or "") + "".join(
        (_text(child) if etree.QName(child).localname in ("hi", "sub") else "") + (child.tail or "")
        for child in segment
    )
