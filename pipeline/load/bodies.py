"""Organisations as they are compared: a folded name, and the acronyms that minutes give for it."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from pipeline.load.fold_text import fold_text
from pipeline.load.local_bodies import is_local_body
from pipeline.translate.glossary import load_glossary

_ACRONYM = re.compile(r"(?<![A-Za-z])[A-Z][A-Z&]+[A-Z](?![A-Za-z])")
_NO_NAMES = frozenset(
    ("ngo", "cso", "អង្គការ", "organisation", "organization", "ministry", "department", "ក្រសួង", "សមាគម")
)
"""What many bodies are called: no name of one."""
_KHMER_BLANK = re.compile("(?<=[\u1780-\u17ff]) (?=[\u1780-\u17ff])")
_COUNTRY = re.compile(r" (?:(?:of|in|on|for) )?cambodia$")
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
    """Return all by which an organisation may be called, folded: as `names_in`, wherever it is."""
    return names_in(None, name, acronym)


@lru_cache(maxsize=20_000)
def names_in(province: str | None, name: str | None, acronym: str | None = None) -> frozenset[str]:
    """Return all by which an organisation may be called, folded.

    These are its name, also without the country at its end, its name in the other language, acronyms given or inside,
    and its initials. To a name that every place has ("commune council") the province is added.
    """
    if not name or not body_key(name):
        return frozenset()
    if is_local_body(name):
        key = _KHMER_BLANK.sub("", body_key(name))
        return frozenset([f"{key} ({fold_text(province or '')})"])
    inside = _ACRONYM.findall(name)
    without = _ACRONYM.sub(" ", name).strip(" ()-–")
    initials = initials_of(without)
    keys = {*map(body_key, [name, *inside, *([acronym] if acronym else []), *([without] if len(without) > 3 else [])])}
    keys = {_without_country(key) for key in keys} - _NO_NAMES
    keys |= {other for key in keys for other in _in_other_language().get(key, ())}
    told = {_KHMER_BLANK.sub("", key) for key in keys}
    return frozenset([*(key for key in told if key), *([initials] if initials else [])])


def _without_country(key: str) -> str:
    """A name without "of Cambodia" at its end, where two words or more are left that are a name."""
    rest = _COUNTRY.sub("", key)
    return rest if len(rest.split()) > 1 and not is_local_body(rest) else key


@cache
def _in_other_language() -> dict[str, set[str]]:
    """Names of organisations in Khmer by those in English, and the other way round."""
    found: dict[str, set[str]] = {}
    for term in load_glossary().terms:
        if term.kind == "organization":
            english, khmer = ({body_key(each) for each in term.wordings[language]} for language in ("en", "km"))
            for key in english:
                found.setdefault(key, set()).update(khmer)
            for key in khmer:
                found.setdefault(key, set()).update(english)
    return found


def longest(names: Iterable[str]) -> str | None:
    """Return the fullest of several ways to write one name; of two as long the first in order of letters."""
    return max(sorted(set(names), reverse=True), key=len, default=None)
