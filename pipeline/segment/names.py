"""Who is said to speak: "Sharing of the study by Dr. Name, Role, ORG", "Mr. Name, Role of ORG"."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.segment.paragraphs import ends_sentence
from pipeline.segment.vocabulary import phrases, tables, words

_MOST_WORDS = 32
_TOKEN = re.compile(r"[^\s,]+|,")
_CAPITAL = re.compile(r"[A-Z\u00c0-\u00de][\w'’.\-/&\u00c0-\u024f]*")
_ACRONYM = re.compile(r"[A-Z][A-Z&/\-]+[A-Z0-9]s?|[A-Z]{2,}s?")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LINKS = frozenset(["of", "and", "for", "the", "in", "at", "&", "to", "on", "/", "-", "–", "de"])
_BREAKS = re.compile(r"\s*(?:,|\(|–|—|\s-\s|:)\s*")
_BETWEEN_PEOPLE = re.compile(r"\s*(?:,|;)?\s+(?:and|&)\s+|\s*;\s*|\s*/\s*")


@dataclass(frozen=True, slots=True)
class Mention:
    """A person as printed in one place."""

    name: str
    honorific: str | None
    role: str | None
    organization: str | None


@dataclass(frozen=True, slots=True)
class Attribution:
    """A line that says who speaks next."""

    people: tuple[Mention, ...]
    confidence: float


@lru_cache(maxsize=4096)
def read_attribution(text: str) -> Attribution | None:
    """Return who a line introduces as speaking, or None where it is no such line."""
    text = text.strip().rstrip(":៖").rstrip()
    if not text or ends_sentence(text) or len(text.split()) > _MOST_WORDS or _YEAR.search(text):
        return None  # a name with a date is a signature
    if _is_list_label(text.partition(":")[0]) and ":" in text:
        return None
    by = _by().search(text)
    if by is not None and phrases("speech", "gifts").within(text[: by.start()]):
        people = read_people(text[by.end() :])
        if people:
            known = people[0].honorific or people[0].role
            return Attribution(people, 0.95 if known else 0.7 if " " in people[0].name else 0.5)
    people = read_people(text)
    if not people:
        return None
    if people[0].honorific:
        return Attribution(people, 0.95 if people[0].role else 0.85)
    return Attribution(people, 0.75) if people[0].role and "," in text else None


def _is_list_label(head: str) -> bool:
    return any(phrases("attendance", name).begins(head) for name in ("present", "absent"))


def introduces_speaker(text: str, in_cell: bool) -> bool:
    """Return whether a line says who speaks next; a single bare name is believed in an agenda's cell alone."""
    attribution = read_attribution(text)
    return attribution is not None and attribution.confidence >= (0.5 if in_cell else 0.6)


def read_people(text: str) -> tuple[Mention, ...]:
    """Return the people that a phrase consists of, or nothing where it says anything else besides."""
    text = text.strip().rstrip(".,;")
    people = [_read_person(part) for part in _BETWEEN_PEOPLE.split(text) if part]
    if len(people) > 1 and all(person is not None and person.honorific for person in people):
        return tuple(person for person in people if person is not None)
    whole = _read_person(text)
    return (whole,) if whole is not None else ()


def _read_person(text: str) -> Mention | None:
    honorific, rest = split_honorific(text)
    if honorific and _is_khmer_word(honorific):
        return _read_khmer_person(honorific, rest)
    name, rest = _split_name(rest)
    if not name or (not honorific and (len(name.split()) > 4 or not name.replace("'", "").replace(" ", "").isalpha())):
        return None
    described = [part.strip(" )") for part in _BREAKS.split(rest) if part.strip(" )")]
    if not all(_is_phrase(part) for part in described):
        return None
    role, organization = _role_and_organization(described)
    if described and role is None and organization is None:
        return None
    return Mention(name, honorific, role, organization)


def split_honorific(text: str) -> tuple[str | None, str]:
    """Return the honorific a text begins with, as printed, or None, and the rest."""
    match = _honorific().match(text)
    if match is None:
        return None, text
    return match[0].strip(), text[match.end() :].lstrip()


def _split_name(text: str) -> tuple[str, str]:
    """The capitalised words at the beginning, up to a role's noun, and the rest."""
    taken: list[str] = []
    position = 0
    for token in _TOKEN.finditer(text):
        word = token[0]
        if not _CAPITAL.fullmatch(word.rstrip(":")) or word.lower().strip(".:") in words("people", "roles"):
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
        if _names_role(parts[0]):
            return parts[0], ", ".join(parts[1:])
        return (", ".join(parts[1:]), parts[0]) if _names_role(parts[1]) else (None, ", ".join(parts))
    text = parts[0]
    if not _names_role(text):
        return (None, text) if _names_organization(text) else (None, None)
    for match in reversed(list(re.finditer(r"\s+(?:of|at|from|for|to)\s+(?:the\s+)?", text))):
        if _names_organization(text[match.end() :]) and _names_role(text[: match.start()]):
            return text[: match.start()], text[match.end() :]
    return text, None


def _names_role(text: str) -> bool:
    return any(word.lower().strip(".,()") in words("people", "roles") for word in re.split(r"[\s/]+", text))


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
    name = (rest[: role.start()] if role else rest).strip(" ,៖")
    if not name or len(name) > 40 or len(name.split()) > 4:
        return None
    return Mention(name, honorific, rest[role.start() :].strip() if role else None, None)


@cache
def _honorific() -> re.Pattern[str]:
    latin = "|".join(re.escape(word) for word in sorted(words("people", "honorifics"), key=len, reverse=True))
    khmer = "|".join(tables()["people"]["honorifics_km"])
    return re.compile(rf"(?:(?:(?i:{latin})(?:\.\s*|\s+)(?=[A-Z]))+|(?:{khmer})\s*)")


@cache
def _by() -> re.Pattern[str]:
    return re.compile(r"(?<=\s)(?:" + "|".join(tables()["speech"]["by"]) + r")\s*(?=[A-Z\u1780-\u17b3])")


@cache
def _khmer_role() -> re.Pattern[str]:
    return re.compile("|".join(sorted(tables()["people"]["roles_km"], key=len, reverse=True)))
