"""Who led, who wrote the minutes, who reported: people named with such a part in sentences, labels and signatures."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from pipeline.model.minutes import Block, SpeakerType
from pipeline.segment.persons import (
    CAPITAL,
    Mention,
    is_name,
    is_role,
    khmer_people,
    person_at,
    split_honorific,
    split_role,
)
from pipeline.segment.sightings import Sighting, part_of
from pipeline.segment.spans import sentences
from pipeline.segment.vocabulary import phrases, tables

_NAME = rf"(?:{CAPITAL}\s+){{0,6}}{CAPITAL}"
_CALLED = re.compile(rf"(?P<name>{_NAME})\s+(?:called|brought)\s+the\s+(?:\w+\s+){{0,4}}to\s+order\b")
_CALLED_BY = re.compile(r"\bcalled\s+to\s+order\b[^.;]{0,40}?\bby\s+(?:the\s+)?(?=[A-Z])")
_CHAIRED = re.compile(rf"(?P<name>{_NAME})(?:,\s(?P<role>[^,.;]{{3,60}}),)?\s+(?:chaired|presided)\b")
_LABEL = re.compile(r"^(?P<label>[^:៖]{3,40}?)\s*[:៖]\s*(?P<rest>\S.*)$", re.S)
_MOST_SIGNATURE = 60
_MOST_SIGNATURE_LINES = 3
_KHMER_NAME = re.compile(r"[\u1780-\u17d3\u200b]+(?:\s+[\u1780-\u17d3\u200b]+){1,2}")


def people_with_parts(blocks: Sequence[Block], n: int) -> Iterator[Sighting]:
    """Yield the people to whom the n-th block gives a part; a signature's name may stand in the block behind it."""
    text = blocks[n].text
    yield from _labelled(text)
    yield from _led_or_written(text)
    yield from _signed(blocks, n)
    if any(character.isupper() for character in text):
        for sentence in sentences(text):
            yield from _called_to_order(sentence)
            yield from _reporters(sentence)


def _labelled(text: str) -> Iterator[Sighting]:
    """Labels: "Chair: Anne Keller", "Minute taker: Ms. Keo Maly", "អ្នកកត់ត្រា៖ មាស សុផល"."""
    match = _LABEL.match(text)
    part = _part_by_label(match["label"]) if match else None
    if match and part:
        mention = _person(match["rest"])
        if mention is not None:
            role = mention.role or (match["label"].strip() if _is_office(match["label"]) else None)
            yield Sighting(Mention(mention.name, mention.honorific, role, mention.organization), part)


def _part_by_label(label: str) -> SpeakerType | None:
    if phrases("people", "taken_by").equals(label) or phrases("people", "secretary").equals(label):
        return "secretary"
    if phrases("people", "led_by").equals(label) or phrases("people", "chair").equals(label):
        return "chair"
    return None


def _is_office(label: str) -> bool:
    return phrases("people", "chair", "secretary").equals(label) and not phrases("people", "taken_by").equals(label)


def _led_or_written(text: str) -> Iterator[Sighting]:
    """Phrases: "chaired by Mr. Sok Dara", "Minutes taken by Keo Maly", "ក្រោមអធិបតីភាព លោក ..."."""
    parts: tuple[tuple[str, SpeakerType], ...] = (("led_by", "chair"), ("taken_by", "secretary"))
    for name, part in parts:
        for match in _phrase(name).finditer(text):
            mention = _person(text[match.end() :])
            if mention is not None:
                yield Sighting(mention, part)


def _signed(blocks: Sequence[Block], n: int) -> Iterator[Sighting]:
    """The name below "Respectfully submitted," or "អ្នកកត់ត្រា", with the role below or beside it."""
    part = _part_by_label(blocks[n].text.strip(" .,"))
    below = [_whole(block) for block in blocks[n + 1 : n + 1 + _MOST_SIGNATURE_LINES]]
    if part is None or len(blocks[n].text) > _MOST_SIGNATURE:
        return
    for k, text in enumerate(below):
        if not any(character.isalpha() for character in text):
            continue
        mention = _person(text) if len(text) <= _MOST_SIGNATURE else None
        if mention is not None:
            role = mention.role or next((line for line in below[k + 1 : k + 2] if is_role(line)), None)
            yield Sighting(Mention(mention.name, mention.honorific, role, mention.organization), part)
        return


def _whole(block: Block) -> str:
    return (block.attribution or block.text).strip()


def _person(text: str) -> Mention | None:
    """The person that a text begins with; a Khmer one may lack the honorific where the line is nothing else."""
    text = text.strip(" .,:៖_")
    if _KHMER_NAME.fullmatch(text) and split_honorific(text)[0] is None:
        return Mention(text, None, None, None) if len(text) <= _MOST_SIGNATURE / 2 else None
    return person_at(text)


def _called_to_order(sentence: str) -> Iterator[Sighting]:
    for pattern in (_CALLED, _CHAIRED):
        match = pattern.search(sentence)
        mention = _named(match["name"], match.groupdict().get("role")) if match else None
        if mention is not None:
            yield Sighting(mention, "chair")
    behind = _CALLED_BY.search(sentence)
    mention = person_at(sentence[behind.end() :]) if behind else None
    if mention is not None:
        yield Sighting(mention, "chair")


def _reporters(sentence: str) -> Iterator[Sighting]:
    """Who reports ("Les Lynch, Treasurer, submitted the following report") or says something.

    A bare name may be a body's ("World Vision reported"): it is weak, unlike one with a title or role.
    """
    for match in _telling().finditer(sentence):
        mention = _named(match["name"], match["role"])
        if mention is not None:
            usual: SpeakerType = "speaker" if match["reports"] else "participant"
            is_weak = mention.honorific is None and mention.role is None
            yield Sighting(mention, part_of(mention, usual), is_weak=is_weak)


def _named(name: str, role: str | None) -> Mention | None:
    """A name as printed in a sentence, with the role before or behind it."""
    honorific, bare = split_honorific(name)
    before, bare = (None, bare) if honorific else split_role(bare)
    if not is_name(bare):
        return None
    return Mention(bare, honorific, role if role and is_role(role) else before, None)


def khmer_mentions(text: str) -> Iterator[Sighting]:
    """Yield the people whom Khmer prose names with an honorific."""
    for _, mention in khmer_people(text):
        yield Sighting(mention, part_of(mention, "participant"))


@cache
def _phrase(name: str) -> re.Pattern[str]:
    body = "|".join(re.escape(phrase) for phrase in sorted(tables()["people"][name], key=len, reverse=True))
    fillers = "|".join(re.escape(word) for word in sorted(tables()["people"]["fillers"], key=len, reverse=True))
    return re.compile(rf"(?<![a-zA-Z])(?i:{body})(?![a-z])(?:[\s,:៖]*(?:(?:{fillers})(?![a-z])))*[\s,:៖]*")


@cache
def _telling() -> re.Pattern[str]:
    reports, says = "|".join(tables()["people"]["reports"]), "|".join(tables()["people"]["says"])
    return re.compile(
        rf"(?:^|[–—-]\s|:\s|,\s|;\s|\band\s|\bthat\s|\bsince\s)(?P<name>{_NAME})(?:,\s(?P<role>[^,.;]{{3,60}}),|\s\([^)]*\))?"
        rf"\s+(?:(?:has|have|had|also|then|briefly|again)\s+)*(?:(?P<reports>{reports})|{says})\b"
    )
