"""One output against its truth: a tally for each kind."""

from collections.abc import Callable, Sequence

from benchmarks.minutes_score.discussion import exchanges, outcomes
from benchmarks.minutes_score.facts import facts
from benchmarks.minutes_score.keys import key
from benchmarks.minutes_score.output import headings
from benchmarks.minutes_score.people import people
from benchmarks.minutes_score.running_text import running_heads, sentences_in_order, words_once
from benchmarks.minutes_score.structure import structure
from benchmarks.minutes_score.tally import Tally, in_order
from benchmarks.minutes_score.truth import Case, MeetingTruth, Truth
from pipeline.model.minutes import Meeting, Minutes

Score = dict[str, Tally]
"""Tallies by kind, in the order in which they are shown."""

WORDS = "words exactly once"
_WEIGHT_OF_DATE = 5
"""In headings: a printed date says more than a heading that every meeting has."""
_NO_TRUTH = MeetingTruth.model_construct(title="", classification="", start_date="", place="", headings=[])
_NO_MEETING = Meeting(id="")


def score(case: Case, minutes: Minutes) -> Score:
    """Return the tallies of what the pipeline made of one input."""
    total: Score = {}
    for truth, meeting in _partners(case.truth.meetings, minutes.meetings):
        for kind, tally in _meeting_score(truth, meeting, case.truth).items():
            total.setdefault(kind, Tally()).add(tally)
    total["meetings in a file"] = _number_of_meetings(case.truth, minutes)
    total["running heads kept out"] = running_heads(case.truth, case.lines, minutes)
    total["sentences in order"] = sentences_in_order(case.truth, case.lines, minutes)
    total[WORDS] = words_once(case.lines, minutes)
    return total


def add(total: Score, other: Score) -> None:
    """Count the score of another input in."""
    for kind, tally in other.items():
        total.setdefault(kind, Tally()).add(tally)


def _meeting_score(truth: MeetingTruth, meeting: Meeting, file: Truth) -> Score:
    excused = _excused([*file.either, *truth.either])
    return {
        **structure(truth, meeting, excused),
        **people(truth, meeting, excused),
        **exchanges(truth, meeting, excused),
        **outcomes(truth, meeting, excused),
        **facts(truth, meeting, excused),
    }


def _excused(either: Sequence[str]) -> Callable[[str], bool]:
    beginnings = tuple(filter(None, map(key, either)))
    return lambda text: bool(beginnings) and key(text).startswith(beginnings)


def _partners(truths: Sequence[MeetingTruth], meetings: Sequence[Meeting]) -> list[tuple[MeetingTruth, Meeting]]:
    """Every meeting of both sides once, in order: with its partner, or with none where there are too few."""
    if len(truths) == len(meetings):
        return list(zip(truths, meetings, strict=True))
    pairs = in_order(truths, meetings, _in_common)
    met, kept = {id(truth) for truth, _ in pairs}, {id(meeting) for _, meeting in pairs}
    pairs += [(truth, _NO_MEETING) for truth in truths if id(truth) not in met]
    return pairs + [(_NO_TRUTH, meeting) for meeting in meetings if id(meeting) not in kept]


def _in_common(truth: MeetingTruth, meeting: Meeting) -> int:
    """One, and one more for each heading and the date that both have: a meeting is better paired than left over."""
    wanted = {key(text) for _, text in truth.headings}
    made = {heading.key for heading in headings(meeting)}
    same_date = bool(truth.start_date) and truth.start_date == meeting.start_date
    return 1 + len(wanted & made) + _WEIGHT_OF_DATE * same_date


def _number_of_meetings(truth: Truth, minutes: Minutes) -> Tally:
    wanted, made = len(truth.meetings), len(minutes.meetings)
    common = min(wanted, made)
    missed = [f"{made} for {wanted}"] * (wanted - common)
    return Tally(common, missed, common, [f"{made} for {wanted}"] * (made - common))
