"""The people of a meeting: those who speak, those counted as present or absent, those named with a title or a part."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.model.minutes import Block, Meeting, Person, Section, SpeakerType
from pipeline.segment.attendance import read_attendance
from pipeline.segment.entities import read
from pipeline.segment.identify import all_blocks, walk_blocks, walk_sections
from pipeline.segment.names import read_attribution
from pipeline.segment.parts import khmer_mentions, people_with_parts
from pipeline.segment.persons import Mention, has_honorific, person_at, read_people, split_honorific
from pipeline.segment.sightings import Presence, Sighting, part_of


@dataclass
class _Found:
    """One person so far, over all mentions."""

    mention: Mention
    speaker_type: SpeakerType
    presence: Presence | None = None
    block_ids: list[str] = field(default_factory=list)


def find_people(meeting: Meeting, model: str | None) -> list[Person]:
    """Return the people of a meeting in order of first mention, and set `speaker_id` of its speeches.

    `model` names the user's spaCy pipeline, or is None for rules alone. Who only says something, named without title
    or role, is believed in minutes of a meeting alone: workshops and reports tell what organisations say.
    """
    found: list[_Found] = []
    weak: list[tuple[str, Sighting]] = []
    for block_id, sighting in _sightings(meeting, model):
        if sighting.is_weak and not (meeting.classification == "meeting" and " " in sighting.mention.name):
            weak.append((block_id, sighting))
        else:
            _add(found, block_id, sighting)
    for block_id, sighting in weak:
        known = _same(found, sighting.mention)
        if known is not None:
            _merge(known, sighting, block_id)
    order = {block.id: n for n, (_, block) in enumerate(all_blocks(meeting))}
    for person in found:
        person.block_ids.sort(key=lambda block_id: order.get(block_id, 0))
    _link_speeches(meeting, found)
    return [_person(meeting, n, person) for n, person in enumerate(found, 1)]


def _sightings(meeting: Meeting, model: str | None) -> Iterator[tuple[str, Sighting]]:
    """Every person met in a meeting, with the id of the block."""
    for section in walk_sections(meeting.sections):
        listed = read_attendance(section)
        headings = [section.heading] if section.heading else []
        blocks = [*headings, *section.topics, *walk_blocks(section.blocks)]
        for n, block in enumerate(blocks):
            for sighting in _of_block(section, blocks, n, listed.get(block.id, []), model):
                yield block.id, sighting


def _of_block(
    section: Section, blocks: list[Block], n: int, listed: list[Sighting], model: str | None
) -> Iterator[Sighting]:
    block = blocks[n]
    if block.kind == "speech" and block.attribution:
        attribution = read_attribution(block.attribution)
        for mention in attribution.people if attribution else ():
            yield Sighting(mention, part_of(mention, "speaker"))
        return
    yield from listed
    if block is section.heading:
        return
    yield from people_with_parts(blocks, n)
    if not listed:
        yield from khmer_mentions(block.text) if block.language == "km" else _named(block.text, model)


def _named(text: str, model: str | None) -> Iterator[Sighting]:
    """People named with an honorific inside a sentence; with a statistical model, those it finds too."""
    if model is None and not has_honorific(text):
        return
    doc = read(text, model)
    for entity in doc.ents if doc is not None else ():
        if entity.label_ == "PERSON":
            honorific, name = split_honorific(entity.text)
            behind = person_at(text[entity.start_char :])
            if honorific or (behind and behind.role) or (model is not None and " " in name):
                mention = behind or next(iter(read_people(entity.text)), Mention(name, honorific, None, None))
                yield Sighting(mention, part_of(mention, "participant"))


def _add(found: list[_Found], block_id: str, sighting: Sighting) -> None:
    person = _same(found, sighting.mention)
    if person is None:
        person = _Found(sighting.mention, sighting.part)
        found.append(person)
    _merge(person, sighting, block_id)


def _same(found: list[_Found], mention: Mention) -> _Found | None:
    """Who a mention names among those known: names agree, and nothing printed speaks against it."""
    fitting = [
        person for person in found if _names_agree(person.mention, mention) and _details_agree(person.mention, mention)
    ]
    exact = [person for person in fitting if person.mention.name.lower() == mention.name.lower()]
    if exact:
        return exact[0]
    return fitting[0] if len(fitting) == 1 else None


def _names_agree(known: Mention, mention: Mention) -> bool:
    """Equal names, or one that is the beginning or the end of the other (in Khmer names the given name comes last)."""
    a, b = known.name.lower().split(), mention.name.lower().split()
    if a == b:
        return True
    shorter, longer = sorted((a, b), key=len)
    return len(shorter) < len(longer) and (longer[-len(shorter) :] == shorter or longer[: len(shorter)] == shorter)


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


def _merge(person: _Found, sighting: Sighting, block_id: str) -> None:
    known, mention = person.mention, sighting.mention
    person.mention = Mention(
        max(known.name, mention.name, key=lambda name: len(name.split())),
        known.honorific or mention.honorific,
        known.role or mention.role,
        known.organization or mention.organization,
    )
    if person.speaker_type == "participant" or (sighting.part in ("chair", "secretary") and _is_usual(person)):
        person.speaker_type = sighting.part
    person.presence = person.presence or sighting.presence
    if block_id not in person.block_ids:
        person.block_ids.append(block_id)


def _is_usual(person: _Found) -> bool:
    return person.speaker_type in ("participant", "speaker")


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
