"""The choice among readings: the lexicon and the language model say which text is more probable."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import takewhile
from math import inf, log
from typing import NamedTuple

from pipeline.khmer.cluster import clusters
from pipeline.khmer.lexicon import lexicon
from pipeline.khmer.ngrams import model
from pipeline.khmer.visual import to_logical
from pipeline.repair.legacy_readings import Site

REACH = 24
"""Pieces before and behind a place that the choice there looks at, unless a blank comes first."""

_SHORT_A = "\u17c8"
_LENGTHENED = -9.0
"""The price of a word outside the list that is one of the list but for the sign of a short A, as in Pali words."""
_UNKNOWN = log(1e-10)
"""The price of a cluster outside all words, as `pipeline.khmer.lexicon` has it."""


class Decision(NamedTuple):
    """What a place with several readings was read as."""

    site: Site
    pieces: tuple[str, ...]
    margin: float
    """By how much it is more probable than the next best reading that gives another text, in nats; inf without one."""
    rivals: tuple[str, ...]
    """The next best readings."""


def decide(pieces: Sequence[str], found: Iterable[Site]) -> list[Decision]:
    """Decide every site in order, each with those before it as decided and those behind it as the table has them."""
    decisions: list[Decision] = []
    for site in found:
        start, end = _start(pieces, site.first), _end(pieces, site.last)
        before = substituted(pieces, decisions, start, site.first)
        decisions.append(_decision(site, before, pieces[site.last + 1 : end]))
    return decisions


def substituted(pieces: Sequence[str], decisions: Sequence[Decision], start: int, end: int) -> list[str]:
    """The pieces from `start` to `end`, those of the sites among them as decided."""
    within = [*takewhile(lambda decision: decision.site.first >= start, reversed(decisions))]
    found: list[str] = []
    for decision in reversed(within):
        found += [*pieces[start : decision.site.first], *decision.pieces]
        start = decision.site.last + 1
    return [*found, *pieces[start:end]]


@lru_cache(maxsize=4096)
def likelihood(text: str) -> float:
    """The natural logarithm of how probable `text` is as Khmer, by its words and by its letters; not normalised."""
    words = words_likelihood(text)
    if shorts := text.count(_SHORT_A):
        words = max(words, words_likelihood(text.replace(_SHORT_A, "")) + shorts * _LENGTHENED)
    return words + model().logprob(text)


def words_likelihood(text: str) -> float:
    """The natural logarithm of the probability of the most probable words of `text`; blanks and signs count nothing."""
    total, words = 0.0, lexicon()
    for start, end, in_lexicon in words.segment(text):
        frequency = words.log_frequency(text[start:end]) if in_lexicon else None
        total += _UNKNOWN * len(clusters(text[start:end])) if frequency is None else frequency
    return total


def _decision(site: Site, before: Sequence[str], behind: Sequence[str]) -> Decision:
    ranked: dict[str, tuple[float, tuple[str, ...]]] = {}
    for option, bias in site.options:
        text = to_logical([*before, *option, *behind])
        if text not in ranked or ranked[text][0] < bias:
            ranked[text] = bias, option
    if len(ranked) == 1:
        return Decision(site, site.options[0][0], inf, ())
    scored = sorted(((likelihood(text) + bias, option) for text, (bias, option) in ranked.items()), reverse=True)
    rivals = tuple(to_logical(option) for _, option in scored[1:3])
    return Decision(site, scored[0][1], scored[0][0] - scored[1][0], rivals)


def _start(pieces: Sequence[str], first: int) -> int:
    """Where the run of pieces before a site begins: with the last blank, which is included."""
    for at in range(first - 1, max(0, first - REACH) - 1, -1):
        if pieces[at].isspace():
            return at
    return max(0, first - REACH)


def _end(pieces: Sequence[str], last: int) -> int:
    """Where the run of pieces behind a site ends: with the next blank, which is included."""
    most = min(len(pieces), last + 1 + REACH)
    for at in range(last + 1, most):
        if pieces[at].isspace():
            return at + 1
    return most
