"""Settings: their names, defaults and limits. `config.toml` at the top lists them all with a comment each."""

import tomllib
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
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
