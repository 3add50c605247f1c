"""Whether two mentions are of one person: initials, surnames with titles, turned, shortened, near spellings."""

import re
from collections.abc import Sequence
from functools import lru_cache

from pipeline.khmer.fold import fold
from pipeline.segment.honorifics import gender_of
from pipeline.segment.mentions import Mention

_SUFFIX = frozenset(("jr", "sr", "ii", "iii", "esq", "phd", "md", "cpa"))
_SAME, _TURNED, _FITTING, _SHORT, _GIVEN, _NEAR = 6, 5, 4, 3, 2, 1
_LEAST_NEAR = 4
"""Given names of fewer letters are not compared by spelling: Joan and Jean are two."""


def likeness(known: Mention, mention: Mention) -> int:
    """Return how well two mentions fit one person; 0 where they do not."""
    a, b = key_of(known.name), key_of(mention.name)
    is_same = a == b or "".join(a) == "".join(b)
    if not is_same and set(a).isdisjoint(b):
        return 0
    if _contradict(known, mention):
        return 0
    if is_same:
        return _SAME
    if not known.name.isascii() and not mention.name.isascii() and _is_khmer(known.name) != _is_khmer(mention.name):
        return 0
    if len(a) > 1 and sorted(a) == sorted(b):
        return _TURNED
    shorter, longer = sorted((a, b), key=len)
    if len(shorter) == 1:
        return _single(shorter[0], longer, mention if len(b) == 1 else known)
    if _fit(shorter, longer) or (_has_initial(shorter) and _fit((*shorter[1:], shorter[0]), longer)):
        return _FITTING
    if list(longer[: len(shorter)]) == list(shorter):
        return _GIVEN
    return _NEAR if _is_near(a, b) else 0


def best_match(known: Sequence[Mention], mention: Mention) -> int | None:
    """Return the place of the one known person whom a mention fits best, or None where none or several do."""
    found = [(likeness(person, mention), n) for n, person in enumerate(known)]
    best = max((fit for fit, _ in found), default=0)
    fitting = [n for fit, n in found if fit == best]
    if not best or (len(fitting) > 1 and best < _TURNED):
        return None
    return fitting[0]


def fits_any(known: Sequence[Mention], mention: Mention) -> bool:
    """Return whether a name of one word fits somebody known."""
    return len(key_of(mention.name)) == 1 and any(likeness(person, mention) for person in known)


@lru_cache(maxsize=4096)
def key_of(name: str) -> tuple[str, ...]:
    """Return the words of a name as they are compared: folded, without marks and what stands behind names."""
    tokens = [token for token in re.split(r"[\s\u200b.,]+", fold(name)) if token]
    kept = [token for token in tokens if token not in _SUFFIX]
    return tuple(kept or tokens)


def initials(name: str) -> str:
    """Return the first letters of a name's words in capitals."""
    return "".join(word[0] for word in name.split()).upper()


def _single(name: str, longer: Sequence[str], short: Mention) -> int:
    """How well one word fits a whole name: the surname, else the given name where no title speaks for a surname."""
    if not longer:
        return 0
    if name in (longer[-1], longer[-1].split("-")[-1]) or (short.honorific and name == longer[0]):
        return _SHORT
    if name == longer[0] and not short.role:
        return _GIVEN
    return _GIVEN if name in longer and len(name) > 1 else 0


def _fit(shorter: Sequence[str], longer: Sequence[str]) -> bool:
    """Equal surnames, and each other word or its initial in turn ("A. Keller", "Anne Marie Keller")."""
    if shorter[-1] != longer[-1]:
        return False
    rest = iter(longer[:-1])
    return all(any(_agree(word, full) for full in rest) for word in shorter[:-1])


def _agree(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])


def _has_initial(name: Sequence[str]) -> bool:
    return len(name) == 2 and len(name[1]) == 1


def _is_near(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two whole names differ by one letter of the given name ("Jonnie", "Jonni")."""
    if len(a) != len(b) or a[-1] != b[-1] or list(a[1:]) != list(b[1:]):
        return False
    return min(len(a[0]), len(b[0])) >= _LEAST_NEAR and _one_letter(a[0], b[0])


def _one_letter(a: str, b: str) -> bool:
    """Whether one letter is left out or put in."""
    shorter, longer = sorted((a, b), key=len)
    return len(longer) == len(shorter) + 1 and any(longer[:n] + longer[n + 1 :] == shorter for n in range(len(longer)))


def _contradict(known: Mention, mention: Mention) -> bool:
    one, other = gender_of(known.honorific), gender_of(mention.honorific)
    if one and other and one != other:
        return True
    if key_of(known.name) == key_of(mention.name):
        return False
    return bool(known.organization and mention.organization and fold(known.organization) != fold(mention.organization))


def _is_khmer(text: str) -> bool:
    return any("\u1780" <= character <= "\u17ff" for character in text)
