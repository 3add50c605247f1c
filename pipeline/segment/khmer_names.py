"""People whom Khmer text names: honorific, family and given name, role and body, with or without blanks between."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.khmer.syllable import COENG, DA, TA, ZWSP
from pipeline.segment.honorifics import khmer_honorifics
from pipeline.segment.mentions import Mention
from pipeline.segment.roles import khmer_role, khmer_role_nouns
from pipeline.segment.vocabulary import phrases, tables

_WORD = r"[\u1780-\u17b3][\u1780-\u17d3\u17dd]{1,15}"
_LATIN = r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3}"
_BLANK = r"[ \u00a0\u200b]+"
_EDGES = " \u00a0\u200b,;:៖។៕()–-"
_LONGEST_NAME = 40
_LONGEST_ROLE = 90
_NAME = re.compile(rf"{_WORD}(?:{_BLANK}{_WORD}){{0,3}}|[A-Z][\w. ]+")
_ACRONYM = re.compile(r"\s*\([^)]*\)\s*$")


@dataclass(frozen=True, slots=True)
class KhmerPerson:
    """A person in Khmer text, where they stand and where what is said of them begins."""

    start: int
    end: int
    mention: Mention


def plain(text: str) -> str:
    """Return a text without the marks that only say where a line may break."""
    return text.replace(ZWSP, "") if ZWSP in text else text


@lru_cache(maxsize=4096)
def khmer_people(text: str) -> tuple[KhmerPerson, ...]:
    """Return the people whom Khmer prose names by honorific, family and given name; the text should be `plain`.

    A role counts where it follows the name, or stands between it and the honorific. A name without a blank in it is
    believed where a verb, a role or a clause's end follows.
    """
    return tuple(_people(text))


def _people(text: str) -> Iterator[KhmerPerson]:
    folded = _folded(text)
    for match in _person().finditer(folded):
        name, honorific = " ".join(text[slice(*match.span("name"))].split()), match["honorific"].strip(_EDGES)
        role, organization, end = _behind(text, match.end())
        if " " not in name and not (role or match["between"] or _acts(folded, match.end())):
            continue
        if _is_verb_phrase(name):
            continue
        given = _verb_word().search(folded, *match.span("name"))
        if given is not None:
            name, end = text[match.start("name") : given.start()].strip(), given.start()
            role, organization = None, None
        before = text[slice(*match.span("between"))].strip(_EDGES) if match["between"] else None
        if not (before or role or organization):
            before, organization = _before(text[: match.start()])
        yield KhmerPerson(match.start(), end, Mention(name, honorific, before or role, organization))


def person_of_phrase(honorific: str, rest: str) -> Mention | None:
    """Return the person that a phrase without a verb consists of: the name runs to a role's noun, or to the end."""
    if _SENTENCE.search(rest) or _verb_word().search(_folded(rest)):
        return None
    role = khmer_role().search(_folded(rest))
    if role is not None and role.start() == 0:
        between = _ROLE_FIRST.match(rest)
        return _checked(between["name"], honorific, between["role"], None) if between else None
    name, described = (rest[: role.start()], rest[role.start() :]) if role else (rest, "")
    known, organization = split_role_km(described)
    return _checked(name, honorific, known, organization)


def is_khmer_name(text: str) -> bool:
    """Return whether a text may be a Khmer name alone: one to four words, none of them a role, verb or honorific."""
    text = text.strip(_EDGES)
    if not _NAME.fullmatch(text) or text.isascii() or len(text) > _LONGEST_NAME:
        return False
    return not any(_no_name().match(_folded(word)) for word in re.split(_BLANK, text))


def split_role_km(text: str) -> tuple[str | None, str | None]:
    """Return role and organisation out of what stands behind a Khmer name, each as printed."""
    text = _ACRONYM.sub("", text.strip(_EDGES)).strip(_EDGES)
    if not text:
        return None, None
    folded = _folded(text)
    if khmer_role().match(folded) is None:
        return (None, text) if _body().match(folded) else (None, None)
    body = _split_body().search(folded)
    if body is None:
        return text, None
    return text[: body.start()].strip(_EDGES), text[body.start("body") :].strip(_EDGES)


def _checked(name: str, honorific: str | None, role: str | None, organization: str | None) -> Mention | None:
    name = name.strip(_EDGES)
    if not name or len(name) > _LONGEST_NAME or not _NAME.fullmatch(name):
        return None
    return Mention(" ".join(name.split()), honorific, role.strip(_EDGES) if role else None, organization)


def _behind(text: str, place: int) -> tuple[str | None, str | None, int]:
    """Role and organisation behind a name in prose, and where they end."""
    match = _described().match(_folded(text), place)
    if match is None:
        return None, None, place
    role, organization = split_role_km(text[slice(*match.span("described"))])
    if text[match.end() :].lstrip()[:1] in ("៖", ":") and phrases("people", "secretary", "taken_by").equals(role or ""):
        return None, None, place  # the label of the next person
    return (role, organization, match.end()) if role or organization else (None, None, place)


def _before(text: str) -> tuple[str | None, str | None]:
    """Role and organisation right before an honorific, where they begin the sentence."""
    match = _role_at_end().search(text[-2 * _LONGEST_ROLE :])
    return split_role_km(match["role"]) if match else (None, None)


def _acts(text: str, place: int) -> bool:
    return _verb_or_end().match(text, place) is not None


def _folded(text: str) -> str:
    """A text with subscript DA as TA, which are drawn alike; every character in its place."""
    return text.replace(COENG + DA, COENG + TA)


def _is_verb_phrase(name: str) -> bool:
    """Whether a family name that is a word as well stands before what somebody does ("មាន សំណើ")."""
    family, _, rest = name.partition(" ")
    return family in tables()["people"]["families_too_km"] and _verb().match(rest) is not None


def _words(name: str) -> str:
    return "|".join(re.escape(word) for word in sorted(tables()["people"][name], key=len, reverse=True))


_SENTENCE = re.compile("បាន|[។៖]|ថា[ ៖]")
_ROLE_FIRST = re.compile(rf"(?P<role>[\u1780-\u17d3\u200b]+){_BLANK}(?P<name>{_WORD}{_BLANK}{_WORD})")


@cache
def _no_name() -> re.Pattern[str]:
    """What a word of a name never begins with, and what it never is."""
    return re.compile(
        rf"(?:{khmer_honorifics()})$|(?:{_stops()})$|(?:{_words('attached_km')})[\u1780-\u17b3]|(?:{khmer_role_nouns()})"
        r"|(?:ការ|កិច្ច|សេចក្តី|ចំនួន|បញ្ហា)[\u1780-\u17b3]"
    )


def _stops() -> str:
    table = tables()["people"]
    return "|".join(word for word in table["no_names_km"] if word not in table["families_too_km"])


@cache
def _verb_or_end() -> re.Pattern[str]:
    verbs = "|".join(_words(name) for name in ("no_names_km", "says_km", "reports_km", "written_km", "led_km"))
    return re.compile(rf"[\s\u200b]*(?:{verbs}|[,។៖()៕]|$)")


@cache
def _verb_word() -> re.Pattern[str]:
    """A verb that is the second word of what looks like a name, alone or with what is said."""
    verbs = "|".join(_words(name) for name in ("says_km", "reports_km"))
    return re.compile(rf"(?<=[ \u00a0\u200b])(?:(?:{verbs})(?:ថា|$)|(?:{verbs})(?=ថា))")


@cache
def _verb() -> re.Pattern[str]:
    return re.compile("|".join(_words(name) for name in ("says_km", "reports_km", "no_names_km")))


@cache
def _person() -> re.Pattern[str]:
    roles = khmer_role_nouns()
    stop = (
        rf"(?!(?:{_stops()})(?![\u1780-\u17d3])|(?:{_words('attached_km')})[\u1780-\u17b3]|(?:{roles})"
        rf"|(?:{khmer_honorifics()})(?:[\s\u200b]|$))"
    )
    word = rf"{stop}[\u1780-\u17b3][\u1780-\u17d3\u17dd]{{1,15}}?"
    before = "|".join(f"(?<={word})" for word in tables()["people"]["before_names_km"])
    edge = rf"(?=[\s,;។៖()៕/]|$|បាន|{roles})"
    return re.compile(
        rf"(?:(?<![\u1780-\u17d3])|{before})(?<!ខែ\s)(?P<honorific>(?>(?:(?:{khmer_honorifics()})[ \u00a0\u200b]*)+))"
        rf"(?:(?P<between>(?:{khmer_role_nouns()})[\u1780-\u17d3]*){_BLANK}(?={word}{edge}{_BLANK}{word}{edge}))?"
        rf"(?P<name>{word}(?:{_BLANK}{word}{edge}|{edge})|{_LATIN})"
    )


@cache
def _role_at_end() -> re.Pattern[str]:
    """A role that begins a sentence and ends a text, with no verb in it."""
    no_verb = "(?!បាន|មាន|ថា|ដែល|ត្រូវ|ដោយ|ជា(?!តិ))"
    return re.compile(
        rf"(?:^|[។៖;:.\-–•]\s*)(?P<role>(?:{khmer_role_nouns()})(?:{no_verb}[^,;។៖():]){{0,{_LONGEST_ROLE}}}?){_BLANK}$"
    )


@cache
def _described() -> re.Pattern[str]:
    """A role or a body behind a name, to the next verb, mark or person."""
    first = rf"(?:{khmer_role_nouns()}|{_body_nouns()})"
    verbs = "|".join(_words(name) for name in ("no_names_km", "says_km", "reports_km"))
    joined = rf"និង(?!(?:{_BLANK})?(?:ជា|បាន|មាន|{khmer_honorifics()}))"
    goes_on = rf"(?:{_BLANK})?(?:បាន|ដែល|ជា(?!តិ)|គឺ)|(?:{_BLANK})?និង(?:{verbs})"
    end = rf"(?=[,;។៖()៕]|$|{goes_on}|{_BLANK}(?!{joined})(?:{verbs}|{khmer_honorifics()}))"
    return re.compile(rf"[\s\u200b,(]*(?P<described>{first}[^,;។៖()៕]{{0,{_LONGEST_ROLE}}}?){end}")


@cache
def _body_nouns() -> str:
    nouns = [word for word in tables()["people"]["organisations"] if not word.isascii()]
    return "|".join(sorted(nouns, key=len, reverse=True))


@cache
def _body() -> re.Pattern[str]:
    return re.compile(_body_nouns())


@cache
def _split_body() -> re.Pattern[str]:
    """Where a body begins behind a role: behind a blank, the word for "of", or that for "representative of"."""
    before = rf"(?:{_BLANK}(?:នៃ|របស់|មកពី|ពី)?|នៃ|មកពី|(?<=តំណាង)|(?=(?:អង្គការ|សមាគម|ក្រុមហ៊ុន)[\u1780-\u17d3])"
    fields = "នេសាទ|កសិកម្ម|អ្នកប្រើ|ព្រៃឈើ|ទេសចរណ៍"
    return re.compile(
        rf"{before}|(?<=ប្រធាន)(?=សហគមន៍(?:{fields})))[ \u200b]*(?P<body>(?:{_body_nouns()})[\u1780-\u17d3].*)"
    )
