"""How a block stood on the page: its mark, number and attribution put together again from their fields."""

import re
import unicodedata

from pipeline.model.minutes import Block

_BULLETS = frozenset("•·●○◦▪■□▫◆◇►▶➢–—-*o")
_PRIVATE_USE = re.compile(r"[\ue000-\uf8ff]")
_ROMAN = re.compile(r"\W*[ivxlc]+\W*", re.IGNORECASE)
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 (section 2.2, production Char) has no place for."""
_BREAKS = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")


def is_bullet(marker: str | None) -> bool:
    """Tell whether a marker only says "here is a point": a bullet or dash, in a symbol font's private use area too."""
    return bool(marker) and all(sign in _BULLETS or _PRIVATE_USE.match(sign) for sign in (marker or "").split())


def printed_mark(block: Block) -> str:
    """Return the marker and number in front of the block as a reader sees them; empty where there are none.

    The number is left out where the marker has it already ("Session 2:", "ក."). A symbol font's bullet becomes "•".
    """
    marker = _PRIVATE_USE.sub("•", (block.marker or "").strip())
    number = (block.number or "").strip()
    if not marker or not number:
        return marker or number
    return marker if _holds_number(marker, number) else f"{marker} {number}"


def printed_lead(block: Block) -> str:
    """Return what is printed before the block's text: mark, then attribution."""
    return " ".join(part for part in (printed_mark(block), block.attribution) if part)


def one_line(text: str) -> str:
    """Return the text with every line break, form feed and the like turned into one space."""
    return _BREAKS.sub(" ", text)


def legal(text: str) -> str:
    """Return the text with every control character and the like, which XML cannot hold, replaced by U+FFFD."""
    return _ILLEGAL.sub("\ufffd", text)


def utf8(text: str) -> bytes:
    """Return the text as UTF-8; half of a surrogate pair, which UTF-8 cannot hold, becomes U+FFFD."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").encode()


def _holds_number(marker: str, number: str) -> bool:
    """A marker holds the number if it contains it or any digit, is a single letter or a Roman numeral."""
    if _plain_digits(number).casefold() in _plain_digits(marker).casefold():
        return True
    letters = [sign for sign in marker if sign.isalnum()]
    return any(sign.isdigit() for sign in letters) or len(letters) == 1 or bool(_ROMAN.fullmatch(marker))


def _plain_digits(text: str) -> str:
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)
