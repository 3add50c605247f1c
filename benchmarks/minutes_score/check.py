"""Slips in a truth that can be told without the pipeline: what it names has to stand in its own text."""

from collections.abc import Iterator, Sequence

from benchmarks.minutes_score.keys import holds, key, without_bullet
from benchmarks.minutes_score.truth import Case, MeetingTruth


def slips(case: Case) -> Iterator[str]:
    """Yield what a truth names that its text does not hold, and running texts that it does hold as a line."""
    lines = [key(without_bullet(line)) for line in case.lines]
    text = " ".join(lines)
    for meeting in case.truth.meetings:
        for kind, named in _named(meeting):
            if named and not holds(text, key(named)):
                yield f"{kind} not in the text: {named}"
        yield from _headings(meeting, lines)
    yield from (f"running text is a line of the text: {running}" for running in _lines_of(case.truth.running, lines))


def _named(meeting: MeetingTruth) -> Iterator[tuple[str, str]]:
    yield "title", meeting.title
    yield "place", meeting.place
    yield from (("list item", item) for item in meeting.list_items)
    yield from (("topic", topic) for topic in meeting.topics)
    yield from (("cell of a table row", cell) for row in meeting.table_rows for cell in row.split(" | "))
    for person in meeting.people:
        yield "name", person.name
        yield "role", person.role
        yield "organization", person.organization
    for exchange in meeting.exchanges:
        yield "question", exchange.question
        yield "answer", exchange.answer
    for outcome in meeting.outcomes:
        yield outcome.type, outcome.text
        for detail in ("owner", "moved_by", "seconded_by", "result", "votes"):
            yield f"{detail} of {outcome.text}", getattr(outcome, detail)


def _headings(meeting: MeetingTruth, lines: Sequence[str]) -> Iterator[str]:
    """Every heading begins a line, with its number, behind the line of the heading before it."""
    at = 0
    for number, text in meeting.headings:
        printed = key(f"{number} {text}")
        place = next((at + index for index, line in enumerate(lines[at:]) if holds(line, printed)), None)
        if place is None:
            misplaced = any(holds(line, printed) for line in lines)
            yield f"heading {'out of order' if misplaced else 'not in the text'}: {number} {text}"
        else:
            at = place


def _lines_of(running: Sequence[str], lines: Sequence[str]) -> Iterator[str]:
    return (text for text in running if key(text) in lines and not key(text).isdigit())
