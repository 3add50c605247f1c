"""Codes read by their order: most Khmer fonts number the glyphs of the Khmer block as Unicode numbers the characters.

Where the letters that the language has told stand in that order, it says what the language cannot: what a letter is
that occurs once, and which digit is which. Numbers without a character are left out in some fonts and not in others,
so digits are only read where the first and the last of the ten are seen.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from pipeline.repair.code_signs import DIGIT
from pipeline.repair.code_text import Code

START, LETTERS_END, END = 0x1780, 0x17D2, 0x17DD
"""The Khmer block: its first letter, and behind its last letter or sign and its last character before a gap."""
_ZERO, _DIGITS = 0x17E0, 10
_FEWEST = 15
"""Letters that have to stand in order."""
_AGREES = 0.8
"""Share of the codes in the block's letters and signs that have to."""
_NOT_DRAWN = frozenset((0x17A3, 0x17A4, 0x17B4, 0x17B5, 0x17D2))
_SAME_WIDTH = 0.005
"""Ems by which digits of one font differ at most."""
_FEWEST_DIGITS = 3


def read_by_order(codes: Iterable[tuple[Code, str]]) -> dict[int, str]:
    """What the codes of a font stand for that lie in a Khmer block in order; empty where there is none.

    Each code comes with what it is believed to stand for.
    """
    known = {code.number: (code, text) for code, text in codes}
    votes = Counter(number - ord(text) for number, (_, text) in known.items() if _is_letter(text))
    if not votes:
        return {}
    shift, agreeing = votes.most_common(1)[0]
    if agreeing < max(_FEWEST, _AGREES * sum(START <= number - shift < LETTERS_END for number in known)):
        return {}
    block = range(START + shift, END + shift)
    found = {number: chr(number - shift) for number in known if number in block and number - shift not in _NOT_DRAWN}
    return found | _digits({number: pair for number, pair in known.items() if number not in block})


def _is_letter(text: str) -> bool:
    return len(text) == 1 and START <= ord(text) < LETTERS_END


def _digits(known: Mapping[int, tuple[Code, str]]) -> dict[int, str]:
    """The ten codes in a row, all of one width, that the language takes for digits, at least the first and the last.

    Behind a block that holds all letters, what is read as a letter is none.
    """
    sure = [number for number, (_, text) in known.items() if text == DIGIT]
    for first in sorted(known):
        row = [number for number in range(first, first + _DIGITS) if number in known]
        widths = [known[number][0].width for number in row]
        maybe = [number for number in row if number in sure or _is_letter(known[number][1])]
        if (
            len(set(row).intersection(sure)) >= _FEWEST_DIGITS
            and {first, first + _DIGITS - 1} <= set(maybe)
            and maybe == row
            and max(widths) - min(widths) <= _SAME_WIDTH
            and not {first - 1, first + _DIGITS}.intersection(sure)
        ):
            return {number: chr(_ZERO + number - first) for number in row}
    return {}
