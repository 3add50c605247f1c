"""Errors of Khmer read back: how many, and which of them lie in words that were flagged.

Blanks and invisible characters are not counted; canonical order on both sides, subscript DA as TA, ឲ as ឱ.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.khmer.order import normalize

_DROPPED = re.compile(r"[\s\u200b-\u200d\ufeff\u00a0\u00ad\uf0b7\u2022]")


class Errors(NamedTuple):
    """What was wrong in some lines."""

    wrong: int
    flagged: int
    """Wrong characters in flagged words."""
    characters: int
    """Of the truth."""

    @property
    def rate(self) -> float:
        """Wrong characters for each one of the truth."""
        return self.wrong / self.characters if self.characters else 0.0


def canonical(text: str) -> str:
    """Return what is compared."""
    return _DROPPED.sub("", normalize(text)).replace("\u17d2\u178a", "\u17d2\u178f").replace("ឲ", "ឱ")


def edits(a: str, b: str) -> int:
    """Return the Levenshtein distance (bit by bit, Myers 1999 as Hyyrö 2003 has it)."""
    if not a:
        return len(b)
    places: dict[str, int] = {}
    for index, letter in enumerate(a):
        places[letter] = places.get(letter, 0) | 1 << index
    every, last = (1 << len(a)) - 1, 1 << (len(a) - 1)
    up, down, distance = every, 0, len(a)
    for letter in b:
        match = places.get(letter, 0)
        zero = (((match & up) + up) ^ up) | match | down
        right, left = down | ~(zero | up) & every, up & zero
        distance += bool(right & last) - bool(left & last)
        right, left = right << 1 | 1, left << 1
        up, down = (left | ~(zero | right)) & every, zero & right & every
    return distance


def error_rate(truth: Sequence[str], read: Sequence[str]) -> float:
    """Return wrong characters for each of the truth, the lines of each taken together."""
    whole, said = canonical("\n".join(truth)), canonical("\n".join(read))
    return edits(whole, said) / len(whole) if whole else 0.0


def errors(truth: Iterable[str], read: Iterable[str], flags: Iterable[Sequence[tuple[int, int]]]) -> Errors:
    """Return the errors of lines with as many lines of truth; `flags` are spans [start, end) of the line read."""
    wrong = flagged = characters = 0
    for line, said, spans in zip(truth, read, flags, strict=True):
        goal = canonical(line)
        characters += len(goal)
        if goal == canonical(said):
            continue
        found = _marked(said, spans)
        places = _wrong_places(goal, "".join(letter for letter, _ in found))
        wrong += len(places)
        flagged += sum(any(flag for _, flag in found[start:end]) for start, end in places)
    return Errors(wrong, flagged, characters)


def wrong_in(truth: str, read: str, words: Sequence[tuple[int, int]]) -> list[float]:
    """Return how many characters are wrong in each word of a line; one missing between two is half in each."""
    goal, wrong = canonical(truth), [0.0] * len(words)
    if goal == canonical(read):
        return wrong
    owners: list[int | None] = []
    done = 0
    for number, (start, end) in enumerate([*words, (len(read), len(read))]):
        owners += [None] * len(canonical(read[done:start]))
        owners += [number] * len(canonical(read[start:end]))
        done = end
    for start, end in _wrong_places(goal, canonical(read)):
        blamed = {owner for owner in owners[start:end] if owner is not None}
        for owner in blamed:
            wrong[owner] += 1 / len(blamed)
    return wrong


def letter_at(truth: str, read: str, place: int) -> tuple[bool, int]:
    """Return whether the letter at a place of the truth was read as it is, and where it stands in the line read."""
    goal, at = canonical(truth), len(canonical(truth[: place + 1])) - 1
    said = canonical(read)
    before = [edits(goal[:at], said[:stop]) + edits(goal[at:], said[stop:]) for stop in range(len(said) + 1)]
    least = min(before)
    stops = [stop for stop, cost in enumerate(before) if cost == least]
    right = [stop for stop in stops if said[stop : stop + 1] == goal[at]]
    stop = (right or stops)[0]
    there = next(end for end in range(len(read) + 1) if len(canonical(read[:end])) > stop or end == len(read))
    return bool(right), max(0, there - 1)


def _marked(said: str, spans: Sequence[tuple[int, int]]) -> list[tuple[str, bool]]:
    """The characters that are compared, and whether each lies in a flagged word."""
    parts: list[tuple[str, bool]] = []
    done = 0
    for start, end in [*sorted(spans), (len(said), len(said))]:
        if start > done:
            parts += [(letter, False) for letter in canonical(said[done:start])]
        if end > max(done, start):
            parts += [(letter, True) for letter in canonical(said[max(done, start) : end])]
        done = max(done, end)
    return parts


def _wrong_places(goal: str, said: str) -> list[tuple[int, int]]:
    """For each error the characters [start, end) of `said` to blame: the wrong one, or those beside a missing one."""
    rows = [list(range(len(said) + 1))]
    for i, letter in enumerate(goal, 1):
        row, above = [i], rows[-1]
        for j, other in enumerate(said, 1):
            row.append(min(above[j] + 1, row[-1] + 1, above[j - 1] + (letter != other)))
        rows.append(row)
    places: list[tuple[int, int]] = []
    i, j = len(goal), len(said)
    while i or j:
        here = rows[i][j]
        if i and j and rows[i - 1][j - 1] + (goal[i - 1] != said[j - 1]) == here:
            if goal[i - 1] != said[j - 1]:
                places.append((j - 1, j))
            i, j = i - 1, j - 1
        elif j and rows[i][j - 1] + 1 == here:
            places.append((j - 1, j))
            j -= 1
        else:
            places.append((max(0, j - 1), j + 1))
            i -= 1
    return places
