"""The codes of fonts that cannot be read, solved: what each code draws, learnt from the language of the whole text."""

import math
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence

import numpy as np

from pipeline.pace import UNHURRIED, Pace
from pipeline.repair.atlas import Atlas
from pipeline.repair.choose import Candidate, Choice, choose
from pipeline.repair.code_beliefs import CodeBeliefs, first_code_beliefs
from pipeline.repair.code_signs import DIGIT, PUNCTUATION, signs_and_clusters
from pipeline.repair.code_text import CodedLines, code_graph, code_of, is_code
from pipeline.repair.decipher_candidates import find, joints
from pipeline.repair.decipher_edges import edges
from pipeline.repair.decipher_inventory import Inventory
from pipeline.repair.decipher_learn import Floats, learn, weights_of
from pipeline.repair.decipher_search import search

_PASSES = 10
_STEADY = 0.002
"""Share of its log probability by which the reading changes in a pass, at the most, when it is done."""
_TRIED, _HOPELESS = 2, -4.0
"""Nats a character; what the third pass reads no better is no Khmer: that has -2.9 and more, other texts -4.5."""
_WIDTH, _MOST = 8.0, 25
_BEAM, _BEAM_WIDTH = 30, 10.0
_LEAST_AT_FIRST, _LEAST = np.log(2e-4), np.log(5e-4)
_RAREST_AT_FIRST, _RAREST = -11.0, -25.0
_ENOUGH = 6000
"""Glyphs from which the codes are learnt; further lines only where they hold codes that these do not."""
_DRAWN_ANEW = 0.5
"""Occurrences that what was believed at first counts for, when a code's strings are compared."""
_PRICES = {"": 6.0, DIGIT: 2.3, PUNCTUATION: 3.0}
"""Nats a place that it costs to stand for nothing (without that a text is the more probable the less it says), or for
one of several signs."""
_RIVALS = 6
_LEAST_SHARE = 1e-4


def solve_codes(coded: CodedLines, known: Atlas, pace: Pace = UNHURRIED) -> dict[int, Choice]:
    """For each code, by its number, the string that it draws, with its margin and rivals.

    Empty where they do not make Khmer. What is not Khmer but a sign is read as one of `pipeline.repair.code_signs`.
    `known` has the widths of known fonts.
    """
    tree = signs_and_clusters()
    texts = list(_enough(coded.texts, len(coded.codes)))
    text = code_graph(texts, len(coded.codes))
    beliefs = first_code_beliefs(coded.codes, tree, known)
    before = -math.inf
    for number in range(_PASSES):
        pace.beat("repair")
        least, rarest = (_LEAST_AT_FIRST, _RAREST_AT_FIRST) if number == 0 else (_LEAST, _RAREST)
        table = np.log(beliefs.table)
        joined = joints(tree, table, least, rarest)
        found = find(text, tree, joined, beliefs.of_troubles(), beliefs.of_drawings(tree), _WIDTH, _MOST)
        all_edges = edges(text, tree, found, texts)
        reading = search(text, all_edges, _BEAM, _BEAM_WIDTH)
        learn(beliefs, text, tree, found, weights_of(found, reading.posterior, all_edges.origin))
        likely = float(reading.score.sum())
        if abs(likely - before) < _STEADY * abs(likely):
            break
        if number >= _TRIED and likely < _HOPELESS * sum(map(len, texts)):
            return {}
        before = likely
    return _settled(coded, beliefs, tree)


def _enough(texts: Sequence[str], codes: int) -> Iterator[str]:
    """The lines from which is learnt."""
    glyphs = 0
    seen: set[str] = set()
    for text in texts:
        own = {character for character in text if is_code(character)}
        if glyphs < _ENOUGH or not own <= seen:
            glyphs += sum(map(is_code, text))
            seen |= own
            yield text


def _settled(coded: CodedLines, beliefs: CodeBeliefs, tree: Inventory) -> dict[int, Choice]:
    """One string for each code: of those that were learnt the one with which the text is most probable."""
    shares = _shares(beliefs, tree)
    candidates: dict[Hashable, list[Candidate]] = {
        number: _candidates(shares[:, number + 1], tree) for number in range(len(coded.codes))
    }
    runs = [run for text in coded.texts for run in _runs(text)]
    found = choose(runs, candidates)
    return {number: found[number] for number in range(len(coded.codes))}


def _runs(text: str) -> Iterator[list[int]]:
    run: list[int] = []
    for character in text:
        if is_code(character):
            run.append(code_of(character))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _shares(beliefs: CodeBeliefs, tree: Inventory) -> Floats:
    """For each glyph and piece how probable the glyph is, given the piece."""
    often = (beliefs.counts.sum(axis=1, keepdims=True) + 1.0) * beliefs.prior
    often /= often.sum(axis=0, keepdims=True)
    shares: Floats = beliefs.counts + _DRAWN_ANEW * often
    shares /= shares.sum(axis=0, keepdims=True)
    return shares


def _candidates(shares: Floats, tree: Inventory) -> list[Candidate]:
    by_text: defaultdict[str, float] = defaultdict(float)
    for row in np.flatnonzero(shares > _LEAST_SHARE):
        by_text[tree.glyphs[row].text] += float(shares[row])
    ranked = sorted(by_text.items(), key=lambda pair: (-pair[1], pair[0]))[:_RIVALS]
    return [Candidate(text, math.log(share) - _PRICES.get(text, 0.0), "codes") for text, share in ranked]
