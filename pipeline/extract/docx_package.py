"""The zip around a Word file: is it one, is it whole, who wrote it; and its parts, as trees of elements."""

import posixpath
import re
import zipfile
import zlib
from pathlib import Path
from typing import Any, NamedTuple

from docx.oxml import parse_xml
from docx.oxml.ns import nsmap

from pipeline.errors import Category, DocumentError

LARGEST_UNPACKED = 400_000_000
"""Bytes of XML in a Word file; more is an attack or a mistake."""
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", nsmap["w"].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/main", nsmap["a"].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", nsmap["wp"].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", nsmap["r"].encode()),
)
"""Namespaces of ISO 29500 Strict, and those of the transitional files that everyone else writes."""


class Relation(NamedTuple):
    """What a part refers to."""

    kind: str
    """The last word of the relation's type: styles, header, footnotes."""
    target: str
    """The part's name in the zip."""


class Package:
    """The parts of a Word file; each is parsed once."""

    def __init__(self, path: Path) -> None:
        """Open a Word file.

        Raises:
            DocumentError: the zip is damaged, unpacks to too much, or holds no Word file.
        """
        self._trees: dict[str, Any] = {}
        self._relations: dict[str, dict[str, Relation]] = {}
        self._name = name = path.name
        try:
            self._zip = zipfile.ZipFile(path)
            if sum(item.file_size for item in self._zip.infolist()) > LARGEST_UNPACKED:
                raise DocumentError(Category.TOO_LARGE, f"{name}: unpacks to more than {LARGEST_UNPACKED:,} bytes")
            self._names = frozenset(self._zip.namelist())
            self.main = self._main_part(name)
            self.producer = self._application()
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError) as error:
            raise DocumentError(Category.MALFORMED, f"{name}: a damaged Word file: {error}") from error

    def close(self) -> None:
        """Close the zip."""
        self._zip.close()

    def tree(self, name: str) -> Any | None:
        """Return the root element of a part, or None where the zip has no such part."""
        if name not in self._names:
            return None
        if name not in self._trees:
            tree = parse_xml(self._read(name))
            if tree.getroottree().docinfo.doctype:  # an entity would be dropped, with the words behind it
                reason = "declares a document type, which no Word file has and an attack would; not read"
                raise DocumentError(Category.MALFORMED, f"{self._name}: {reason}")
            self._trees[name] = tree
        return self._trees[name]

    def related(self, kind: str) -> Any | None:
        """Return the root of the part that the main part refers to as one of a kind, None where there is none."""
        found = (each.target for each in self._relations_of(self.main).values() if each.kind == kind)
        return self.tree(next(found, ""))

    def by_id(self, relation_id: str) -> Any | None:
        """Return the root of the part that the main part knows by an id."""
        relation = self._relations_of(self.main).get(relation_id)
        return self.tree(relation.target) if relation is not None else None

    def _main_part(self, name: str) -> str:
        if "[Content_Types].xml" not in self._names or "_rels/.rels" not in self._names:
            raise DocumentError(Category.UNREADABLE, f"{name}: a zip file, but not a Word file")
        found = [each.target for each in self._relations_of("").values() if each.kind == "officeDocument"]
        if not found or found[0] not in self._names or b"wordprocessingml" not in self._read(found[0])[:4000]:
            raise DocumentError(Category.UNREADABLE, f"{name}: a zip file, but not a Word file")
        return found[0]

    def _relations_of(self, part: str) -> dict[str, Relation]:
        if part not in self._relations:
            folder, base = posixpath.split(part)
            tree = self.tree(posixpath.join(folder, "_rels", f"{base}.rels"))
            items = tree.iter(_RELATIONS) if tree is not None else ()
            self._relations[part] = {
                item.get("Id"): Relation(item.get("Type", "").rpartition("/")[2], _target(folder, item.get("Target")))
                for item in items
                if item.get("TargetMode") != "External"
            }
        return self._relations[part]

    def _read(self, name: str) -> bytes:
        data = self._zip.read(name)
        for strict, transitional in _STRICT:
            data = data.replace(strict, transitional)
        return data

    def _application(self) -> str | None:
        if "docProps/app.xml" not in self._names:
            return None
        match = re.search(rb"<Application>([^<]+)</Application>", self._zip.read("docProps/app.xml"))
        return match[1].decode("utf-8", "replace") if match else None


def _target(folder: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
