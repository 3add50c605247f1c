"""Settings: their names, defaults and limits. `config.toml` at the top lists them all with a comment each."""

import re
import tomllib
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator
from pydantic_core import ErrorDetails

from pipeline.errors import UsageError


class _Settings(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Paths(_Settings):
    """Where a run reads and writes when the command line does not say."""

    inputs: Path = Path("inputs")
    outputs: Path = Path("outputs")


class Segmentation(_Settings):
    """How minutes are read."""

    spacy_model: str | None = None
    """Name or folder of an installed spaCy pipeline whose entities help to find people; None: rules alone."""


class Ocr(_Settings):
    """How pages that are pictures are read."""

    enabled: bool = True
    languages: tuple[str, ...] = Field(default=("khm", "eng"), min_length=1)
    """tesseract's names of the languages that are installed."""
    seconds: float = Field(default=120, gt=0)
    """Wall-clock time for a page; one that needs more stays unread."""

    @field_validator("languages")
    @classmethod
    def _is_names(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        for name in names:
            if not re.fullmatch(r"\w[\w/-]*", name):
                raise ValueError(f"{name!r} is no name of a language")
        return names


class Report(_Settings):
    """How report.docx looks."""

    latin_font: str = "Calibri"
    khmer_font: str = "Khmer OS Battambang"
    font_size: float = Field(default=10.5, gt=4, lt=40)
    """Points."""
    labels: Literal["en", "km"] = "en"
    """Language of the report's own words: headings of its tables, kinds of outcomes, page numbers."""


class Limits(_Settings):
    """What one document may take; more is a hostile or broken file, and costs that document alone."""

    seconds: float = Field(default=1800, gt=0)
    """Wall-clock time; of a document that needs more, the pages read by then are kept."""
    silence: float = Field(default=180, gt=0)
    """Seconds without a sign of progress, such as a page finished."""
    memory_mb: int = Field(default=2000, ge=200)
    """Of address space, over what the program itself takes."""
    pages: int = Field(default=5000, gt=0)
    """The first so many are read."""
    unpacked_mb: int = Field(default=500, gt=0)
    """What a single stream of a PDF may unpack to."""
    image_pixels: int = Field(default=200_000_000, gt=0)
    """Of one picture; larger ones are not unpacked."""
    documents_per_process: int = Field(default=200, gt=0)
    """After so many a fresh process takes over, so that nothing piles up in one."""


class Opening(_Settings):
    """What it takes to open files."""

    passwords: tuple[SecretStr, ...] = ()
    """Tried in turn on files that need one; never written anywhere."""


class Summary(_Settings):
    """How long summaries are."""

    sentences_per_section: int = Field(default=2, ge=0, le=50)
    """Main points of each session; its outcomes come besides."""


class Translation(_Settings):
    """What translates, and into which languages."""

    engine: Literal["none", "memory", "ctranslate2", "libretranslate", "openai"] = "memory"
    languages: list[Literal["en", "km"]] = ["en", "km"]
    """Each text is translated into those that it is not written in."""
    memory: Path = Path("outputs/memory.sqlite")
    """File of the translation memory; what slow engines made is kept in drafts.sqlite beside it."""
    glossary: Path | None = None
    """A table of kind, en and km, whose terms go before the shipped ones."""
    least_likeness: float = Field(default=0.75, gt=0, le=1)
    """How like a text of the memory must be to be offered, 0 to 1."""
    model: Path | None = None
    """Folder of the CTranslate2 model."""
    language_codes: dict[str, str] | None = None
    """What the model calls en and km; None: as NLLB-200 does."""
    url: str | None = None
    """Address of the service."""
    model_name: str | None = None
    """What the chat service calls its model."""
    timeout: float = Field(default=60, gt=0)
    """Seconds to wait for one answer of the service."""
    requests_per_second: float = Field(default=2, gt=0)


class Settings(_Settings):
    """All settings."""

    paths: Paths = Paths()
    limits: Limits = Limits()
    opening: Opening = Opening()
    ocr: Ocr = Ocr()
    segmentation: Segmentation = Segmentation()
    summary: Summary = Summary()
    translation: Translation = Translation()
    report: Report = Report()


def load_settings(path: Path | None) -> Settings:
    """Return the settings in a TOML file; without one, those of `config.toml` here if it exists, else the defaults.

    Raises:
        UsageError: the file is missing, is not TOML, or holds an unknown or impossible setting.
    """
    if path is None:
        path = Path("config.toml")
        if not path.is_file():
            return Settings()
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"cannot read the configuration {path}: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} is not valid TOML: {error}") from error
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        raise UsageError(f"{path}: " + "; ".join(_explained(mistake) for mistake in error.errors())) from error


def _explained(mistake: ErrorDetails) -> str:
    """One mistake of a configuration for a person: which setting, what is wrong, what is allowed."""
    where = ".".join(str(part) for part in mistake["loc"])
    if mistake["type"] == "extra_forbidden":
        return f"there is no setting {where}; there are {', '.join(_names(mistake['loc'][:-1]))}"
    return f"{where}: {mistake['msg']}, not {mistake['input']!r}"


def _names(section: tuple[int | str, ...]) -> list[str]:
    """The settings in a section, written in full; of the whole file, its sections."""
    fields = Settings.model_fields
    for part in section:
        model = fields[str(part)].annotation
        assert isinstance(model, type) and issubclass(model, BaseModel), "only sections have settings in them"
        fields = model.model_fields
    return [".".join([*map(str, section), name]) for name in fields]
