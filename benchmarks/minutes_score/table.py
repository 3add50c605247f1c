"""The figures as Markdown, and what was missed and invented as a list."""

import re
from collections.abc import Iterator

from benchmarks.minutes_score.score import WORDS, Score
from benchmarks.minutes_score.tally import Tally

_KHMER_BLANK = re.compile(r"(?<=[\u1780-\u17ff]) (?=[\u1780-\u17ff])")
_SUMS = ("outcomes",)
"""Kinds whose faults are named with their parts."""
_MOST_WORDS = 80
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
        named = [f"    - {text}" for text in tally.missed if text] + [
            f"    + {text}" for text in tally.invented if text
        ]
        if named and kind not in _SUMS:
            yield f"  {kind}"
            yield from named


def _words(tally: Tally) -> Iterator[str]:
    for sign, words in (("-", tally.missed), ("+", tally.invented)):
        if words:
            shown = _KHMER_BLANK.sub("", " ".join(words[:_MOST_WORDS]))
            yield f"  {WORDS}: {sign} {len(words)}: {shown}{' …' if len(words) > _MOST_WORDS else ''}"


def _of(score: Score, kind: str) -> Tally:
    return score.get(kind) or Tally()


def _figure(share: float | None) -> str:
    return "–" if share is None else f"{share:.3f}"
