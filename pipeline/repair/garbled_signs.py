"""Quotation marks and dashes that Ghostscript 10.00 garbles: “We don’t” as "<We don9t=", 2019–20 as "2019320".

Where a ToUnicode map names several characters by a range, Ghostscript lays the first byte of the first over the second:
U+201C becomes 20 or 1C = 3C, "<", and U+201D, next in the range, "=". Such digits are told from real ones by their
widths, for the digits of a font are alike in that; such signs by the numbers of their glyphs, where those of the font
are in the order of ASCII, or by the places where they stand.
"""

from collections.abc import Collection, Mapping, Sequence
from statistics import median

from pipeline.model.document import Font
from pipeline.repair.drawn_letters import Letter
from pipeline.repair.ligatures import Key, Reading

_DASHES, _SINGLE, _DOUBLE = ("3", "4"), ("8", "9"), ("<", "=")
PAIRS = {_DASHES: "–—", _SINGLE: "‘’", _DOUBLE: "“”"}
"""What U+2013 and U+2014, U+2018 and U+2019, U+201C and U+201D become, and what they are."""
SURE, LIKELY = 0.97, 0.93
"""Confidence where the glyphs alone tell, and where the producer or the places had to be asked."""
_OTHER_DIGITS = "012567"
_ALIKE, _UNLIKE = 0.02, 0.12
"""How far the widths of a font's digits may differ from one another, and how far a sign has to differ from them."""
_FEWEST = 5
"""Characters that must all keep the order of ASCII for a font to have that order."""
_MOST = 0.8
"""Share of its places where a sign stands as is its way."""


def pairs_of(font: Font) -> list[tuple[int, int]]:
    """Return the codes of neighbouring glyphs that a font has as such a pair."""
    if font.kind != "Type0":
        return []
    return [(cid, cid + 1) for cid, text in font.said.items() if (text, font.said.get(cid + 1)) in PAIRS]


def read_signs(
    lines: Collection[Sequence[Letter]], fonts: Mapping[str, Font], by_ghostscript: bool
) -> dict[Key, Reading]:
    """Return what the garbled signs of a document stand for."""
    widths = {letter.key: letter.width for line in lines for letter in line}
    found: dict[Key, Reading] = {}
    for name, font in fonts.items():
        own = {cid: widths.get((name, cid), 0.0) for cid in font.said}
        for pair in pairs_of(font):
            texts = font.said[pair[0]], font.said[pair[1]]
            if texts == _DOUBLE:
                certain = _is_out_of_order(pair, font)
                likely = certain is None and _stand_so(name, pair, lines)
            else:
                certain = _are_no_digits(pair, font, own)
                likely = certain is None and texts == _SINGLE and _stand_so(name, pair, lines)
            if certain or (likely and by_ghostscript):
                sure = SURE if certain else LIKELY
                found |= {(name, cid): Reading(sign, sure) for cid, sign in zip(pair, PAIRS[texts], strict=True)}
    return found


def _are_no_digits(pair: tuple[int, int], font: Font, widths: Mapping[int, float]) -> bool | None:
    """Whether the second of a pair is not as wide as the font's digits are; None where those do not tell."""
    digits = {cid: text for cid, text in font.said.items() if text and text in _OTHER_DIGITS}
    if any(cid - ord(text) == pair[0] - ord(font.said[pair[0]]) for cid, text in digits.items()):
        return False
    found = [widths[cid] for cid in digits]
    if len(found) < 2 or max(found) - min(found) > _ALIKE:
        return None
    return abs(widths[pair[1]] / median(found) - 1) > _UNLIKE


def _is_out_of_order(pair: tuple[int, int], font: Font) -> bool | None:
    """Whether all other characters of ASCII that a font draws have glyphs in its order, but not the pair."""
    others = {cid: text for cid, text in font.said.items() if len(text) == 1 and text.isascii() and cid not in pair}
    offsets = {cid - ord(text) for cid, text in others.items() if text not in "3489"}
    signs = [text for text in others.values() if not text.isalnum()]
    if len(others) < _FEWEST or not signs or len(offsets) != 1:
        return None
    return pair[0] - ord(font.said[pair[0]]) not in offsets


def _stand_so(name: str, pair: tuple[int, int], lines: Collection[Sequence[Letter]]) -> bool:
    """Whether a pair of signs stands in a document's lines as quotation marks do."""
    ways: list[bool] = []
    for line in lines:
        for before, letter, after in zip(line, line[1:], line[2:], strict=False):
            if letter.font == name and letter.cid in pair:
                ways.append(_is_its_way(letter.text, before.text, after.text))
    return len(ways) > 1 and sum(ways) >= _MOST * len(ways)


def _is_its_way(text: str, before: str, after: str) -> bool:
    if text in "<8":
        return (before.isspace() or before in "([") and after[:1].isalnum()
    return not before.isspace() and (after.isspace() or not after.isalnum() or (text == "9" and before.isalpha()))
