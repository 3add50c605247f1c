"""The XML of a Word file's parts: as it is, or, where it is damaged, what can be saved of it."""

import re
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.parser import element_class_lookup
from lxml import etree

_DEEPEST = 256
"""Elements in each other beyond which libxml2 stops unless it is told otherwise; Word files have some forty."""
_ENCODING = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([\w.-]+)", re.IGNORECASE)
_ALLOWED = (b"utf-8", b"utf-16", b"us-ascii")
"""Encodings of XML parts (ECMA-376-2, 8.2.5), and the part of UTF-8 that has another name."""
_DEEP = "depth"
"""In what libxml2 says of deeper nesting."""


class TooDeepError(ValueError):
    """Elements lie in each other more deeply than any program writes them."""


class DoctypeError(ValueError):
    """The part declares a document type: an entity would be dropped with the words behind it, or grow without end."""


def read_part(data: bytes) -> tuple[Any, str | None]:
    """Return the root element of a part, and what is damaged in it: None where it is sound XML.

    A text of any length is read: the caller has limited the bytes. Damaged XML is read as far as libxml2 makes sense of
    it, so words may be missing.

    Raises:
        DoctypeError: it declares a document type.
        TooDeepError: its elements nest too deeply.
        ValueError: nothing of it can be read.
    """
    try:
        tree, damage = parse_xml(data), None
    except etree.XMLSyntaxError as error:
        tree, damage = _saved(data, error)
    if tree.getroottree().docinfo.doctype:
        raise DoctypeError
    return tree, damage


def _saved(data: bytes, error: etree.XMLSyntaxError) -> tuple[Any, str | None]:
    """What a second, patient parser reads; it takes texts of any length, so it is given nothing with entities."""
    if _DEEP in (error.msg or ""):
        raise TooDeepError from error
    encoding = _ENCODING.search(data[:200].replace(b"\0", b""))
    if b"<!doctype" in data.replace(b"\0", b"").lower():
        raise DoctypeError from error
    if encoding is not None and encoding[1].lower() not in _ALLOWED:
        raise ValueError("an encoding that Word files may not have") from error
    parser = etree.XMLParser(
        remove_blank_text=True, resolve_entities=False, no_network=True, huge_tree=True, recover=True
    )
    parser.set_element_class_lookup(element_class_lookup)
    try:
        tree = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as worse:
        raise ValueError("no element in it") from worse
    if tree is None:
        raise ValueError("no element in it") from error
    _require_shallow(tree)
    faults = [entry for entry in parser.error_log if entry.level >= etree.ErrorLevels.ERROR]
    return tree, faults[0].message.split(",")[0].strip() if faults else None


def _require_shallow(tree: Any) -> None:
    """Refuse what the patient parser has let pass."""
    depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _DEEPEST:
            raise TooDeepError
