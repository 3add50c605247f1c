"""What a reader should know of how the pages were read: doubts of the meetings themselves, and what is a guess."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from pipeline.khmer.shorten import shorten
from pipeline.model.doubt import CODE_PREFIX, Doubt, DoubtKind, find_doubts
from pipeline.model.minutes import Issue, Meeting
from pipeline.segment.meeting_doubts import meeting_doubts, same_dates

_MOST_PAGES = 6
"""Pages with guesses of one kind; where there are more, one issue tells of all."""
_MOST_QUOTED = 3
"""Guesses of an issue whose first words are given; the others are named by their ids."""
_QUOTED = 40


class _Wording(NamedTuple):
    one: str
    many: str
    """Behind their number."""
    why: str


_WORDINGS: dict[DoubtKind, _Wording] = {
    "heading": _Wording(
        "Guessed to be a heading", "guessed to be headings", "only the look says so, no number and no known words"
    ),
    "speaker": _Wording(
        "Guessed who speaks", "speeches whose speaker is guessed", "no role and no list of those present says so"
    ),
    "person": _Wording(
        "Guessed to have taken part", "guessed to have taken part", "only the words around the name say so"
    ),
    "exchange": _Wording(
        "Guessed to be a question and its answer",
        "guessed to be questions and their answers",
        "only wording or order says so, no mark and no number",
    ),
    "outcome": _Wording(
        "Guessed to be an outcome", "guessed to be outcomes", "only the wording says so, no heading, label or vote"
    ),
    "passage": _Wording("Guessed what this is", "of which it is guessed what they are", "only the wording says so"),
}


def tell_doubts(meetings: Sequence[Meeting]) -> list[Issue]:
    """Return the doubts: those of the meetings first, then what is a guess, one issue for each kind and page.

    A kind that is guessed on many pages gets a single issue for all of them.
    """
    told = [issue for meeting in meetings for issue in meeting_doubts(meeting)]
    told += same_dates(meetings)
    guesses = [doubt for meeting in meetings for doubt in find_doubts(meeting)]
    for kind in _WORDINGS:
        told += _issues(kind, [doubt for doubt in guesses if doubt.kind == kind])
    return told


def _issues(kind: DoubtKind, doubts: Sequence[Doubt]) -> Iterator[Issue]:
    in_order = sorted(doubts, key=lambda doubt: doubt.page_no or 0)
    pages = [(page_no, list(group)) for page_no, group in groupby(in_order, key=lambda doubt: doubt.page_no)]
    if len(pages) > _MOST_PAGES:
        message = f"On {len(pages)} pages, {_message(kind, in_order)}"
        yield Issue(code=CODE_PREFIX + kind, severity="info", message=message)
        return
    for page_no, found in pages:
        yield Issue(code=CODE_PREFIX + kind, severity="info", page_no=page_no, message=_message(kind, found))


def _message(kind: DoubtKind, doubts: Sequence[Doubt]) -> str:
    """What is a guess, how sure it is, which ones they are and why."""
    wording = _WORDINGS[kind]
    lead = wording.one if len(doubts) == 1 else f"{len(doubts)} {wording.many}"
    quoted = [f'{doubt.id} "{shorten(" ".join(doubt.text.split()), _QUOTED)}"' for doubt in doubts[:_MOST_QUOTED]]
    named = ", ".join([*quoted, *(doubt.id for doubt in doubts[_MOST_QUOTED:])])
    return f"{lead} ({_sureness(doubts)}): {named}; {wording.why}."


def _sureness(doubts: Sequence[Doubt]) -> str:
    low, high = (round(limit(doubt.confidence for doubt in doubts) * 100) for limit in (min, max))
    return f"{low}% sure" if low == high else f"{low} to {high}% sure"
