"""Questions and answers that are told ("a member asked if ...; the treasurer answered that ...")."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.model.minutes import Exchange
from pipeline.segment.passages import Passage
from pipeline.segment.sentences import is_khmer
from pipeline.segment.speaking import Speaking, Turn, of_latin
from pipeline.segment.turns import turns_of
from pipeline.segment.vocabulary import phrases

_SURE, _TOLD, _BARE, _UNANSWERED = 0.8, 0.7, 0.5, 0.6
_STEP = 0.05
"""What it costs that an answer stands in another paragraph, or that a phrase may only mean that people spoke."""
_MOST_BETWEEN = 2
"""Sentences between a question and its answer in one paragraph."""


@dataclass
class _Asked:
    """A question that waits for its answer."""

    exchange: Exchange
    by: Speaking
    sure: bool
    waited: int = 0
    bare: bool = False
    """Whether the sentence behind it may be the answer, though no verb says so."""


def told_exchanges(found: Sequence[Passage]) -> list[Exchange]:
    """Return the exchanges told in some passages; each language tells its own, since one may translate the other."""
    tellers = (_Teller(in_khmer=False), _Teller(in_khmer=True))
    for passage in found:
        for teller in tellers:
            teller.read(passage)
    for teller in tellers:
        teller.close()
    return [exchange for teller in tellers for exchange in teller.exchanges]


class _Teller:
    """Reads the sentences of one language in order; `_open` is the question that is not answered yet."""

    def __init__(self, in_khmer: bool) -> None:
        self.exchanges: list[Exchange] = []
        self._in_khmer = in_khmer
        self._open: _Asked | None = None

    def read(self, passage: Passage) -> None:
        """Take the sentences of a passage."""
        told = [each for each in turns_of(passage.text) if is_khmer(each[0]) == self._in_khmer]
        if passage.is_labelled or (told and self._open is not None and self._open.waited):
            self.close()
        block_id = passage.block.id
        for sentence, turns in told if not passage.is_labelled else ():
            if not turns or self._leaves_open(sentence, turns):
                self._pass(sentence, block_id)
                continue
            for turn in turns:
                self._take(turn, block_id)
            if self._open is not None and phrases("questions", "unanswered").within(sentence):
                self.close()
            if self._open is not None and block_id not in self._open.exchange.question_ids:
                self.close()

    def close(self) -> None:
        """Settle the question that is open: the sentence behind it, if any, answers it, else nothing does."""
        asked, self._open = self._open, None
        if asked is None:
            return
        if asked.bare:
            asked.exchange.answer_ids = asked.exchange.question_ids[-1:]
            asked.exchange.confidence = _BARE
        if asked.bare or asked.sure:
            self.exchanges.append(asked.exchange)

    def _leaves_open(self, sentence: str, turns: Sequence[Turn]) -> bool:
        """Whether a sentence says of the question before it that nobody answered."""
        if self._open is None or any(turn.kind != "answers" or turn.sure for turn in turns):
            return False
        return phrases("questions", "unanswered").within(sentence)

    def _take(self, turn: Turn, block_id: str) -> None:
        if turn.kind == "answers":
            self._answer(turn, block_id)
            return
        if self._open is not None and turn.kind == "asks" and turn.by.is_same(self._open.by):
            if block_id not in self._open.exchange.question_ids:
                self._open.exchange.question_ids.append(block_id)
            return  # who asked asks once more before anybody has answered
        self.close()
        exchange = Exchange(id="", number=None, question_ids=[block_id], answer_ids=[], confidence=_UNANSWERED)
        if turn.kind == "both":
            exchange.answer_ids, exchange.confidence = [block_id], _SURE - _STEP
            self.exchanges.append(exchange)
        else:
            self._open = _Asked(exchange, turn.by, turn.sure)

    def _answer(self, turn: Turn, block_id: str) -> None:
        asked = self._open
        if asked is None:
            return
        if not turn.sure and (turn.by.is_another or turn.by.is_same(asked.by)):
            return
        elsewhere = block_id not in asked.exchange.question_ids
        asked.exchange.answer_ids = [block_id]
        asked.exchange.confidence = (_SURE if turn.sure else _TOLD) - _STEP * (elsewhere + (not asked.sure))
        self.exchanges.append(asked.exchange)
        self._open = None

    def _pass(self, sentence: str, block_id: str) -> None:
        """A sentence without a turn stands behind the question."""
        asked = self._open
        if asked is None:
            return
        if phrases("questions", "unanswered").within(sentence):
            asked.bare = False
            self.close()
            return
        inside = block_id in asked.exchange.question_ids
        if not asked.waited and inside:
            asked.bare = _may_answer(sentence)
        asked.waited += 1
        if asked.waited > _MOST_BETWEEN:
            self.close()


def _may_answer(sentence: str) -> bool:
    """Whether a sentence right behind a question may answer it: it is neither about the asker nor the next business."""
    if phrases("questions", "no_answer_begins").begins(sentence):
        return False
    if phrases("questions", "no_answer_within").within(sentence):
        return False
    return not of_latin(" ".join(sentence.split()[:1])).is_pronoun
