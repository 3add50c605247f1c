"""XML from other tools, read without entities or network."""

from pathlib import Path

from lxml import etree

from pipeline.errors import UsageError

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
"""The attribute xml:lang."""


def parse_xml(path: Path) -> etree._Element:
    """Return the outermost element of a file; a document type with entities is refused.

    Raises:
        UsageError: the file cannot be read, is not well-formed, or defines entities.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        tree = etree.fromstring(path.read_bytes(), parser).getroottree()
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror}") from error
    except etree.XMLSyntaxError as error:
        raise UsageError(f"{path} is not well-formed XML: {error}") from error
    if tree.docinfo.internalDTD is not None and any(True for _ in tree.docinfo.internalDTD.iterentities()):
        raise UsageError(f"{path} defines entities of its own, which are not read; save it without them")
    return tree.getroot()
