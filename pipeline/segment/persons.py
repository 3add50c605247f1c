"""Phrases that are people: "Mr. Name, Role of ORG", "Name (Role)", "Role Name", "លោក នាម តួនាទី"."""

import re
from functools import cache, lru_cache
from importlib.resources import files

from pipeline.segment.dates import find_day_and_month
from pipeline.segment.honorifics import split_honorific as split_honorific
from pipeline.segment.khmer_names import KhmerPerson, khmer_people, person_of_phrase
from pipeline.segment.mentions import Mention as Mention
from pipeline.segment.roles import CAPITAL as CAPITAL
from pipeline.segment.roles import is_capital, is_phrase, is_role_word, role_and_organization
from pipeline.segment.roles import is_role as is_role
from pipeline.segment.roles import names_role as names_role
from pipeline.segment.roles import split_role as split_role
from pipeline.segment.spans import sentences
from pipeline.segment.vocabulary import phrases, provinces, words

_TOKEN = re.compile(r"[^\s,]+|,")
_BREAKS = re.compile(r"\s*(?:,|\(|–|—|\s-\s|:)\s*")
_BETWEEN_PEOPLE = re.compile(r"\s*(?:,|;)?\s+(?:and|&)\s+|\s*;\s*|\s*/\s*")
_MOST_NAME_WORDS = 5
_INITIALS = re.compile(r"(?:[A-Z]\.?-?){1,3}")
_PARTICLES = r"d[aeiou]s?|v[ao]n|der|den|bin|binti|al|el|la|le|y|ter|ten"
_NAME_WORD = re.compile(
    r"(?:[A-Z]\.){1,3}[A-Z]?\.?|(?:[a-z]['’])?[A-Z\u00c0-\u00de\u0100-\u017e](?:\.|[\w'’\-\u00c0-\u024f]*\.?)"
    rf"|{_PARTICLES}"
)
_LETTERS = (
    r"(?:jr|sr|esq|ph\.?\s?d|m\.?d|mba|cpa|mp|obe|mbe|jp|r\.?n|p\.?e|aicp|llb|m\.?a|m\.?sc|b\.?sc|ii|iii|iv|dds|dvm"
    r"|j\.?d)\b\.?"
)
_BEHIND_NAMES = re.compile(rf"(?:,?\s+{_LETTERS})+$", re.I)
_ACRONYM = re.compile(r"[A-Z]{2,5}")
_VOWEL = re.compile(r"[AEIOUY]")


@lru_cache(maxsize=4096)
def read_people(text: str) -> tuple[Mention, ...]:
    """Return the people that a phrase consists of, or nothing where it says anything else besides."""
    text = text.strip().rstrip(".,;")
    people = [_read_person(part) for part in _BETWEEN_PEOPLE.split(text) if part]
    if len(people) > 1 and all(person is not None and person.honorific for person in people):
        return tuple(person for person in people if person is not None)
    whole = _read_person(text)
    return (whole,) if whole is not None else ()


def person_at(text: str) -> Mention | None:
    """Return the person that a text begins with, with as much of role and organisation as can be read.

    "Ms. Keo Maly, Officer of DEF, said that ..." gives name, role and organisation, "Keo Maly said" the name.
    """
    first = next(iter(sentences(text)), "")
    clause = re.split(r";|\s[–—-]\s", first.rstrip("។."), maxsplit=1)[0]
    commas = [match.start() for match in re.finditer(r"[,)]", clause)][:3]
    for end in (None, *reversed(commas)):
        people = read_people(clause[:end] + (")" if end is not None and clause[end] == ")" else ""))
        if people:
            return people[0]
    return _name_at(clause)


def is_name(text: str) -> bool:
    """Return whether a text looks like a name alone: capitalised words, none of them of a body, role or place."""
    tokens = _BEHIND_NAMES.sub("", text).split()
    if not 1 <= len(tokens) <= _MOST_NAME_WORDS or text.lower() in provinces():
        return False
    if not all(_NAME_WORD.fullmatch(token) for token in tokens) or not tokens[-1][:1].isupper():
        return False
    return not _has_acronym(tokens) and not any(
        _is_no_name(token) and not _is_surname(tokens, n) for n, token in enumerate(tokens)
    )


def is_listed_name(text: str) -> bool:
    """Return whether a text may be a name where a list says that one stands: common words may be surnames."""
    tokens = _BEHIND_NAMES.sub("", text).split()
    if not 1 <= len(tokens) <= _MOST_NAME_WORDS or not all(_NAME_WORD.fullmatch(token) for token in tokens):
        return False
    if not tokens[-1][:1].isupper() or _has_acronym(tokens) or (len(tokens) == 1 and is_role_word(tokens[0])):
        return False
    return not any(
        _is_no_name(token) and not _may_be_name(token) and not _is_surname(tokens, n) for n, token in enumerate(tokens)
    )


def named(name: str, described: str | None) -> Mention | None:
    """Return the person of a name as printed in a sentence, with the role before or behind it, or None."""
    name = re.sub(r"['’]s$", "", name.rstrip(".,"))
    honorific, bare = split_honorific(name)
    before, bare = split_role(bare)
    second, bare = split_honorific(bare) if before else (None, bare)
    sure = honorific or before or second
    if not (is_listed_name(bare) if sure else is_name(bare)):
        return None
    role = described if described and names_role(described) and is_role(described) else before
    return Mention(bare, honorific or second, role, None)


def name_in(text: str) -> str:
    """Return the capitalised words that a text begins with, up to the noun of a role."""
    return _split_name(text)[0]


def speaks_for_a_person(name: str) -> bool:
    """Return whether a name's own words say that it is a person's: a given name, an initial, a Khmer family name."""
    tokens = name.split()
    return len(tokens) > 1 and (
        _is_given(tokens[0]) or tokens[0].lower() in words("people", "families_km") or _is_initial(tokens[1])
    )


@cache
def given_names() -> frozenset[str]:
    """Return the given names of resources/given_names.txt."""
    text = files("pipeline.resources").joinpath("given_names.txt").read_text(encoding="utf-8")
    return frozenset(line.lower() for line in text.splitlines() if line and not line.startswith("#"))


def _is_given(word: str) -> bool:
    return _is_initial(word) or all(part.lower() in given_names() for part in word.split("-"))


def _is_initial(word: str) -> bool:
    return _INITIALS.fullmatch(word) is not None and not _ACRONYM.fullmatch(word)


def _bare(token: str) -> str:
    return token.lower().strip(".").removesuffix("'s").removesuffix("’s")


def _may_be_name(token: str) -> bool:
    return _bare(token) in words("people", "surnames_too") or _INITIALS.fullmatch(token) is not None


def _is_no_name(token: str) -> bool:
    if _is_initial(token) and token.endswith("."):
        return False
    bare = _bare(token)
    return (
        bare in words("people", "no_names")
        or bare in words("people", "organisations")
        or bare in words("people", "surnames_too")
        or is_role_word(token)
    )


def _is_surname(tokens: list[str], n: int) -> bool:
    """Whether the n-th word of a phrase is part of a name though it is a common word: as its given name, or behind one.

    A role's noun is a surname right behind a given name alone ("Paula Reeve").
    """
    first = tokens[0]
    is_behind = len(tokens) > 1 and (_is_given(first) or first.lower() in words("people", "families_km"))
    if _bare(tokens[n]) in words("people", "surnames_too"):
        return is_behind
    return is_behind and len(tokens) == 2 and n == 1 and is_role_word(tokens[n]) and first[0].isupper()


def _has_acronym(tokens: list[str]) -> bool:
    """Whether a word is an acronym: in capitals among others that are not, without a vowel, or alone."""
    short = [token for token in tokens if _ACRONYM.fullmatch(token)]
    if not short:
        return False
    return len(tokens) == 1 or any(not _VOWEL.search(token) for token in short if len(token) > 2)


def _name_at(text: str) -> Mention | None:
    """The name alone that a text begins with."""
    honorific, rest = split_honorific(text)
    if honorific and _is_khmer_word(honorific):
        found: KhmerPerson | None = next((person for person in khmer_people(text) if person.start == 0), None)
        return found.mention if found else None
    role, name = split_role(_capitals(rest))
    name = _split_name(name)[0]
    if not name or (not honorific and not role and (" " not in name or not is_name(name))):
        return None
    return Mention(name.rstrip("."), honorific, role, None) if honorific or is_name(name) else None


def _capitals(text: str) -> str:
    match = re.match(rf"(?:{CAPITAL}\s+){{0,6}}{CAPITAL}", text)
    return match[0] if match else ""


def _read_person(text: str) -> Mention | None:
    honorific, rest = split_honorific(text)
    if honorific and _is_khmer_word(honorific):
        return person_of_phrase(honorific, rest)
    before, rest = (None, rest) if honorific else _role_before(rest)
    name, rest = _split_name(rest)
    if not name or (not honorific and not _could_be_name(name)):
        return None
    described = [part.strip(" )") for part in _BREAKS.split(rest) if part.strip(" )")]
    described = [
        part
        for part in described
        if part != "".join(word[0] for word in name.split()) and not phrases("people", "not_offices").equals(part)
    ]
    if not all(is_phrase(part) for part in described) or any(find_day_and_month(part) for part in described):
        return None
    role, organization = role_and_organization(described)
    if described and role is None and organization is None:
        return None
    return Mention(name, honorific, before or role, organization)


def _role_before(text: str) -> tuple[str | None, str]:
    """The role before a name of two words or more ("President Jane Doe, Lotus Trust"), and the rest."""
    head = _capitals(text)
    role, name = split_role(head)
    return (role, text[len(head) - len(name) :]) if role and " " in name and is_name(name) else (None, text)


def _could_be_name(name: str) -> bool:
    letters = re.sub(r"['’.\-\s]", "", name)
    return letters.isalpha() and is_name(name)


def _split_name(text: str) -> tuple[str, str]:
    """The capitalised words at the beginning, up to a role's noun, and the rest."""
    taken: list[str] = []
    position = 0
    for token in _TOKEN.finditer(text):
        word = token[0]
        if not _is_word_of_name(word, taken) or (is_role_word(word) and not _is_surname([*taken, word], len(taken))):
            break
        if not text[position : token.start()].isspace() and taken:
            break
        taken.append(word.rstrip(":"))
        position = token.end()
        if len(taken) == _MOST_NAME_WORDS:
            break
    return " ".join(taken), text[position:]


def _is_word_of_name(word: str, taken: list[str]) -> bool:
    return is_capital(word.rstrip(":")) is not None or (bool(taken) and bool(_NAME_WORD.fullmatch(word)))


def _is_khmer_word(word: str) -> bool:
    return "\u1780" <= word[0] <= "\u17ff"


def behind_names(text: str) -> bool:
    """Return whether a text is letters that stand behind names ("M.D.", "Jr.")."""
    return re.fullmatch(rf"{_LETTERS}(?:,?\s+{_LETTERS})*", text, re.I) is not None


def is_nobody(name: str) -> bool:
    """Return whether a word of a list of people names nobody ("None", "All", "Zoom")."""
    return phrases("attendance", "nobody").equals(name)
