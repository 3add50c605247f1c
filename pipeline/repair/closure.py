"""What a font itself lists of its glyphs: its character map, and the ligatures and substitutions of GSUB over it."""

import logging
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pipeline.errors import MissingProgramError
from pipeline.khmer.syllable import ZWSP
from pipeline.repair.program import FontProgramError

_SINGLE, _ALTERNATE, _LIGATURE, _EXTENSION = 1, 3, 4, 7
_LONGEST = 12
"""Letters that one glyph stands for at most."""
_SPLIT_VOWELS = frozenset("\u17be\u17bf\u17c0\u17c4\u17c5")
_SPELT_AS = {0x17A3: "\u17a2", 0x17A4: "\u17a2\u17b6", 0x17B4: "", 0x17B5: "", 0x17D3: "\u17c6", 0x200B: ZWSP}
_SPELT_AS |= dict.fromkeys((0x200C, 0x200D, 0x2060, 0xFEFF), "")
"""What Unicode advises against, and what has no ink."""

_MEANINGLESS = ((0, 0x1F), (0x7F, 0x9F), (0xE000, 0xF8FF), (0xF0000, 0x10FFFF))
"""Control and private codes."""

_Rule = tuple[tuple[int, ...], int]
"""Glyphs that are replaced, and the glyph in their place."""


def listed_strings(font: bytes) -> dict[int, str]:
    """The visual string of each glyph that the character map or a substitution reaches.

    Where two ways lead to a glyph, the character map comes before the substitutions, and the shorter way before the
    longer. Glyphs that a substitution makes of a split vowel are left out: which half they are is not listed.

    Raises:
        MissingProgramError: fontTools is not installed.
        FontProgramError: the font cannot be read.
    """
    tables = _open(font)
    strings = mapped_strings({code: tables.getGlyphID(name) for code, name in (tables.getBestCmap() or {}).items()})
    rules = list(_rules(tables))
    found = True
    while found:
        found = False
        for inputs, output in rules:
            if output not in strings and all(glyph in strings for glyph in inputs):
                string = "".join(strings[glyph] for glyph in inputs)
                if len(string) <= _LONGEST and _SPLIT_VOWELS.isdisjoint(string):
                    strings[output] = string
                    found = True
    return strings


def mapped_strings(cmap: dict[int, int]) -> dict[int, str]:
    """The visual string of each glyph of a character map; control and private codes say nothing.

    Of several characters that share a glyph, the one with the lowest code: a space rather than a no-break space.
    """
    strings: dict[int, str] = {}
    for code in sorted(cmap):
        if not any(first <= code <= last for first, last in _MEANINGLESS):
            strings.setdefault(cmap[code], _SPELT_AS.get(code, chr(code)))
    return strings


def _open(font: bytes) -> Any:
    try:
        from fontTools.ttLib import TTFont, TTLibError
    except ImportError as error:
        raise MissingProgramError("reading a font's tables needs fontTools: python -m pip install fonttools") from error
    logging.getLogger("fontTools").setLevel(logging.ERROR)  # it warns of every oddity that it reads past
    try:
        return TTFont(BytesIO(font), lazy=True, fontNumber=0)
    except TTLibError as error:
        raise FontProgramError(f"not a font: {error}") from error


def _rules(tables: Any) -> Iterator[_Rule]:
    lookups = tables["GSUB"].table.LookupList if "GSUB" in tables else None
    for lookup in lookups.Lookup if lookups is not None else ():
        for subtable in lookup.SubTable:
            kind = lookup.LookupType
            if kind == _EXTENSION:
                kind, subtable = subtable.ExtensionLookupType, subtable.ExtSubTable
            yield from _subtable_rules(kind, subtable, tables.getGlyphID)


def _subtable_rules(kind: int, subtable: Any, glyph_id: Any) -> Iterator[_Rule]:
    if kind == _SINGLE:
        for source, target in subtable.mapping.items():
            yield (glyph_id(source),), glyph_id(target)
    elif kind == _ALTERNATE:
        for source, targets in subtable.alternates.items():
            yield from (((glyph_id(source),), glyph_id(target)) for target in targets)
    elif kind == _LIGATURE:
        for first, ligatures in subtable.ligatures.items():
            for ligature in ligatures:
                inputs = tuple(map(glyph_id, (first, *ligature.Component)))
                yield inputs, glyph_id(ligature.LigGlyph)
