"""Names of people as they are compared: their words, without what stands around a name in minutes."""

import re
from functools import lru_cache

from pipeline.load.fold_text import fold_text
from pipeline.load.sounds import may_sound_alike, sound
from pipeline.segment.honorifics import split_honorific
from pipeline.segment.vocabulary import words

_WORD = re.compile(r"[^\s.,()-]+")
_DEGREE = re.compile(
    r"(?:,\s*|\s\(?)(?:Ph\.?\s?D|M\.?\s?[AD]|MSc|MBA|LL\.?[BM]|B\.?A|BSc|Esq|J\.?D|M\.?P|P\.?C)\b\.?\)?"
)
_TELLING_OF_NO_NAME = frozenset(("the", "of", "from", "for", "and", "one", "another", "some"))


@lru_cache(maxsize=20_000)
def name_words(name: str) -> tuple[str, ...]:
    """Return the words of a name, folded, without an honorific before two words or more and degrees behind them."""
    plain = _DEGREE.sub("", name)
    rest = split_honorific(plain)[1]
    told = tuple(_WORD.findall(fold_text(rest)))
    return told if len(told) > 1 else tuple(_WORD.findall(fold_text(plain)))


@lru_cache(maxsize=20_000)
def middle_initials(name: str) -> tuple[str, ...]:
    """Return the single letters inside a name ("John Q. Hart")."""
    return tuple(word for word in name_words(name)[1:-1] if len(word) == 1 and word.isascii())


@lru_cache(maxsize=20_000)
def bare_words(name: str) -> tuple[str, ...]:
    """Return the words of a name without single letters inside it."""
    told = name_words(name)
    return tuple(word for at, word in enumerate(told) if not (0 < at < len(told) - 1 and len(word) == 1))


@lru_cache(maxsize=20_000)
def is_short(name: str) -> bool:
    """Return whether a name is one word, or initials before one word ("S. Vannak")."""
    told = name_words(name)
    return all(len(word) == 1 and word.isascii() for word in told[:-1])


@lru_cache(maxsize=20_000)
def names_nobody(name: str) -> bool:
    """Return whether what stands for a name fits many people ("Participant 1", "Representative of the Ministry")."""
    told = name_words(name)
    lists = (("people", "roles"), ("attendance", "groups"), ("attendance", "people"), ("attendance", "nobody"))
    kinds = frozenset[str]().union(*(words(*each) for each in lists))
    if not told or any(any(letter.isdigit() for letter in word) for word in told):
        return True
    is_of_a_kind = all(word in kinds for word in told)
    return is_of_a_kind or not _TELLING_OF_NO_NAME.isdisjoint(told) or told[0].startswith(_khmer_kinds())


@lru_cache(maxsize=1)
def _khmer_kinds() -> tuple[str, ...]:
    """Words of three letters or more by which people are called in Khmer who are not named."""
    kinds = words("people", "roles_km") | words("attendance", "groups_km")
    return tuple(sorted(word for word in map(fold_text, kinds) if len(word) > 2))


@lru_cache(maxsize=20_000)
def is_khmer(name: str) -> bool:
    """Return whether a name is written in Khmer."""
    return any("\u1780" <= character <= "\u17ff" for character in name)


def sounds(name: str) -> tuple[str, ...]:
    """Return the sound of each word of a name."""
    return tuple(sound(word) for word in bare_words(name))


def sound_alike(one: str, other: str) -> bool:
    """Return whether two names may be one by their sound, consonants and vowels, word for word."""
    return (
        sounds(one) == sounds(other)
        and all(sounds(one))
        and all(map(may_sound_alike, bare_words(one), bare_words(other)))
    )


def name_key(name: str) -> str:
    """Return what all mentions of one person have in common: the sound of the name's last word, or the word itself."""
    last = name_words(name)[-1:]
    return (sound(last[0]) or last[0]) if last else ""
