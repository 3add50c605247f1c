"""The words of a reading, each with its margin and what is doubtful about it."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from pipeline.khmer.cluster import is_cluster
from pipeline.khmer.lexicon import lexicon
from pipeline.model.minutes import Flag
from pipeline.repair.decipher_inventory import Inventory
from pipeline.repair.decipher_search import Edges, Reading

CLOSE = 6.0
"""Nats; a word whose reading is no more probable than this beside all others is flagged."""
_MOST_RIVALS = 3
_SUREST = 30.0


class Word(NamedTuple):
    """A word of a deciphered line, or neighbouring clusters that belong to no word."""

    start: int
    end: int
    text: str
    margin: float
    """Log odds of its least probable cluster."""
    in_lexicon: bool
    flags: tuple[Flag, ...]


def words_of(
    path: Sequence[int], start: int, tree: Inventory, all_edges: Edges, reading: Reading
) -> tuple[list[Word], float]:
    """The words of a path whose text begins at `start`, and the mean probability of its clusters."""
    texts = [all_edges.text_of(edge, tree) for edge in path]
    places = [start]
    for text in texts:
        places.append(places[-1] + len(text))
    sure = [all_edges.probability(edge, reading.posterior) for edge in path]
    found = []
    joined = "".join(texts)
    for begin, end, in_lexicon in lexicon().segment(joined):
        mine = [at for at in range(len(path)) if places[at] - start < end and places[at + 1] - start > begin]
        margin = min(_log_odds(sure[at]) for at in mine)
        word = joined[begin:end]
        flags = _flags(word, begin + start, margin, in_lexicon, [path[at] for at in mine], tree, all_edges, reading)
        found.append(Word(begin + start, end + start, word, margin, in_lexicon, flags))
    shares = [share for share, text in zip(sure, texts, strict=True) if is_cluster(text)]
    return found, float(np.mean(shares)) if shares else 1.0


def _flags(
    word: str,
    start: int,
    margin: float,
    in_lexicon: bool,
    path: Sequence[int],
    tree: Inventory,
    all_edges: Edges,
    reading: Reading,
) -> tuple[Flag, ...]:
    if margin >= CLOSE and in_lexicon:
        return ()
    reason = "rival" if margin < CLOSE else "unknown-word"
    rivals: dict[str, float] = {}
    texts = [all_edges.text_of(edge, tree) for edge in path]
    for at, edge in enumerate(path):
        for rival in all_edges.beside(edge):
            text = "".join((*texts[:at], all_edges.text_of(rival, tree), *texts[at + 1 :]))
            if text != word and reading.posterior[rival] > 0.01:
                rivals[text] = max(rivals.get(text, 0.0), float(reading.posterior[rival]))
    ranked = sorted(rivals, key=lambda text: (-rivals[text], text))[:_MOST_RIVALS]
    return (Flag(charspan=(start, start + len(word)), reason=reason, margin=round(margin, 2), rivals=ranked),)


def _log_odds(share: float) -> float:
    share = min(max(share, 1e-9), 1.0)
    return min(_SUREST, float(np.log(share) - np.log(max(1.0 - share, 1e-13))))
