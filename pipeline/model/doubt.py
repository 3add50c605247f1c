"""What of a meeting is a guess: told once, for `issues[]` and for the report."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pipeline.model.minutes import Block, Meeting, Section
from pipeline.model.walk import section_blocks, walk_sections

DOUBTFUL = 0.6
"""Confidence below which what was read from the pages is a guess that a person should check."""
CODE_PREFIX = "doubtful-"
"""How the codes of the issues begin that name guesses; the kind of doubt stands behind it."""

DoubtKind = Literal["heading", "speaker", "person", "exchange", "outcome", "passage"]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A guess."""

    kind: DoubtKind
    id: str
    """Of the block, person, exchange or outcome."""
    text: str
    """Its words."""
    confidence: float
    page_no: int | None
    section_id: str | None
    """Of the section where it stands."""


@dataclass(frozen=True, slots=True)
class _Place:
    block: Block
    section: Section | None

    @property
    def page_no(self) -> int | None:
        return self.block.prov[0].page_no if self.block.prov else None


def is_doubtful(confidence: float | None) -> bool:
    """Tell whether something of this confidence is a guess; None says that nothing had to be guessed."""
    return confidence is not None and confidence < DOUBTFUL


def find_doubts(meeting: Meeting) -> list[Doubt]:
    """Return what of a meeting is a guess: blocks in reading order, then people, exchanges and outcomes."""
    in_order = list(_places(meeting))
    places = {place.block.id: place for place in in_order}
    doubts = [_of_block(place) for place in in_order if is_doubtful(place.block.confidence)]
    for person in meeting.people:
        if is_doubtful(person.confidence):
            name = f"{person.honorific} {person.name}" if person.honorific else person.name
            doubts.append(_doubt("person", person.id, name, person.confidence, _first(places, person.mentions)))
    for exchange in meeting.exchanges:
        if is_doubtful(exchange.confidence):
            place = _first(places, [*exchange.question_ids, *exchange.answer_ids])
            words = place.block.text if place else ""
            doubts.append(_doubt("exchange", exchange.id, words, exchange.confidence, place))
    for outcome in meeting.outcomes:
        if is_doubtful(outcome.confidence):
            place = _first(places, [outcome.block_id])
            doubts.append(_doubt("outcome", outcome.id, outcome.text, outcome.confidence, place))
    return doubts


def _places(meeting: Meeting) -> Iterator[_Place]:
    if meeting.title is not None:
        yield _Place(meeting.title, None)
    for section in walk_sections(meeting.sections):
        for block in section_blocks(section):
            yield _Place(block, section)


def _first(places: dict[str, _Place], ids: list[str]) -> _Place | None:
    return next((places[name] for name in ids if name in places), None)


def _of_block(place: _Place) -> Doubt:
    block = place.block
    if block.kind == "speech":
        words = block.attribution or next((inner.text for inner in block.blocks), block.text)
        return _doubt("speaker", block.id, words, block.confidence, place)
    kind: DoubtKind = "heading" if block.kind in ("heading", "title") else "passage"
    return _doubt(kind, block.id, block.text, block.confidence, place)


def _doubt(kind: DoubtKind, name: str, words: str, confidence: float | None, place: _Place | None) -> Doubt:
    section = place.section if place else None
    page_no = place.page_no if place else None
    return Doubt(kind, name, words, confidence or 0.0, page_no, section.id if section else None)
