"""The people of a meeting: those who are listed, those who led or wrote, those who speak and act."""

from collections.abc import Iterator

from pipeline.model.minutes import Block, Meeting, Person, Section
from pipeline.segment.attendance import read_attendance
from pipeline.segment.entities import read
from pipeline.segment.honorifics import has_honorific, split_honorific
from pipeline.segment.identify import all_blocks, walk_blocks, walk_sections
from pipeline.segment.khmer_names import plain
from pipeline.segment.mentions import Mention
from pipeline.segment.names import read_attribution
from pipeline.segment.participants import Participant, Seen, settle
from pipeline.segment.parts import people_with_parts
from pipeline.segment.persons import is_name, name_in, read_people, speaks_for_a_person
from pipeline.segment.sightings import Sighting, part_of
from pipeline.segment.standing import settle_parts
from pipeline.segment.tellers import khmer_tellers, tellers

_SURE_ATTRIBUTION = 0.75
_BELIEVED = ("meeting", "other")
_LONGEST_HEAD = 80


def find_people(meeting: Meeting, model: str | None) -> list[Person]:
    """Return the people of a meeting in order of first mention, and set `speaker_id` of its speeches.

    `model` names the user's spaCy pipeline, or is None for rules alone. Who only says something, named without title
    or role, is believed in minutes of a meeting alone, and as a guess: reports tell what organisations say.
    """
    seen = [Seen(n, block, sighting) for n, (block, sighting) in enumerate(_sightings(meeting, model))]
    found = settle(seen, guesses=meeting.classification in _BELIEVED)
    settle_parts(meeting, found)
    order = {block.id: n for n, (_, block) in enumerate(all_blocks(meeting))}
    for person in found:
        person.block_ids.sort(key=lambda block_id: order.get(block_id, 0))
    _link_speeches(meeting, found)
    return [_person(meeting, n, person) for n, person in enumerate(found, 1)]


def _sightings(meeting: Meeting, model: str | None) -> Iterator[tuple[Block, Sighting]]:
    """Every person met in a meeting, with the block."""
    listed = read_attendance(meeting.sections)
    for section in walk_sections(meeting.sections):
        headings = [section.heading] if section.heading else []
        blocks = [*headings, *section.topics, *walk_blocks(section.blocks)]
        for n, block in enumerate(blocks):
            for sighting in _of_block(section, blocks, n, listed.get(block.id, []), model):
                yield block, sighting


def _of_block(
    section: Section, blocks: list[Block], n: int, listed: list[Sighting], model: str | None
) -> Iterator[Sighting]:
    block = blocks[n]
    yield from listed
    if block is section.heading:
        yield from _of_heading(block)
        yield from people_with_parts(blocks[:2], 0)
        return
    if block.attribution and not listed:
        yield from _attributed(block)
    yield from people_with_parts(blocks, n)
    if block.language == "km":
        yield from khmer_tellers(plain(block.text))
    elif block.text and not (listed and block.kind == "table_row"):
        yield from _before_colon(block)
        yield from tellers(block.text)
        yield from _named(block.text, model)


def _attributed(block: Block) -> Iterator[Sighting]:
    """The people whom the line that opens a speech names."""
    attribution = read_attribution(block.attribution or "")
    for mention in attribution.people if attribution else ():
        sure = attribution is None or attribution.confidence >= _SURE_ATTRIBUTION
        confidence = None if sure or attribution is None else attribution.confidence
        yield Sighting(mention, part_of(mention, "speaker"), confidence=confidence)


def _of_heading(block: Block) -> Iterator[Sighting]:
    """Who reports under a heading, where it says so: "New radar head, presented by ...", "Treasurer's report – ..."."""
    if block.language != "km":
        yield from tellers(block.text)
        for mark in (" – ", " - ", " — ", ": ", " ("):
            _, found, tail = block.text.partition(mark)
            name = tail.strip(" ).")
            if found and " " in name and is_name(name) and speaks_for_a_person(name):
                yield Sighting(Mention(name, None, None, None), "speaker", confidence=0.7)


def _before_colon(block: Block) -> Iterator[Sighting]:
    """Who speaks where a text begins with a person and a colon ("Mr. Sok Dara, Director: ...")."""
    head, colon, rest = block.text.partition(":")
    if not colon or not rest.strip() or len(head) > _LONGEST_HEAD:
        return
    for mention in read_people(head):
        if mention.honorific or (mention.role and " " in mention.name):
            yield Sighting(mention, part_of(mention, "speaker"))
        elif " " in mention.name and speaks_for_a_person(mention.name) and len(head.split()[0].strip(".")) > 1:
            yield Sighting(mention, "speaker", confidence=0.65)


def _named(text: str, model: str | None) -> Iterator[Sighting]:
    """People whom a sentence names with an honorific, and with a statistical model those that it finds: talked about."""
    if model is None and not has_honorific(text):
        return
    doc = read(text, model)
    for entity in doc.ents if doc is not None else ():
        if entity.label_ == "PERSON":
            honorific, words = split_honorific(entity.text)
            name = name_in(words)
            if name and (is_name(name) or honorific):
                yield Sighting(Mention(name, honorific, None, None), "participant", is_weak=True)


def _link_speeches(meeting: Meeting, found: list[Participant]) -> None:
    for _, block in all_blocks(meeting):
        if block.kind == "speech":
            n = next((n for n, person in enumerate(found, 1) if block.id in person.block_ids), None)
            block.speaker_id = f"{meeting.id}.p{n}" if n else None


def _person(meeting: Meeting, n: int, found: Participant) -> Person:
    mention = found.mention
    return Person(
        id=f"{meeting.id}.p{n}",
        name=mention.name,
        honorific=mention.honorific,
        role=mention.role,
        organization=mention.organization,
        speaker_type=found.part,
        attendance=found.presence,
        mentions=found.block_ids,
        confidence=found.confidence,
    )
