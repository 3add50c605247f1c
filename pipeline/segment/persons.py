"""Phrases that are people: "Mr. Name, Role of ORG", "Name (Role)", "លោក នាម តួនាទី"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.segment.dates import find_day_and_month
from pipeline.segment.spans import sentences
from pipeline.segment.vocabulary import phrases, provinces, tables, words

_TOKEN = re.compile(r"[^\s,]+|,")
CAPITAL = r"[A-Z\u00c0-\u00de][\w'’.\-/&\u00c0-\u024f]*"
_CAPITAL = re.compile(CAPITAL)
_ACRONYM = re.compile(r"[A-Z][A-Z&/\-]+[A-Z0-9]s?|[A-Z]{2,}s?")
_LINKS = frozenset(["of", "and", "for", "the", "in", "at", "&", "to", "on", "/", "-", "–", "de"])
_BREAKS = re.compile(r"\s*(?:,|\(|–|—|\s-\s|:)\s*")
_BETWEEN_PEOPLE = re.compile(r"\s*(?:,|;)?\s+(?:and|&)\s+|\s*;\s*|\s*/\s*")
_MOST_NAME_WORDS = 4
_SHORT_ROLE = 3
"""A role's word of so few letters ("ED", "CEO") is one in capitals alone: Ed is a name."""
_KHMER_NAME = r"[\u1780-\u17b3][\u1780-\u17d3]{1,13}"


@dataclass(frozen=True, slots=True)
class Mention:
    """A person as printed in one place."""

    name: str
    honorific: str | None
    role: str | None
    organization: str | None


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


def split_honorific(text: str) -> tuple[str | None, str]:
    """Return the honorific a text begins with, as printed, or None, and the rest."""
    match = _honorific().match(text)
    if match is None:
        return None, text
    return match[0].strip(), text[match.end() :].lstrip()


def has_honorific(text: str) -> bool:
    """Return whether an honorific and a name stand anywhere in a text."""
    return _honorific_within().search(text) is not None


def find_honorific(text: str) -> int | None:
    """Return where the first honorific with a name behind it stands, or None."""
    match = _honorific_within().search(text)
    return match.start() if match else None


def is_name(text: str) -> bool:
    """Return whether a text looks like a name alone: capitalised words, none of them of a body, role or place."""
    tokens = text.split()
    if not 1 <= len(tokens) <= _MOST_NAME_WORDS or text.lower() in provinces():
        return False
    return all(_NAME_WORD.fullmatch(token) and not _is_no_name(token) for token in tokens)


def is_role(text: str) -> bool:
    """Return whether a phrase names a role: a role's noun among capitalised words and links."""
    return names_role(text) and _is_phrase(text)


def names_role(text: str) -> bool:
    """Return whether one of a phrase's words is a role's noun."""
    return any(_is_role_word(word) for word in re.split(r"[\s/]+", text)) or (
        phrases("people", "roles_km").first_within(text) is not None
    )


def split_role(text: str) -> tuple[str | None, str]:
    """Return the role before a name ("President Paulette Church"), or None, and the rest."""
    tokens = text.split()
    last = max((n for n, token in enumerate(tokens[:-1]) if _is_role_word(token)), default=None)
    if last is None:
        return None, text
    return " ".join(tokens[: last + 1]), " ".join(tokens[last + 1 :])


def khmer_people(text: str) -> Iterator[tuple[int, Mention]]:
    """Yield the people whom Khmer prose names by honorific, family and given name, each with where they stand.

    A role counts where it follows the name as a phrase of its own.
    """
    for match in _khmer_person().finditer(text):
        role = match["role"]
        yield match.start(), Mention(match["name"], match["honorific"], role.strip(" ,៖។") if role else None, None)


_NAME_WORD = re.compile(r"[A-Z\u00c0-\u00de](?:\.|[\w'’\-\u00c0-\u024f]*\.?)|de|van|der|bin|al")


def _is_no_name(token: str) -> bool:
    bare = token.lower().strip(".")
    return bare in words("people", "no_names") or bare in words("people", "organisations") or (_is_role_word(token))


def _is_role_word(word: str) -> bool:
    bare = word.strip(".,():")
    return bare.lower() in words("people", "roles") and (len(bare) > _SHORT_ROLE or bare.isupper())


def _name_at(text: str) -> Mention | None:
    """The name alone that a text begins with."""
    honorific, rest = split_honorific(text)
    if honorific and _is_khmer_word(honorific):
        return next((person for start, person in khmer_people(text) if start == 0), None)
    role, name = (None, rest) if honorific else split_role(_capitals(rest))
    name = _split_name(name)[0]
    if not name or (not honorific and (" " not in name or not is_name(name))):
        return None
    return Mention(name.rstrip("."), honorific, role, None)


def _capitals(text: str) -> str:
    match = re.match(rf"(?:{CAPITAL}\s+){{0,6}}{CAPITAL}", text)
    return match[0] if match else ""


def _read_person(text: str) -> Mention | None:
    honorific, rest = split_honorific(text)
    if honorific and _is_khmer_word(honorific):
        return _read_khmer_person(honorific, rest)
    name, rest = _split_name(rest)
    if not name or (not honorific and not _could_be_name(name)):
        return None
    described = [part.strip(" )") for part in _BREAKS.split(rest) if part.strip(" )")]
    if not all(_is_phrase(part) for part in described) or any(find_day_and_month(part) for part in described):
        return None
    role, organization = _role_and_organization(described)
    if described and role is None and organization is None:
        return None
    return Mention(name, honorific, role, organization)


def _could_be_name(name: str) -> bool:
    letters = re.sub(r"['’.\-\s]", "", name)
    return len(name.split()) <= _MOST_NAME_WORDS and letters.isalpha() and is_name(name)


def _split_name(text: str) -> tuple[str, str]:
    """The capitalised words at the beginning, up to a role's noun, and the rest."""
    taken: list[str] = []
    position = 0
    for token in _TOKEN.finditer(text):
        word = token[0]
        if not _CAPITAL.fullmatch(word.rstrip(":")) or _is_role_word(word):
            break
        if not text[position : token.start()].isspace() and taken:
            break
        taken.append(word.rstrip(":"))
        position = token.end()
        if len(taken) == 5:
            break
    return " ".join(taken), text[position:]


def _is_phrase(text: str) -> bool:
    """Whether a text is made of capitalised words, roles and links alone: a title or a body, no sentence."""
    for word in text.split():
        bare = word.strip(".,;:()'’\"“”")
        if bare and not (
            _CAPITAL.fullmatch(bare)
            or bare.lower() in _LINKS
            or bare.lower() in words("people", "roles")
            or bare.isdigit()
        ):
            return False
    return True


def _role_and_organization(parts: list[str]) -> tuple[str | None, str | None]:
    """Role and organisation out of what stands behind a name, each as printed."""
    if not parts:
        return None, None
    if len(parts) > 1:
        if names_role(parts[0]):
            return parts[0], ", ".join(parts[1:])
        return (", ".join(parts[1:]), parts[0]) if names_role(parts[1]) else (None, ", ".join(parts))
    text = parts[0]
    if not names_role(text):
        return (None, text) if _names_organization(text) else (None, None)
    for match in reversed(list(re.finditer(r"\s+(?:of|at|from|for|to)\s+(?:the\s+)?", text))):
        if _names_organization(text[match.end() :]) and names_role(text[: match.start()]):
            return text[: match.start()], text[match.end() :]
    return text, None


def _names_organization(text: str) -> bool:
    tokens = text.split()
    if any(_ACRONYM.fullmatch(token.strip(".,()")) for token in tokens):
        return True
    capitals = [token for token in tokens if _CAPITAL.fullmatch(token.strip(".,()"))]
    return len(capitals) >= 2 or phrases("people", "organisations").within(text)


def _is_khmer_word(word: str) -> bool:
    return "\u1780" <= word[0] <= "\u17ff"


def _read_khmer_person(honorific: str, rest: str) -> Mention | None:
    """A Khmer name runs to the noun of a role, or to the end where it is short."""
    role = _khmer_role().search(rest)
    name = (rest[: role.start()] if role else rest).strip(" ,៖(។")
    if not name or len(name) > 40 or len(name.split()) > 4 or not _KHMER_WORDS.fullmatch(name):
        return None
    return Mention(name, honorific, rest[role.start() :].strip(" ,)៖។") if role else None, None)


_KHMER_WORDS = re.compile(rf"{_KHMER_NAME}(?:[\s\u200b]+{_KHMER_NAME}){{0,3}}|[A-Z][\w ]+")


@cache
def _honorific() -> re.Pattern[str]:
    return re.compile(_honorific_body())


@cache
def _honorific_within() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w\u1780-\u17d3])(?:{_honorific_body()})(?=[A-Z\u1780-\u17b3])")


def _honorific_body() -> str:
    latin = "|".join(re.escape(word) for word in sorted(words("people", "honorifics"), key=len, reverse=True))
    return rf"(?:(?:(?i:{latin})(?:\.\s*|\s+)(?=[A-Z]))+|(?:{_khmer_honorifics()})\s*)"


def _khmer_honorifics() -> str:
    return "|".join(sorted(tables()["people"]["honorifics_km"], key=len, reverse=True))


@cache
def _khmer_role() -> re.Pattern[str]:
    return re.compile("|".join(sorted(tables()["people"]["roles_km"], key=len, reverse=True)))


@cache
def _khmer_person() -> re.Pattern[str]:
    not_verb = "(?!បាន|និង|ជា|មាន|នឹង|ត្រូវ|ដែល|ក្នុង|នៅ)"
    roles = "|".join(sorted(tables()["people"]["roles_km"], key=len, reverse=True))
    return re.compile(
        rf"(?<![\u1780-\u17d3])(?P<honorific>{_khmer_honorifics()})[\s\u200b]*"
        rf"(?P<name>{not_verb}(?!{roles}){_KHMER_NAME}[ \u200b]{not_verb}(?!{roles}){_KHMER_NAME})(?=[\s,។៖()៕]|$)"
        rf"(?:[\s,(]+(?P<role>(?:{roles})[^\s,។៖()]*))?"
    )
