"""What the name of a font and its descriptor say of it: family, bold, italic."""

import re
import tomllib
from functools import cache
from importlib.resources import files

_RESOURCE = "font_styles.toml"
_TEX = re.compile(r"l?(?P<family>cm|ec|sf|tc|la|lh)(?P<style>[a-z]+)\d+")
"""A font of TeX, in lower case: family, letters of style, size."""
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_LIGHT = "light"
"""Beside it "Demi" and "Semi" make no bold."""
_FORCE_BOLD = 1 << 18
_ITALIC = 1 << 6
_BOLD_WEIGHT = 600.0
"""FontWeight from which a font is bold, as in CSS; 400 is regular, 500 medium, 700 bold."""
_LEANING = 4.0
"""Degrees from the vertical at which a font is italic: the least slanted lean 9."""


def plain_font_name(name: str) -> str:
    """Return a PDF font's name without its subset tag (six capitals and a plus: ISO 32000-1, 9.6.4)."""
    tag, plus, rest = name.partition("+")
    return rest if plus and len(tag) == 6 and tag.isalpha() and tag.isupper() else name


def font_style(name: str, flags: int = 0, weight: float = 0.0, angle: float = 0.0) -> tuple[bool, bool]:
    """Return whether a font is bold and whether it is italic, by its name and by what its descriptor says.

    That is its Flags, its FontWeight and its ItalicAngle in degrees (ISO 32000-1, table 122); 0 where it is silent.
    """
    name = plain_font_name(name)
    bold = _says(name, "bold") or bool(flags & _FORCE_BOLD) or weight >= _BOLD_WEIGHT
    italic = _says(name, "italic") or bool(flags & _ITALIC) or abs(angle) >= _LEANING
    return bold, italic


@cache
def _says(name: str, style: str) -> bool:
    lower, signs = name.lower(), _signs()[style]
    if any(sign in lower for sign in signs["inside"]):
        return True
    if match := _TEX.fullmatch(lower):
        return match["style"] in signs["cm" if match["family"] == "cm" else "ec"]
    words = {word.lower() for word in _WORD.findall(name)}
    return _LIGHT not in words and not words.isdisjoint(signs["words"])


@cache
def _signs() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((files("pipeline.resources") / _RESOURCE).read_text("utf-8"))
