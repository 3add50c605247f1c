"""Where sentences end, as far as their marks and words say so."""

import re
from functools import lru_cache

from pipeline.segment.vocabulary import tables, words

_TERMINAL = re.compile(r"[.?!:;។៖៕៘][\"'”’»)\]]*$")
_OPEN_END = re.compile(r"[,(\[&/+–—]$|\w-$")
_OPEN_BRACKET = re.compile(r"\([^()]*$")
_LAST_WORD = re.compile(r"([\w.&]+)\W*$")
_KHMER = re.compile(r"[\u1780-\u17ff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_TITLE_LINKS = frozenset(("A", "An", "And", "At", "By", "For", "From", "In", "Of", "On", "Or", "The", "To", "With"))
"""Capitalised words that still say a line goes on ("Workshop On"); "May" and "Will" are names as often."""


def ends_sentence(text: str) -> bool:
    """Return whether a text ends in a sentence's or a clause's mark; an abbreviation's full stop is none."""
    text = text.rstrip()
    if not _TERMINAL.search(text):
        return False
    last = text.split()[-1].lower().rstrip(".").lstrip("([") if text.endswith(".") else ""
    return last not in words("words", "abbreviations")


def dangles(text: str) -> bool:
    """Return whether a line's last word or sign says that its sentence goes on."""
    if _OPEN_END.search(text) or _OPEN_BRACKET.search(text):
        return True
    if is_khmer(text):
        return text.endswith(tuple(tables()["words"]["dangling_km"]))
    match = _LAST_WORD.search(text)
    if match is None:
        return False
    if text.endswith(".") and match[1].lower().rstrip(".") in words("people", "honorifics"):
        return True
    if match[1].istitle() and match[1] not in _TITLE_LINKS:
        return False
    return match[1].lower() in words("words", "dangling")


def khmer_letters(text: str) -> int:
    """Return how many characters of a text are Khmer."""
    return len(_KHMER.findall(text))


@lru_cache(maxsize=8192)
def is_khmer(text: str) -> bool:
    """Return whether a text has more Khmer than Latin letters."""
    return khmer_letters(text) > len(_LATIN.findall(text))
