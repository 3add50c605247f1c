"""What was found, missed and invented of one kind, and how truths and outputs are paired for it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from benchmarks.minutes_score.keys import key

Truth = TypeVar("Truth")
Made = TypeVar("Made")


@dataclass
class Tally:
    """Counts of one kind; what was missed and invented is kept for whoever looks for the cause.

    An empty text is a fault that is named elsewhere.
    """

    found: int = 0
    """Truths that the output has."""
    missed: list[str] = field(default_factory=list)
    kept: int = 0
    """Outputs that the truth has."""
    invented: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Count another tally of the same kind in."""
        self.found += other.found
        self.kept += other.kept
        self.missed += other.missed
        self.invented += other.invented

    @property
    def recall(self) -> float | None:
        """Share of the truth that was found; None where there is none."""
        return _share(self.found, self.missed)

    @property
    def precision(self) -> float | None:
        """Share of the output that is true; None where there is none."""
        return _share(self.kept, self.invented)

    @property
    def f1(self) -> float | None:
        """Harmonic mean of recall and precision; None where neither truth nor output has any."""
        recall, precision = self.recall, self.precision
        if recall is None and precision is None:
            return None
        if not recall or not precision:
            return 0.0
        return 2 * recall * precision / (recall + precision)


@dataclass(frozen=True, eq=False)
class Phrase:
    """A text to be compared, of the truth or of the output; two with the same words are still two."""

    text: str
    number: str = ""
    """As printed; in an output each form of it that it has, with line breaks between."""
    optional: bool = False
    """An output that may stand for a truth but is nothing invented if it does not."""

    @property
    def key(self) -> str:
        """The words of the text."""
        return key(self.text)

    def __str__(self) -> str:
        number = self.number.split("\n")[0]
        return f"{number} {self.text}" if number else self.text


def tally(truths: Iterable[Truth], outputs: Iterable[Made], pairs: Sequence[tuple[Truth, Made]]) -> Tally:
    """Count pairs that agree; truths and outputs are told apart by identity, and those without a pair are named."""
    met = {id(truth) for truth, _ in pairs}
    kept = {id(output) for _, output in pairs}
    missed = [str(truth) for truth in truths if id(truth) not in met]
    return Tally(len(met), missed, len(kept), [str(output) for output in outputs if id(output) not in kept])


def detail_tally(
    truths: Sequence[Truth],
    outputs: Sequence[Made],
    pairs: Sequence[tuple[Truth, Made]],
    of: Callable[[Truth | Made], str],
    agree: Callable[[str, str], bool],
) -> Tally:
    """Count who has a detail, and has it right; whoever has no partner counts, but is named with their own kind."""
    made_of = {id(truth): made for truth, made in pairs}
    truth_of = {id(made): truth for truth, made in pairs}
    right = [(truth, made) for truth, made in pairs if of(truth) and of(made) and agree(of(truth), of(made))]
    met, kept = {id(truth) for truth, _ in right}, {id(made) for _, made in right}
    wrong = [truth for truth in truths if of(truth) and id(truth) not in met]
    extra = [made for made in outputs if of(made) and id(made) not in kept]
    missed = [
        f"{of(one)} (read: {of(made_of[id(one)]) or 'none'}) of {one}" if id(one) in made_of else "" for one in wrong
    ]
    news = [f"{of(one)} of {one}" if id(one) in truth_of and not of(truth_of[id(one)]) else "" for one in extra]
    return Tally(len(met), missed, len(kept), news)


def in_order(
    truths: Sequence[Truth], outputs: Sequence[Made], match: Callable[[Truth, Made], int]
) -> list[tuple[Truth, Made]]:
    """Return the pairs of greatest summed match in which both sides stand in order and nothing stands twice."""
    gains = [[0] * (len(outputs) + 1) for _ in range(len(truths) + 1)]
    scores = [[match(truth, output) for output in outputs] for truth in truths]
    for i in reversed(range(len(truths))):
        for j in reversed(range(len(outputs))):
            paired = scores[i][j] + gains[i + 1][j + 1] if scores[i][j] else 0
            gains[i][j] = max(paired, gains[i + 1][j], gains[i][j + 1])
    pairs, i, j = [], 0, 0
    while i < len(truths) and j < len(outputs):
        if scores[i][j] and gains[i][j] == scores[i][j] + gains[i + 1][j + 1]:
            pairs.append((truths[i], outputs[j]))
            i, j = i + 1, j + 1
        elif gains[i][j] == gains[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def best_first(
    truths: Sequence[Truth], outputs: Sequence[Made], match: Callable[[Truth, Made], int]
) -> list[tuple[Truth, Made]]:
    """Return pairs in whatever order, the best matches first, in each the earliest; nothing stands twice."""
    scored = [(-match(truth, output), i, j) for i, truth in enumerate(truths) for j, output in enumerate(outputs)]
    free_truths, free_outputs = set(range(len(truths))), set(range(len(outputs)))
    pairs = []
    for score, i, j in sorted(scored):
        if score and i in free_truths and j in free_outputs:
            free_truths.remove(i)
            free_outputs.remove(j)
            pairs.append((truths[i], outputs[j]))
    return pairs


def _share(right: int, wrong: list[str]) -> float | None:
    return right / (right + len(wrong)) if right or wrong else None
