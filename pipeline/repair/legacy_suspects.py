"""Text that may be codes of 8-bit Khmer fonts: a look that costs nothing, and the word of English against it."""

import re

from pipeline.english import is_word

ODD_SHARE = 0.3
"""Share of a text's longer tokens that look like no Latin word, from which it may be codes. Measured on whole texts: in
every family above 0.9, in minutes in English below 0.02, in other languages below 0.1."""
SHORTEST = 3
"""Characters of a token that is looked at."""
ENGLISH = 0.6
"""Share of the letters in words of English from which a text is English."""
FEWEST_LETTERS = 4
"""Letters in words of English without which nothing is."""

_SIGN = "\x80-\x90\x95\x98-\x9f\xa1-\xb6\xb8\xb9\xbb-\xbf\xc6\xd0\xd7\xd8\xdd\xde\xe6\xf7\xf8\xfd\xfe"
_ODD = re.compile(rf"[a-z][A-Z]|[A-Za-z](?:[;:<>&+*=#$%^|\\`~!?\[\]{{}}\"][A-Za-z]|[{_SIGN}]|[0-9@#$][A-Za-z])")
"""A capital, sign or figure inside a word: in families that draw letters at these places as in no Latin script."""
_WORDS = re.compile("[A-Za-z]+(?:['\u2019\x92-][A-Za-z]+)*")
_LETTER = re.compile(r"[^\W\d_]")
_KHMER = re.compile("[\u1780-\u17ff]")


def is_odd(codes: str) -> bool:
    """Whether codes (`legacy_codes.codes_of`) look like no text in Latin letters."""
    tokens = [token for token in codes.split() if len(token) >= SHORTEST]
    letters = sum(map(len, tokens))
    return letters > 0 and sum(len(token) for token in tokens if _ODD.search(token)) >= ODD_SHARE * letters


def is_english(codes: str) -> bool:
    """Whether most letters of a text stand in words of English."""
    known = sum(len(word) for word in _WORDS.findall(codes) if len(word) >= SHORTEST and is_word(word))
    return known >= max(FEWEST_LETTERS, ENGLISH * len(_LETTER.findall(codes)))


def has_khmer(text: str) -> bool:
    """Whether there is Khmer in Unicode in a text."""
    return _KHMER.search(text) is not None
