"""The zip around a Word file: is it one, is it whole, who wrote it; and its parts, as trees of elements."""

import posixpath
import re
import zipfile
import zlib
from pathlib import Path
from typing import Any, NamedTuple

from docx.oxml.ns import nsmap

from pipeline.errors import Category, DocumentError
from pipeline.extract.docx_xml import DoctypeError, TooDeepError, read_part
from pipeline.extract.zip_rescue import rescued

LARGEST_UNPACKED = 400_000_000
"""Bytes of XML in a Word file, its pictures apart; more is an attack or a mistake."""
_MAIN = "word/document.xml"
"""Where the main part is in what every program writes."""
_XML = (".xml", ".rels")
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError)
"""What Python's zip reader says of damage."""
_LOCKED = 0x1
"""The flag of a part under the zip's own password (APPNOTE 4.4.4)."""
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
            DocumentError: it unpacks to too much, needs a password, or holds no Word file.
        """
        self._trees: dict[str, Any] = {}
        self._relations: dict[str, dict[str, Relation]] = {}
        self._rescued: dict[str, bytes] | None = None
        """The parts of a damaged zip as far as they could be unpacked; None for a sound one."""
        self.damages: dict[str, str] = {}
        """What is wrong in parts of which only some could be read."""
        self._path, self._name = path, path.name
        self.main = ""
        self._zip: zipfile.ZipFile | None = None
        try:
            self._zip = zipfile.ZipFile(path)
            self._names = {_part_name(item.filename): item.filename for item in self._zip.infolist()}
            self._require_readable(self._zip.infolist())
        except _BROKEN:
            self._names = {_part_name(name): name for name in self._rescue()}
        self.main = self._main_part()
        self.producer = self._application()

    def _require_readable(self, items: list[zipfile.ZipInfo]) -> None:
        name = self._name
        if sum(item.file_size for item in items if item.filename.lower().endswith(_XML)) > LARGEST_UNPACKED:
            raise DocumentError(Category.TOO_LARGE, f"{name}: unpacks to more than {LARGEST_UNPACKED:,} bytes")
        if any(item.flag_bits & _LOCKED for item in items):
            raise DocumentError(Category.ENCRYPTED, f"{name}: a zip under a password; save a copy without one")

    @property
    def is_cut(self) -> bool:
        """Whether the zip is damaged, so that words are missing where its bytes are."""
        return self._rescued is not None

    def close(self) -> None:
        """Close the zip."""
        if self._zip is not None:
            self._zip.close()

    def tree(self, name: str) -> Any | None:
        """Return the root element of a part, or None where the zip has no such part.

        Raises:
            DocumentError: the part declares a document type, or nests too deeply.
            ValueError: nothing of it can be read.
        """
        part = _part_name(name)
        if part not in self._names:
            return None
        if part not in self._trees:
            self._trees[part] = self._parsed(part)
        return self._trees[part]

    def _parsed(self, part: str) -> Any | None:
        try:
            tree, damage = read_part(self._read(part))
        except DoctypeError as error:
            reason = "declares a document type, which no Word file has and an attack would; not read"
            raise DocumentError(Category.MALFORMED, f"{self._name}: {reason}") from error
        except TooDeepError as error:
            reason = "its parts are nested deeper than any program writes them; not read"
            raise DocumentError(Category.TOO_LARGE, f"{self._name}: {reason}") from error
        except ValueError as error:
            if part == _part_name(self.main):
                raise
            tree, damage = None, str(error)
        if damage is not None:
            self.damages[part] = damage
        return tree

    def parts(self, pattern: str) -> list[str]:
        """Return the names of all parts that match a pattern as a whole, in small letters."""
        return sorted(name for name in self._names if re.fullmatch(pattern, name))

    def related(self, kind: str) -> Any | None:
        """Return the root of the part that the main part refers to as one of a kind, None where there is none."""
        found = (each.target for each in self._relations_of(self.main).values() if each.kind == kind)
        return self.tree(next(found, posixpath.join(posixpath.dirname(self.main), f"{kind}.xml")))

    def by_id(self, relation_id: str) -> Any | None:
        """Return the root of the part that the main part knows by an id."""
        relation = self._relations_of(self.main).get(relation_id)
        return self.tree(relation.target) if relation is not None else None

    def _main_part(self) -> str:
        found = [each.target for each in self._relations_of("").values() if each.kind == "officeDocument"]
        main = next((each for each in [*found, _MAIN] if _part_name(each) in self._names), None)
        if main is None or b"wordprocessingml" not in self._read(main)[:4000].replace(b"\0", b""):
            if self.is_cut and not any(_part_name(name).startswith(("ppt/", "xl/")) for name in self._names):
                reason = "a damaged Word file: cut off before its text"
                raise DocumentError(Category.MALFORMED, f"{self._name}: {reason}")
            raise DocumentError(Category.UNREADABLE, f"{self._name}: a zip file, but not a Word file")
        return main

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
        data = self._bytes(self._names[_part_name(name)])
        for strict, transitional in _STRICT:
            data = data.replace(strict, transitional)
        return data

    def _bytes(self, name: str) -> bytes:
        if self._rescued is None and self._zip is not None:
            try:
                return self._zip.read(name)
            except _BROKEN:
                self._rescue()
        return self._rescue().get(name, b"")

    def _rescue(self) -> dict[str, bytes]:
        if self._rescued is None:
            self._rescued = rescued(self._path, _XML, LARGEST_UNPACKED)
        return self._rescued

    def _application(self) -> str | None:
        if "docprops/app.xml" not in self._names:
            return None
        match = re.search(rb"<Application>([^<]+)</Application>", self._read("docprops/app.xml"))
        return match[1].decode("utf-8", "replace") if match else None


def _part_name(name: str) -> str:
    """A part's name for comparing: capitals do not count (ECMA-376-2, 7.3), and some programs write backslashes."""
    return name.replace("\\", "/").removeprefix("/").lower()


def _target(folder: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
