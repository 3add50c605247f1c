"""How a word of a Khmer name is said: its consonants, and which vowels may stand behind each of them.

One name is written in many ways in Latin letters (Saroeun, Sareoun, Saron: សារឿន), so that consonants are compared by
how they are said. Vowels are compared by class, and only as far as the script tells them: Chanthy, Chantha and Chanthou
have the same consonants and are three names.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.khmer.syllable import COENG

_SILENCED = re.compile("[\u1780-\u17a2](?:\u17d2[\u1780-\u17a2])?[\u17b7\u17bb]?\u17cd")
"""A consonant under toandakhiat is written and not said."""
_KHMER_SOUNDS = {
    **dict.fromkeys("កខគឃ", "k"),
    "ង": "ŋ",
    **dict.fromkeys("ចឆជឈ", "c"),
    "ញ": "ɲ",
    **dict.fromkeys("ដឋឌឍតថទធ", "t"),
    **dict.fromkeys("ណន", "n"),
    **dict.fromkeys("បផពភ", "p"),
    "ម": "m",
    "យ": "y",
    **dict.fromkeys("រឫឬ", "r"),
    **dict.fromkeys("លឡឭឮ", "l"),
    "វ": "v",
    **dict.fromkeys("សឝឞ", "s"),
    "ហ": "h",
    "\u17c6": "m",
    "\u17c8": "k",
    **dict.fromkeys("អឣឤឥឦឧឩឪឯឰឱឲឳ", "a"),
}
_KHMER_VOWELS = {
    "ា": "AD",
    "ិ": "IE-",
    "ី": "IEY",
    **dict.fromkeys("ឹឺ", "IEYB"),
    "ុ": "B-",
    **dict.fromkeys("ូួ", "B"),
    "ើ": "BE",
    "ឿ": "BD",
    "ៀ": "DIE",
    "េ": "EIAY",
    "ែ": "EAD",
    "ៃ": "YI",
    **dict.fromkeys("ោៅ", "BA"),
}
"""Classes of vowels that Latin letters give for a sign: A (a), B (o, u), D (ea, ia, ie), E, I, Y (ay, ai), - (none)."""
_ANY = frozenset("ABDEIY-")
_INHERENT = frozenset("AB-")
_NONE = frozenset("-")
_LATIN_SOUNDS = {
    **dict.fromkeys(("ng",), "ŋ"),
    **dict.fromkeys(("nh", "ny"), "ɲ"),
    **dict.fromkeys(("ch", "chh", "j", "z"), "c"),
    **dict.fromkeys(("kh", "gh", "c", "k", "g", "q", "x"), "k"),
    **dict.fromkeys(("th", "dh", "t", "d"), "t"),
    **dict.fromkeys(("ph", "bh", "p", "b", "f"), "p"),
    **dict.fromkeys(("sh", "s"), "s"),
    **dict.fromkeys("vw", "v"),
    **dict.fromkeys("hlmnry", ""),
}
_LATIN = re.compile("ng|n(?:h|y(?=[aeou]))|chh?|[kgtdpbs]h|^y(?=[aeiouy])|[b-df-hj-np-tv-xz]|[aeiouy]+")
_MUTE = re.compile("(?<=[aeiouy])r(?=[^aeiouyrh])|(?<!^)[rvw]$")
"""An r that only lengthens the vowel before it (Savoeurn), and a last r, v or w."""
_UNSAID_IN_KHMER = re.compile("(?<!^)[រវ]$")
_KHMER = re.compile("[\u1780-\u17ff]")


@dataclass(slots=True)
class _Sound:
    """A consonant as it is said, with what stands behind it."""

    consonant: str
    written: str = ""
    """The vowel, in the letters of the script."""
    vowels: frozenset[str] = _NONE


@lru_cache(maxsize=20_000)
def sound(word: str) -> str:
    """Return the consonants of a folded word of a name by how they are said in Khmer; empty where it has none.

    Vowels, aspiration and voice go (Saroeun, Sareoun: s-r-n, as សារឿន is), and so do h and y where they are not the
    first letter, and a last r or v.
    """
    return "".join(each.consonant for each in _said(word))


@lru_cache(maxsize=50_000)
def may_sound_alike(one: str, other: str) -> bool:
    """Return whether two folded words of one `sound` may be one name by their vowels as well.

    Two words in Khmer have the same vowels; otherwise each pair of vowels has a class in common.
    """
    pairs = list(zip(_said(one), _said(other), strict=True))
    if _KHMER.search(one) and _KHMER.search(other):
        return all(this.written == that.written for this, that in pairs)
    return all(this.vowels & that.vowels for this, that in pairs)


@lru_cache(maxsize=20_000)
def _said(word: str) -> tuple[_Sound, ...]:
    said = _said_in_khmer(word) if _KHMER.search(word) else _said_in_latin(word)
    joined: list[_Sound] = []
    for each in said:
        if joined and joined[-1].consonant == each.consonant:
            between = joined[-1].written
            joined[-1] = _Sound(each.consonant, between + each.written, _ANY if between else each.vowels)
        else:
            joined.append(each)
    return tuple(joined)


def _said_in_latin(word: str) -> list[_Sound]:
    said: list[_Sound] = []
    word = _MUTE.sub("", word)
    for match in _LATIN.finditer(word):
        piece = match[0]
        if piece[0] in "aeiouy" and not (piece == "y" and match.start() == 0 and len(word) > 1):
            if not said:
                said.append(_Sound("a"))
            said[-1].written += piece
            said[-1].vowels = _latin_vowels(piece, match.end() == len(word))
        elif piece != "h" or not said:
            said.append(_Sound(_LATIN_SOUNDS[piece] or piece))
    return said


def _latin_vowels(letters: str, is_last: bool) -> frozenset[str]:
    if is_last and letters in ("e", "ie"):
        return frozenset("EI-")
    if set(letters) & set("ou"):
        return frozenset("B")
    if re.search("ea|ia|ie", letters):
        return frozenset("D")
    if re.search("[ae][iy]", letters):
        return frozenset("Y" if "a" in letters else "YI")
    if "a" in letters:
        return frozenset("AE" if "e" in letters else "A")
    return frozenset("I" if set(letters) & set("iy") else "E") | frozenset("I" if letters == "ee" else "")


def _said_in_khmer(word: str) -> list[_Sound]:
    said: list[_Sound] = []
    letters = _SILENCED.sub("", word)
    for at, letter in enumerate(letters):
        consonant = _KHMER_SOUNDS.get(letter)
        if consonant is None:
            if (said and letter in _KHMER_VOWELS) or letter in "\u17c7\u17d0\u17cc":
                _add_vowel(said, letter)
            continue
        is_joined = letters[at - 1 : at] == COENG
        if said and (consonant in "yh" or letter in "\u17c6\u17c8" or is_joined):
            said[-1].vowels = _ANY  # what is said of the vowel before it is not known from the letters alone
        if not said or consonant not in "yh":
            said.append(_Sound(consonant, "", _ANY if letter > "\u17a2" or (consonant == "r" and at) else _INHERENT))
    return _ended(said, letters)


def _add_vowel(said: list[_Sound], letter: str) -> None:
    if not said:
        return
    last = said[-1]
    last.vowels = frozenset(_KHMER_VOWELS[letter]) if letter in _KHMER_VOWELS and not last.written else _ANY
    last.written += letter


def _ended(said: list[_Sound], letters: str) -> list[_Sound]:
    """Leave out a last r or v, which is hardly heard; behind any other last consonant no vowel is said."""
    if len(said) > 1 and _UNSAID_IN_KHMER.search(letters):
        said.pop()
        said[-1].vowels = _ANY
    elif said and not said[-1].written and said[-1].vowels == _INHERENT:
        said[-1].vowels = _NONE
    return said
