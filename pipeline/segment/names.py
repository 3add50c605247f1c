"""Lines that say who speaks next: "Sharing of the study by Dr. Name, Role, ORG", "Mr. Name, Role of ORG"."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.segment.honorifics import find_honorific
from pipeline.segment.khmer_names import plain
from pipeline.segment.paragraphs import ends_sentence
from pipeline.segment.persons import Mention, read_people
from pipeline.segment.vocabulary import phrases, tables

_MOST_WORDS = 32
_MOST_GIFT_WORDS = 8
_LABELLED = 0.8
"""Confidence that a line says who speaks which is labelled so but names more people than can be read."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Attribution:
    """A line that says who speaks next."""

    people: tuple[Mention, ...]
    confidence: float


@lru_cache(maxsize=4096)
def read_attribution(text: str) -> Attribution | None:
    """Return who a line introduces as speaking, or None where it is no such line."""
    text = plain(text).strip().rstrip(":៖").rstrip()
    if text.startswith("(") and text.endswith(")"):
        text = text[1:-1]
    if not text or ends_sentence(text) or len(text.split()) > _MOST_WORDS or _YEAR.search(text):
        return None  # a name with a date is a signature
    head, colon, rest = text.partition(":")
    if colon and _is_list_label(head):
        return None
    labelled = rest if colon and phrases("agenda", "speaker").equals(head) else ""
    given = _given_by(text) or labelled
    if given:
        people = read_people(given)
        if not people and find_honorific(labelled) is not None:
            return Attribution((), _LABELLED)
        if people:
            known = people[0].honorific or people[0].role
            return Attribution(people, 0.95 if known else 0.7 if " " in people[0].name else 0.5)
    people = read_people(text)
    if not people:
        return None
    if people[0].honorific:
        return Attribution(people, 0.95 if people[0].role else 0.85)
    return Attribution(people, 0.75) if people[0].role and "," in text else None


def introduces_speaker(text: str, in_cell: bool) -> bool:
    """Return whether a line says who speaks next; a single bare name is believed in an agenda's cell alone."""
    attribution = read_attribution(text)
    return attribution is not None and attribution.confidence >= (0.5 if in_cell else 0.6)


def says_by_whom(text: str) -> bool:
    """Return whether a line says that something is given by somebody, rather than who somebody is."""
    head, colon, _ = text.partition(":")
    return bool(_given_by(text)) or bool(colon and phrases("agenda", "speaker").equals(head))


def _given_by(text: str) -> str | None:
    """What stands behind the word for something given and "by", or right behind it where an honorific follows."""
    by = _by().search(text)
    if by is not None and (not by.start() or phrases("speech", "gifts").within(text[: by.start()])):
        return text[by.end() :]
    place = find_honorific(text)
    if not place:
        return None
    before = text[:place].rstrip(" :–—-៖")
    given = len(before.split()) <= _MOST_GIFT_WORDS and _ends_in_gift(before)
    return text[place:] if given else None


def _ends_in_gift(text: str) -> bool:
    return phrases("speech", "gifts").equals(text.split()[-1]) if text.split() else False


def _is_list_label(head: str) -> bool:
    return any(phrases("attendance", name).begins(head) for name in ("present", "absent"))


@cache
def _by() -> re.Pattern[str]:
    latin = "|".join(word for word in tables()["speech"]["by"] if word.isascii())
    khmer = "|".join(word for word in tables()["speech"]["by"] if not word.isascii())
    return re.compile(rf"(?:(?:(?<=\s)(?:{latin})|^By)\b|{khmer})\s*[:៖]?\s*(?=[A-Z\u1780-\u17b3])")
