"""Names of people as they are compared: their words, and what of the sound all ways of writing them have in common."""

import re
from functools import lru_cache

from pipeline.load.fold_text import fold_text

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
_LATIN_SOUNDS = (
    ("ng", "ŋ"),
    ("nh|ny|ñ", "ɲ"),
    ("chh?|j|z", "c"),
    ("kh|gh|[ckgqx]", "k"),
    ("th|dh|[td]", "t"),
    ("ph|bh|[pbf]", "p"),
    ("sh|s", "s"),
    ("v|w", "v"),
    ("^[aeiou]", "a"),
    ("[aeiouy]|(?<!^)h", ""),
)
_LATIN_SOUND = re.compile("|".join(f"({pattern})" for pattern, _ in _LATIN_SOUNDS))
_UNSAID_AT_THE_END = re.compile("(?<!^)[rរvwវ]$")
_WORD = re.compile(r"[^\s.,()]+")


@lru_cache(maxsize=20_000)
def name_words(name: str) -> tuple[str, ...]:
    """Return the words of a name, folded."""
    return tuple(_WORD.findall(fold_text(name)))


@lru_cache(maxsize=20_000)
def is_khmer(name: str) -> bool:
    """Return whether a name is written in Khmer."""
    return any("\u1780" <= character <= "\u17ff" for character in name)


@lru_cache(maxsize=20_000)
def sound(word: str) -> str:
    """Return the consonants of a folded word of a name by how they are said in Khmer; empty where it has none.

    Vowels, aspiration and voice go, as one Khmer name is written in many ways in Latin letters (Saroeun, Sareoun:
    s-r-n, as សារឿន is), and so do h and y where they are not the first letter, and a last r or v.
    """
    if is_khmer(word):
        shorter = _UNSAID_AT_THE_END.sub("", _SILENCED.sub("", word))
        said = "".join(_KHMER_SOUNDS.get(letter, "") for letter in shorter)
    else:
        said = _LATIN_SOUND.sub(_latin_sound, _UNSAID_AT_THE_END.sub("", word))
    rest = re.sub("[yh]|[^a-zŋɲ]", "", said[1:])
    return re.sub(r"(.)\1+", r"\1", said[:1] + rest)


def _latin_sound(match: re.Match[str]) -> str:
    return _LATIN_SOUNDS[(match.lastindex or 1) - 1][1]


def sounds(name: str) -> tuple[str, ...]:
    """Return the sound of each word of a name."""
    return tuple(sound(word) for word in name_words(name))


def name_key(name: str) -> str:
    """Return what all mentions of one person have in common: the sound of the name's last word, or the word itself."""
    last = name_words(name)[-1:]
    return (sound(last[0]) or last[0]) if last else ""
