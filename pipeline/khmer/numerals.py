"""Khmer digits, printed numbers, and the letters that number lists."""

import re
from decimal import Decimal

DIGITS = "០១២៣៤៥៦៧៨៩"
LIST_LETTERS = "កខគឃងចឆជឈញដឋឌឍណតថទធនបផពភមយរលវសហឡអ"
"""The 33 letters of the modern alphabet in its order, as lists are lettered (the obsolete SHA and SSO are skipped)."""

_TO_ASCII = str.maketrans(DIGITS, "0123456789")
_TO_KHMER = str.maketrans("0123456789", DIGITS)

_GROUPED = re.compile(r"([1-9]\d{0,2}(?:([.,\u00a0\u202f ])\d{3})(?:\2\d{3}){0,9})(?:[.,](\d{1,30}))?", re.ASCII)
_PLAIN = re.compile(r"(\d{1,30})(?:[.,](\d{1,30}))?", re.ASCII)


def to_ascii(text: str) -> str:
    """Text with its Khmer digits as ASCII digits, all else as it was."""
    return text.translate(_TO_ASCII)


def to_khmer(text: str) -> str:
    """Text with its ASCII digits as Khmer digits, all else as it was."""
    return text.translate(_TO_KHMER)


def parse_number(text: str) -> int | Decimal | None:
    """The value of a printed number in Khmer or ASCII digits; None where `text` is not one unsigned number.

    Cambodian papers write both ២.៥០០ and 2,500, both ៣,៥ and 3.5. So a point, comma or blank with three digits behind
    it groups thousands, unless the number begins with 0 or has more than three digits before it; any other point or
    comma is the decimal mark. 1.125 is read as 1125 by this rule, which suits head-counts and money. More than 30
    digits in a row are no number.
    """
    digits = to_ascii(text.strip())
    match = _GROUPED.fullmatch(digits)
    if match and match[3] and digits[match.end(1)] == match[2]:
        return None
    if match:
        whole, fraction = re.sub(r"\D", "", match[1]), match[3]
    elif match := _PLAIN.fullmatch(digits):
        whole, fraction = match[1], match[2]
    else:
        return None
    return Decimal(f"{whole}.{fraction}") if fraction else int(whole)


def letter_ordinal(letter: str) -> int | None:
    """The place of a list letter in the alphabet, 1 for ក; None for anything else."""
    return LIST_LETTERS.index(letter) + 1 if len(letter) == 1 and letter in LIST_LETTERS else None


def ordinal_letter(ordinal: int) -> str | None:
    """The list letter at a place of the alphabet, ក for 1; None beyond the 33rd."""
    return LIST_LETTERS[ordinal - 1] if 1 <= ordinal <= len(LIST_LETTERS) else None
