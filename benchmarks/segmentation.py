"""How true the Minutes are that the whole pipeline makes of minutes with a truth written by hand.

    .venv/bin/python -m benchmarks.segmentation [--half tune] [--file NAME ...] [--show]
    .venv/bin/python -m benchmarks.segmentation --check

Prints a Markdown table for each half of `benchmarks/minutes/`. `--show` lists what was missed (-) and invented (+), of
the half to tune on unless another is asked for; `--check` reads no input but looks for slips in the truths. The exit
code is 1 where a truth has slips or an input cannot be read.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.minutes_score.check import slips
from benchmarks.minutes_score.measure import Half, Measured, measure_half
from benchmarks.minutes_score.same import difference
from benchmarks.minutes_score.score import WORDS
from benchmarks.minutes_score.table import faults, table
from benchmarks.minutes_score.truth import TruthError, names_in, read_case

MINUTES = Path(__file__).resolve().parent / "minutes"
HALVES = ("tune", "report")


def report(half: Half) -> Iterator[str]:
    """Yield the table of a half and the lines below it."""
    pdf, docx, pairs = half.of(".pdf"), half.of(".docx"), half.pairs()
    yield from table(half.score(), half.score(".pdf"), half.score(".docx"))
    yield ""
    yield _words_line("all files", half.inputs)
    yield _words_line("PDF", pdf)
    yield _words_line("DOCX", docx)
    alike = sum(difference(one.minutes, other.minutes) is None for one, other in pairs)
    yield f"- DOCX and PDF give the same Minutes: {alike} of {len(pairs)} pairs"
    yield from _time_line(pdf)
    yield from (f"- could not be read: {failed.path.name}: {failed.failure}" for failed in half.failed())
    yield from (f"- left out: {slip}" for slip in half.slips)


def show(half: Half) -> Iterator[str]:
    """Yield what was missed and invented in each input that was read, and where a DOCX and its PDF first differ."""
    for measured in half.inputs:
        if measured.failure is None:
            yield f"\n{measured.path.name}"
            yield from faults(measured.score)
    for one, other in half.pairs():
        if (found := difference(one.minutes, other.minutes)) is not None:
            yield f"\n{one.path.name} and {other.path.name} first differ in"
            yield from (f"  {line}" for line in found)


def check(folder: Path, names: Sequence[str]) -> Iterator[str]:
    """Yield the slips in the truths of these names in a folder."""
    for name in names:
        try:
            yield from (f"{name}: {slip}" for slip in slips(read_case(folder, name)))
        except TruthError as error:
            yield str(error)


def main() -> int:
    """Measure or check what the command line asks for; return the exit code."""
    asked = _arguments()
    results = []
    for half in [asked.half] if asked.half else HALVES[:1] if asked.show else HALVES:
        folder = MINUTES / half
        names = [name for name in names_in(folder) if not asked.file or name in asked.file]
        results.append(_check(folder, names) if asked.check else _measure(folder, names, asked.show))
    return int(not all(results))


def _check(folder: Path, names: Sequence[str]) -> bool:
    found = list(check(folder, names))
    print(*(found or [f"{folder.name}: no slips in {len(names)} truths"]), sep="\n")
    return not found


def _measure(folder: Path, names: Sequence[str], with_faults: bool) -> bool:
    half = measure_half(folder, names)
    print(f"## {folder.name}: {len(half.inputs)} inputs", "", *report(half), sep="\n")
    print(*(show(half) if with_faults else ()), "", sep="\n")
    return not half.slips and not half.failed()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--half", choices=HALVES)
    parser.add_argument("--file", nargs="+", default=[], metavar="NAME", help="names without suffix")
    parser.add_argument("--show", action="store_true", help="list what was missed and invented")
    parser.add_argument("--check", action="store_true", help="look for slips in the truths")
    asked = parser.parse_args()
    known = {name for half in HALVES for name in names_in(MINUTES / half)}
    if unknown := set(asked.file) - known:
        parser.error(f"no such minutes: {', '.join(sorted(unknown))}")
    return asked


def _words_line(name: str, inputs: Sequence[Measured]) -> str:
    tallies = [measured.score[WORDS] for measured in inputs]
    whole = sum(not tally.missed and not tally.invented for tally in tallies)
    missing = sum(len(tally.missed) for tally in tallies)
    extra = sum(len(tally.invented) for tally in tallies)
    return f"- every word exactly once, {name}: {whole} of {len(tallies)}; {missing} words missing, {extra} extra"


def _time_line(inputs: Sequence[Measured]) -> Iterator[str]:
    """Say how long segmentation took; the first input pays for imports and vocabulary, and is left out."""
    timed = [measured for measured in inputs[1:] if measured.pages]
    if timed:
        mean = 1000 * sum(measured.seconds for measured in timed) / sum(measured.pages for measured in timed)
        slowest = max(timed, key=lambda measured: measured.seconds / measured.pages)
        worst = 1000 * slowest.seconds / slowest.pages
        yield f"- segmentation: {mean:.1f} ms a page of PDF; slowest {worst:.1f} ({slowest.path.name})"


if __name__ == "__main__":
    sys.exit(main())
