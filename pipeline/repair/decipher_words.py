"""The words of a reading, each with its margin, how sure it is and what is doubtful about it."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from pipeline.khmer.cluster import is_cluster
from pipeline.khmer.lexicon import lexicon
from pipeline.model.minutes import Flag
from pipeline.repair.decipher_doubt import DOUBTFUL, Signs, doubt, share_right, signs_of
from pipeline.repair.decipher_traits import Trait

CLOSE = 6.0
"""Nats; a doubtful word whose reading is no more probable than this beside all others has a rival."""
RARE = -1.0
"""The log of a share; a doubtful word is ill attested if one of its glyphs has the string that is read less often."""
_MOST_RIVALS = 3
_LEAST_RIVAL = 0.01


class Word(NamedTuple):
    """A word of a deciphered line, or neighbouring clusters that belong to no word."""

    start: int
    end: int
    text: str
    margin: float
    """Log odds of its least probable cluster, in nats, 30 at most."""
    in_lexicon: bool
    confidence: float
    """The probability, 0 to 1, that it is right to the letter."""
    flags: tuple[Flag, ...]
    signs: Signs
    """What its confidence rests on."""


class Words(NamedTuple):
    """The words of a line."""

    words: list[Word]
    confidence: float
    """The share of its characters, 0 to 1, that can be expected to be right."""
    certainty: float
    """The mean probability of the clusters by the decoder's own account, 0 to 1; 1 where there are none."""


def words_of(clusters: Sequence[Trait], start: int) -> Words:
    """The words of a reading whose text begins at `start`."""
    text = "".join(trait.text for trait in clusters)
    found = lexicon().segment(text)
    places = np.cumsum([0, *(len(trait.text) for trait in clusters)])
    firsts = np.searchsorted(places, [word.start for word in found], "right") - 1
    lasts = np.searchsorted(places, [word.end for word in found])
    parts = [clusters[first:last] for first, last in zip(firsts.tolist(), lasts.tolist(), strict=True)]
    words = []
    for word, mine, signs in zip(found, parts, signs_of(text, found, parts), strict=True):
        own, span = text[word.start : word.end], (word.start + start, word.end + start)
        margin, share = min(trait.odds for trait in mine), doubt(signs)
        flags: tuple[Flag, ...] = ()
        if share > DOUBTFUL or not word.in_lexicon:
            flags = (Flag(charspan=span, reason=_reason(signs), margin=round(margin, 2), rivals=_rivals(own, mine)),)
        words.append(Word(*span, own, margin, word.in_lexicon, 1.0 - share, flags, signs))
    confidence = share_right(text, found, [1.0 - word.confidence for word in words])
    shares = [trait.share for trait in clusters if is_cluster(trait.text)]
    return Words(words, confidence, float(np.mean(shares)) if shares else 1.0)


def _reason(signs: Signs) -> str:
    """Why a word is flagged."""
    if signs.unknown:
        return "unknown-word"
    if signs.low_odds < CLOSE or signs.rival > 0.0:
        return "rival"
    if signs.attested < RARE:
        return "ill-attested"
    return "beside-unknown-word" if signs.beside_unknown else "improbable"


def _rivals(word: str, clusters: Sequence[Trait]) -> list[str]:
    """What else the word may be, one of its clusters read otherwise, the most probable first."""
    rivals: dict[str, float] = {}
    at = 0
    for trait in clusters:
        for text, _, share in trait.rivals:
            if share > _LEAST_RIVAL:
                other = word[:at] + text + word[at + len(trait.text) :]
                rivals[other] = max(rivals.get(other, 0.0), share)
        at += len(trait.text)
    return sorted(rivals, key=lambda text: (-rivals[text], text))[:_MOST_RIVALS]
