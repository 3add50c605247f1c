"""Which lines of a text hold Khmer that was read through a wrong map, told from the text alone.

Khmer through a wrong map is Khmer letters without Khmer words: the language model finds it improbable, line after line.
A single line may be so for other reasons (names, foreign words), so the lines of a text are judged together: a line is
damaged where it and its neighbours are.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pipeline.khmer.cluster import broken_share, clusters
from pipeline.khmer.ngrams import model
from pipeline.khmer.order import normalize
from pipeline.khmer.syllable import LOOSE_BASES
from pipeline.khmer.visual import to_logical
from pipeline.repair.evidence import Evidence, soundness

STRANGE = 2.7
"""Nats a character beyond which a text is rather damaged than not. Clean texts of 31 minutes, the Declaration and
eight programs' messages have 1.4 to 2.5, through wrong maps in ten fonts 2.9 to 5.7 (`benchmarks/decipher.py`)."""
UNKNOWN = 0.1
"""Share of clusters outside the lexicon from which a text may be damaged: clean 0 to 0.06, damaged 0.14 to 0.43."""
WEIGHT = 0.2
"""What a nat counts for: neighbouring letters are strange together, so their nats cannot be added up in full."""
TURN = 6.0
"""Nats that speak against a damaged stretch beginning or ending at a line."""
BROKEN = 4.0
"""Nats for damage of a cluster that breaks the syllable grammar."""
_MOST = 30.0
"""What one line can say at most, so that one long line does not speak for a page."""

_KHMER = re.compile("[\u1780-\u17d3\u17dd]")
_DRAWN = re.compile(f"\u17d2[{LOOSE_BASES}]|.", re.DOTALL)


class Damage(StrEnum):
    """What is wrong with a text."""

    NONE = "none"
    ORDER = "order"
    """The right letters, in the order in which they are drawn."""
    LETTERS = "letters"
    """Other letters than those drawn, by a map that is to be deciphered."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What is wrong with the Khmer of a text, and where."""

    damage: Damage
    lines: tuple[int, ...] = ()
    """Indexes of the damaged lines."""
    evidence: Evidence | None = None
    """The figures of the damaged lines taken together; None where there are none."""


def diagnose(lines: Sequence[str]) -> Diagnosis:
    """Return which lines are damaged and how; no model is loaded for lines without Khmer."""
    amounts = [count_khmer(line) for line in lines]
    if not any(amounts):
        return Diagnosis(Damage.NONE)
    damaged = tuple(index for index in _damaged(lines, amounts) if amounts[index])
    found = [lines[index] for index in damaged]
    evidence = soundness("\n".join(found))
    if not damaged or _is_khmer(evidence):
        return Diagnosis(Damage.NONE)
    ordered = reads_well([to_logical(drawn_pieces(line)) for line in found])
    return Diagnosis(Damage.ORDER if ordered else Damage.LETTERS, damaged, evidence)


def count_khmer(text: str) -> int:
    """Return how many Khmer letters and signs a text has, digits and punctuation apart."""
    return len(_KHMER.findall(text))


def reads_well(lines: Sequence[str]) -> bool:
    """Whether lines taken together read like Khmer; too few letters to tell do."""
    return _is_khmer(soundness("\n".join(lines)))


def drawn_pieces(line: str) -> list[str]:
    """Return the letters of a line in the order in which they are drawn, a subscript with its coeng."""
    return _DRAWN.findall(line)


def _is_khmer(evidence: Evidence) -> bool:
    if evidence.log_probability is None or evidence.out_of_lexicon is None:
        return True
    return -evidence.log_probability < STRANGE or evidence.out_of_lexicon < UNKNOWN


def _damaged(lines: Sequence[str], amounts: Sequence[int]) -> Iterator[int]:
    """Indexes of lines in damaged stretches: the cheapest course through clean and damaged (Viterbi)."""
    costs = [0.0, TURN]
    turned: list[tuple[int, int]] = []
    for line, amount in zip(lines, amounts, strict=True):
        before = (0 if costs[0] <= costs[1] + TURN else 1, 1 if costs[1] <= costs[0] + TURN else 0)
        turned.append(before)
        speaks = _speaks_for_damage(line, amount)
        costs = [
            min(costs[0], costs[1] + TURN) + max(0.0, speaks),
            min(costs[1], costs[0] + TURN) + max(0.0, -speaks),
        ]
    state = 0 if costs[0] <= costs[1] else 1
    course = []
    for before in reversed(turned):
        course.append(state)
        state = before[state]
    for index, state in enumerate(reversed(course)):
        if state:
            yield index


def _speaks_for_damage(line: str, amount: int) -> float:
    """Nats for damage, or against it where negative; a line without Khmer says nothing."""
    if not amount:
        return 0.0
    strange = -model().per_character(normalize(line)) - STRANGE
    broken = broken_share(line) * len(clusters(line))
    return max(-_MOST, min(_MOST, WEIGHT * amount * strange + BROKEN * broken))
