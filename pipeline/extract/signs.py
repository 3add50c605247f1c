"""Fonts of signs: what a code of Symbol or Wingdings shows, whatever letter a file calls it."""

import re
import tomllib
from functools import cache
from importlib.resources import files

_RESOURCE = "symbol_fonts.toml"
_NAMES = {"symbol": "symbol", "symbolmt": "symbol", "wingdings": "wingdings", "wingdingsregular": "wingdings"}
"""Table of `symbol_fonts.toml` by a font's name without blanks and signs, in lower case."""
PRIVATE = 0xF000
"""Word writes a sign at this code point plus the font's own code (Unicode private use area)."""


def sign_font(font_name: str) -> str | None:
    """Return which fonts of signs a font is, `symbol` or `wingdings`; None for all others."""
    return _NAMES.get(re.sub(r"[^a-z0-9]", "", font_name.lower()))


def shown_by(font: str, text: str) -> str:
    """Return what a text shows in a font that `sign_font` has named; what the table leaves out stays as it is."""
    table = _tables()[font]
    codes = (ord(letter) - PRIVATE if ord(letter) > PRIVATE else ord(letter) for letter in text)
    return "".join(table.get(code, letter) for code, letter in zip(codes, text, strict=True))


@cache
def _tables() -> dict[str, dict[int, str]]:
    data = tomllib.loads((files("pipeline.resources") / _RESOURCE).read_text("utf-8"))
    return {
        font: {int(first) + n: sign for first, signs in rows.items() for n, sign in enumerate(signs) if sign != " "}
        for font, rows in data.items()
    }
