"""What a damaged font may say of each glyph, before a document is seen: the rules by which producers make the damage.

Word gives the i-th glyph of a cluster the i-th character, and leftovers to a neighbour; the first occurrence in the
document holds. So a glyph's string is cut from some cluster that holds the glyph, the likelier the more frequent the
cluster. Other producers keep each glyph's own letters in drawing order, or lose coengs.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, pairwise, permutations
from math import exp

from pipeline.khmer.syllable import COENG, DA, TA
from pipeline.repair.decipher_glyphs import Drawing, Glyph

Strings = Mapping[str, float]

LONGEST = 3
"""Characters that one glyph stands for at most."""
_IN_ORDER, _REST_FIRST, _GLUED, _CUT, _MIXED, _OWN, _UNJOINED = 0.4, 0.2, 0.15, 0.12, 0.03, 0.1, 0.02
"""How much of what is seen is expected to follow each rule: characters in order, the rest to the last glyph; rest to
the first; in order with coengs glued to what stands before them; any cut; one or two characters of the cluster in any
order; a glyph's own letters; those without coengs."""
SPURIOUS = 1e-8
"""The probability of any other string."""


def in_order(characters: Sequence[str], glyphs: int) -> list[str]:
    """One piece of a cluster for each glyph, the last has the rest; a blank where nothing is left."""
    pieces = list(characters[: glyphs - 1])
    pieces.append("".join(characters[glyphs - 1 :]))
    return [piece or " " for piece in [*pieces, *[""] * (glyphs - len(pieces))]]


def rest_first(characters: str, glyphs: int) -> list[str]:
    """The same from the last glyph backwards: the first one has the rest, or the blank."""
    return [piece[::-1] for piece in reversed(in_order(characters[::-1], glyphs))]


def glued(cluster: str) -> list[str]:
    """The characters of a cluster, each coeng with the one before it."""
    pieces: list[str] = []
    for character in cluster:
        if character == COENG and pieces:
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def expected_strings(drawings: Iterable[Drawing], frequencies: Mapping[str, float]) -> dict[Glyph, dict[str, float]]:
    """For each glyph the probability, not quite adding up to 1, of each string that the rules can give it."""
    sums: defaultdict[Glyph, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    totals: defaultdict[Glyph, float] = defaultdict(float)
    for cluster, glyphs, manners in drawings:
        spellings = {cluster, cluster.replace(COENG + TA, COENG + DA)}
        weight = exp(frequencies[cluster]) * len(manners) / len(spellings)
        for spelling in spellings:
            for glyph, strings in zip(glyphs, _by_rules(spelling, len(glyphs)), strict=True):
                totals[glyph] += weight
                for string, share in strings.items():
                    if len(string) <= LONGEST:
                        sums[glyph][string] += share * weight
    found: dict[Glyph, dict[str, float]] = {}
    for glyph, strings in sums.items():
        found[glyph] = {string: value / totals[glyph] for string, value in strings.items()}
        own = glyph.text
        for string, share in ((own, _OWN), (own.replace(COENG, ""), _UNJOINED)):
            if len(string) <= LONGEST:
                found[glyph][string] = found[glyph].get(string, 0.0) + share
        if not own:
            found[glyph][""] = found[glyph].get("", 0.0) + 0.05
    return found


def _by_rules(cluster: str, glyphs: int) -> list[dict[str, float]]:
    found: list[dict[str, float]] = [defaultdict(float) for _ in range(glyphs)]
    ways = [(in_order(cluster, glyphs), _IN_ORDER), (in_order(glued(cluster), glyphs), _GLUED)]
    ways.append((rest_first(cluster, glyphs), _REST_FIRST))
    if len(cluster) >= glyphs:
        cuts = [(0, *places, len(cluster)) for places in combinations(range(1, len(cluster)), glyphs - 1)]
        for cut in cuts:
            ways.append(([cluster[a:b] for a, b in pairwise(cut)], _CUT / len(cuts)))
    mixed = {*cluster, *("".join(pair) for pair in permutations(cluster, 2))}
    for strings in found:
        for string in mixed:
            strings[string] += _MIXED / len(mixed)
    for way, share in ways:
        for at, string in enumerate(way):
            found[at][string] += share
            if string == " ":
                found[at][""] += share * 0.02
    return found
