"""TeX's bitmap fonts: glyphs named by their codes ("a28"); which codes are drawn tells what they stand for.

Where no outlines are at hand, pdfTeX embeds fonts so, and says nothing else of them.
"""

import tomllib
from collections.abc import Collection, Mapping
from functools import cache
from importlib.resources import files

from pipeline.extract.letterforms import plain_letters

_RESOURCE = "tex_encodings.toml"
TEXT, CORK, COMPANION, SYMBOLS = "text", "cork", "companion", "symbols"
"""Encodings, by their names in the resource."""
_NOT_DEFINED = ".notdef"
_ASCII = range(0x21, 0x7F)
_LETTERS = frozenset(map(ord, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"))
_MARKS = {
    TEXT: frozenset((*range(11, 16), 34, 92, 123, 124, 127)),
    CORK: frozenset((17, 21, 22, *range(27, 32), *range(128, 256))),
}
"""Codes that texts draw in one of the two encodings of text and hardly ever in the other: ligatures, quotation marks,
dashes, letters with accents."""


def is_named_by_code(names: Mapping[int, str]) -> bool:
    """Return whether the glyphs of a font have names that only repeat their codes, as TeX gives them to bitmaps."""
    named = {code: name for code, name in names.items() if name != _NOT_DEFINED}
    return bool(named) and all(name == f"a{code}" for code, name in named.items())


def tex_texts(drawn: Mapping[str, Collection[int]]) -> dict[str, dict[int, str]]:
    """Return for each of a document's bitmap fonts what its codes stand for; fonts that nothing tells of are left out.

    Args:
        drawn: the codes that each font draws.
    """
    marks = {font: {name: len(_MARKS[name].intersection(codes)) for name in _MARKS} for font, codes in drawn.items()}
    usual = max(_MARKS, key=lambda name: sum(counts[name] for counts in marks.values()))
    found = {}
    for font, codes in drawn.items():
        own = max(_MARKS, key=lambda name: (marks[font][name], name == usual))
        encoding = own if not _LETTERS.isdisjoint(codes) else _signs(codes)
        if encoding is not None:
            found[font] = {code: _text(encoding, code) for code in codes}
    return found


def _signs(codes: Collection[int]) -> str | None:
    """The encoding of a font that draws no letters."""
    if max(codes) > max(_ASCII):
        return COMPANION
    return SYMBOLS if all(_text(SYMBOLS, code) for code in codes) else None


def _text(encoding: str, code: int) -> str:
    table = _tables()[encoding]
    usual = chr(code) if code in _ASCII and encoding in _MARKS else ""
    return table.get(code, usual)


@cache
def _tables() -> dict[str, dict[int, str]]:
    data = tomllib.loads((files("pipeline.resources") / _RESOURCE).read_text("utf-8"))
    return {
        name: {
            int(first) + n: plain_letters(sign.strip()) for first, signs in rows.items() for n, sign in enumerate(signs)
        }
        for name, rows in data.items()
    }
