"""People with their roles, organisations, parts and attendance."""

from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.minutes_score.keys import alike
from benchmarks.minutes_score.names import name_match
from benchmarks.minutes_score.tally import Tally, best_first, detail_tally, tally
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
        return ", ".join(filter(None, (self.name, self.role, self.organization, self.part, self.attendance)))


def people(truth: MeetingTruth, meeting: Meeting, excused: Callable[[str], bool]) -> dict[str, Tally]:
    """Compare who is named, whatever the order, and what is told of them."""
    truths = [person for person in _of_truth(truth) if not excused(person.name)]
    made = [person for person in _of_output(meeting) if not excused(person.name)]
    pairs = best_first(truths, made, lambda one, other: name_match(one.name, other.name))
    return {
        "people": tally(truths, made, pairs),
        "people with roles": detail_tally(truths, made, pairs, lambda person: person.role, alike),
        "people with organisations": detail_tally(truths, made, pairs, lambda person: person.organization, alike),
        "people with attendance": detail_tally(truths, made, pairs, lambda person: person.attendance, str.__eq__),
        "chair and secretary": detail_tally(truths, made, pairs, _leading_part, str.__eq__),
    }


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
