"""Who reports, answers, asks, moves and seconds: people whom a sentence shows taking part."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from pipeline.model.minutes import SpeakerType
from pipeline.segment.honorifics import khmer_honorifics
from pipeline.segment.khmer_names import khmer_people
from pipeline.segment.persons import named, speaks_for_a_person
from pipeline.segment.roles import (
    CAPITAL,
    has_body_noun,
    is_phrase,
    is_role,
    khmer_role_nouns,
    names_organization,
    names_role,
    role_and_organization,
    split_role,
)
from pipeline.segment.sightings import Sighting, part_of
from pipeline.segment.spans import sentences
from pipeline.segment.vocabulary import tables, words

_NAME = rf"(?:{CAPITAL}\s+){{0,6}}{CAPITAL}"
_IN_APPOSITION = r"(?:[^,.;:]|(?<=\b[A-Z])\.|(?<=\b[A-Z][a-z])\.|(?<=\bMrs)\.){2,70}"
_APPOSITION = (
    rf"(?:\s\((?P<note>[^)]{{2,60}})\))?(?:,\s(?P<behind>{_IN_APPOSITION}(?:,\s[^,.;:]{{2,50}})?)(?:,|$|\.$))?"
)
_BODY = rf"(?:{CAPITAL}\s+(?:(?:of|for|and|the|&)\s+){{0,2}}){{0,5}}{CAPITAL}"
_OF_BODY = (
    rf"(?:\s+(?:of|from|representing)\s+(?:the\s+)?(?P<body>{_BODY})"
    r"|\s+(?:of|from|at)\s+(?:Lot\s+|Unit\s+)?\d[^,.;:]{2,40}?|\s+from\s+the\s+[a-z][^,.;:]{2,40}?)?"
)
_BEFORE_NAME = (
    r"(?:^|[–—-]\s|[:,;]\s|[.!?]\s|[(\"“]"
    r"|\b(?:and|that|since|but|when|where|as|after|before|because|while|then|which|if|whether|[Tt]he)\s)"
)
_ROLE_PHRASE = r"[A-Z][\w\-]*(?:\s+(?:of\s+|of\s+the\s+)?[A-Z][\w\-]*){0,4}"
_ADVERBS = r"(?:(?:has|have|had|also|then|again|further|next|now|and|first|later|himself|herself|\w+ly)\s+)*"
_BY = re.compile(
    rf"\b(?P<act>(?i:moved|proposed|seconded|second|motion|made|nominated|mover|proposer|seconder|m|s))"
    rf"(?:\s+(?:was|is|and|second(?:ed)?|made|to\s+\w+(?:\s+\w+){{0,6}}))*\s*(?:\bby\b|\bfrom\b|:|\bof\b)\s*:?\s*(?:the\s+)?"
    rf"(?P<name>{_NAME})(?P<also>\s+and\s+{_NAME})?"
)
_PLAIN_MOVE = re.compile(
    rf"\b(?:Moved|Proposed|Seconded|MOVED|SECONDED|(?<=[:;,]\s)(?:moved|proposed|seconded))\s+(?P<name>{_NAME})"
)
_TOLD_BY = re.compile(
    r"\b(?:presented|presentation|reported|report|given|delivered|submitted|briefing|update|shared|introduced|read|answered"
    r"|remarks?|speech|address|explained|overview|comments?|questions?|demonstration)\s+(?:was\s+|were\s+)?"
    rf"(?:given\s+|made\s+|presented\s+)?(?:by|from)\s+(?:the\s+)?(?P<name>{_NAME}){_APPOSITION}"
)
_LED_PART = re.compile(
    rf"\b(?:led|facilitated|moderated|chaired|guided|conducted|headed)\s+by\s+(?:the\s+)?(?P<name>{_NAME}){_APPOSITION}"
)
_GIVEN_BY = re.compile(rf"^(?:By|Speaker|Presenter)\s*:?\s+(?P<name>{_NAME}){_APPOSITION}")
_ARTICLE = re.compile(r"^(?:a|an|the|our)\s+")
_ABSENCE = re.compile(r"\babsence\s+of\s+(?:the\s+)?$")
_SENT_IN = re.compile(
    r"\b(?:submitted|sent|e-?mailed|in\s+writing|by\s+(?:e-?mail|letter|mail)|written\s+report)\b", re.I
)
_LITTLE, _GUESS, _LIKELY, _MOVER = 0.4, 0.5, 0.7, 0.65


@dataclass(frozen=True, slots=True)
class _Act:
    """What a sentence lets somebody do."""

    is_report: bool
    bodies_too: bool
    is_there: bool = True


def tellers(text: str) -> Iterator[Sighting]:
    """Yield the people whom English sentences let report, speak or move.

    A name without title or role is a guess, of which the name's own words and the verb say how good it is.
    """
    if not any(character.isupper() for character in text):
        return
    for sentence in sentences(text):
        yield from _by_verb(sentence)
        yield from _movers(sentence)
        for pattern in (_TOLD_BY, _LED_PART, _GIVEN_BY):
            for match in pattern.finditer(sentence):
                name, described = _turned(match["name"], match["note"] or match["behind"])
                for sighting in _sighting(name, described, _Act(True, True)):
                    yield replace(sighting, is_weak=sighting.is_weak or sighting.confidence in (_GUESS, _LITTLE))


def khmer_tellers(text: str) -> Iterator[Sighting]:
    """Yield the people whom Khmer prose names with an honorific; weak where it does not say that they speak or act."""
    for person in khmer_people(text):
        rest = _as_role().sub("", text[person.end :].lstrip(" \u200b)"), count=1)
        reports, says = (_khmer_verbs(name).match(rest) is not None for name in ("reports_km", "says_km"))
        is_subject = not text[: person.start].strip(" -–•") and re.match("បាន|មាន", rest) is not None
        is_agent = re.search(r"(?:ដោយ|មតិ|សំណួររបស់)[\s\u200b]*$", text[: person.start]) is not None
        usual: SpeakerType = "speaker" if reports or says or is_agent else "participant"
        is_weak = not (reports or says or is_subject or is_agent or rest[:1] == "៖")
        yield Sighting(person.mention, part_of(person.mention, usual), is_weak=is_weak)


def roles_told(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the roles that speak without a name ("The Treasurer answered"), each with whether that was a report."""
    for match in _role_telling().finditer(text):
        yield match["role"], bool(match["reports"])


def initials_told(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the initials that speak ("GP reported"), each with whether that was a report."""
    for match in _initials_telling().finditer(text):
        yield match["letters"], bool(match["reports"])


def khmer_roles_told(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the roles that speak in Khmer prose without a name, each with whether that was a report."""
    for match in _khmer_role_telling().finditer(text):
        yield match["role"], _khmer_verbs("reports_km").match(text[match.end() :]) is not None


def _by_verb(sentence: str) -> Iterator[Sighting]:
    for match in _telling().finditer(sentence):
        verb = match["verb"].lower()
        is_there = _SENT_IN.search(sentence) is None
        act = _Act(verb in words("people", "reports"), verb in words("people", "bodies_too"), is_there)
        last, described = _turned(match["name"], match["note"] or match["behind"])
        if _ABSENCE.search(sentence[: match.start("name")]):
            last = split_role(last)[1]
        for name in _names(last, match["first"]):
            for sighting in _sighting(name, described, act):
                yield _of_body(sighting, match["body"])


def _turned(name: str, described: str | None) -> tuple[str, str | None]:
    """A name and what describes it, in this order, where the role stands first ("the District Officer, Mr. Name")."""
    if described and is_role(name) and named(described, None) is not None:
        return described, name
    return name, described


def _of_body(sighting: Sighting, body: str | None) -> Sighting:
    """A sighting with the body that the sentence says somebody is of."""
    if not body or sighting.mention.organization or not names_organization(body):
        return sighting
    return replace(sighting, mention=replace(sighting.mention, organization=body), confidence=None)


def _names(last: str, first: str | None) -> list[str]:
    return [first, last] if first else [last]


def _sighting(name: str, described: str | None, act: _Act) -> Iterator[Sighting]:
    mention = named(name, None)
    if mention is None:
        return
    described = _ARTICLE.sub("", described) if described else None
    if described and not is_phrase(described):
        described = None
    if described and mention.role is None and (names_role(described) or names_organization(described)):
        role, organization = role_and_organization([part.strip() for part in described.split(",")])
        is_body = role or has_body_noun(described)
        mention = replace(mention, role=role, organization=organization if is_body else None)
    usual: SpeakerType = "speaker" if act.is_report else "participant"
    sure = mention.honorific or mention.role
    if not sure and " " not in mention.name:
        yield Sighting(mention, usual, is_weak=True)
        return
    confidence = None if sure else _belief(mention.name, act.bodies_too)
    yield Sighting(mention, part_of(mention, usual), confidence=confidence, is_there=act.is_there)


def _belief(name: str, bodies_too: bool) -> float:
    """How sure it is that a bare name is a person's."""
    if speaks_for_a_person(name):
        return _LIKELY if bodies_too else _LIKELY + 0.15
    return _LITTLE if bodies_too else _GUESS


def _movers(sentence: str) -> Iterator[Sighting]:
    """Who moves and seconds; a surname alone only names somebody known."""
    names = [(match["name"], True) for match in _PLAIN_MOVE.finditer(sentence)]
    for match in _BY.finditer(sentence):
        if len(match["act"]) > 1 or match["act"].isupper():
            also = re.sub(r"^\s+and\s+", "", match["also"] or "")
            names += [(name, False) for name in (match["name"], also) if name]
    for name, is_plain in names:
        mention = named(name, None)
        if mention is not None:
            sure = bool(mention.honorific or mention.role or speaks_for_a_person(mention.name))
            is_weak = not sure and (is_plain or " " not in mention.name)
            yield Sighting(mention, "participant", is_weak=is_weak, confidence=None if sure else _MOVER)


@cache
def _telling() -> re.Pattern[str]:
    verbs = "|".join(sorted(words("people", "reports") | words("people", "says"), key=len, reverse=True))
    return re.compile(
        rf"{_BEFORE_NAME}(?:(?P<first>{_NAME})(?:\s\([^)]*\))?\s+and\s+)?"
        rf"(?P<name>{_NAME}){_OF_BODY}{_APPOSITION},?\s+{_ADVERBS}(?P<verb>{verbs})\b"
    )


@cache
def _role_telling() -> re.Pattern[str]:
    reports, says = ("|".join(sorted(words("people", name), key=len, reverse=True)) for name in ("reports", "says"))
    return re.compile(
        rf"(?:^|[.;,:]\s|\band\s)[Tt]he\s+"
        rf"(?P<role>{_ROLE_PHRASE}|chair\w*|secretary|treasurer|president|clerk|manager|mayor)"
        rf"\s+{_ADVERBS}(?:(?P<reports>{reports})|{says})\b"
    )


@cache
def _initials_telling() -> re.Pattern[str]:
    reports, says = ("|".join(sorted(words("people", name), key=len, reverse=True)) for name in ("reports", "says"))
    return re.compile(rf"\b(?P<letters>[A-Z]{{2,3}})\s+{_ADVERBS}(?:(?P<reports>{reports})|{says})\b")


@cache
def _khmer_verbs(name: str) -> re.Pattern[str]:
    verbs = "|".join(sorted(tables()["people"][name], key=len, reverse=True))
    return re.compile(rf"(?:ក៏|ទើប|នឹង)?[\s\u200b]*(?:បាន)?[\s\u200b]*(?:ចូលរួម|បន្ត|ឡើង|ធ្វើការ|ជួយ)?[\s\u200b]*(?:{verbs})")


@cache
def _as_role() -> re.Pattern[str]:
    """What a person is said to be before the verb ("ជាមេជាង")."""
    return re.compile(rf"^(?:និង)?ជា(?:{khmer_role_nouns()})[\u1780-\u17d3]*[ \u200b]+")


@cache
def _khmer_role_telling() -> re.Pattern[str]:
    verbs = "|".join(("បាន", *tables()["people"]["says_km"]))
    return re.compile(
        rf"(?<![\u1780-\u17d3])(?:{khmer_honorifics()})[ \u200b]*"
        rf"(?P<role>(?:{khmer_role_nouns()})[\u1780-\u17d3]*?)(?=[ \u200b]*(?:{verbs}))"
    )
