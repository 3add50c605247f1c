"""Several damaged fonts in one text: which lines the one map does not explain, and how they are read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.pace import Pace
from pipeline.repair.decipher_learn import as_map
from pipeline.repair.decipher_map import GlyphMap
from pipeline.repair.decipher_solve import Solution, solve
from pipeline.repair.decipher_text import is_khmer

Floats = NDArray[np.float64]

_FEWEST = 20
"""Khmer letters in lines that can be told to be in another font; any map of its own explains a few letters well."""
_FAR = 1.0
"""Nats a character by which the map explains a line worse than the text, so that another font is thought of."""
_BETTER, _BETTER_IF_SHORT = 0.5, 1.0
"""Nats a character by which a map of its own must explain lines better than that of the text does."""
_UNREAD = 2.5
"""Nats a character below the text from which a reading is no reading."""
_ENOUGH = 300
"""Khmer letters from which a second font has enough text to claim further lines."""


@dataclass(frozen=True)
class Part:
    """Lines of one font."""

    numbers: tuple[int, ...]
    solution: Solution
    is_read: tuple[bool, ...]
    """Of each line whether its reading can be believed."""


def parts(segments: Sequence[str], known: GlyphMap | None, corrected: Mapping[int, str], pace: Pace) -> list[Part]:
    """The text, part by part: the font of most of it first, then each run of lines that is in another."""
    whole = solve(segments, known, corrected, pace)
    usual = _usual(whole)
    strange = [number for number in _strange(whole, usual) if number not in corrected]
    others = _others(segments, strange, usual, whole, pace) if strange else []
    if not others:
        return [_part(range(len(segments)), whole, usual)]
    taken = {number for part in others for number in part.numbers}
    mine = [number for number in range(len(segments)) if number not in taken]
    given = {place: corrected[number] for place, number in enumerate(mine) if number in corrected}
    return [_part(mine, solve([segments[at] for at in mine], known, given, pace), usual), *others]


def _usual(solution: Solution) -> float:
    """How well lines are explained in the middle of all letters."""
    letters = np.array([sum(map(is_khmer, segment)) for segment in solution.segments])
    fit = solution.fit()
    order = np.argsort(np.where(np.isnan(fit), np.inf, fit))
    total = np.cumsum(letters[order])
    return float(fit[order[int(np.searchsorted(total, total[-1] / 2))]]) if len(total) and total[-1] else 0.0


def _strange(solution: Solution, usual: float) -> list[int]:
    """Lines that the map explains much worse than the text."""
    return [number for number, fit in enumerate(solution.fit()) if fit < usual - _FAR]


def _others(segments: Sequence[str], strange: list[int], usual: float, whole: Solution, pace: Pace) -> list[Part]:
    """The strange lines that are explained better by a map of their own: all of one font where there are many."""
    fits = whole.fit()
    if _letters(segments, strange) >= _ENOUGH:
        own = solve([segments[at] for at in strange], None, {}, pace)
        by_own = solve(segments, as_map(own.beliefs, own.text, own.tree), {}, pace, passes=1).fit()
        taken = [number for number, fit in enumerate(fits) if by_own[number] > fit + _BETTER]
        if _letters(segments, taken) >= _ENOUGH:
            return [_part(taken, solve([segments[at] for at in taken], None, {}, pace), usual)]
    found = []
    for run in _runs(strange):
        if _letters(segments, run) >= _FEWEST:
            own = solve([segments[at] for at in run], None, {}, pace)
            if np.mean(own.fit() - fits[run]) > _BETTER_IF_SHORT:
                found.append(_part(run, own, usual))
    return found


def _letters(segments: Sequence[str], numbers: Sequence[int]) -> int:
    return sum(is_khmer(character) for number in numbers for character in segments[number])


def _runs(numbers: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _part(numbers: Sequence[int], solution: Solution, usual: float) -> Part:
    fits = zip(solution.segments, solution.fit(), strict=True)
    is_read = tuple(fit > usual - _UNREAD or sum(map(is_khmer, line)) < _FEWEST for line, fit in fits)
    return Part(tuple(numbers), solution, is_read)
