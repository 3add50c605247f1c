"""Footnotes and endnotes of a Word file: their marks in the text and before the notes themselves."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

from pipeline.extract.lines import RAISED
from pipeline.model.document import Line, Table


@dataclass(slots=True)
class Note:
    """A footnote or endnote that the text refers to."""

    kind: str
    """footnote or endnote"""
    id: str
    mark: str
    """As it stands in the text; empty where the author wrote one."""


class Notes(list[Note]):
    """The notes of a file in the order they are referred to; each kind counts on its own, in raised digits."""

    def refer(self, kind: str, element: Any) -> str:
        """Take a reference down and return the mark that Word prints for it.

        Other ways of counting than 1, 2, 3 are not looked up.
        """
        own = element.get(qn("w:customMarkFollows"), "0") not in ("0", "false", "off")
        number = 1 + sum(note.kind == kind and note.mark != "" for note in self)
        mark = "" if own else str(number).translate(RAISED)
        self.append(Note(kind, element.get(qn("w:id"), ""), mark))
        return mark


def with_mark(items: Iterator[Line | Table], mark: str) -> Iterator[Line | Table]:
    """Yield the lines of a note, its mark before the first word."""
    for item in items:
        if mark and isinstance(item, Line):
            item.spans[0].text = f"{mark} {item.spans[0].text}"
            mark = ""
        yield item
