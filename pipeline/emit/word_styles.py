"""The look of report.docx: its paragraph, character and list styles, all with their complex-script twins."""

from docx.document import Document
from docx.oxml.ns import qn

from pipeline.emit.word_looks import ACCENT, LIST_LEVELS, LIST_STEP, TEXT_WIDTH, Look, looks
from pipeline.emit.word_text import KHMER_TAG, LATIN_TAG, Element, Fonts, el, val

_BULLETS = ("•", "–", "·", "•", "–")


def set_styles(document: Document, fonts: Fonts, size: float) -> None:
    """Put the report's styles, defaults and bullet list in place of those of python-docx's template.

    Args:
        document: The document to dress.
        fonts: The Latin and the Khmer face.
        size: Points of the running text.
    """
    styles = document.styles.element
    for template_style in styles.findall(qn("w:style")) + styles.findall(qn("w:docDefaults")):
        styles.remove(template_style)
    styles.insert(0, _defaults(fonts, size))
    for look in looks():
        styles.append(_style(look, size))
    styles.append(_plain_table())
    _set_bullets(document.part.numbering_part.element, fonts)


def _defaults(fonts: Fonts, size: float) -> Element:
    faces = {"w:ascii": fonts.latin, "w:hAnsi": fonts.latin, "w:eastAsia": fonts.latin, "w:cs": fonts.khmer}
    tags = el("w:lang", {"w:val": LATIN_TAG, "w:eastAsia": LATIN_TAG, "w:bidi": KHMER_TAG})
    properties = el("w:rPr", None, el("w:rFonts", faces), *_sizes(size), tags)
    return el("w:docDefaults", None, el("w:rPrDefault", None, properties), el("w:pPrDefault"))


def _sizes(points: float) -> list[Element]:
    half_points = round(points * 2)
    return [val("w:sz", half_points), val("w:szCs", half_points)]


def _style(look: Look, size: float) -> Element:
    kind = "character" if look.is_character else "paragraph"
    style = el("w:style", {"w:type": kind, "w:styleId": look.id}, val("w:name", look.name))
    if look.id == "Normal":
        style.set(qn("w:default"), "1")
    if look.based_on and not look.is_character:
        style.append(val("w:basedOn", look.based_on))
    if look.is_ours:
        style.set(qn("w:customStyle"), "1")
    if look.follow:
        style.append(val("w:next", look.follow))
    style.append(el("w:qFormat"))
    if not look.is_character:
        style.append(_paragraph_properties(look))
    style.append(_run_properties(look, size))
    return style


def _paragraph_properties(look: Look) -> Element:
    """Return `w:pPr`, its children in the order of the schema (ECMA-376 part 1, 17.3.1.26)."""
    properties = el("w:pPr")
    if look.keep_next:
        properties.append(el("w:keepNext"))
        properties.append(el("w:keepLines"))
    if look.list_level is not None:
        level = val("w:ilvl", look.list_level - 1)
        properties.append(el("w:numPr", None, *([level] if look.list_level > 1 else []), val("w:numId", 1)))
    if look.left_bar or look.underline:
        properties.append(_borders(look))
    if look.shade:
        properties.append(el("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": look.shade}))
    if look.right_tab:
        tab = {"w:val": "right", "w:pos": str(TEXT_WIDTH)}
        properties.append(el("w:tabs", None, el("w:tab", tab)))
    spacing = {"w:before": look.before, "w:after": look.after, "w:line": look.line}
    if any(length is not None for length in spacing.values()):
        given = {name: str(length) for name, length in spacing.items() if length is not None}
        properties.append(el("w:spacing", given | ({"w:lineRule": "auto"} if look.line else {})))
    if look.indent is not None:
        properties.append(el("w:ind", {"w:left": str(look.indent), "w:hanging": str(look.hanging or 0)}))
    if look.outline is not None:
        properties.append(val("w:outlineLvl", look.outline))
    return properties


def _borders(look: Look) -> Element:
    borders = el("w:pBdr")
    if look.left_bar:
        bar = {"w:val": "single", "w:sz": "18", "w:space": "6", "w:color": look.left_bar}
        borders.append(el("w:left", bar))
    if look.underline:
        rule = {"w:val": "single", "w:sz": "6", "w:space": "2", "w:color": look.underline}
        borders.append(el("w:bottom", rule))
    return borders


def _run_properties(look: Look, size: float) -> Element:
    properties = el("w:rPr")
    if look.bold is not None:
        properties.extend([_switch("w:b", look.bold), _switch("w:bCs", look.bold)])
    if look.caps:
        properties.append(el("w:caps"))
    if look.color:
        properties.append(val("w:color", look.color))
    if look.scale is not None:
        properties.extend(_sizes(size * look.scale))
    if look.dotted:
        properties.append(el("w:u", {"w:val": "dotted", "w:color": look.dotted}))
    return properties


def _switch(tag: str, is_on: bool) -> Element:
    return el(tag) if is_on else val(tag, "0")


def _plain_table() -> Element:
    table = el("w:tblPr", None, el("w:tblInd", {"w:w": "0", "w:type": "dxa"}))
    attributes = {"w:type": "table", "w:default": "1", "w:styleId": "TableNormal"}
    return el("w:style", attributes, val("w:name", "Normal Table"), table)


def _set_bullets(numbering: Element, fonts: Fonts) -> None:
    for child in list(numbering):
        numbering.remove(child)
    levels = []
    for level in range(1, LIST_LEVELS + 1):
        style = "ListBullet" if level == 1 else f"ListBullet{level}"
        indent = el("w:ind", {"w:left": str(level * LIST_STEP), "w:hanging": str(LIST_STEP - 60)})
        faces = el("w:rFonts", {"w:ascii": fonts.latin, "w:hAnsi": fonts.latin, "w:cs": fonts.latin})
        shape = [val("w:start", 1), val("w:numFmt", "bullet"), val("w:pStyle", style)]
        sign = [val("w:lvlText", _BULLETS[level - 1]), val("w:lvlJc", "left")]
        layout = [el("w:pPr", None, indent), el("w:rPr", None, faces, val("w:color", ACCENT))]
        levels.append(el("w:lvl", {"w:ilvl": str(level - 1)}, *shape, *sign, *layout))
    kind = val("w:multiLevelType", "hybridMultilevel")
    numbering.append(el("w:abstractNum", {"w:abstractNumId": "0"}, kind, *levels))
    numbering.append(el("w:num", {"w:numId": "1"}, val("w:abstractNumId", 0)))
