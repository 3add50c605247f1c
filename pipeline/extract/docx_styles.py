"""The styles of a Word file: what a paragraph or run inherits, from the file's defaults up to its own properties."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from docx.oxml.ns import qn

from pipeline.extract.docx_fonts import Theme
from pipeline.extract.docx_values import is_on, number_of, points, value_of

_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_TITLES = ("Title", "Subtitle")
_BODY_LEVEL = 9
"""The outline level that says: no heading."""
_TOGGLES = ("b", "bCs", "i", "iCs", "caps", "smallCaps", "vanish")
"""Properties that the styles of a table, a paragraph and a run turn on and off between them (ECMA-376, 17.7.3)."""
_SIZES = ("sz", "szCs")
HALF_POINT = 0.5


@dataclass(frozen=True, slots=True)
class Style:
    """One style and the one it is based on."""

    id: str
    name: str
    element: Any
    base: "Style | None"

    def chain(self) -> Iterator["Style"]:
        """Yield the style itself and those behind it, nearest first."""
        style: Style | None = self
        while style is not None:
            yield style
            style = style.base

    def properties(self, name: str) -> list[Any]:
        """Return the property elements (w:pPr or w:rPr) of the style and those behind it, nearest first."""
        return [found for style in self.chain() if (found := style.element.find(qn(name))) is not None]

    def heading(self) -> int | None:
        """Return the level of heading, 1 outermost, that the style or one behind it is; None for other styles."""
        for style in self.chain():
            if match := _HEADING.fullmatch(style.name):
                return int(match[1])
            level = number_of(style.element.find(qn("w:pPr")), "w:outlineLvl")
            if level is not None:
                return level + 1 if level < _BODY_LEVEL else None
        return None


class Face(NamedTuple):
    """The letters of one kind of script."""

    font: str | None
    size: float | None
    """Points."""
    bold: bool
    italic: bool


class Setting(NamedTuple):
    """How a run is set: Khmer and other complex scripts have a face of their own."""

    plain: Face
    complex: Face
    all_complex: bool
    """Whether every letter of the run counts as complex script."""
    underline: bool
    capitals: bool
    hidden: bool
    raised: bool


class ListPlace(NamedTuple):
    """The list that a paragraph is in."""

    list_id: str
    level: int | None
    """0 outermost; None where only the list itself says it."""
    style_id: str | None
    """The style that puts the paragraph there; None where it does so itself."""


class StyleBook:
    """The styles of one Word file, each resolved once."""

    def __init__(self, styles: Any | None, theme: Theme) -> None:
        self._theme = theme
        self._elements: dict[str, Any] = {}
        self._defaults: dict[str, str] = {}
        self._known: dict[str, Style] = {}
        self._inherited: dict[tuple[str | None, ...], dict[str, Any]] = {}
        self._file: list[Any] = []
        """The file's own defaults of runs."""
        if styles is None:
            return
        for element in styles.findall(qn("w:style")):
            style_id = element.get(qn("w:styleId"), "")
            self._elements[style_id] = element
            if element.get(qn("w:default")) in ("1", "true", "on"):
                self._defaults.setdefault(element.get(qn("w:type"), ""), style_id)
        self._file = styles.findall(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")

    def style(self, style_id: str | None, kind: str) -> Style | None:
        """Return a style by its id; where the id is None or unknown, the file's default of that kind."""
        known = style_id if style_id in self._elements else self._defaults.get(kind)
        return self._style(known, ()) if known is not None else None

    def of_paragraph(self, properties: Any | None) -> Style | None:
        """Return the style that a paragraph's properties name."""
        return self.style(value_of(properties, "w:pStyle"), "paragraph")

    def heading(self, properties: Any | None) -> int | None:
        """Return the level of heading that a paragraph is, by its own outline level or its style."""
        own = number_of(properties, "w:outlineLvl")
        if own is not None:
            return own + 1 if own < _BODY_LEVEL else None
        style = self.of_paragraph(properties)
        return style.heading() if style is not None else None

    def plain_name(self, properties: Any | None) -> str | None:
        """Return the name of a paragraph's style; for one that is a heading or title by another style, that one's."""
        level = self.heading(properties)
        if level is not None:
            return f"Heading {level}"
        style = self.of_paragraph(properties)
        if style is None:
            return None
        known = (name for each in style.chain() if (name := each.name.capitalize()) in _TITLES)
        return next(known, style.name)

    def list_of_style(self, style_id: str) -> str | None:
        """Return the list that a numbering style names."""
        element = self._elements.get(style_id)
        return value_of(element.find(f"{qn('w:pPr')}/{qn('w:numPr')}"), "w:numId") if element is not None else None

    def paragraph_properties(self, properties: Any | None) -> list[Any]:
        """Return a paragraph's property elements, nearest first: its own, then those of its styles."""
        style = self.of_paragraph(properties)
        own = [properties] if properties is not None else []
        return own + (style.properties("w:pPr") if style is not None else [])

    def list_place(self, properties: Any | None) -> ListPlace | None:
        """Return the list that a paragraph is in; its own word counts before that of its styles."""
        own = properties.find(qn("w:numPr")) if properties is not None else None
        level = number_of(own, "w:ilvl")
        holders: list[tuple[Any | None, str | None]] = [(own, None)]
        style = self.of_paragraph(properties)
        for each in style.chain() if style is not None else ():
            holders.append((each.element.find(f"{qn('w:pPr')}/{qn('w:numPr')}"), each.id))
        for numbering, style_id in holders:
            list_id = value_of(numbering, "w:numId")
            if list_id is not None:
                level = number_of(numbering, "w:ilvl") if level is None and style_id else level
                return None if list_id == "0" else ListPlace(list_id, level, style_id)
        return None

    def setting(self, run: Any | None, paragraph: Any | None, table: Sequence[Any] = ()) -> Setting:
        """Return how a run is set, by its own properties and those behind them.

        `table` are the run properties that a table's style gives to the cell, nearest first.
        """
        character = value_of(run, "w:rStyle")
        key = (character, value_of(paragraph, "w:pStyle"), *(str(id(each)) for each in table))
        if key not in self._inherited:
            self._inherited[key] = self._inherit(character, paragraph, table)
        found = self._inherited[key]
        if run is not None and len(run):
            found = found | self._read([run])
        return Setting(
            Face(found.get("font"), found.get("sz"), bool(found.get("b")), bool(found.get("i"))),
            Face(found.get("cs_font"), found.get("szCs"), bool(found.get("bCs")), bool(found.get("iCs"))),
            bool(found.get("cs") or found.get("rtl")),
            found.get("u", "none") != "none",
            bool(found.get("caps") or found.get("smallCaps")),
            bool(found.get("vanish")),
            found.get("vertAlign") == "superscript",
        )

    def _inherit(self, character: str | None, paragraph: Any | None, table: Sequence[Any]) -> dict[str, Any]:
        styles = (self.of_paragraph(paragraph), self.style(character, "character") if character else None)
        layers = [self._read(table), *(self._read(each.properties("w:rPr")) for each in styles if each is not None)]
        found = self._read(self._file)
        for layer in layers:
            found |= layer
        for name in _TOGGLES:
            told = [layer[name] for layer in layers if name in layer]
            if told:
                found[name] = sum(told) % 2 == 1
        return found

    def _read(self, holders: Sequence[Any]) -> dict[str, Any]:
        """What property elements say of a run, the nearest first; what none of them says is left out."""
        found: dict[str, Any] = {}
        for holder in reversed(holders):
            for child in holder.iterchildren():
                name = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
                if name in _TOGGLES or name in ("cs", "rtl"):
                    found[name] = is_on(child)
                elif name in _SIZES:
                    found[name] = points(child.get(qn("w:val")), HALF_POINT)
                elif name in ("u", "vertAlign"):
                    found[name] = child.get(qn("w:val"), "single")
                elif name == "rFonts":
                    found |= self._theme.fonts(child)
        return found

    def _style(self, style_id: str, derived: tuple[str, ...]) -> Style:
        """The style of an id; `derived` are those based on it, so that a style never stands behind itself."""
        if style_id not in self._known:
            element = self._elements[style_id]
            path = (*derived, style_id)
            based_on = value_of(element, "w:basedOn")
            base = self._style(based_on, path) if based_on in self._elements and based_on not in path else None
            self._known[style_id] = Style(style_id, value_of(element, "w:name") or style_id, element, base)
        return self._known[style_id]
