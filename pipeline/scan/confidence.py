"""How sure a word read from its picture is: the share of such words that are right to the letter, as measured.

Logistic curves fitted to 2,600 words of 27 pages in four fonts and five conditions (`benchmarks/scan_pages.py`, the
half "tune"); `benchmarks/scans.py` prints how true they are on other fonts and texts.
"""

from math import exp, log

from pipeline.khmer.lexicon import lexicon
from pipeline.khmer.ngrams import model
from pipeline.scan.correct import Corrected, is_khmer
from pipeline.scan.scripts import certainty

DOUBTFUL = 0.75
"""Words less sure than this are flagged."""

_KHMER, _KHMER_WORD, _UNKNOWN, _NATS, _MOST_NATS = 3.42, 1.21, -1.26, 0.89, -1.0
"""Of Khmer: at rest, for the logit of tesseract's own confidence, for the share of clusters outside the lexicon, and
for the language model's nats a character, which say no more above the last figure."""
_OTHER, _OTHER_SIGNS, _OTHER_WORD = -9.62, 3.78, 1.24
"""Of all else: at rest, for the logits of tesseract's confidence in the signs on average and in the word."""


def confidence(word: Corrected) -> float:
    """Return the probability, 0 to 1, that a word is right to the letter."""
    said = _logit(word.word.confidence)
    if is_khmer(word.text):
        nats = min(model().per_character(word.text), _MOST_NATS)
        weight = _KHMER + _KHMER_WORD * said + _UNKNOWN * lexicon().oov_rate(word.text) + _NATS * nats
    else:
        weight = _OTHER + _OTHER_SIGNS * _logit(certainty(word.word)) + _OTHER_WORD * said
    return round(1 / (1 + exp(-weight)), 4)


def _logit(share: float) -> float:
    share = min(max(share, 0.02), 0.995)
    return log(share / (1 - share))
