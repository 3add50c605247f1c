"""What each code of a font that cannot be read may be: by what the text layer says, by its width, by what is learnt.

A producer's text layer may be wrong, but it is wrong by rule (`pipeline.repair.decipher_rules`), so it tells something.
A code is one glyph, and a glyph has mostly one code: what is learnt is sharpened both ways.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.repair.atlas import Atlas
from pipeline.repair.code_signs import NAMELESS
from pipeline.repair.code_text import Code
from pipeline.repair.code_widths import width_likelihoods
from pipeline.repair.decipher_glyphs import Manner
from pipeline.repair.decipher_inventory import Inventory
from pipeline.repair.decipher_learn import (
    TROUBLES,
    TRUST_IN_LIKENESS,
    TRUST_IN_RULES,
    Beliefs,
    Floats,
    blended,
    seen_anywhere,
)
from pipeline.repair.decipher_rules import SPURIOUS
from pipeline.repair.decipher_text import BLANKS

_ANY = 1e-4
"""The probability that a glyph is said to be anything: as a prior alone, a wrong map is held to no rule."""

_SILENT = BLANKS + "\ufffd\x00"
"""What says nothing: producers put blanks for glyphs to which they give no letter."""


@dataclass
class CodeBeliefs(Beliefs):
    """What is believed of codes; piece n + 1 is code n."""

    families: "np.ndarray[tuple[int], np.dtype[np.int64]]"
    """Of each piece the number of its font; the probabilities of a glyph's codes add up to 1 in each."""

    def settle(self, tree: Inventory) -> None:
        """The table anew, as for texts, and each count by how much its code is that glyph rather than another."""
        anywhere = seen_anywhere(self.counts, tree)
        share = anywhere / np.maximum(anywhere.sum(axis=0, keepdims=True), 1e-9)
        named = np.array([glyph.text not in NAMELESS for glyph in tree.glyphs])
        table = np.full_like(self.prior, SPURIOUS)
        for family in range(1, int(self.families.max()) + 1):
            mine = np.flatnonzero(self.families == family)
            prior, own = self.prior[:, mine], share[np.ix_(tree.parent, mine)]
            seen = blended(anywhere[np.ix_(tree.parent, mine)] * own, prior, TRUST_IN_RULES)
            seen = blended(self.counts[:, mine] * own, seen, TRUST_IN_LIKENESS)
            plain = self.counts[:, mine] + TRUST_IN_RULES * prior
            plain /= plain.sum(axis=1, keepdims=True)
            table[:, mine] = np.where(named[:, None], seen, plain)
        self.table = np.maximum(table, SPURIOUS)


def first_code_beliefs(codes: Sequence[Code], tree: Inventory, known: Atlas) -> CodeBeliefs:
    """What text layer and widths say; `known` has the widths of known fonts."""
    names = {family: number for number, family in enumerate(sorted({code.family for code in codes}), 1)}
    families = np.array([0, *(names[code.family] for code in codes)])
    likely = _by_text_layer(codes, tree) * width_likelihoods(codes, tree, known)
    prior = np.full((len(tree.glyphs), len(codes) + 1), SPURIOUS)
    for number in names.values():
        mine = np.flatnonzero(families == number)
        own = likely[:, mine - 1] + SPURIOUS
        prior[:, mine] = own / own.sum(axis=1, keepdims=True)
    nothing = np.zeros_like(prior)
    beliefs = CodeBeliefs(prior, nothing, prior, np.zeros(len(Manner)), np.zeros(len(TROUBLES)), nothing, families)
    beliefs.settle(tree)
    return beliefs


def _by_text_layer(codes: Sequence[Code], tree: Inventory) -> Floats:
    """For each glyph (rows) and code how probable the code is, by what is said of it and by how often it is drawn."""
    likely = np.empty((len(tree.glyphs), len(codes)))
    alike: defaultdict[tuple[str, str], int] = defaultdict(int)
    for code in codes:
        alike[code.family, code.said] += code.places
    total = sum(code.places for code in codes)
    for place, code in enumerate(codes):
        if not code.said.strip(_SILENT):
            likely[:, place] = code.places / total
            continue
        share = code.places / alike[code.family, code.said]
        for row, expected in enumerate(tree.expected):
            likely[row, place] = share * (_ANY + expected.get(code.said, 0.0))
    return likely
