"""Footnotes and endnotes of a Word file: their marks in the text and before the notes themselves."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from docx.oxml.ns import qn

from pipeline.extract.docx_values import value_of
from pipeline.extract.markers import NOTE_STYLE, RAISED
from pipeline.extract.number_formats import format_number
from pipeline.model.document import Line, Table

KINDS = ("footnote", "endnote")
_FORMATS = {"footnote": "decimal", "endnote": "lowerRoman"}
"""How Word counts where the file does not say (ECMA-376, 17.11.17)."""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or endnote that the text refers to."""

    kind: str
    """footnote or endnote"""
    id: str
    mark: str
    """As it stands in the text, raised; empty where the author wrote one."""


class Notes:
    """The notes of a file in the order they are referred to, each kind counted on its own.

    `part_of` gives the part that holds the notes of a kind, `properties` are the elements that may say how they are
    counted.
    """

    def __init__(self, part_of: Callable[[str], Any | None], properties: list[Any]) -> None:
        self._elements = {
            (kind, note.get(qn("w:id"))): note
            for kind in KINDS
            if (part := part_of(f"{kind}s")) is not None
            for note in part.findall(qn(f"w:{kind}"))
        }
        self._formats = dict(_FORMATS)
        for holder in properties:
            for kind in KINDS:
                named = value_of(holder.find(qn(f"w:{kind}Pr")), "w:numFmt")
                self._formats[kind] = named or self._formats[kind]
        self._counts = dict.fromkeys(KINDS, 0)
        self._waiting: list[Note] = []

    def refer(self, reference: Any) -> str:
        """Take a reference down and return the mark that is printed for it."""
        kind = KINDS[reference.tag == qn("w:endnoteReference")]
        mark = ""
        if reference.get(qn("w:customMarkFollows"), "0") in ("0", "false", "off"):
            self._counts[kind] += 1
            mark = format_number(self._counts[kind], self._formats[kind]).translate(RAISED)
        self._waiting.append(Note(kind, reference.get(qn("w:id"), ""), mark))
        return mark

    def take(self, kind: str) -> list[tuple[Note, Any]]:
        """Return the notes of a kind that were referred to since this was last asked, with their elements."""
        taken = [note for note in self._waiting if note.kind == kind]
        self._waiting = [note for note in self._waiting if note.kind != kind]
        return [(note, found) for note in taken if (found := self._elements.get((kind, note.id))) is not None]


def as_note(items: Iterator[Line | Table], mark: str) -> Iterator[Line | Table]:
    """Yield what stands in a note, its mark before the first line and its kind as the style of all of them."""
    for item in items:
        if isinstance(item, Line):
            item = replace(item, style=NOTE_STYLE, marker=mark or item.marker)
            mark = ""
        yield item
