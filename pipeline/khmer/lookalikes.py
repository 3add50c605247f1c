"""Khmer clusters drawn alike or nearly so, among which only a lexicon or a language model can choose."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from pipeline.khmer.drawing import halves
from pipeline.khmer.order import normalize
from pipeline.khmer.syllable import is_wellformed

_TABLE = Path(__file__).parent.parent / "resources" / "lookalikes.tsv"


def alternatives(cluster: str) -> list[str]:
    """Other well-formed clusters drawn like `cluster` or nearly so, those of the fewest changes first.

    The pairs stand in `resources/lookalikes.tsv`. Two spellings of a word that are drawn apart (ឱ្យ and អោយ) are none.
    """
    found = [normalize(cluster)]
    for one in found:
        units = halves(one)
        for signs, others in _pairs():
            other = _exchanged(units, signs, others)
            if other not in found and is_wellformed(other):
                found.append(other)
    return found[1:]


@cache
def _pairs() -> list[tuple[list[str], list[str]]]:
    """The table's pairs, each in both directions."""
    rows = [line.split("\t") for line in _TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    pairs = [(halves(one), halves(other)) for one, other, _ in rows]
    return pairs + [(other, one) for one, other in pairs]


def _exchanged(units: Sequence[str], signs: Sequence[str], others: Sequence[str]) -> str:
    """The cluster with `others` for `signs`; empty where it does not hold them all."""
    rest = list(units)
    for sign in signs:
        if sign not in rest:
            return ""
        rest.remove(sign)
    is_with_base = signs[0] == units[0]
    return normalize("".join([*others, *rest] if is_with_base else [*rest, *others]))
