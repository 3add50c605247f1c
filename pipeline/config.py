"""Settings: their names, defaults and limits. `config.toml` at the top of the project lists them with a comment each."""

import tomllib
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

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


class Report(_Settings):
    """How report.docx looks."""

    latin_font: str = "Calibri"
    khmer_font: str = "Khmer OS Battambang"
    font_size: float = Field(default=10.5, gt=4, lt=40)
    """Points."""
    labels: Literal["en", "km"] = "en"
    """Language of the report's own words: headings of its tables, kinds of outcomes, page numbers."""


class Settings(_Settings):
    """All settings."""

    paths: Paths = Paths()
    segmentation: Segmentation = Segmentation()
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
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise UsageError(f"{path}: {where}: {first['msg']}") from error
