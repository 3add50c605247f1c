"""Who speaks in a clause, and whether it asks or answers."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pipeline.khmer.fold import fold
from pipeline.segment.vocabulary import tables, words

Gender = Literal["", "woman", "man"]
TurnKind = Literal["asks", "answers", "both"]

_WORD = re.compile(r"[\w'’\-]+")
_PLAIN = frozenset(
    ("a", "an", "the", "of", "at", "in", "from", "by", "and", "for", "to", "on", "also", "then", "further")
)
_OTHERS = frozenset(("another", "other", "second", "one", "some", "several", "others"))
_PRONOUNS: dict[str, Gender] = {"he": "man", "she": "woman", "they": "", "i": "", "we": ""}
_MOST_PRONOUN_WORDS = 3
"""Words of a subject that is a pronoun with an adverb ("He then")."""


@dataclass(frozen=True, slots=True)
class Speaking:
    """The subject of a clause, as far as it takes to tell whether two clauses have one speaker."""

    names: tuple[str, ...]
    """Words of the name or, without one, of the noun."""
    gender: Gender = ""
    is_pronoun: bool = False
    is_another: bool = False
    """Whether it says that it is one more of those who ask ("Another member")."""

    def is_same(self, other: "Speaking") -> bool:
        """Return whether both may be one person: a name that is part of the other or ends as it does, or a pronoun."""
        if self.is_another:
            return False
        if self.is_pronoun:
            return not (self.gender and other.gender and self.gender != other.gender)
        if not self.names or not other.names:
            return False
        one, two = set(self.names), set(other.names)
        return one <= two or two <= one or self.names[-1] == other.names[-1]


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody asks, somebody answers, or a sentence tells both at once."""

    kind: TurnKind
    by: Speaking
    sure: bool
    """Of asking: it is a question whether an answer follows or not. Of answering: the verb itself says so."""


def of_latin(subject: str) -> Speaking:
    """Return who speaks, read from what stands before the verb in English."""
    found = _WORD.findall(re.split(r";|,\s+(?:and|but)\s", subject)[-1])
    lowered = [word.lower() for word in found]
    pronoun = next((word for word in lowered[:_MOST_PRONOUN_WORDS] if word in _PRONOUNS), None)
    if pronoun is not None and len(found) <= _MOST_PRONOUN_WORDS:
        return Speaking((), _PRONOUNS[pronoun], is_pronoun=True)
    nouns = tuple(word for word in lowered if word not in _PLAIN | _OTHERS)
    titles = _PLAIN | _OTHERS | words("people", "honorifics") | words("people", "roles")
    names = tuple(word.lower() for word in found if word[0].isupper() and word.lower() not in titles)
    return Speaking(names or nouns, _gender(lowered), is_another=not _OTHERS.isdisjoint(lowered[:2]))


def of_khmer(subject: str) -> Speaking:
    """Return who speaks, read from what stands before the verb in folded Khmer."""
    honorifics = _khmer_honorifics()
    parts = [part.removesuffix("បាន") for part in subject.split()]
    names = tuple(part for part in parts if part and part not in honorifics)
    title = next((word for word in honorifics if subject.strip().startswith(word)), "")
    return Speaking(names, _gender([title]), is_pronoun=not names)


def _gender(titles: list[str]) -> Gender:
    if not words("people", "honorifics_women").isdisjoint(titles):
        return "woman"
    return "man" if not words("people", "honorifics_men").isdisjoint(titles) else ""


@cache
def _khmer_honorifics() -> tuple[str, ...]:
    return tuple(sorted((fold(word) for word in tables()["people"]["honorifics_km"]), key=len, reverse=True))
