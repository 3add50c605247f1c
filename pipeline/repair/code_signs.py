"""What a font draws besides Khmer clusters, for fonts of which only the codes are known.

Digits and punctuation cannot be told from one another by the language: each is one sign that stands for all of them.
"""

from functools import cache
from math import log

from pipeline.khmer.ngrams import model, symbols
from pipeline.repair.decipher_glyphs import Drawing, Glyph, Manner, cluster_frequencies
from pipeline.repair.decipher_inventory import Inventory, lay_out

BLANK, DIGIT, PUNCTUATION = " ", "0", "."
NAMELESS = frozenset((DIGIT, PUNCTUATION))
"""Signs of which nobody can say which one is meant."""
_LONGEST_NUMBER = 4
_CLUSTERS = 0.5
"""Clusters to a symbol of running text."""


@cache
def signs_and_clusters() -> Inventory:
    """The clusters of the lexicon and these signs, laid out once a process."""
    texts = [BLANK, PUNCTUATION, "។", "ៗ", *(DIGIT * length for length in range(1, _LONGEST_NUMBER + 1))]
    drawings = [Drawing(text, tuple(map(Glyph, text)), frozenset(Manner)) for text in texts]
    shares = {text: _share(text) - log(_CLUSTERS) for text in texts}
    return lay_out({**cluster_frequencies(), **shares}, drawings)


def _share(text: str) -> float:
    """The log probability of a sign among all symbols of running text."""
    return model().step(0, symbols(text)[0])[0]
