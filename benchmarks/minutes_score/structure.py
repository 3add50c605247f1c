"""Headings, list items, topics and table rows."""

from collections.abc import Callable, Sequence
from functools import cache

from benchmarks.minutes_score import output
from benchmarks.minutes_score.keys import key
from benchmarks.minutes_score.tally import Phrase, Tally, detail_tally, in_order, tally
from benchmarks.minutes_score.truth import MeetingTruth
from pipeline.model.minutes import Block, Meeting

Excused = Callable[[str], bool]

_FIRST = 40
"""A truth of as many characters may be the beginning of a longer text."""
_EQUAL, _BEGINS = 2, 1
_Pairs = list[tuple[Phrase, Phrase]]


def structure(truth: MeetingTruth, meeting: Meeting, excused: Excused) -> dict[str, Tally]:
    """Compare the parts of a meeting: each list in order."""
    headings = _kept([Phrase(text, number) for number, text in truth.headings], excused)
    made = _kept(output.headings(meeting), excused)
    pairs = in_order(headings, made, _same_heading)
    return {
        "headings": tally(headings, made, pairs),
        "heading numbers": detail_tally(headings, made, pairs, lambda heading: heading.number, _same_number),
        "list items": _in_order(_phrases(truth.list_items), output.list_items(meeting), _begins, excused),
        "topics": _in_order(_phrases(truth.topics), output.topics(meeting), _begins, excused),
        "table rows": _in_order(_phrases(truth.table_rows), _rows(truth, meeting), _equal, excused),
    }


def counted(outputs: Sequence[Phrase], pairs: _Pairs) -> list[Phrase]:
    """Return the outputs without those optional ones that no truth asked for."""
    used = {id(made) for _, made in pairs}
    return [made for made in outputs if not made.optional or id(made) in used]


def _in_order(
    truths: Sequence[Phrase], outputs: Sequence[Phrase], match: Callable[[Phrase, Phrase], int], excused: Excused
) -> Tally:
    truths, outputs = _kept(truths, excused), _kept(outputs, excused)
    pairs = in_order(truths, outputs, match)
    return tally(truths, counted(outputs, pairs), pairs)


def _phrases(texts: Sequence[str]) -> list[Phrase]:
    return [Phrase(text) for text in texts]


def _kept(phrases: Sequence[Phrase], excused: Excused) -> list[Phrase]:
    return [phrase for phrase in phrases if not excused(phrase.text) and not excused(str(phrase))]


def _same_heading(truth: Phrase, made: Phrase) -> int:
    """Equal without the number, or with it where one side has left it in the text."""
    if _key(truth.text) == _key(made.text):
        return _EQUAL
    return _BEGINS if _key(str(truth)) in (_key(made.text), _key(str(made))) else 0


def _same_number(truth: str, forms: str) -> bool:
    return key(truth) in map(key, forms.split("\n"))


def _begins(truth: Phrase, made: Phrase) -> int:
    if _key(truth.text) == _key(made.text):
        return _EQUAL
    return _BEGINS if len(truth.text) >= _FIRST and _key(made.text).startswith(_key(truth.text)) else 0


def _equal(truth: Phrase, made: Phrase) -> int:
    return int(_key(truth.text) == _key(made.text))


def _rows(truth: MeetingTruth, meeting: Meeting) -> list[Phrase]:
    """The rows of all tables; optional: those of an agenda, of an attendance list or of outcomes."""
    rows = []
    for section, run in output.tables(meeting):
        apart = section.kind == "agenda" or _is_of_facts(truth, run)
        rows += [Phrase(" | ".join(row.cells) or row.text, optional=apart) for row in run]
    return rows


def _is_of_facts(truth: MeetingTruth, run: Sequence[Block]) -> bool:
    wanted = {_key(row) for row in truth.table_rows}
    if any(_key(row.text) in wanted for row in run):
        return False
    text = f" {_key(' '.join(row.text for row in run))} "
    told = [person.name for person in truth.people] + [outcome.text for outcome in truth.outcomes]
    return any(f" {_key(part)} " in text for part in told)


_key = cache(key)
