"""What speaks for and against a text: figures, and from them the share of its characters that are probably right.

So two readings of one page or line are compared: the one whose text layer says so, the one read from glyphs, deciphered
or read by OCR (`better`). All figures come from the text alone. Khmer is measured by the syllable grammar, the lexicon
and the language model, all else by `pipeline.latin`. `benchmarks/judge.py` measures how true the score is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.khmer.cluster import broken_share
from pipeline.khmer.order import normalize
from pipeline.khmer.syllable import INVISIBLES
from pipeline.latin import LETTER, plausibility

FEWEST_LETTERS = 12
"""Letters of a script below which its figures say nothing."""
USUAL = 1.8
"""Nats a character that the language model finds in good Khmer it was not made from (Declaration 1.5, minutes 1.8)."""
BY_MODEL, BY_LEXICON = 0.08, 0.15
"""Share of wrong characters for each nat beyond `USUAL`, and for all clusters outside the lexicon: fitted to the text
layers of eight producers and tesseract's readings against their truth (deviation 0.04, `benchmarks/judge.py`)."""
NONSENSE = 0.5
"""Plausibility of Latin letters below which they are no language: of 200 letters, nine in ten stretches of OCR of
another script and all 8-bit codes; no stretch of minutes in English (`benchmarks/judge.py`)."""
STRETCH = 200
"""Latin letters, of lines that follow one another, on which plausibility is told."""

_KHMER_RUN = re.compile(f"[\u1780-\u17d3\u17d7\u17dd{INVISIBLES}]+")
_KHMER = re.compile("[\u1780-\u17d3\u17d7\u17dd]")
_LATIN = re.compile(f"[{LETTER}]")
_OTHER = re.compile(f"[^\\W\\d_\u1780-\u17ff{LETTER}]")
_UNREADABLE = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class Evidence:
    """The figures of a text; None where there is too little of its script to tell."""

    khmer: int
    """Khmer letters and signs."""
    latin: int
    """Latin letters."""
    other: int
    """Letters of other scripts, of which nothing is known."""
    unknown: int
    """Characters that nobody knows: U+FFFD, private and control characters."""
    broken_clusters: float | None = None
    """Share of Khmer clusters that break the syllable grammar."""
    out_of_lexicon: float | None = None
    """Share of Khmer clusters outside all words of the lexicon."""
    log_probability: float | None = None
    """Nats a character, by the language model; good Khmer has about -1.7, Khmer through a wrong map below -3."""
    latin_plausibility: float | None = None
    """0 to 1: how much the Latin letters are those of a language (`pipeline.latin`)."""

    @property
    def letters(self) -> int:
        """Letters and signs of all kinds."""
        return self.khmer + self.latin + self.other + self.unknown

    @property
    def khmer_score(self) -> float:
        """The share of the Khmer that is probably right, 0 to 1; 1 where there is too little to tell."""
        if self.log_probability is None or self.out_of_lexicon is None:
            return 1.0
        wrong = BY_MODEL * max(0.0, -USUAL - self.log_probability) + BY_LEXICON * self.out_of_lexicon
        return max(0.0, 1.0 - wrong)

    @property
    def score(self) -> float:
        """The share of all characters that are probably right, 0 to 1; 0 for a text without letters."""
        if not self.letters:
            return 0.0
        latin = 1.0 if self.latin_plausibility is None else self.latin_plausibility
        return (self.khmer * self.khmer_score + self.latin * latin + self.other) / self.letters

    def figures(self) -> dict[str, float]:
        """The figures by name as `pages[].evidence` has them, rounded; those that are not known are left out."""
        named = {
            "broken_clusters": self.broken_clusters,
            "out_of_lexicon": self.out_of_lexicon,
            "log_probability": self.log_probability,
            "latin_plausibility": self.latin_plausibility,
        }
        return {name: round(value, 4) for name, value in named.items() if value is not None}


def soundness(text: str) -> Evidence:
    """Return the figures of a text, whose `score` is the share of its characters that are probably right.

    Lexicon and language model are loaded only where there is Khmer.
    """
    khmer = len(_KHMER.findall(text))
    latin = len(_LATIN.findall(text))
    other = len(_OTHER.findall(text))
    unknown = len(_UNREADABLE.findall(text))
    broken = out = probability = None
    if khmer >= FEWEST_LETTERS:
        broken, out, probability = _khmer_figures(text)
    plausible = plausibility(text) if latin >= FEWEST_LETTERS else None
    return Evidence(khmer, latin, other, unknown, broken, out, probability, plausible)


def better(texts: Sequence[str]) -> int:
    """Return the index of the best of several readings of one page or line; of equals the first.

    A reading that leaves out much of what another one has is no better for being flawless: each is held against the
    one with the most letters.
    """
    found = [soundness(text) for text in texts]
    most = max((evidence.letters for evidence in found), default=0)
    return max(range(len(texts)), key=lambda n: (found[n].score * found[n].letters / most if most else 0.0, -n))


def no_language(lines: Sequence[str]) -> list[int]:
    """Return the indices of the lines that are Latin letters of no language: 8-bit codes, or OCR of another script.

    Lines without Khmer are judged in stretches of some hundred letters, since a few words say little.
    """
    found: list[list[int]] = [[]]
    letters = 0
    for n, line in enumerate(lines):
        if not _KHMER.search(line):
            if letters >= STRETCH:
                found.append([])
                letters = 0
            found[-1].append(n)
            letters += len(_LATIN.findall(line))
    if len(found) > 1 and letters < STRETCH:
        rest = found.pop()
        found[-1] += rest
    nonsense = (stretch for stretch in found if _is_nonsense("\n".join(lines[n] for n in stretch)))
    return [n for stretch in nonsense for n in stretch]


def _is_nonsense(text: str) -> bool:
    return len(_LATIN.findall(text)) >= FEWEST_LETTERS and plausibility(text) < NONSENSE


def _khmer_figures(text: str) -> tuple[float, float, float]:
    """Broken clusters, clusters out of the lexicon, and nats a character."""
    from pipeline.khmer.lexicon import lexicon
    from pipeline.khmer.ngrams import model

    runs = " ".join(_KHMER_RUN.findall(normalize(text)))
    return broken_share(text), lexicon().oov_rate(runs), model().per_character(runs)
