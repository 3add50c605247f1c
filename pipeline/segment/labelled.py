"""Questions and answers that labels tell ("Q1: ...", "A1: ...")."""

from collections.abc import Sequence

from pipeline.model.minutes import Exchange
from pipeline.segment.asked_aloud import ends_in_question, holds_answer
from pipeline.segment.passages import Passage
from pipeline.segment.turns import turns_of

_NUMBERED, _IN_TURN, _UNLABELLED, _UNANSWERED = 1.0, 0.8, 0.7, 0.6


def labelled_exchanges(found: Sequence[Passage]) -> list[Exchange]:
    """Return the exchanges of a section whose questions are labelled: they pair by number, else in turn.

    Where no answer is labelled, what stands below a question answers it.
    """
    exchanges: list[Exchange] = []
    for passage in found:
        block = passage.block
        if block.kind == "question":
            exchanges.append(_new(block.number, [block.id], [], _UNANSWERED))
        elif block.kind == "answer":
            asked = _asked(exchanges, block.number)
            if asked is None:
                exchanges.append(_new(block.number, [], [block.id], _UNANSWERED))
            else:
                asked.answer_ids.append(block.id)
                asked.confidence = _NUMBERED if block.number and block.number == asked.number else _IN_TURN
    if not any(passage.block.kind == "answer" for passage in found):
        for exchange in exchanges:
            _answer_without_label(exchange, found)
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


def _answer_without_label(exchange: Exchange, found: Sequence[Passage]) -> None:
    """Give a labelled question the answer in its own block, or the one that stands right below it."""
    n = next(n for n, passage in enumerate(found) if passage.block.id == exchange.question_ids[-1])
    following = found[n + 1] if n + 1 < len(found) else None
    if holds_answer(found[n].text) or _tells_answer(found[n].text):
        exchange.answer_ids = [found[n].block.id]
    elif following is not None and not following.is_labelled and not ends_in_question(following.text):
        exchange.answer_ids = [following.block.id]
    else:
        return
    exchange.confidence = _UNLABELLED


def _tells_answer(text: str) -> bool:
    return any(turn.kind == "answers" and turn.sure for _, turns in turns_of(text) for turn in turns)


def _new(number: str | None, questions: list[str], answers: list[str], confidence: float) -> Exchange:
    return Exchange(id="", number=number, question_ids=questions, answer_ids=answers, confidence=confidence)
