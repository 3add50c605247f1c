"""The truth of a minutes: facts written by hand in NAME.toml, the whole text in reading order in NAME.txt."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from pipeline.model.minutes import Classification, OutcomeType

INPUT_SUFFIXES = (".pdf", ".docx")


class TruthError(Exception):
    """A truth is missing or not as the rules for writing one have it; `str` names the file and every slip."""


def _iso(text: str) -> str:
    parts = text.split("-")
    lengths = [len(part) for part in parts]
    if text and not (all(part.isdigit() for part in parts) and lengths == [4, 2, 2][: len(parts)]):
        raise ValueError("is no ISO date (2023-03-14)")
    return text


IsoDate = Annotated[str, AfterValidator(_iso)]


class _Facts(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class PersonTruth(_Facts):
    """Somebody named as chair, secretary, present, absent, guest, reporter or speaker."""

    name: str
    honorific: str = ""
    role: str = ""
    organization: str = ""
    part: Literal["chair", "speaker", "participant", "secretary", ""] = ""
    attendance: Literal["present", "absent", ""] = ""


class ExchangeTruth(_Facts):
    """The first words of a question and of its answer; no answer: ""."""

    question: str
    answer: str


class OutcomeTruth(_Facts):
    """Words that state an outcome, and its details as far as printed."""

    type: OutcomeType
    text: str
    owner: str = ""
    due_date: str = ""
    moved_by: str = ""
    seconded_by: str = ""
    result: str = ""
    votes: str = ""
    addressed_to: str = ""


class MeetingTruth(_Facts):
    """The facts of one meeting."""

    title: str
    classification: Classification
    start_date: IsoDate
    end_date: IsoDate = ""
    place: str
    attendance: list[Annotated[list[str | int], Field(min_length=2, max_length=2)]] = []
    headings: list[Annotated[list[str], Field(min_length=2, max_length=2)]]
    topics: list[str] = []
    list_items: list[str] = []
    people: list[PersonTruth] = []
    exchanges: list[ExchangeTruth] = []
    outcomes: list[OutcomeTruth] = []
    table_rows: list[str] = []
    either: list[str] = []
    """First words of what counts neither for nor against."""


class Truth(_Facts):
    """The facts of one file."""

    made_by: str
    running: list[str] = []
    either: list[str] = []
    meetings: list[MeetingTruth] = Field(min_length=1)


@dataclass(frozen=True)
class Case:
    """One minutes of the set: its inputs and its truth."""

    name: str
    inputs: tuple[Path, ...]
    truth: Truth
    lines: tuple[str, ...]
    """NAME.txt, empty lines apart."""


def names_in(folder: Path) -> list[str]:
    """Return the names of all minutes in a folder, whether complete or not."""
    suffixes = (*INPUT_SUFFIXES, ".toml", ".txt")
    return sorted({path.name.removesuffix(path.suffix) for path in folder.iterdir() if path.suffix in suffixes})


def read_case(folder: Path, name: str) -> Case:
    """Return a minutes of the folder with its truth.

    Raises:
        TruthError: a file is missing, is not UTF-8 or TOML, or has an unknown or impossible key.
    """
    inputs = tuple(path for suffix in INPUT_SUFFIXES if (path := folder / (name + suffix)).is_file())
    if not inputs:
        raise TruthError(f"{name}: neither .pdf nor .docx")
    lines = tuple(line.strip() for line in _text(folder / f"{name}.txt").splitlines() if line.strip())
    return Case(name, inputs, read_truth(folder / f"{name}.toml"), lines)


def read_truth(path: Path) -> Truth:
    """Return the facts in a TOML file.

    Raises:
        TruthError: it is missing, is not UTF-8 or TOML, or has an unknown or impossible key.
    """
    try:
        return Truth.model_validate(tomllib.loads(_text(path)))
    except tomllib.TOMLDecodeError as error:
        raise TruthError(f"{path.name}: {error}") from error
    except ValidationError as error:
        slips = (f"{'.'.join(str(step) for step in slip['loc'])}: {slip['msg']}" for slip in error.errors())
        raise TruthError(f"{path.name}: " + "; ".join(slips)) from error


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise TruthError(f"{path.name}: missing") from error
    except UnicodeDecodeError as error:
        raise TruthError(f"{path.name}: {error}") from error
