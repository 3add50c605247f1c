"""A person met in one place of the minutes, with what the place says of their part."""

from dataclasses import dataclass
from typing import Literal

from pipeline.model.minutes import SpeakerType
from pipeline.segment.persons import Mention
from pipeline.segment.vocabulary import phrases

Presence = Literal["present", "absent"]


@dataclass(frozen=True, slots=True)
class Sighting:
    """A person met in a block."""

    mention: Mention
    part: SpeakerType
    presence: Presence | None = None
    is_weak: bool = False
    """It counts only where it names somebody who is known from elsewhere."""


def part_of(mention: Mention, usual: SpeakerType) -> SpeakerType:
    """Return the part that a person's own role gives them, else the usual one."""
    role = mention.role or ""
    if phrases("people", "secretary").begins(role):
        return "secretary" if usual == "participant" else usual
    return "chair" if phrases("people", "chair").begins(role) and "president" not in role.lower() else usual
