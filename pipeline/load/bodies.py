"""Organisations as they are compared: a folded name, and the acronyms that minutes give for it."""

import re
from collections.abc import Iterable
from functools import lru_cache

from pipeline.load.fold_text import fold_text

_ACRONYM = re.compile(r"(?<![A-Za-z])[A-Z][A-Z&]+[A-Z](?![A-Za-z])")
_NO_NAMES = frozenset(
    ("ngo", "cso", "អង្គការ", "organisation", "organization", "ministry", "department", "ក្រសួង", "សមាគម")
)
"""What many bodies are called: no name of one."""
_BY_THE_WAY = frozenset(("of", "for", "the", "and", "in", "on", "de", "des", "et", "la", "le", "&"))


def body_key(name: str) -> str:
    """Return an organisation's name folded, without "the", brackets and full stops."""
    words = fold_text(name).replace("(", " ").replace(")", " ").replace(".", "").split()
    return " ".join(words[1:] if words[:1] == ["the"] else words)


def initials_of(name: str) -> str | None:
    """Return the initials of a name of three words or more in Latin letters, small words left out."""
    words = [word for word in body_key(name).replace("-", " ").split() if word not in _BY_THE_WAY]
    return "".join(word[0] for word in words) if len(words) > 2 and all(word.isascii() for word in words) else None


@lru_cache(maxsize=20_000)
def names_of(name: str | None, acronym: str | None = None) -> frozenset[str]:
    """Return all by which an organisation may be called, folded: its name, acronyms given or inside, its initials."""
    if not name or not body_key(name):
        return frozenset()
    inside = _ACRONYM.findall(name)
    without = _ACRONYM.sub(" ", name).strip(" ()-–")
    initials = initials_of(without)
    keys = map(body_key, [name, *inside, *([acronym] if acronym else []), *([without] if len(without) > 3 else [])])
    return frozenset([*(key for key in keys if key), *([initials] if initials else [])]) - _NO_NAMES


def longest(names: Iterable[str]) -> str | None:
    """Return the fullest of several ways to write one name; of two as long the first in order of letters."""
    return max(sorted(set(names), reverse=True), key=len, default=None)
