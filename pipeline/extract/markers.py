"""Bullets: the signs that stand before a list item and are no part of its words."""

import re

from pipeline.extract.signs import shown_by, sign_font

BULLETS = "•●○▪■□◦‣➢➤✓✔❖⮚⦁∙⚫❑❒◆◇►▶➔➣⇨→☐☑☒✗◻⬧⧫❍◉◎✦★✶⬥⌧☞"
"""Signs that mark a list item wherever they begin a line. Dashes are not here: only the text around can tell."""

EDGE_BLANKS = " \t\v\f\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff"
"""Blanks of every width, zero included, as a regular expression's character class."""

NOTE_STYLE = "footnote text"
"""Style of the lines of footnotes and endnotes, whatever the file calls it; their mark is kept apart as the marker."""

CONTENTS_STYLE = "toc 1"
"""Style of the entries of a contents page, as Word calls the first level."""

RAISED = str.maketrans("0123456789ivxlcabdefgh", "⁰¹²³⁴⁵⁶⁷⁸⁹ⁱᵛˣˡᶜᵃᵇᵈᵉᶠᵍʰ")
"""Digits and letters of a note's mark as they stand in the text: raised, so that none grows into a word."""

SYMBOL_FONTS = ("symbol", "wingding", "webding", "zapfdingbat", "opensymbol", "starsymbol")
"""In the names of fonts whose letters are signs."""

_FRONT = re.compile(f"^[{EDGE_BLANKS}]+")
_EDGES = re.compile(f"^[{EDGE_BLANKS}]+|[{EDGE_BLANKS}]+$")

# Word writes Symbol and Wingdings at U+F000 plus the font's own code (Unicode private use area).
_BULLET = re.compile(
    f"([{BULLETS}]|·(?=[{EDGE_BLANKS}]|$)|[\uf020-\uf0ff](?![\uf020-\uf0ff]))[{EDGE_BLANKS}]*",
)


def strip_blanks(text: str) -> str:
    """Return the text without blanks at its ends, those of no width included (Google Docs sets one after a bullet)."""
    return _EDGES.sub("", text)


def split_bullet(text: str) -> tuple[str | None, str]:
    """Return the bullet a line begins with, or None, and what follows it; blanks before and between are taken out."""
    text = _FRONT.sub("", text)
    match = _BULLET.match(text)
    if match is None:
        return None, text
    return match[1], text[match.end() :]


def plain_bullet(text: str, font_name: str = "") -> str:
    """Return the sign that a text set as a bullet shows in its font."""
    font, text = sign_font(font_name), strip_blanks(text)
    return text if font is None else shown_by(font, text)


def is_bullet_font(font_name: str, text: str) -> bool:
    """Return whether a short text at the front of a line is a bullet by its font: Word's `o` in Courier is one."""
    name = font_name.lower()
    if any(symbol in name for symbol in SYMBOL_FONTS):
        return 0 < len(text) <= 2
    return text == "o" and "courier" in name
