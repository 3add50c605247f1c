"""What is told twice counts once: a task in a sentence and in the list of tasks, the same words in two places."""

import re
from collections.abc import Sequence

from pipeline.khmer.fold import fold
from pipeline.model.minutes import Outcome

_EXPLICIT = 0.8
_COMMON = 0.5
_LEAST = 4
_KHMER_RUN = 6
_KHMER = re.compile(r"[\u1780-\u17d3]+")
_WORD = re.compile(r"[a-z][a-z'’-]{3,}")


def without_repeats(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Return the outcomes without those that say again what another says.

    Where a meeting lists its tasks, what a sentence hands out counts only where it is due on a day and not in the list.
    """
    listed = [_words(one) for one in outcomes if one.type == "action_item" and one.confidence >= _EXPLICIT]
    seen: set[tuple[str, str]] = set()
    kept: list[Outcome] = []
    for one in outcomes:
        key = (one.type, fold(one.text).strip(" .:;"))
        is_told = one.type == "action_item" and one.confidence < _EXPLICIT
        if key in seen or (is_told and listed and _repeats(one, listed)):
            continue
        seen.add(key)
        kept.append(one)
    return kept


def _repeats(one: Outcome, listed: Sequence[set[str]]) -> bool:
    words = _words(one)
    return one.due_date is None or any(len(words & other) >= _COMMON * min(len(words), len(other)) for other in listed)


def _words(outcome: Outcome) -> set[str]:
    """The beginnings of a text's words; of Khmer, which has no blanks between words, every run of so many letters."""
    text = fold(outcome.text)
    khmer = "".join(_KHMER.findall(text))
    runs = {khmer[n : n + _KHMER_RUN] for n in range(len(khmer) - _KHMER_RUN + 1)}
    return runs | {word[:_LEAST] for word in _WORD.findall(text)}
