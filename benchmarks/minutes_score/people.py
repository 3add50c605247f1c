"""People with their roles, organisations, parts and attendance."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmarks.minutes_score.keys import alike
from benchmarks.minutes_score.names import name_match
from benchmarks.minutes_score.tally import Tally, best_first, tally
from benchmarks.minutes_score.truth import MeetingTruth
from pipeline.model.minutes import Meeting

_LED_OR_WROTE = ("chair", "secretary")


@dataclass(frozen=True, eq=False)
class Participant:
    """A person, of the truth or of the output; what is not told is empty."""

    name: str
    role: str
    organization: str
    part: str
    attendance: str

    def __str__(self) -> str:
        told = (self.name, self.role, self.organization, self.part, self.attendance)
        return ", ".join(part for part in told if part)


_Pairs = Sequence[tuple[Participant, Participant]]


def people(truth: MeetingTruth, meeting: Meeting, excused: Callable[[str], bool]) -> dict[str, Tally]:
    """Compare who is named, whatever the order, and what is told of them."""
    truths = [person for person in _of_truth(truth) if not excused(person.name)]
    made = [person for person in _of_output(meeting) if not excused(person.name)]
    pairs = best_first(truths, made, lambda one, other: name_match(one.name, other.name))
    return {
        "people": tally(truths, made, pairs),
        "people with roles": _told(truths, made, pairs, lambda person: person.role, alike),
        "people with organisations": _told(truths, made, pairs, lambda person: person.organization, alike),
        "people with attendance": _told(truths, made, pairs, lambda person: person.attendance, _equal),
        "chair and secretary": _told(truths, made, pairs, _leading_part, _equal),
    }


def _told(
    truths: Sequence[Participant],
    made: Sequence[Participant],
    pairs: _Pairs,
    of: Callable[[Participant], str],
    agree: Callable[[str, str], bool],
) -> Tally:
    right = [(one, other) for one, other in pairs if of(one) and of(other) and agree(of(one), of(other))]
    return tally(filter(of, truths), filter(of, made), right)


def _of_truth(truth: MeetingTruth) -> list[Participant]:
    return [
        Participant(person.name, person.role, person.organization, person.part, person.attendance)
        for person in truth.people
    ]


def _of_output(meeting: Meeting) -> list[Participant]:
    return [
        Participant(
            person.name, person.role or "", person.organization or "", person.speaker_type, person.attendance or ""
        )
        for person in meeting.people
    ]


def _leading_part(person: Participant) -> str:
    return person.part if person.part in _LED_OR_WROTE else ""


def _equal(one: str, other: str) -> bool:
    return one == other
