"""Characters that are another form of plain letters: ligatures, and the old-style digits and small capitals of Adobe.

A PDF or a text that has them says the same as one with the letters, and only the letters can be searched for.
"""

_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
"""Latin ligatures (Unicode, Alphabetic Presentation Forms); long s and t is written as it is read."""

# Adobe's Corporate Use subarea keeps old-style signs and small capitals at U+F700 plus the code of the plain letter in
# Latin-1 (Adobe Glyph List 1.2: oneoldstyle F731, Asmall F761, Eacutesmall F7E9).
_ADOBE = 0xF700
_ADOBE_LETTERS = (0x24, 0x26, *range(0x30, 0x3A), *range(0x61, 0x7B), 0xA2, *range(0xE0, 0xF7), *range(0xF8, 0xFF))

LETTERFORMS: dict[int, str] = _LIGATURES | {_ADOBE + code: chr(code) for code in _ADOBE_LETTERS}
"""For `str.translate`: the plain letters of each form."""


_LAST_OF_PLANES = (end - last for end in range(0x10000, 0x120000, 0x10000) for last in (2, 1))
_NO_CHARACTERS = (*range(0xFDD0, 0xFDF0), *_LAST_OF_PLANES)
"""Codes that never stand for a character (Unicode, 23.7): what a file maps to them, it does not tell."""
LETTERFORMS |= dict.fromkeys(_NO_CHARACTERS, "\ufffd")


def plain_letters(text: str) -> str:
    """Return the text with every such form spelt out in plain letters, and U+FFFD for what is no character."""
    return text if text.isascii() else text.translate(LETTERFORMS)
