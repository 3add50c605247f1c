"""What the name of a glyph says that it stands for (Adobe Glyph List Specification, and names cut off or of TeX)."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from playa.encodings import ZAPFDINGBATS_BUILTIN_ENCODING
from playa.glyphlist import glyphname2unicode

from pipeline.extract.letterforms import plain_letters

_RESOURCE = "glyph_names.toml"
_UNI = re.compile(r"uni((?:[0-9A-F]{4})+)|u([0-9A-F]{4,6})")
_VARIANT = re.compile(
    "(?P<stem>[A-Za-z0-9]+?)"
    "(?P<variant>alt|big|Big|bigg|Bigg|display|inferior|monospace|oldstyle|sans|serif|small|superior|text)"
)
"""A larger, raised or otherwise drawn form of a sign that has a name of its own ("parenleftbigg")."""
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_SHORTEST, _MOST_CUT = 4, 2
"""Letters that a name cut off at its end has at least, and has lost at most."""
_DINGBATS, _SPACE = 0x2700, 32


@cache
def glyph_text(name: str) -> str:
    """Return the characters that a glyph of this name stands for; empty where the name does not say it.

    What follows a full stop names a form of the glyph ("A.sc", "one.oldstyle"), low lines stand between the letters of
    a ligature ("f_i"). A name that is in no list is taken for one cut off if there is only one that it can be.
    """
    texts = [_component_text(part) for part in name.strip().partition(".")[0].split("_")]
    return "".join(texts) if all(texts) else ""


@cache
def dingbat_text(name: str) -> str:
    """Return the sign that a glyph of ZapfDingbats ("a20") stands for; other names as in any font."""
    return _dingbats().get(name) or glyph_text(name)


def _component_text(name: str) -> str:
    return _listed(name) or _numbered(name) or _variant(name) or _cut_off(name)


def _listed(name: str) -> str:
    text = plain_letters(_table("names").get(name) or glyphname2unicode.get(name, ""))
    return "" if _PRIVATE.search(text) else text


def _numbered(name: str) -> str:
    match = _UNI.fullmatch(name)
    if match is None:
        return ""
    digits = match[1] or match[2]
    codes = [int(digits[n : n + 4], 16) for n in range(0, len(digits), 4)] if match[1] else [int(digits, 16)]
    scalars = all(code < 0xD800 or 0xE000 <= code <= 0x10FFFF for code in codes)
    return "".join(map(chr, codes)) if scalars else ""


def _variant(name: str) -> str:
    match = _VARIANT.fullmatch(name)
    text = _listed(match["stem"]) if match else ""
    return text.lower() if match and match["variant"] == "small" else text


def _cut_off(name: str) -> str:
    if len(name) < _SHORTEST:
        return ""
    longest = len(name) + _MOST_CUT
    names = (whole for whole in (*glyphname2unicode, *_table("names")) if whole.startswith(name))
    texts = {_listed(whole) for whole in names if len(whole) <= longest} - {""}
    return texts.pop() if len(texts) == 1 else ""


@cache
def _table(name: str) -> dict[str, str]:
    data = tomllib.loads((files("pipeline.resources") / _RESOURCE).read_text("utf-8"))
    table: dict[str, str] = data[name]
    return table


@cache
def _dingbats() -> dict[str, str]:
    unified = {int(first) + n: sign for first, signs in _table("dingbats").items() for n, sign in enumerate(signs)}
    encoding: dict[int, str] = ZAPFDINGBATS_BUILTIN_ENCODING
    codes = {name: code for code, name in encoding.items() if code > _SPACE}
    return {name: unified.get(code, chr(_DINGBATS + code - _SPACE)) for name, code in codes.items()}
