"""Questions and the answers that belong to them."""

from pipeline.model.minutes import Block, Exchange, Section
from pipeline.segment.identify import walk_blocks, walk_sections

_NUMBERED, _IN_TURN, _UNANSWERED = 1.0, 0.8, 0.6


def pair_exchanges(meeting_id: str, sections: list[Section]) -> list[Exchange]:
    """Return the exchanges of a meeting in order: within a section they pair by number, else in turn."""
    exchanges: list[Exchange] = []
    for section in walk_sections(sections):
        exchanges += _pair([block for block in walk_blocks(section.blocks) if block.kind in ("question", "answer")])
    for n, exchange in enumerate(exchanges, 1):
        exchange.id = f"{meeting_id}.x{n}"
    return exchanges


def _pair(blocks: list[Block]) -> list[Exchange]:
    exchanges: list[Exchange] = []
    for block in blocks:
        if block.kind == "question":
            exchanges.append(
                Exchange(id="", number=block.number, question_ids=[block.id], answer_ids=[], confidence=_UNANSWERED)
            )
            continue
        asked = _asked(exchanges, block.number)
        if asked is None:
            exchanges.append(
                Exchange(id="", number=block.number, question_ids=[], answer_ids=[block.id], confidence=_UNANSWERED)
            )
        else:
            asked.answer_ids.append(block.id)
            asked.confidence = _NUMBERED if block.number and block.number == asked.number else _IN_TURN
    return exchanges


def _asked(exchanges: list[Exchange], number: str | None) -> Exchange | None:
    """The exchange an answer belongs to: the latest with its number; without one, the first unanswered."""
    for exchange in reversed(exchanges):
        if number is not None and exchange.number == number:
            return exchange
    open_ones = [exchange for exchange in exchanges if not exchange.answer_ids]
    if number is not None and any(exchange.number for exchange in exchanges):
        return None
    return open_ones[0] if open_ones else (exchanges[-1] if exchanges else None)
