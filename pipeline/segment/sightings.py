"""A person met in one place of the minutes, with what the place says of their part."""

from dataclasses import dataclass
from typing import Literal

from pipeline.model.minutes import SpeakerType
from pipeline.segment.mentions import Mention
from pipeline.segment.vocabulary import phrases

Presence = Literal["present", "absent"]
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
    return phrases("people", "chair").begins(role) > 0


def is_secretary(role: str) -> bool:
    """Return whether a role is that of who writes the minutes."""
    return phrases("people", "secretary").begins(role) > 0 and " of state" not in role.lower()
