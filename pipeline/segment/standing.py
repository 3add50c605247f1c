"""Who led a meeting and who wrote it down, settled over all that it says of its people, and who was there."""

import re
from collections.abc import Callable, Sequence

from pipeline.khmer.fold import fold
from pipeline.model.minutes import Meeting, SpeakerType
from pipeline.segment.identify import all_blocks
from pipeline.segment.identities import initials
from pipeline.segment.khmer_names import plain
from pipeline.segment.participants import Participant
from pipeline.segment.sightings import Sighting, is_chair, is_secretary
from pipeline.segment.tellers import initials_told, khmer_roles_told, roles_told
from pipeline.segment.vocabulary import words

_PRESIDES = re.compile(r"(?:acting\s+|board\s+)?(?:president|mayor)\b(?!.*\b(?:of|elect)\b)", re.I)


def settle_parts(meeting: Meeting, found: Sequence[Participant]) -> None:
    """Set part and presence of the people of a meeting.

    What is said in so many words ("called to order by", "Minutes taken by") counts more than an office; a president or
    mayor leads where nobody else is said to. Where people are listed by name, who acts was there too.
    """
    for person in found:
        person.part = _usual(person)
    _give(found, "secretary", is_secretary)
    _give(found, "chair", is_chair)
    if not any(person.part == "chair" for person in found):
        presiding = [person for person in found if person.presence != "absent" and _presides(person)]
        for person in presiding[:1]:
            person.part = "chair"
    _speak_by_role(meeting, found)
    if any(person.presence for person in found):
        for person in found:
            if person.presence is None and person.acts:
                person.presence = "present"


def _usual(person: Participant) -> SpeakerType:
    parts = {seen.sighting.part for seen in person.sightings}
    return "speaker" if "speaker" in parts else "participant"


def _give(found: Sequence[Participant], part: SpeakerType, is_office: Callable[[str], bool]) -> None:
    """Give a part to those who are said to have it, else to those whose office it is and who were not away."""
    said = [person for person in found if any(_says(seen.sighting, part) for seen in person.sightings)]
    by_office = [person for person in found if person.presence != "absent" and is_office(person.mention.role or "")]
    for person in said or by_office:
        person.part = part


def _says(sighting: Sighting, part: SpeakerType) -> bool:
    return sighting.is_said and sighting.part == part


def _presides(person: Participant) -> bool:
    return _PRESIDES.match(person.mention.role or "") is not None


def _speak_by_role(meeting: Meeting, found: Sequence[Participant]) -> None:
    """Let those speak whom sentences name by their role alone ("The Treasurer answered")."""
    for _, block in all_blocks(meeting):
        if block.language == "km":
            told = [(_holder(role, found), is_report) for role, is_report in khmer_roles_told(plain(block.text))]
        else:
            told = [(_holder(role, found), is_report) for role, is_report in roles_told(block.text)]
            told += [(_initialled(letters, found), is_report) for letters, is_report in initials_told(block.text)]
        for person, is_report in told:
            if person is None:
                continue
            if block.id not in person.block_ids:
                person.block_ids.append(block.id)
            if is_report and person.part == "participant":
                person.part = "speaker"


def _holder(role: str, found: Sequence[Participant]) -> Participant | None:
    """The one person who has a role, or a longer one that ends in it, or the part that it names."""
    wanted = fold(role)
    roles = [(person, fold(person.mention.role)) for person in found if person.mention.role]
    exact = [person for person, held in roles if held == wanted]
    longer = [person for person, held in roles if held.endswith(f" {wanted}") or held.startswith(f"{wanted} ")]
    for holders in (exact, longer):
        if len(holders) == 1:
            return holders[0]
    part = next((part for part in ("chair", "secretary") if wanted in words("people", part)), None)
    holders = [person for person in found if person.part == part]
    return holders[0] if len(holders) == 1 else None


def _initialled(letters: str, found: Sequence[Participant]) -> Participant | None:
    """The one person whose initials some letters are ("GP reported")."""
    holders = [person for person in found if initials(person.mention.name) == letters]
    return holders[0] if len(holders) == 1 else None
