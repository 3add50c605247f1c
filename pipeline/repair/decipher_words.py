"""The words of a reading, each with its margin and what is doubtful about it."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from pipeline.khmer.cluster import is_cluster
from pipeline.khmer.lexicon import lexicon
from pipeline.khmer.ngrams import model, symbols
from pipeline.model.minutes import Flag
from pipeline.repair.decipher_inventory import Inventory
from pipeline.repair.decipher_search import Edges, Reading

CLOSE = 6.0
"""Nats; a word whose reading is no more probable than this beside all others is flagged."""
ODD = 5.0
"""Nats a symbol; a word that the language model finds no more probable than this where it stands is flagged."""
SHORT = 4
"""Characters; a word no longer than this beside one outside the lexicon may be a part of it, and is flagged."""
_MOST_RIVALS = 3
_LEAST_RIVAL = 0.01
_SUREST = 30.0


class Word(NamedTuple):
    """A word of a deciphered line, or neighbouring clusters that belong to no word."""

    start: int
    end: int
    text: str
    margin: float
    """Log odds of its least probable cluster, in nats, 30 at most."""
    in_lexicon: bool
    flags: tuple[Flag, ...]


class _Stretch(NamedTuple):
    """A word with the edges of the path that it was read from."""

    begin: int
    end: int
    margin: float
    in_lexicon: bool
    path: list[int]


def words_of(
    path: Sequence[int], start: int, tree: Inventory, all_edges: Edges, reading: Reading
) -> tuple[list[Word], float]:
    """The words of a path whose text begins at `start`, and the mean probability of its clusters."""
    texts = [all_edges.text_of(edge, tree) for edge in path]
    places = np.cumsum([0, *map(len, texts)])
    sure = [all_edges.probability(edge, reading.posterior) for edge in path]
    joined = "".join(texts)
    found = []
    for begin, end, in_lexicon in lexicon().segment(joined):
        mine = [at for at in range(len(path)) if places[at] < end and places[at + 1] > begin]
        margin = min(_log_odds(sure[at]) for at in mine)
        found.append(_Stretch(begin, end, margin, in_lexicon, [path[at] for at in mine]))
    words = []
    for stretch, reason in zip(found, _reasons(joined, found), strict=True):
        text, span = joined[stretch.begin : stretch.end], (stretch.begin + start, stretch.end + start)
        flags: tuple[Flag, ...] = ()
        if reason:
            rivals = _rivals(text, stretch.path, tree, all_edges, reading)
            flags = (Flag(charspan=span, reason=reason, margin=round(stretch.margin, 2), rivals=rivals),)
        words.append(Word(*span, text, stretch.margin, stretch.in_lexicon, flags))
    shares = [share for share, text in zip(sure, texts, strict=True) if is_cluster(text)]
    return words, float(np.mean(shares)) if shares else 1.0


def _reasons(text: str, found: Sequence[_Stretch]) -> list[str]:
    """Why each word is flagged; empty where it is not."""
    reasons = []
    language = model()
    state, at = language.start(), 0
    for place, stretch in enumerate(found):
        _, state = language.advance(state, symbols(text[at : stretch.begin]))
        own = symbols(text[stretch.begin : stretch.end])
        score, state = language.advance(state, own)
        at = stretch.end
        beside = [other for other in found[max(0, place - 1) : place + 2] if not other.in_lexicon]
        if stretch.margin < CLOSE:
            reasons.append("rival")
        elif not stretch.in_lexicon:
            reasons.append("unknown-word")
        elif -score > ODD * len(own):
            reasons.append("improbable")
        elif beside and stretch.end - stretch.begin <= SHORT:
            reasons.append("beside-unknown-word")
        else:
            reasons.append("")
    return reasons


def _rivals(word: str, path: Sequence[int], tree: Inventory, all_edges: Edges, reading: Reading) -> list[str]:
    """What else the word may be, one of its clusters read otherwise, the most probable first."""
    rivals: dict[str, float] = {}
    texts = [all_edges.text_of(edge, tree) for edge in path]
    for at, edge in enumerate(path):
        for rival in all_edges.beside(edge):
            text = "".join((*texts[:at], all_edges.text_of(rival, tree), *texts[at + 1 :]))
            if text != word and reading.posterior[rival] > _LEAST_RIVAL:
                rivals[text] = max(rivals.get(text, 0.0), float(reading.posterior[rival]))
    return sorted(rivals, key=lambda text: (-rivals[text], text))[:_MOST_RIVALS]


def _log_odds(share: float) -> float:
    share = min(max(share, 1e-9), 1.0)
    return min(_SUREST, float(np.log(share) - np.log(max(1.0 - share, 1e-13))))
