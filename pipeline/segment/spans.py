"""Where the sentences of a paragraph stand."""

import re
from functools import lru_cache

from pipeline.segment.vocabulary import words

_END = re.compile(r"[.!?]+[\"'”’»)\]]*(?=\s|$)|[។៕]+")
_LAST_WORD = re.compile(r"(?:^|[\s(/\[\"'“‘])([\w.]+)$")
_MAY_END = frozenset(("etc", "a.m", "p.m", "inc", "ltd", "co", "jr", "sr", "al"))
"""Abbreviations behind which a capital begins a new sentence; behind all others ("Mr.") it is a name's."""
_HOUR = re.compile(r"\s*(?:At|By|Around|About)\s+[\d:.]+\s*[ap]\.m\.", re.I)
"""An hour that begins a sentence, and is none by itself ("At 7:31 p.m. Commissioner Womack moved ...")."""
_LONGEST_TITLE = 4


@lru_cache(maxsize=8192)
def sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Return start and end of each sentence of a text, blanks around it apart.

    A full stop behind an abbreviation, an honorific or an initial ends none.
    """
    spans: list[tuple[int, int]] = []
    begin = 0
    for mark in _END.finditer(text):
        if not _only_abbreviates(text, mark) and not _HOUR.fullmatch(text[begin : mark.end()]):
            spans.append((begin, mark.end()))
            begin = mark.end()
    spans.append((begin, len(text)))
    trimmed = ((start + len(text[start:end]) - len(text[start:end].lstrip()), end) for start, end in spans)
    return tuple((start, start + len(text[start:end].rstrip())) for start, end in trimmed if text[start:end].strip())


def sentences(text: str) -> list[str]:
    """Return the sentences of a text."""
    return [text[start:end] for start, end in sentence_spans(text)]


def _only_abbreviates(text: str, mark: re.Match[str]) -> bool:
    if not mark[0].startswith("."):
        return False
    before = _LAST_WORD.search(text, max(0, mark.start() - 24), mark.start())
    following = text[mark.end() :].lstrip()[:1]
    if before is None or not following:
        return False
    word = before[1].lower()
    if word in _MAY_END:
        return not following.isupper()
    if word == "no":
        return following.isdigit()
    if word in words("words", "abbreviations"):
        return True
    is_title = word in words("people", "honorifics") and len(word) <= _LONGEST_TITLE
    return is_title or (len(before[1]) == 1 and before[1].isupper()) or following.islower()
