"""How doubtful a deciphered word is: the share of such words that are not right to the letter, as measured.

What the decoder itself says is too sure: its map has been learnt from the words that it reads by it. So a logistic
curve weighs that with other signs. `benchmarks.decipher_doubts` fits it to texts and fonts of the half "tune",
`benchmarks.decipher doubts` says how true it is of the others.
"""

from collections.abc import Iterator, Sequence
from math import exp
from typing import NamedTuple

from pipeline.khmer.lexicon import Stretch, lexicon
from pipeline.khmer.ngrams import model, symbols
from pipeline.repair.decipher_traits import FITS, Trait

_LEAST_ODDS, _LOW_ODDS, _SURE_ODDS = -2.0, 6.0, 14.0
_RAREST, _LEAST_RIVAL = -16.0, -8.0
"""The log frequency of a word outside the lexicon; the nats below a word at which no rival counts any more."""
_LEAST_ATTESTED, _LEAST_OF_ITS_OWN, _MOST_SEEN = -4.0, -5.0, 4.0
_BEHIND = 6
"""Characters in which two symbols stand."""


class Signs(NamedTuple):
    """What speaks for and against a word; a word is a stretch of the reading, or clusters that belong to no word."""

    low_odds: float
    """Log odds of its least probable cluster, up to 6 nats, below which they say most."""
    sure: float
    """1 where they are 14 nats or more."""
    attested: float
    seen: float
    its_own: float
    """The least of its clusters' `Trait`s of these names."""
    rival: float
    """The nats by which a word of the lexicon that differs in one cluster is better, -8 where there is none."""
    unknown: float
    """1 outside the lexicon."""
    frequency: float
    """Its log frequency; 0 outside the lexicon."""
    beside_unknown: float
    """How many of its two neighbours are outside the lexicon."""
    nats: float
    """What it costs the language model where it stands, a symbol."""
    nats_behind: float
    """The same of the two symbols behind it."""
    one_cluster: float
    two_clusters: float
    """1 where it has no more."""


WEIGHTS = Signs(
    low_odds=-0.373,
    sure=-0.947,
    attested=-0.952,
    seen=-0.173,
    its_own=-0.256,
    rival=0.117,
    unknown=1.642,
    frequency=-0.088,
    beside_unknown=0.542,
    nats=0.156,
    nats_behind=0.115,
    one_cluster=1.509,
    two_clusters=1.398,
)
AT_REST = -3.19
DOUBTFUL = 0.03
"""Words more doubtful than this are flagged."""
_WRONG_LETTERS = 1.5
"""Letters that are wrong in a word that is wrong, in the mean of the same texts."""


def doubt(signs: Signs) -> float:
    """The probability, 0 to 1, that a word with these signs is not right to the letter."""
    weight = AT_REST + sum(sign * weight for sign, weight in zip(signs, WEIGHTS, strict=True))
    return round(1.0 / (1.0 + exp(-weight)), 4)


def share_right(text: str, words: Sequence[Stretch], doubts: Sequence[float]) -> float:
    """The share of a line's characters, blanks apart, that can be expected to be right; 1 if there are none."""
    characters = len("".join(text.split()))
    wrong = [min(word.end - word.start, _WRONG_LETTERS * share) for word, share in zip(words, doubts, strict=True)]
    return 1.0 - sum(wrong) / characters if characters else 1.0


def signs_of(text: str, words: Sequence[Stretch], clusters: Sequence[Sequence[Trait]]) -> list[Signs]:
    """The signs of each word of a line, given the clusters that each was read from."""
    known = [not word.in_lexicon for word in words]
    beside = [known[place - 1 : place] + known[place + 1 : place + 2] for place in range(len(words))]
    return [
        _signs(text[word.start : word.end], mine, sum(unknown), costs)
        for word, mine, unknown, costs in zip(words, clusters, beside, _costs(text, words), strict=True)
    ]


def _signs(word: str, clusters: Sequence[Trait], beside_unknown: int, costs: tuple[float, float]) -> Signs:
    frequency = lexicon().log_frequency(word)
    odds = max(_LEAST_ODDS, min(trait.odds for trait in clusters))
    return Signs(
        low_odds=min(odds, _LOW_ODDS),
        sure=float(odds >= _SURE_ODDS),
        attested=max(_LEAST_ATTESTED, min(trait.attested for trait in clusters)),
        seen=min(_MOST_SEEN, *(trait.seen for trait in clusters)),
        its_own=max(_LEAST_OF_ITS_OWN, min(trait.its_own for trait in clusters)),
        rival=_rival(word, clusters, _RAREST if frequency is None else frequency),
        unknown=float(frequency is None),
        frequency=frequency or 0.0,
        beside_unknown=float(beside_unknown),
        nats=costs[0],
        nats_behind=costs[1],
        one_cluster=float(len(clusters) == 1),
        two_clusters=float(len(clusters) == 2),
    )


def _rival(word: str, clusters: Sequence[Trait], frequency: float) -> float:
    """`Signs.rival` of a word so frequent."""
    best, at = _LEAST_RIVAL, 0
    for trait in clusters:
        for text, better, _ in trait.rivals:
            if better > -FITS:
                other = lexicon().log_frequency(word[:at] + text + word[at + len(trait.text) :])
                if other is not None:
                    best = max(best, better + other - frequency)
        at += len(trait.text)
    return best


def _costs(text: str, words: Sequence[Stretch]) -> Iterator[tuple[float, float]]:
    """`Signs.nats` and `nats_behind` of each word."""
    language = model()
    state, at = language.start(), 0
    for word in words:
        _, state = language.advance(state, symbols(text[at : word.start]))
        own, behind = symbols(text[word.start : word.end]), symbols(text[word.end : word.end + _BEHIND])[:2]
        score, state = language.advance(state, own)
        after, _ = language.advance(state, behind)
        yield -score / max(len(own), 1), -after / max(len(behind), 1)
        at = word.end
