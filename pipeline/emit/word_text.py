"""Runs and paragraphs of WordprocessingML, split by script so that Khmer is shaped and set in its own font.

Text only ever becomes `w:t`, `w:tab` and `w:br`: nothing in it can turn into a field or into markup.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from pipeline.emit.printed import legal

Element: TypeAlias = BaseOxmlElement
KHMER_TAG = "km-KH"
LATIN_TAG = "en-GB"

_SCRIPTS = re.compile(
    r"(?P<khmer>[\u1780-\u17ff\u19e0-\u19ff]+)|(?P<neutral>(?:[\W\d_](?<![\u1780-\u17ff]))+)|(?P<other>.)", re.S
)
_BREAKS = re.compile(r"\r\n|[\r\x85\u2028\u2029]")


@dataclass(frozen=True)
class Fonts:
    """The two faces of the report."""

    latin: str
    khmer: str


def el(tag: str, attributes: dict[str, str] | None = None, *children: Element) -> Element:
    """Return an element; tag and attribute names carry their prefix ("w:p")."""
    element: Element = OxmlElement(tag)
    for name, value in (attributes or {}).items():
        element.set(qn(name), value)
    element.extend(children)
    return element


def val(tag: str, value: str | int) -> Element:
    """Return an element whose one attribute is `w:val`."""
    return el(tag, {"w:val": str(value)})


def split_scripts(text: str) -> Iterator[tuple[bool, str]]:
    """Pieces of the text in order, each with whether it is to be set as Khmer.

    Spaces, digits, signs and joiners go with Khmer where their neighbours on both sides (or the only neighbour) are
    Khmer, with the Latin font else.
    """
    tokens = [(match.lastgroup, match.group()) for match in _SCRIPTS.finditer(text)]
    start, current = "", None
    for index, (script, piece) in enumerate(tokens):
        is_khmer = _all_khmer(tokens, index) if script == "neutral" else script == "khmer"
        if current is not None and is_khmer != current:
            yield current, start
            start = ""
        start, current = start + piece, is_khmer
    if current is not None:
        yield current, start


def _all_khmer(tokens: list[tuple[str | None, str]], index: int) -> bool:
    beside = [tokens[place][0] for place in (index - 1, index + 1) if 0 <= place < len(tokens)]
    return bool(beside) and all(script == "khmer" for script in beside)


def runs(text: str, fonts: Fonts, style: str | None = None) -> list[Element]:
    """Return the text as runs, one for each stretch of one script, in a character style where one is named."""
    return [_run(piece, fonts, style, is_khmer) for is_khmer, piece in split_scripts(_BREAKS.sub("\n", text))]


def _run(piece: str, fonts: Fonts, style: str | None, is_khmer: bool) -> Element:
    run = el("w:r", None, run_properties(fonts, style, is_khmer))
    for part in re.split(r"([\t\n])", legal(piece)):
        if part == "\t":
            run.append(el("w:tab"))
        elif part == "\n":
            run.append(el("w:br"))
        elif part:
            words = el("w:t", {"xml:space": "preserve"})
            words.text = part
            run.append(words)
    return run


def run_properties(fonts: Fonts, style: str | None, is_khmer: bool) -> Element:
    """Return the properties of a run; their order is that of the schema (ECMA-376 part 1, 17.3.2.28).

    Sizes and weights are left to the styles, which give both the Latin (`w:sz`, `w:b`) and the complex-script ones
    (`w:szCs`, `w:bCs`), so that whoever restyles a heading restyles its Khmer too.
    """
    properties = el("w:rPr")
    if style:
        properties.append(val("w:rStyle", style))
    if is_khmer:
        properties.append(el("w:rFonts", {"w:ascii": fonts.latin, "w:hAnsi": fonts.latin, "w:cs": fonts.khmer}))
        properties.append(el("w:cs"))
        properties.append(el("w:lang", {"w:bidi": KHMER_TAG}))
    else:
        properties.append(el("w:lang", {"w:val": LATIN_TAG}))
    return properties


def paragraph(style: str, *content: Element) -> Element:
    """Return a paragraph of a paragraph style (by its id) holding runs, links and bookmarks."""
    return el("w:p", None, el("w:pPr", None, val("w:pStyle", style)), *content)


def link(anchor: str, content: list[Element]) -> Element:
    """Return a link to a bookmark of the same document."""
    return el("w:hyperlink", {"w:anchor": anchor, "w:history": "1"}, *content)


def field(instruction: str, shown: list[Element]) -> list[Element]:
    """Return the runs of a field: its instruction, and what is shown until a program computes it."""
    code = el("w:instrText", {"xml:space": "preserve"})
    code.text = f" {instruction} "
    return [
        el("w:r", None, el("w:fldChar", {"w:fldCharType": "begin"})),
        el("w:r", None, code),
        el("w:r", None, el("w:fldChar", {"w:fldCharType": "separate"})),
        *shown,
        el("w:r", None, el("w:fldChar", {"w:fldCharType": "end"})),
    ]
