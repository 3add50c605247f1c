"""Drawings of a Word file: what stands in text boxes once, whether before their paragraph's words; pictures."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from docx.oxml.ns import qn

from pipeline.extract.docx_values import EMU, points

_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ALTERNATIVES = f"{_COMPATIBLE}AlternateContent"
"""The same content in a new and in an old form, of which one is read."""
_VML = "{urn:schemas-microsoft-com:vml}"
_VML_PATH = f"{_VML}textpath"
_VML_SHAPES = (f"{_VML}shape", f"{_VML}rect")
_LINES = 24.0
"""Points below the top of its paragraph: a box placed no lower is read before it, as in print."""
_TOP = 220.0
"""Points from the top of the page or its margin: a box placed no lower is a letterhead's."""

_LARGE = 0.3
"""Times the square of the text's width: a picture of a table as wide as the text; logos and signatures are smaller."""


class Shape(NamedTuple):
    """A text box anchored in a paragraph."""

    content: Any
    """The `w:txbxContent`, None for a line of drawn letters."""
    text: str = ""
    """Drawn letters (WordArt of old files)."""
    before: bool = False
    """Whether it stands above the words of its paragraph."""
    left: float = 0.0
    """Points; only to be compared with that of other shapes of the paragraph."""


def chosen(alternatives: Any) -> Any:
    """Return the one of an mc:AlternateContent that is read: its first choice, else the fallback."""
    choice = alternatives.find(f"{_COMPATIBLE}Choice")
    if choice is None:
        choice = alternatives.find(f"{_COMPATIBLE}Fallback")
    return alternatives if choice is None else choice


def shapes(drawn: Any) -> list[Shape]:
    """Return the text boxes of a drawing in reading order: those above the paragraph by their left edges."""
    before, left = _place(drawn)
    found = [Shape(content, "", before, left) for content in _contents(drawn)]
    found += [Shape(None, path.get("string"), before, left) for path in drawn.iter(_VML_PATH) if path.get("string")]
    return found


def pictures(body: Any, width: float) -> list[bool]:
    """Return for each picture whether it is large enough to be a scan or a table; `width` is the text's, in points."""
    areas = [
        _area(place) for name in ("wp:inline", "wp:anchor") for place in body.iter(qn(name)) if _has_picture(place)
    ]
    areas += [_old_area(shape) for shape in body.iter(*_VML_SHAPES) if _is_old_picture(shape)]
    return [area >= _LARGE * width**2 for area in areas]


def _has_picture(place: Any) -> bool:
    return next(place.iter(qn("a:blip")), None) is not None


def _is_old_picture(shape: Any) -> bool:
    """Whether a VML shape is a picture, and neither another form of a drawing nor the face of an embedded document."""
    if shape.find(f"{_VML}imagedata") is None:
        return False
    return not any(each.tag in (f"{_COMPATIBLE}Fallback", qn("w:object")) for each in shape.iterancestors())


def _area(place: Any) -> float:
    extent = place.find(qn("wp:extent"))
    sides = (None, None) if extent is None else (points(extent.get("cx"), EMU), points(extent.get("cy"), EMU))
    return (sides[0] or 0.0) * (sides[1] or 0.0)


def _old_area(shape: Any) -> float:
    said = dict(part.strip().split(":", 1) for part in shape.get("style", "").split(";") if ":" in part)
    return (points(said.get("width"), 1.0) or 0.0) * (points(said.get("height"), 1.0) or 0.0)


def _contents(element: Any) -> Iterator[Any]:
    """The text boxes below an element, those inside others left to them."""
    for child in element.iterchildren():
        if child.tag == qn("w:txbxContent"):
            yield child
        elif child.tag == ALTERNATIVES:
            yield from _contents(chosen(child))
        elif isinstance(child.tag, str):
            yield from _contents(child)


def _place(drawn: Any) -> tuple[bool, float]:
    """Whether a drawing stands above its paragraph's words, and its left edge."""
    anchor = drawn.find(qn("wp:anchor"))
    if anchor is None:
        return False, 0.0
    vertical, across = anchor.find(qn("wp:positionV")), anchor.find(qn("wp:positionH"))
    return _is_above(vertical), _offset(across)


def _is_above(vertical: Any | None) -> bool:
    if vertical is None:
        return False
    if vertical.get("relativeFrom") in ("paragraph", "line"):
        return _offset(vertical) <= _LINES
    align = vertical.find(qn("wp:align"))
    return align.text == "top" if align is not None else _offset(vertical) <= _TOP


def _offset(position: Any | None) -> float:
    offset = position.find(qn("wp:posOffset")) if position is not None else None
    align = position.find(qn("wp:align")) if position is not None else None
    if align is not None:
        return {"left": 0.0, "center": 200.0}.get(align.text, 400.0)
    return (points(offset.text, EMU) or 0.0) if offset is not None else 0.0
