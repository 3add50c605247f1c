"""Sightings to participants: one for each person, with all that the minutes say of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.model.minutes import Block, SpeakerType
from pipeline.segment.identities import best_match, fits_any
from pipeline.segment.mentions import Mention
from pipeline.segment.sightings import Presence, Sighting

_AGAIN = 0.1
"""What each further block that shows somebody acting adds to a guess."""
_MOST = 0.9
_MANY = 3
"""From so many people on that are listed as present, a list counts as whole."""
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Seen:
    """A sighting with its place among all and its block."""

    place: int
    block: Block
    sighting: Sighting


@dataclass
class Participant:
    """One person, over all sightings."""

    mention: Mention
    sightings: list[Seen] = field(default_factory=list)
    block_ids: list[str] = field(default_factory=list)
    part: SpeakerType = "participant"
    presence: Presence | None = None

    @property
    def first(self) -> int:
        """The place of the first sighting."""
        return min(seen.place for seen in self.sightings)

    @property
    def confidence(self) -> float | None:
        """How sure it is that this is somebody who takes part; None where it is said."""
        strong = [seen for seen in self.sightings if not seen.sighting.is_weak]
        if any(seen.sighting.confidence is None for seen in strong):
            return None
        best = max(seen.sighting.confidence or 0.0 for seen in strong)
        further = len({seen.block.id for seen in strong}) - 1
        return round(min(_MOST, best + _AGAIN * further), 2)

    @property
    def acts(self) -> bool:
        """Whether the minutes show this person doing something at the meeting, besides listing them."""
        told = (seen.sighting for seen in self.sightings if not seen.sighting.is_weak)
        return any(sighting.presence is None and sighting.is_there for sighting in told)

    def take(self, seen: Seen) -> None:
        """Count a sighting in."""
        self.mention = _merged(self.mention, seen.sighting.mention, seen.sighting.is_weak)
        self.presence = self.presence or seen.sighting.presence
        self.sightings.append(seen)
        if seen.block.id not in self.block_ids:
            self.block_ids.append(seen.block.id)


def settle(seen: Sequence[Seen], guesses: bool) -> list[Participant]:
    """Return the participants in order of first sighting; `guesses`: whether bare names that only speak are believed.

    Whole names come first, then those of one word, which may name somebody known; weak sightings open nobody.
    """
    found: list[Participant] = []
    listed = sum(1 for each in seen if each.sighting.presence == "present")
    opening = [each for each in seen if _opens(each.sighting, guesses, listed >= _MANY)]
    places = {each.place for each in opening}
    for is_short in (False, True):
        for each in opening:
            if _is_short(each.sighting.mention) is is_short:
                _take(found, each, may_open=True)
    for each in seen:
        if each.place not in places:
            _take(found, each, may_open=False)
    return sorted(found, key=lambda person: person.first)


def _opens(sighting: Sighting, guesses: bool, are_listed: bool) -> bool:
    """Whether a sighting may be somebody new; where people are listed, a bare name that little speaks for is not."""
    if sighting.is_weak:
        return False
    if sighting.confidence is None:
        return True
    return guesses and (sighting.confidence >= _HALF or not are_listed)


def _is_short(mention: Mention) -> bool:
    return len(mention.name.replace("\u200b", " ").split()) == 1


def _take(found: list[Participant], seen: Seen, may_open: bool) -> None:
    mention, known = seen.sighting.mention, [person.mention for person in found]
    match = best_match(known, mention)
    if match is not None and not _both_listed(found[match], seen):
        found[match].take(seen)
    elif may_open and (match is not None or not fits_any(known, mention)):
        person = Participant(mention)
        person.take(seen)
        found.append(person)


def _both_listed(person: Participant, seen: Seen) -> bool:
    """Whether one list names both, and so tells them apart, unless their names are the same."""
    known, mention = person.mention, seen.sighting.mention
    if seen.sighting.presence is None:
        return False
    if known.name == mention.name:
        both = known.honorific and mention.honorific and known.honorific != mention.honorific
        return bool(both) and person.sightings[-1].place == seen.place - 1
    return any(
        other.block is seen.block and other.sighting.presence is not None and not _is_short(seen.sighting.mention)
        for other in person.sightings
    )


def _merged(known: Mention, mention: Mention, is_weak: bool) -> Mention:
    is_whole = all(len(word.strip(".")) > 1 for word in known.name.split()) and " " in known.name
    return Mention(
        known.name if is_weak and is_whole else _better_name(known.name, mention.name),
        known.honorific or mention.honorific,
        known.role or mention.role,
        known.organization or mention.organization,
    )


def _better_name(known: str, other: str) -> str:
    """The fuller of two forms of a name: more letters in words that are no initials."""
    return other if _fullness(other) > _fullness(known) else known


def _fullness(name: str) -> tuple[int, int]:
    whole = [word for word in name.split() if len(word.strip(".")) > 1]
    return len(whole), len(name.split())
