"""Questions and the answers that belong to them, however they are told."""

from collections.abc import Iterator, Sequence

from pipeline.model.minutes import Exchange, Section
from pipeline.segment.asked_aloud import (
    alternating_exchanges,
    answered_exchanges,
    begin_of_questions,
    headed_exchanges,
    listed_exchanges,
    spoken_exchanges,
)
from pipeline.segment.identify import walk_sections
from pipeline.segment.labelled import labelled_exchanges
from pipeline.segment.narrative import told_exchanges
from pipeline.segment.passages import passages


def pair_exchanges(meeting_id: str, sections: list[Section]) -> list[Exchange]:
    """Return the exchanges of a meeting in reading order."""
    exchanges = [*headed_exchanges(sections)]
    for section in walk_sections(sections):
        exchanges += headed_exchanges(section.sections)
    answered = {block_id for exchange in exchanges for block_id in exchange.answer_ids}
    for section in walk_sections(sections):
        found = _of_section(section)
        exchanges += [one for one in found if one.question_ids or answered.isdisjoint(one.answer_ids)]
    order = {block_id: n for n, block_id in enumerate(_block_ids(sections))}
    exchanges.sort(key=lambda exchange: order.get((exchange.question_ids or exchange.answer_ids)[0], 0))
    for n, exchange in enumerate(exchanges, 1):
        exchange.id = f"{meeting_id}.x{n}"
    return exchanges


def _of_section(section: Section) -> Iterator[Exchange]:
    found = passages(section)
    yield from labelled_exchanges(found)
    yield from told_exchanges(found)
    yield from spoken_exchanges(found)
    begin = begin_of_questions(section, found)
    yield from answered_exchanges(found, begin)
    yield from alternating_exchanges(found, begin)
    yield from listed_exchanges(found, begin)


def _block_ids(sections: Sequence[Section]) -> Iterator[str]:
    for section in walk_sections(list(sections)):
        if section.heading is not None:
            yield section.heading.id
        yield from (passage.block.id for passage in passages(section))
