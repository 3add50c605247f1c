"""Lists of people in Khmer print: "លោក ជុំ រ័ត្ន ប្រធាន, លោកស្រី ឯក សារិន លេខា"."""

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.model.minutes import SpeakerType
from pipeline.segment.entries import Entry
from pipeline.segment.honorifics import split_honorific
from pipeline.segment.khmer_names import is_khmer_name, khmer_people, person_of_phrase, split_role_km
from pipeline.segment.mentions import Mention
from pipeline.segment.presence import is_absence

_PART = re.compile(
    "[ \u200b]*(?:និង)?(?:ធ្វើ)?ជា(?:(?P<chair>ប្រធាន|អធិបតី)|អ្នកកត់ត្រា|លេខា(?:ធិការ)?|អ្នកធ្វើកំណត់ហេតុ)"
    "(?:អង្គប្រជុំ|កិច្ចប្រជុំ)?(?=[ ,;()។]|$)"
)
"""What a list says of a person's part behind the name ("ជាប្រធាន")."""
_JOINED = re.compile(
    r"\s*(?:\([^()]*\)\s*)?និង\s+(?P<name>[\u1780-\u17d3]{2,20}(?: [\u1780-\u17d3]{2,20})?)\s*(?=[(,;។]|$)"
)


def khmer_roll(text: str) -> list[Entry]:
    """Return the people of a Khmer list: named with honorifics, else names alone with roles behind commas or dashes."""
    people = list(khmer_people(text))
    if people:
        ends = [person.start for person in people[1:]] + [len(text)]
        return [
            entry
            for person, end in zip(people, ends, strict=True)
            for entry in _entries(person.mention, text[person.end : end])
        ]
    found: list[Entry] = []
    for part in re.split(r"\s*[,;;៖:–—]\s*|\s+-\s+|\s+និង\s*|(?=\()", text):
        entry = _khmer_entry(part)
        if entry is not None:
            found.append(entry)
        elif found and found[-1].mention.role is None:
            role, organization = split_role_km(part)
            found[-1] = replace(found[-1], mention=replace(found[-1].mention, role=role, organization=organization))
    return found


def _entries(mention: Mention, rest: str) -> Iterator[Entry]:
    """A person with what the list says behind, and one whom "and" joins without an honorific."""
    lead = _PART.match(rest)
    part: SpeakerType | None = None
    if lead is not None:
        part = "chair" if lead["chair"] else "secretary"
    yield Entry(mention, "absent" if is_absence(rest) else None, part)
    joined = _JOINED.match(rest)
    if joined is not None and is_khmer_name(joined["name"]):
        yield Entry(Mention(joined["name"], None, None, None))


def _khmer_entry(part: str) -> Entry | None:
    honorific, bare = split_honorific(part.strip())
    mention = person_of_phrase(honorific or "", bare)
    if mention is None or not is_khmer_name(mention.name) or " " not in mention.name.strip():
        return None
    return Entry(replace(mention, honorific=honorific))
