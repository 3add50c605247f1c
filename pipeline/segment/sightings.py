"""A person met in one place of the minutes, with what the place says of their part."""

import re
from dataclasses import dataclass
from typing import Literal

from pipeline.model.minutes import SpeakerType
from pipeline.segment.mentions import Mention
from pipeline.segment.vocabulary import phrases

Presence = Literal["present", "absent"]
_AND_AS_KM = re.compile("^(?:និង)?ជា")
_HEAD_OF_KM = re.compile("ប្រធាន(?:មន្ទីរ|ការិយាល័យ|ផ្នែក|នាយកដ្ឋាន|មណ្ឌល|សាខា|អង្គភាព|សហគមន៍|គម្រោង|កម្មវិធី|ភូមិ|ក្រុមហ៊ុន)")
_HONORARY = re.compile(r"^(?:hon(?:orary|\.)?|acting)\s+", re.I)
_OF_A_BODY = ("committee", "subcommittee", "department", "division", "unit")


@dataclass(frozen=True, slots=True)
class Sighting:
    """A person met in a block."""

    mention: Mention
    part: SpeakerType
    presence: Presence | None = None
    is_weak: bool = False
    """It counts only where it names somebody who is known from elsewhere."""
    confidence: float | None = None
    """How sure it is that this is somebody who takes part; None where it is said."""
    is_said: bool = False
    """The place says in so many words that this one leads, or writes the minutes; a role alone does not."""
    is_there: bool = True
    """What this one is told to do is done at the meeting; a report may be sent in."""


def part_of(mention: Mention, usual: SpeakerType) -> SpeakerType:
    """Return the part that a person's own role gives them, else the usual one."""
    role = mention.role or ""
    if is_secretary(role):
        return "secretary" if usual == "participant" else usual
    return "chair" if is_chair(role) else usual


def is_chair(role: str) -> bool:
    """Return whether a role is that of who leads the meeting; a board's president need not, nor a committee's chair."""
    if "president" in role.lower() or any(body in role.lower() for body in _OF_A_BODY):
        return False
    if not role.isascii():
        return any(_leads_km(part) for part in role.split())
    return phrases("people", "chair").begins(role) > 0


def _leads_km(role: str) -> bool:
    """Whether a word of a Khmer role is that of who leads; the head of an office or a community leads none by that."""
    role = _AND_AS_KM.sub("", role)
    return phrases("people", "chair").begins(role) > 0 and _HEAD_OF_KM.match(role) is None


def is_secretary(role: str) -> bool:
    """Return whether a role is that of who writes the minutes."""
    if not role.isascii():
        return any(phrases("people", "secretary").begins(_AND_AS_KM.sub("", part)) for part in role.split())
    return phrases("people", "secretary").begins(_HONORARY.sub("", role)) > 0 and " of state" not in role.lower()
