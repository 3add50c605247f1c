"""The people of a meeting: those who speak, those counted as present or absent, those named with a title."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from pipeline.model.minutes import Block, Meeting, Person, SpeakerType
from pipeline.segment.entities import read
from pipeline.segment.identify import all_blocks
from pipeline.segment.names import Mention, read_attribution, read_people, split_honorific
from pipeline.segment.vocabulary import phrases, words

Presence = Literal["present", "absent"]
_LIST = re.compile(r"\s*(?:,|;|\band\b|&|\|)\s*")
_NEXT_LIST = re.compile(r"(?<=[.;])\s+(?=[A-Z][^.:;]{2,40}:)")
_SENTENCE_END = re.compile(r"(?<=[a-z)])\.(?:\s|$)")
_MOST_LABEL_WORDS = 5
_TRAILING_NOTE = re.compile(r"\s*\(([^)]*)\)\s*$")
_PLAIN_NAME = re.compile(r"[A-Z][\w'’.\-]*(?:\s+(?:[A-Z][\w'’.\-]*|de|van|der|bin)){1,3}")


@dataclass
class _Found:
    """One person so far, over all mentions."""

    mention: Mention
    speaker_type: SpeakerType
    presence: Presence | None = None
    block_ids: list[str] = field(default_factory=list)


def find_people(meeting: Meeting, model: str | None) -> list[Person]:
    """Return the people of a meeting in order of first mention, and set `speaker_id` of its speeches.

    `model` names the user's spaCy pipeline, or is None for rules alone.
    """
    found: list[_Found] = []
    for _, block in all_blocks(meeting):
        for mention, speaker_type, presence in _mentions(block, model):
            person = _same(found, mention, speaker_type)
            if person is None:
                person = _Found(mention, speaker_type)
                found.append(person)
            _merge(person, mention, speaker_type, presence, block.id)
    _link_speeches(meeting, found)
    return [_person(meeting, n, person) for n, person in enumerate(found, 1)]


def _mentions(block: Block, model: str | None) -> Iterator[tuple[Mention, SpeakerType, Presence | None]]:
    if block.kind == "speech" and block.attribution:
        attribution = read_attribution(block.attribution)
        for mention in attribution.people if attribution else ():
            yield mention, _part(mention, "speaker"), None
        return
    listed = list(_listed(block.text))
    for presence, mention in listed:
        yield mention, _part(mention, "participant"), presence
    if listed:
        return
    for mention in _named(block.text, model):
        yield mention, _part(mention, "participant"), None


def _listed(text: str) -> Iterator[tuple[Presence, Mention]]:
    """The people of run-in lists ("Present: A, B and C. Absent: D"), with their presence."""
    for part in _NEXT_LIST.split(text):
        head, colon, rest = part.partition(":")
        presence = _presence(head) if colon else None
        for name in _LIST.split(_SENTENCE_END.split(rest.strip())[0]) if presence else ():
            note = _TRAILING_NOTE.search(name)
            honorific, bare = split_honorific(_TRAILING_NOTE.sub("", name))
            if presence and (_PLAIN_NAME.fullmatch(bare) or (honorific and bare)):
                yield presence, Mention(bare, honorific, _role(note), None)


def _role(note: re.Match[str] | None) -> str | None:
    """The role in brackets behind a name ("Pich Sothea (Chair)"); "(via phone)" is none."""
    words_in = note[1].split() if note else []
    return note[1] if note and any(word.lower() in words("people", "roles") for word in words_in) else None


def _presence(head: str) -> Presence | None:
    if len(head.split()) > _MOST_LABEL_WORDS:
        return None
    if phrases("attendance", "absent").within(head):
        return "absent"
    return "present" if phrases("attendance", "present").within(head) else None


def _named(text: str, model: str | None) -> Iterator[Mention]:
    """People named with an honorific inside a sentence; with a statistical model, those it finds too."""
    if model is None and split_honorific(text)[0] is None and not _HAS_HONORIFIC.search(text):
        return
    doc = read(text, model)
    for entity in doc.ents if doc is not None else ():
        if entity.label_ == "PERSON":
            honorific, name = split_honorific(entity.text)
            behind = read_people(text[entity.start_char :].partition(".")[0]) if honorific is None else ()
            if honorific or behind or (model is not None and " " in name):
                people = read_people(entity.text)
                yield from people[:1] or (Mention(name, honorific, None, None),)


_HAS_HONORIFIC = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|H\.E|Ven|Lok|Oknha|Madam)\b")


def _part(mention: Mention, usual: SpeakerType) -> SpeakerType:
    """The part that a person's own role gives them, else the usual one."""
    role = mention.role or ""
    if phrases("people", "secretary").begins(role):
        return "secretary" if usual == "participant" else usual
    return "chair" if phrases("people", "chair").begins(role) and "president" not in role.lower() else usual


def _same(found: list[_Found], mention: Mention, speaker_type: SpeakerType) -> _Found | None:
    """Who a mention names among those known: names agree, and nothing printed speaks against it."""
    fitting = [
        person for person in found if _names_agree(person.mention, mention) and _details_agree(person.mention, mention)
    ]
    exact = [person for person in fitting if person.mention.name.lower() == mention.name.lower()]
    if exact:
        return exact[0]
    return fitting[0] if len(fitting) == 1 else None


def _names_agree(known: Mention, mention: Mention) -> bool:
    """Equal names, or one that is the other without its first words (in Khmer names the given name comes last)."""
    a, b = known.name.lower().split(), mention.name.lower().split()
    if a == b:
        return True
    shorter, longer = sorted((a, b), key=len)
    return len(shorter) < len(longer) and (
        longer[-len(shorter) :] == shorter or (len(shorter) == 1 and longer[0] == shorter[0])
    )


def _details_agree(known: Mention, mention: Mention) -> bool:
    if known.honorific and mention.honorific and _bare(known.honorific) != _bare(mention.honorific):
        return False
    if known.name.lower() == mention.name.lower():
        return True
    return not (
        known.organization and mention.organization and known.organization.lower() != mention.organization.lower()
    )


def _bare(honorific: str) -> str:
    return honorific.lower().rstrip(".")


def _merge(person: _Found, mention: Mention, part: SpeakerType, presence: Presence | None, block_id: str) -> None:
    known = person.mention
    person.mention = Mention(
        max(known.name, mention.name, key=lambda name: len(name.split())),
        known.honorific or mention.honorific,
        known.role or mention.role,
        known.organization or mention.organization,
    )
    if person.speaker_type == "participant":
        person.speaker_type = part
    person.presence = person.presence or presence
    if block_id not in person.block_ids:
        person.block_ids.append(block_id)


def _link_speeches(meeting: Meeting, found: list[_Found]) -> None:
    for _, block in all_blocks(meeting):
        if block.kind == "speech":
            n = next((n for n, person in enumerate(found, 1) if block.id in person.block_ids), None)
            block.speaker_id = f"{meeting.id}.p{n}" if n else None


def _person(meeting: Meeting, n: int, found: _Found) -> Person:
    mention = found.mention
    return Person(
        id=f"{meeting.id}.p{n}",
        name=mention.name,
        honorific=mention.honorific,
        role=mention.role,
        organization=mention.organization,
        speaker_type=found.speaker_type,
        attendance=found.presence,
        mentions=found.block_ids,
    )
