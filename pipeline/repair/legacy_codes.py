"""The 8-bit codes behind text in a legacy font, whatever an extractor or an editor has made of them."""

import unicodedata

_SYMBOL_AREA = range(0xF020, 0xF100)
"""Where Word puts the codes of a font that calls itself a symbol font."""
_OTHER_NAMES = {
    "\u0110": "\xd0",
    "\u02c9": "\xaf",
    "\u03bc": "\xb5",
    "\u2219": "\xb7",
}
"""Characters that extractors give for the glyphs Eth, macron, mu and periodcentered (Adobe Glyph List)."""


def _by_cp1252() -> dict[int, str]:
    found = {}
    for code in range(0x80, 0xA0):
        character = bytes([code]).decode("cp1252", "ignore")
        if character:
            found[ord(character)] = chr(code)
    return found


_CODES = _by_cp1252() | {code: chr(code - 0xF000) for code in _SYMBOL_AREA} | str.maketrans(_OTHER_NAMES)
_CHARACTERS = {ord(code): chr(character) for character, code in _by_cp1252().items()}
_UNDEFINED = {code: "\ufffd" for code in range(0x80, 0xA0) if code not in _CHARACTERS}


def codes_of(text: bytes | str) -> str:
    """The codes of `text`, a character up to U+00FF each; what cannot be an 8-bit code stays as it is.

    Bytes are codes. Of a string, cp1252 characters (typographic quotes and dashes among them), their decomposed forms,
    what glyph names are misread as, and Word's private area for symbol fonts are put back.
    """
    if isinstance(text, bytes):
        return text.decode("latin-1")
    return text if text.isascii() else unicodedata.normalize("NFC", text).translate(_CODES)


def cp1252_of(code: str) -> str:
    """The character that a code is in cp1252; U+FFFD where it is none, the same where it is no 8-bit code."""
    return code.translate(_CHARACTERS).translate(_UNDEFINED)
