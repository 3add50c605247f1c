"""The figures as Markdown, and what was missed and invented as a list."""

from collections.abc import Iterator

from benchmarks.minutes_score.score import WORDS, Score
from benchmarks.minutes_score.tally import Tally

_HEAD = "| kind | in the truth | in the output | recall | precision | F1 | F1 of PDF | F1 of DOCX |"


def table(every: Score, pdf: Score, docx: Score) -> Iterator[str]:
    """Yield the lines of a Markdown table: a row for each kind."""
    yield _HEAD
    yield "|---|" + "---|" * (_HEAD.count("|") - 2)
    for kind, tally in every.items():
        counts = (tally.found + len(tally.missed), tally.kept + len(tally.invented))
        shares = (tally.recall, tally.precision, tally.f1, _of(pdf, kind).f1, _of(docx, kind).f1)
        yield f"| {kind} | {counts[0]} | {counts[1]} | " + " | ".join(map(_figure, shares)) + " |"


def faults(score: Score) -> Iterator[str]:
    """Yield what was missed ("-") and invented ("+"), by kind."""
    for kind, tally in score.items():
        if kind == WORDS:
            yield from _words(tally)
            continue
        if tally.missed or tally.invented:
            yield f"  {kind}"
            yield from (f"    - {text}" for text in tally.missed)
            yield from (f"    + {text}" for text in tally.invented)


def _words(tally: Tally) -> Iterator[str]:
    for sign, words in (("-", tally.missed), ("+", tally.invented)):
        if words:
            yield f"  {WORDS}: {sign} {len(words)}: {' '.join(words[:60])}"


def _of(score: Score, kind: str) -> Tally:
    return score.get(kind) or Tally()


def _figure(share: float | None) -> str:
    return "–" if share is None else f"{share:.3f}"
