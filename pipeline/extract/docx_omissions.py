"""What a Word file holds and its text does not: each kind is told, with how many there are."""

from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

from pipeline.extract.docx_package import Package
from pipeline.extract.docx_shapes import pictures
from pipeline.model.minutes import Issue

_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
_OBJECT = "{urn:schemas-microsoft-com:office:office}OLEObject"
_DELETED = (qn("w:delText"), f"{qn('w:moveFrom')}//{qn('w:t')}")
_HEADS = r"word/(?:header|footer)\d*\.xml"
"""Parts that are running heads and feet."""
_SHOWN = 100
"""Characters of a complaint."""


def omissions(package: Package, bodies: list[Any], width: float, hidden: int) -> list[Issue]:
    """Return what was left out of a file's text; `width` is that of the text in points, `hidden` counts characters."""
    heads = [root for part in package.parts(_HEADS) if (root := package.tree(part)) is not None]
    return [
        *_damage(package),
        *_hidden(hidden),
        *_deleted(bodies),
        *_comments(package.related("comments")),
        *_inside(package, bodies),
        *_unread_pictures(bodies, heads, width),
    ]


def _damage(package: Package) -> Iterator[Issue]:
    if package.is_cut:
        message = (
            "The Word file is cut off or damaged: what could be unpacked was read, the rest of its text is missing."
        )
        yield Issue(code="text-missing", severity="error", message=message)
    for part, damage in package.damages.items():
        message = f"The file is damaged, possibly incomplete: {part}: {damage[:_SHOWN]}"
        yield Issue(code="file-damaged", severity="warning", message=message)


def _hidden(characters: int) -> Iterator[Issue]:
    if characters:
        message = f"{characters} characters of hidden text in the Word file were left out."
        yield Issue(code="hidden-text", severity="info", message=message)


def _deleted(bodies: list[Any]) -> Iterator[Issue]:
    characters = sum(
        len(found.text or "") for body in bodies for path in _DELETED for found in body.iterfind(f".//{path}")
    )
    if characters:
        message = f"{characters} characters that are marked as deleted in the Word file were left out."
        yield Issue(code="deleted-text", severity="info", message=message)


def _comments(part: Any | None) -> Iterator[Issue]:
    notes = [note for note in part.iter(qn("w:comment"))] if part is not None else []
    filled = sum(any(text.text for text in note.iter(qn("w:t"))) for note in notes)
    if filled:
        message = f"Comments in the margin of the Word file were not read ({filled})."
        yield Issue(code="comments-unread", severity="info", message=message)


def _inside(package: Package, bodies: list[Any]) -> Iterator[Issue]:
    """Documents, tables and charts of other programs."""
    chunks = _count(bodies, qn("w:altChunk")) + _count(bodies, qn("w:subDoc"))
    if chunks:
        message = f"{chunks} files inside the Word file were not read; open it in Word and save it again."
        yield Issue(code="embedded-file", severity="warning", message=message)
    drawn = _count(bodies, _CHART) + _count(bodies, _DIAGRAM)
    if drawn:
        message = f"Charts and diagrams in the file were not read ({drawn}); if they show text, save it as PDF."
        yield Issue(code="drawings-unread", severity="warning", message=message)
    if objects := _count(bodies, _OBJECT):
        message = f"Documents of other programs in the Word file were not read ({objects}); save it as PDF."
        yield Issue(code="embedded-object", severity="warning", message=message)


def _count(bodies: list[Any], tag: str) -> int:
    return sum(1 for body in bodies for _ in body.iter(tag))


def _unread_pictures(bodies: list[Any], heads: list[Any], width: float) -> Iterator[Issue]:
    found = [large for body in (*bodies, *heads) for large in pictures(body, width)]
    if not found:
        return
    severe = any(found)
    which = (
        f"{len(found)}, of them {sum(found)} large"
        if severe
        else f"{len(found)}, all small, as logos and signatures are"
    )
    message = f"Pictures in the file were not read ({which}); if they show text, save it as PDF."
    yield Issue(code="pictures-unread", severity="warning" if severe else "info", message=message)
