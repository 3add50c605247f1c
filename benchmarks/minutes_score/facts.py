"""Facts of which a meeting has one: title, date, place, classification; and the head-counts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmarks.minutes_score.keys import alike, same
from benchmarks.minutes_score.tally import Tally, best_first, tally
from benchmarks.minutes_score.truth import MeetingTruth
from pipeline.model.minutes import Location, Meeting

_SAME_LABEL, _SAME_NUMBER = 2, 1
_KNOWN_LABELS = ("total", "women", "men")


@dataclass(frozen=True, eq=False)
class Count:
    """A head-count, of the truth or of the output."""

    label: str
    quantity: int

    def __str__(self) -> str:
        return f"{self.label} {self.quantity}"


def facts(truth: MeetingTruth, meeting: Meeting, excused: Callable[[str], bool]) -> dict[str, Tally]:
    """Compare the facts of a meeting; what is not printed is empty and counts where the output invents it."""
    title = meeting.title.text if meeting.title else ""
    dates = [truth.start_date, truth.end_date], [meeting.start_date or "", meeting.end_date or ""]
    counts = [Count(str(label), int(quantity)) for label, quantity in truth.attendance]
    made = [Count(count.label, count.quantity) for count in meeting.attendance]
    kind = str(meeting.classification) if meeting.id else ""
    return {
        "title": Tally() if excused(truth.title) else _single(truth.title, [title], same),
        "date": _single(_span(dates[0]), [_span(dates[1])], str.__eq__),
        "place": _single(truth.place, _places(meeting.location), alike),
        "classification": _single(truth.classification, [kind], str.__eq__),
        "head-counts": tally(counts, made, best_first(counts, made, _same_count)),
    }


def _single(truth: str, forms: Sequence[str], agree: Callable[[str, str], bool]) -> Tally:
    """A fact the output may have in several forms, one of which has to agree."""
    printed = next(filter(None, forms), "")
    if truth and any(agree(truth, form) for form in forms if form):
        return Tally(found=1, kept=1)
    missed = [f"{truth} (read: {printed or 'none'})"] if truth else []
    return Tally(missed=missed, invented=_unless(truth, printed))


def _unless(truth: str, printed: str) -> list[str]:
    """What the output invents; where there is a truth, it is named with that."""
    return ["" if truth else printed] if printed else []


def _span(dates: Sequence[str]) -> str:
    begin, end = dates
    return f"{begin}/{end}" if end and end != begin else begin


def _places(location: Location | None) -> list[str]:
    return [location.name, location.venue or ""] if location else []


def _same_count(truth: Count, made: Count) -> int:
    if truth.quantity != made.quantity:
        return 0
    if truth.label.casefold() == made.label.casefold():
        return _SAME_LABEL
    return 0 if truth.label in _KNOWN_LABELS else _SAME_NUMBER
