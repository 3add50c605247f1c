"""Signatures: the office and the name of who leads or writes, below or beside each other."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.model.minutes import Block
from pipeline.segment.khmer_names import plain
from pipeline.segment.part_labels import SIGNATURE_LINE, is_office, part_of_label, person_behind
from pipeline.segment.roles import is_role, khmer_role
from pipeline.segment.rolls import read_line
from pipeline.segment.sightings import Sighting
from pipeline.segment.vocabulary import phrases

SIGNED_BY = re.compile(
    r"^(?:signed|sgd|approved|confirmed|certified|attest(?:ed)?|submitted)\b[^:]{0,60}?(?::|\bby\b:?|,)\s*(?=\S)", re.I
)
"""Words before the name of who signs."""
_DATED = re.compile(r"^.*(?:(?:19|20)\d\d|ឆ្នាំ\s*[0-9០-៩]{4})[\s,]*(?=\S)")
"""Place and date before the office of who signs."""
_MAY_SIGN = re.compile(r"^(?!.*[a-z]{4,}\.$).*(?:,|–|-|_{3}|\bby\b|:)")
LONGEST_SIGNATURE = 70
_MOST_LINES = 4


def people_who_sign(rows: Sequence[Block]) -> Iterator[Sighting]:
    """Yield the people of a table of signatures: in each column an office, a line and the name below it."""
    for column in range(max((len(row.cells) for row in rows), default=0)):
        lines = [plain(line).strip() for row in rows for line in row.cell_lines(column)]
        for n in range(len(lines)):
            for sighting in signed(lines, n, is_last=True):
                if sighting.mention.honorific or " " in sighting.mention.name:
                    yield sighting


def signed(texts: Sequence[str], n: int, is_last: bool) -> Iterator[Sighting]:
    """Yield the name below "Respectfully submitted," or "អ្នកកត់ត្រា", or on the line of a role, as a signature."""
    text = texts[n]
    if len(text) > LONGEST_SIGNATURE or not text:
        return
    part = part_of_label(_DATED.sub("", text).strip(" .,:៖"))
    if part is None or part == "speaker":
        if is_last:
            yield from _signature_line(text)
        return
    below = texts[n + 1 : n + 1 + _MOST_LINES]
    for k, line in enumerate(below):
        bare = SIGNATURE_LINE.sub(" ", line).strip(" ,.")
        if not any(character.isalpha() for character in bare) or _is_only_role(bare):
            continue
        mention = person_behind(bare) if len(bare) <= LONGEST_SIGNATURE else None
        if mention is not None:
            behind = next((row for row in below[k + 1 : k + 2] if is_role(row) and not person_behind(row)), None)
            before = text.strip(" .,:៖") if is_office(text) or _is_office_km(text) else None
            yield Sighting(replace(mention, role=mention.role or behind), part, is_said=True)
            yield Sighting(replace(mention, role=mention.role or behind or before), "participant", is_weak=True)
        return


def _is_office_km(text: str) -> bool:
    """Whether a Khmer line is an office with its body ("លេខាធិការក្រុមការងារ"), and not only a part."""
    return khmer_role().match(text) is not None and not phrases("people", "taken_by", "led_by").equals(text)


def _is_only_role(text: str) -> bool:
    return (is_role(text) or phrases("people", "roles_km").equals(text)) and person_behind(text) is None


def _signature_line(text: str) -> Iterator[Sighting]:
    """A line at the end that is a name with the office of who leads or writes: "Penny Alcott, Secretary"."""
    if not _MAY_SIGN.search(text):
        return
    bare = SIGNED_BY.sub("", SIGNATURE_LINE.sub(" ", text)).strip(" ,.")
    entries = read_line(bare)
    if len(entries) != 1 or not entries[0].mention.role:
        return
    mention = entries[0].mention
    if phrases("people", "secretary").begins(mention.role or ""):
        yield Sighting(mention, "secretary", is_said=True)
    else:
        yield Sighting(mention, "participant", confidence=0.7)
