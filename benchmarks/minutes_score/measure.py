"""Reading the inputs of one half with the whole pipeline, and comparing each with its truth."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.minutes_score.score import Score, add, score
from benchmarks.minutes_score.truth import Case, TruthError, read_case
from pipeline.config import Settings
from pipeline.model.minutes import Minutes, Source
from pipeline.process import process


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

    def score(self, suffix: str = "") -> Score:
        """Return the tallies of all inputs together, or of those of one kind."""
        total: Score = {}
        for measured in self.of(suffix) if suffix else self.inputs:
            add(total, measured.score)
        return total

    def pairs(self) -> list[tuple[Measured, Measured]]:
        """Return each DOCX that was read with the PDF of the same minutes."""
        pdf = {measured.path.stem: measured for measured in self.of(".pdf") if measured.failure is None}
        docx = [measured for measured in self.of(".docx") if measured.failure is None]
        return [(measured, pdf[measured.path.stem]) for measured in docx if measured.path.stem in pdf]

    def failed(self) -> list[Measured]:
        """Return the inputs that could not be read."""
        return [measured for measured in self.inputs if measured.failure is not None]


def measure(path: Path, case: Case) -> Measured:
    """Read one input and compare it; one that cannot be read has missed everything."""
    try:
        result = process(path, path.parent, Settings())
    except Exception as error:  # a crash too: it is named below the table, and the other inputs are still measured
        nothing = Minutes(document=_nothing(path))
        return Measured(path, nothing, score(case, nothing), 0, 0.0, f"{type(error).__name__}: {error}")
    return Measured(path, result.minutes, score(case, result.minutes), result.pages, result.seconds["segment"])


def measure_half(folder: Path, names: Sequence[str]) -> Half:
    """Read all inputs of these names in a folder whose truth is complete; what is not is named."""
    half = Half()
    for name in names:
        try:
            case = read_case(folder, name)
        except TruthError as error:
            half.slips.append(str(error))
        else:
            half.inputs += [measure(path, case) for path in case.inputs]
    return half


def _nothing(path: Path) -> Source:
    return Source(id="", path="", file_name=path.name, media_type="", page_count=None, producer=None, languages=[])
