"""How true is what the decoder says of its own doubt: its flags, its confidence, and words that an author has misspelt.

    .venv/bin/python -m benchmarks.decipher_doubts     fits the curve of `pipeline.repair.decipher_doubt` anew

It is fitted to all texts of the half "tune"; `benchmarks.decipher doubts spelling` prints how true it is of the other.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.decipher_texts import Half, all_tuned, chosen, count_khmer, families, texts
from benchmarks.khmer_errors import errors, letter_at, wrong_in
from benchmarks.misspellings import misspelt
from pipeline.repair.decipher import Deciphered, decipher
from pipeline.repair.decipher_doubt import Signs
from tests.press.damaged_text import Damage, damaged
from tests.press.fonts import Family
from tests.press.text_maps import Rule

Floats = NDArray[np.float64]

OTHERS = (Damage(Rule.LAST), Damage(Rule.VISUAL), Damage(Rule.NO_COENG), Damage(drift=0.4), Damage(blanks=1.0))
WORDS = (0.0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 1.0)
LINES = (0.0, 0.9, 0.95, 0.97, 0.98, 0.99, 0.995, 1.0)
"""Where the rows of the tables of words and lines begin and end."""


FEW_FONTS = 2
"""How many fonts the longer cases are measured in."""


class Judged(NamedTuple):
    """A deciphered word beside its truth."""

    signs: Signs
    confidence: float
    is_flagged: bool
    wrong: float
    """How many of its characters are."""


class Line(NamedTuple):
    """A deciphered line beside its truth."""

    confidence: float
    characters: int
    wrong: int
    flagged: int
    """Wrong characters in flagged words."""
    words: list[Judged]


def judged(truth: Sequence[str], found: Deciphered, given: Iterable[int] = ()) -> list[Line]:
    """Return the lines that were read, those that were given apart."""
    lines = []
    for number, (goal, line) in enumerate(zip(truth, found.lines, strict=True)):
        if number in given or not count_khmer(line.orig):
            continue
        wrong = wrong_in(goal, line.text, [(word.start, word.end) for word in line.words])
        words = [
            Judged(word.signs, word.confidence, bool(word.flags), share)
            for word, share in zip(line.words, wrong, strict=True)
        ]
        whole = errors([goal], [line.text], [[flag.charspan for flag in line.flags]])
        lines.append(Line(line.confidence, whole.characters, whole.wrong, whole.flagged, words))
    return lines


def read(truth: Sequence[str], family: Family, damage: Damage, with_given: bool) -> list[Line]:
    """Return the lines of a text damaged and deciphered, blind or with some lines given."""
    given = {index: truth[index] for index in chosen(truth)} if with_given else {}
    return judged(truth, decipher(damaged(truth, family, damage), corrected=given), given)


def show_doubts(half: Half) -> None:
    """Print how much of what is wrong is flagged, at what price, and how true the confidence is."""
    for with_given in (False, True):
        fonts = families(half)[: FEW_FONTS if with_given else None]
        lines = [
            line
            for truth in texts(half).values()
            for family in fonts
            for line in read(truth, family, Damage(), with_given)
        ]
        print(f"\n{'five lines given' if with_given else 'blind'}, Word's rule, {len(fonts)} fonts, half {half}\n")
        show_lines(lines)


def show_lines(lines: Sequence[Line]) -> None:
    """Print the figures of lines: flags first, then words and lines by how sure they were said to be."""
    words = [word for line in lines for word in line.words]
    flagged = [word for word in words if word.is_flagged]
    wrong, found = sum(line.wrong for line in lines), sum(line.flagged for line in lines)
    wrong_words, in_vain = sum(word.wrong > 0 for word in words), sum(not word.wrong for word in flagged)
    print(f"Of {wrong} wrong characters {found / max(1, wrong):.1%} lie in flagged words. Flagged are "
          f"{len(flagged) / len(words):.1%} of all words, {in_vain / (len(words) - wrong_words):.1%} of right ones; "
          f"of the flagged {1 - in_vain / max(1, len(flagged)):.1%} are wrong.\n")  # fmt: skip
    characters = sum(line.characters for line in lines)
    said = sum(line.confidence * line.characters for line in lines) / characters
    print(f"Said to be right: {said:.2%} of the characters; right: {1 - wrong / characters:.2%}.\n")
    print("| words said to be so sure | words | said, in the mean | right to the letter |\n|---|---|---|---|")
    show_rows(WORDS, [(word.confidence, not word.wrong, 1) for word in words])
    print("\n| lines said to be so sure | characters | said, in the mean | characters right |\n|---|---|---|---|")
    rows = [(line.confidence, 1 - line.wrong / max(1, line.characters), line.characters) for line in lines]
    show_rows(LINES, rows)


def show_rows(bounds: Sequence[float], rows: Sequence[tuple[float, float, int]]) -> None:
    """Print a table of what was said, what was and how much that counts, by what was said."""
    for low, high in pairwise(bounds):
        mine = [row for row in rows if low <= row[0] < high or row[0] == high == 1]
        weight = sum(count for *_, count in mine)
        if weight:
            said, was = (sum(row[at] * row[2] for row in mine) / weight for at in (0, 1))
            print(f"| {low:.1%} to {high:.1%} | {weight} | {said:.1%} | {was:.1%} |")


class Spelt(NamedTuple):
    """What became of words that their author had misspelt."""

    kept: int
    flagged: int
    """Read otherwise, in a flagged word."""
    silent: int
    """Read otherwise without a flag."""


def spelt(truth: Sequence[str], family: Family) -> Spelt:
    """Return what became of the misspelt words of a text, Word's rule, blind."""
    text = misspelt(truth)
    found = decipher(damaged(text.lines, family)).lines
    kept = flagged = silent = 0
    for goal, line, places in zip(text.lines, found, text.places, strict=True):
        for place in places:
            is_right, at = letter_at(goal, line.text, place)
            is_flagged = any(flag.charspan[0] <= at < flag.charspan[1] for flag in line.flags)
            kept, flagged, silent = (
                kept + is_right,
                flagged + (is_flagged and not is_right),
                silent + (not is_flagged and not is_right),
            )
    return Spelt(kept, flagged, silent)


def show_spelling(half: Half) -> None:
    """Print what became of misspelt words."""
    every = [spelt(truth, family) for truth in texts(half).values() for family in families(half)[:FEW_FONTS]]
    kept, flagged, silent = (sum(column) for column in zip(*every, strict=True))
    total = kept + flagged + silent
    print(f"\nOf {total} misspelt words {kept / total:.1%} were read as they were written, {flagged / total:.1%} "
          f"otherwise and flagged, {silent} ({silent / total:.1%}) otherwise and not (half {half}).")  # fmt: skip


def tuned() -> Iterator[tuple[str, list[Line]]]:
    """All texts of the half "tune", each in several fonts: blind, lines given, cut, misspelt, by other rules."""
    fonts = families("tune")
    for number, (name, truth) in enumerate(all_tuned().items()):
        third = len(truth) // 3
        font = [fonts[(place - number) % len(fonts)] for place in range(len(fonts))]
        yield name, read(truth, font[0], Damage(), False)
        yield name, read(truth, font[2], Damage(), False)
        yield name, read(truth, font[1], Damage(), True)
        yield name, read(truth[third : 2 * third], font[2], Damage(), False)
        yield name, read(misspelt(truth).lines, font[3], Damage(), False)
        yield name, read(truth, font[4], OTHERS[number % len(OTHERS)], False)


def fitted(signs: Floats, wrong: Floats) -> Floats:
    """Return the weights of a logistic curve, the constant first (Newton's method, a slight pull towards zero)."""
    rows = np.hstack([np.ones((len(signs), 1)), signs])
    spread = np.concatenate([[1.0], signs.std(axis=0)])
    pull = np.concatenate([[0.0], np.square(spread[1:])])
    weights = np.zeros(rows.shape[1])
    for _ in range(30):
        share = 1.0 / (1.0 + np.exp(-rows @ weights))
        slope = rows.T @ (wrong - share) - pull * weights
        bend = (rows * (share * (1.0 - share))[:, None]).T @ rows + np.diag(pull)
        weights = weights + np.linalg.solve(bend, slope)
    return weights


def main() -> None:
    """Fit the curve and print its figures."""
    words = []
    for name, lines in tuned():
        words += [word for line in lines for word in line.words]
        print(f"  {name}: {sum(line.wrong for line in lines) / sum(line.characters for line in lines):.2%}", flush=True)
    wrong = np.array([word.wrong for word in words])
    weights = fitted(np.array([word.signs for word in words]), (wrong > 0).astype(float))
    print(f"AT_REST = {weights[0]:.2f}")
    for name, weight in zip(Signs._fields, weights[1:], strict=True):
        print(f"    {name}={weight:.3f},")
    print(f"{wrong[wrong > 0].mean():.2f} characters wrong in a wrong word of {len(words)} words")


if __name__ == "__main__":
    main()
