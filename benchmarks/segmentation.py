"""How true the Minutes are that the whole pipeline makes of minutes with a truth written by hand.

    .venv/bin/python -m benchmarks.segmentation [--half tune] [--file NAME ...] [--show]
    .venv/bin/python -m benchmarks.segmentation --check

Prints a Markdown table for each half of `benchmarks/minutes/`. `--show` lists what was missed (-) and invented (+), of
the half to tune on unless another is asked for; `--check` reads no input but looks for slips in the truths.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.minutes_score.check import slips
from benchmarks.minutes_score.same import difference
from benchmarks.minutes_score.score import WORDS, Score, add, score
from benchmarks.minutes_score.table import faults, table
from benchmarks.minutes_score.truth import Case, TruthError, names_in, read_case
from pipeline.config import Settings
from pipeline.model.minutes import Minutes, Source
from pipeline.process import process

MINUTES = Path(__file__).resolve().parent / "minutes"
HALVES = ("tune", "report")


@dataclass(frozen=True)
class Measured:
    """One input as the pipeline read it, and how that compares with its truth."""

    path: Path
    minutes: Minutes
    score: Score
    pages: int
    seconds: float
    """Time of segmentation."""
    failure: str | None = None


@dataclass
class Half:
    """All inputs of one half."""

    inputs: list[Measured] = field(default_factory=list)
    slips: list[str] = field(default_factory=list)
    """Why a minutes was left out."""

    def of(self, suffix: str) -> list[Measured]:
        """Return the inputs of one kind."""
        return [measured for measured in self.inputs if measured.path.suffix == suffix]


def measure(path: Path, case: Case) -> Measured:
    """Read one input and compare it; one that cannot be read has missed everything."""
    try:
        result = process(path, path.parent, Settings())
    except Exception as error:  # a crash too: it is named below the table, and the other inputs are still measured
        nothing = Minutes(document=_nothing(path))
        return Measured(path, nothing, score(case, nothing), 0, 0.0, f"{type(error).__name__}: {error}")
    return Measured(path, result.minutes, score(case, result.minutes), result.pages, result.seconds["segment"])


def measure_half(folder: Path, names: Sequence[str]) -> Half:
    """Read all inputs of a folder whose truth is complete; what is not is named."""
    half = Half()
    for name in names_in(folder):
        if names and name not in names:
            continue
        try:
            case = read_case(folder, name)
        except TruthError as error:
            half.slips.append(str(error))
            continue
        half.inputs += [measure(path, case) for path in case.inputs]
    return half


def report(half: Half) -> Iterator[str]:
    """Yield the table of a half and the lines below it."""
    pdf, docx = half.of(".pdf"), half.of(".docx")
    yield from table(_summed(half.inputs), _summed(pdf), _summed(docx))
    yield ""
    yield from _words_line("all files", half.inputs)
    yield from _words_line("PDF", pdf)
    yield from _words_line("DOCX", docx)
    pairs = _pairs(half)
    alike = sum(difference(one.minutes, other.minutes) is None for one, other in pairs)
    yield f"- DOCX and PDF give the same Minutes: {alike} of {len(pairs)} pairs"
    yield from _time_line(pdf)
    yield from (f"- could not be read: {measured.path.name}: {measured.failure}" for measured in _failed(half))
    yield from (f"- left out: {slip}" for slip in half.slips)


def show(half: Half) -> Iterator[str]:
    """Yield what was missed and invented in each input, and where a DOCX and its PDF first differ."""
    for measured in half.inputs:
        yield f"\n{measured.path.name}"
        yield from faults(measured.score)
    for one, other in _pairs(half):
        if (found := difference(one.minutes, other.minutes)) is not None:
            yield f"\n{one.path.name} and {other.path.name} first differ in"
            yield from (f"  {' | '.join(line) if line else 'nothing more'}" for line in found)


def check(folder: Path, names: Sequence[str]) -> Iterator[str]:
    """Yield the slips in the truths of a folder."""
    for name in names_in(folder):
        if names and name not in names:
            continue
        try:
            yield from (f"{name}: {slip}" for slip in slips(read_case(folder, name)))
        except TruthError as error:
            yield str(error)


def main() -> int:
    """Measure or check what the command line asks for; 1 where a truth has slips or an input fails."""
    arguments = _arguments()
    halves = [arguments.half] if arguments.half else HALVES[:1] if arguments.show else HALVES
    faulty = False
    for name in halves:
        if arguments.check:
            found = list(check(MINUTES / name, arguments.file))
            print("\n".join(found or [f"{name}: no slips"]))
            faulty = faulty or bool(found)
            continue
        half = measure_half(MINUTES / name, arguments.file)
        faulty = faulty or bool(half.slips or _failed(half))
        print(
            f"## {name}: {len(half.inputs)} inputs\n", *report(half), *(show(half) if arguments.show else ()), sep="\n"
        )
        print()
    return int(faulty)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--half", choices=HALVES)
    parser.add_argument("--file", nargs="+", default=[], metavar="NAME", help="names without suffix")
    parser.add_argument("--show", action="store_true", help="list what was missed and invented")
    parser.add_argument("--check", action="store_true", help="look for slips in the truths")
    return parser.parse_args()


def _nothing(path: Path) -> Source:
    return Source(id="", path="", file_name=path.name, media_type="", page_count=None, producer=None, languages=[])


def _summed(inputs: Sequence[Measured]) -> Score:
    total: Score = {}
    for measured in inputs:
        add(total, measured.score)
    return total


def _pairs(half: Half) -> list[tuple[Measured, Measured]]:
    docx = {measured.path.stem: measured for measured in half.of(".docx")}
    return [(docx[pdf.path.stem], pdf) for pdf in half.of(".pdf") if pdf.path.stem in docx]


def _failed(half: Half) -> list[Measured]:
    return [measured for measured in half.inputs if measured.failure is not None]


def _words_line(name: str, inputs: Sequence[Measured]) -> Iterator[str]:
    tallies = [measured.score[WORDS] for measured in inputs]
    whole = sum(not tally.missed and not tally.invented for tally in tallies)
    missing = sum(len(tally.missed) for tally in tallies)
    extra = sum(len(tally.invented) for tally in tallies)
    yield f"- every word exactly once, {name}: {whole} of {len(tallies)}; {missing} words missing, {extra} extra"


def _time_line(inputs: Sequence[Measured]) -> Iterator[str]:
    """The first input pays for imports and vocabulary, and is left out."""
    timed = [measured for measured in inputs[1:] if measured.pages]
    if timed:
        mean = 1000 * sum(measured.seconds for measured in timed) / sum(measured.pages for measured in timed)
        slowest = max(timed, key=lambda measured: measured.seconds / measured.pages)
        worst = 1000 * slowest.seconds / slowest.pages
        yield f"- segmentation: {mean:.1f} ms a page of PDF; slowest {worst:.1f} ({slowest.path.name})"


if __name__ == "__main__":
    sys.exit(main())
