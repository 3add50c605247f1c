"""What a tagged PDF says of its structure: which paragraph words belong to, and what runs over the pages.

ISO 32000-1, 14.7 and 14.8. Word, Google Docs and Chromium write tags; so may LibreOffice and InDesign. Tags of headings
are not read: they are those of the styles that a writer took, often for the looks of a line that heads nothing.
"""

from typing import Any

import playa
from playa.content import MarkedContent, TextObject
from playa.pdftypes import ObjRef, PSLiteral, literal_name, resolve1

_INLINE = frozenset(("Span", "Link", "Em", "Strong", "Quote", "Reference", "Annot", "Code", "BibEntry", "NonStruct"))
"""Elements inside a paragraph."""
_IN_ITEM = frozenset(("Lbl", "LBody"))
"""The label and the body of a list's item."""
_DEEPEST = 12
"""Elements inside one another; more is a loop."""


class Tagging:
    """The structure of one document, looked up once for each piece of marked content."""

    def __init__(self, document: playa.Document) -> None:
        marked = resolve1(document.catalog.get("MarkInfo"))
        is_marked = isinstance(marked, dict) and bool(marked.get("Marked"))
        self._tree = document.structure if is_marked else None
        self._parents: dict[int, list[Any]] = {}
        self._known: dict[tuple[int, int], int | None] = {}

    def block(self, item: TextObject) -> int | None:
        """Return the object number of the paragraph, heading or other block of a text, or None."""
        key, mcid = item._parentkey, item.mcid
        if self._tree is None or key is None or mcid is None:
            return None
        if (key, mcid) not in self._known:
            self._known[key, mcid] = self._find(key, mcid)
        return self._known[key, mcid]

    def _find(self, key: int, mcid: int) -> int | None:
        if self._tree is None:
            return None
        if key not in self._parents:
            try:
                found = resolve1(self._tree.parent_tree[key])
            except (KeyError, IndexError, TypeError):
                found = None
            self._parents[key] = found if isinstance(found, list) else []
        parents = self._parents[key]
        return self._block(parents[mcid]) if mcid < len(parents) else None

    def _block(self, reference: Any) -> int | None:
        """The block that an element is or stands in."""
        for _ in range(_DEEPEST):
            element = resolve1(reference)
            if not isinstance(element, dict) or not isinstance(reference, ObjRef):
                return None
            role = self._role(element)
            if role not in _INLINE and role not in _IN_ITEM:
                return reference.objid
            reference = element.get("P")
        return None

    def _role(self, element: dict[str, Any]) -> str:
        kind = element.get("S")
        name = literal_name(kind) if isinstance(kind, PSLiteral) else ""
        return str(self._tree.role_map.get(name, name)) if self._tree is not None else name


def is_pagination(sections: tuple[MarkedContent, ...]) -> bool:
    """Return whether content stands in an artifact that is a running head or foot."""
    for section in sections:
        kinds = [section.props.get(name) for name in ("Type", "Subtype")] if section.tag == "Artifact" else []
        if any(isinstance(kind, PSLiteral) and kind.name in ("Pagination", "Header", "Footer") for kind in kinds):
            return True
    return False
