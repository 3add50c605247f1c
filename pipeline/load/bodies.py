"""Organisations as they are compared: a folded name, and the acronyms that minutes give for it."""

from collections.abc import Iterable

from pipeline.load.fold_text import fold_text

_BY_THE_WAY = frozenset(("of", "for", "the", "and", "in", "on", "de", "des", "et", "la", "le", "&"))


def body_key(name: str) -> str:
    """Return an organisation's name folded, without "the", brackets and full stops."""
    words = fold_text(name).replace("(", " ").replace(")", " ").replace(".", "").split()
    return " ".join(words[1:] if words[:1] == ["the"] else words)


def initials_of(name: str) -> str | None:
    """Return the initials of a name of three words or more in Latin letters, small words left out."""
    words = [word for word in body_key(name).replace("-", " ").split() if word not in _BY_THE_WAY]
    return "".join(word[0] for word in words) if len(words) > 2 and all(word.isascii() for word in words) else None


def names_of(name: str | None, acronym: str | None = None) -> frozenset[str]:
    """Return all by which an organisation may be called: its name, its acronym as given, or as its initials make it."""
    if not name or not body_key(name):
        return frozenset()
    given = [body_key(acronym)] if acronym else []
    initials = initials_of(name)
    return frozenset([body_key(name), *given, *([initials] if initials else [])])


def longest(names: Iterable[str]) -> str | None:
    """Return the fullest of several ways to write one name; of two as long the first in order of letters."""
    return max(sorted(set(names), reverse=True), key=len, default=None)
