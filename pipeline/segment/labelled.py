"""Questions and answers that labels tell ("Q1: ...", "A1: ...")."""

from collections.abc import Sequence
from itertools import groupby

from pipeline.model.minutes import Block, Exchange
from pipeline.segment.asked_aloud import ends_in_question, holds_answer
from pipeline.segment.passages import Passage
from pipeline.segment.turns import turns_of

_NUMBERED, _IN_TURN, _UNLABELLED, _UNANSWERED = 1.0, 0.8, 0.7, 0.6


def labelled_exchanges(found: Sequence[Passage]) -> list[Exchange]:
    """Return the exchanges of a section whose questions are labelled: they pair by number, else in turn.

    Where no answer is labelled, what stands below a question answers it.
    """
    exchanges: list[Exchange] = []
    labelled = [passage.block for passage in found if passage.is_labelled]
    for kind, run in groupby(labelled, key=lambda block: block.kind):
        blocks = list(run)
        if kind == "question":
            exchanges += [_new(block.number, [block.id], [], _UNANSWERED) for block in blocks]
        else:
            _answer(exchanges, blocks)
    if not any(passage.block.kind == "answer" for passage in found):
        for exchange in exchanges:
            _answer_without_label(exchange, found)
    return exchanges


def _answer(exchanges: list[Exchange], answers: Sequence[Block]) -> None:
    """Give a run of answers to the questions before it: by number, else each to the one in its turn.

    Where there are fewer answers than questions, it is the last ones that they follow.
    """
    waiting = [exchange for exchange in exchanges if not exchange.answer_ids]
    unnumbered = [answer for answer in answers if answer.number is None]
    in_turn = iter(waiting[-len(unnumbered) :] if unnumbered else ())
    for answer in answers:
        asked = _numbered(exchanges, answer.number) if answer.number else next(in_turn, None)
        if asked is None and (answer.number is None or not any(exchange.number for exchange in exchanges)):
            asked = exchanges[-1] if exchanges else None
        if asked is None:
            exchanges.append(_new(answer.number, [], [answer.id], _UNANSWERED))
        else:
            asked.answer_ids.append(answer.id)
            asked.confidence = _NUMBERED if answer.number and answer.number == asked.number else _IN_TURN


def _numbered(exchanges: list[Exchange], number: str) -> Exchange | None:
    """The latest exchange with a number."""
    return next((exchange for exchange in reversed(exchanges) if exchange.number == number), None)


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
