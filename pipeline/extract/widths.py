"""How wide a text would be printed, where nothing but the text is known."""

from functools import cache

# Advance widths of Helvetica in thousandths of the type size (Adobe Core 14 AFM), grouped by width.
_LATIN = {
    191: "'",
    222: "ijl",
    260: "|",
    278: " !,./:;I[\\]ft",
    333: "()-`r",
    334: "{}",
    355: '"',
    389: "*",
    469: "^",
    500: "Jckszvxy",
    556: "#$0123456789?L_abdeghnopqu",
    584: "+<=>~",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1015: "@",
}
_ADVANCE = {character: width for width, characters in _LATIN.items() for character in characters}
_OTHER = 556
_COENG = "\u17d2"
_COENG_RO = "\u179a"

# Khmer OS Battambang's advances, rounded: a base letter, a vowel sign that stands beside it, a mark above or below.
_KHMER_BASE = 620
_KHMER_SIDE = 290
_SIDE_SIGNS = "\u17b6\u17be\u17bf\u17c0\u17c1\u17c2\u17c3\u17c7\u17c8"
_SPLIT_SIGNS = "\u17c4\u17c5"


def text_width(text: str, size: float = 10.0) -> float:
    """Return the estimated width in points of a text at a type size in points: Helvetica, or Khmer by its letters."""
    total = 0
    after_coeng = False
    for character in text:
        if after_coeng:
            total += _KHMER_SIDE if character == _COENG_RO else 0
        else:
            total += _ADVANCE.get(character) or _advance(character)
        after_coeng = character == _COENG
    return total * size / 1000


@cache
def _advance(character: str) -> int:
    code = ord(character)
    if 0x1780 <= code <= 0x17B3 or 0x17D4 <= code <= 0x17DC:
        return _KHMER_BASE
    if character in _SIDE_SIGNS:
        return _KHMER_SIDE
    if character in _SPLIT_SIGNS:
        return 2 * _KHMER_SIDE
    if 0x17B4 <= code <= 0x17D3 or code == 0x17DD or 0x200B <= code <= 0x200F or code == 0xFEFF:
        return 0
    return _OTHER
