"""Asking and answering told in Khmer (លោក ... បានសួរថា ... លោកស្រី ... បានឆ្លើយថា ...)."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from pipeline.segment.speaking import Speaking, Turn, of_khmer
from pipeline.segment.turn_words import alternatives, anywhere
from pipeline.segment.vocabulary import tables

_FARTHEST = 120
"""Characters of a sentence within which its own verb stands."""
_AROUND = 12
"""Characters around a verb in which words stand that make it no answer."""
_NOUN = "ការ"
"""What makes a noun of the verb behind it."""


def khmer_turns(sentence: str) -> Iterator[Turn]:
    """Yield the turns of a folded Khmer sentence."""
    asked = [match for match in _asks().finditer(sentence) if _is_asked(sentence, match)]
    edges = [*(match.start() for match in asked), len(sentence)]
    begin = 0
    for match, (start, end) in zip(asked, pairwise(edges), strict=True):
        asker = of_khmer(sentence[begin:start])
        begin = match.end()
        yield Turn("asks", asker, True)
        yield from _answer(sentence[begin:end], asker)
    if not asked:
        yield from _answer(sentence, None)


def _is_asked(sentence: str, match: re.Match[str]) -> bool:
    if sentence[: match.start()].rstrip().endswith(tuple(tables()["questions"]["not_asked_behind_km"])):
        return False
    return not anywhere("not_asked_km").match(sentence, match.start())


def _answer(text: str, asker: Speaking | None) -> Iterator[Turn]:
    """The answer in a sentence; behind a question (`asker`) what is only told needs a new beginning."""
    for match in anywhere("answers_km").finditer(text):
        if not anywhere("not_answered_km").search(text, max(0, match.start() - _AROUND), match.end() + _AROUND):
            yield Turn("answers", of_khmer(text[: match.start()]), True)
            return
    told = _told_behind().search(text) if asker else anywhere("tells_km").search(text, 0, _FARTHEST)
    if told is not None and not text[: told.start()].endswith(_NOUN):
        yield Turn("answers", of_khmer(told["subject"] if asker else text[: told.start()]), False)


@cache
def _asks() -> re.Pattern[str]:
    honorific = alternatives("honorifics_km", "people")
    whom = rf"(?:\s*(?:{alternatives('between_asks_km')}))*(?:\s*(?:{honorific})[^។]{{2,40}}?)?"
    that = rf"\s*[៖:]?\s*[«\"“]?(?:{alternatives('behind_asks_km')})"
    return re.compile(rf"(?:{alternatives('asking_km')})|(?:{alternatives('asks_km')}){whom}{that}")


@cache
def _told_behind() -> re.Pattern[str]:
    subject = rf"(?P<subject>(?:{alternatives('honorifics_km', 'people')})[^។]{{0,60}}?)"
    return re.compile(rf"(?:{alternatives('links_km')})\s*{subject}(?:{alternatives('tells_km')})")
