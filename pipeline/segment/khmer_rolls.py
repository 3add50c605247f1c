"""Lists of people in Khmer print: "លោក ជុំ រ័ត្ន ប្រធាន, លោកស្រី ឯក សារិន លេខា"."""

import re
from dataclasses import replace

from pipeline.segment.entries import Entry
from pipeline.segment.honorifics import split_honorific
from pipeline.segment.khmer_names import is_khmer_name, khmer_people, person_of_phrase, split_role_km
from pipeline.segment.presence import is_absence


def khmer_roll(text: str) -> list[Entry]:
    """Return the people of a Khmer list: named with honorifics, else names alone with roles behind commas or dashes."""
    people = list(khmer_people(text))
    if people:
        ends = [person.start for person in people[1:]] + [len(text)]
        return [
            Entry(person.mention, "absent" if is_absence(text[person.end : end]) else None)
            for person, end in zip(people, ends, strict=True)
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


def _khmer_entry(part: str) -> Entry | None:
    honorific, bare = split_honorific(part.strip())
    mention = person_of_phrase(honorific or "", bare)
    if mention is None or not is_khmer_name(mention.name) or " " not in mention.name.strip():
        return None
    return Entry(replace(mention, honorific=honorific))
