"""corrections.json: what a person has done for a document. A run reads it, applies it last and never writes over it."""

import json
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from pipeline.errors import UsageError
from pipeline.model.minutes import TranslationState

FILE_NAME = "corrections.json"


class FinishedTranslation(BaseModel):
    """A text as a person has translated it."""

    model_config = ConfigDict(extra="forbid")

    target_id: str
    source_language: str
    language: str
    source: str
    """The text that was translated, by which a later change of it is noticed."""
    text: str
    state: TranslationState = "final"


class Corrections(BaseModel):
    """The work of persons on one document."""

    model_config = ConfigDict(extra="allow")

    schema_name: str = "khmer-minutes-corrections"
    schema_version: str = "1.0"
    translations: list[FinishedTranslation] = []


def read_corrections(folder: Path) -> Corrections:
    """Return the corrections kept in a document's output folder; none where there is no such file.

    Raises:
        UsageError: the file cannot be read, or is not what this version writes; it is a person's work, so that nothing
            goes on without it.
    """
    path = folder / FILE_NAME
    try:
        if not path.is_file():
            return Corrections()
        return Corrections.model_validate(json.loads(path.read_bytes()))
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror}") from error
    except (ValueError, ValidationError) as error:
        raise UsageError(f"{path} cannot be understood ({error}); mend it or move it away") from error


def write_corrections(folder: Path, corrections: Corrections) -> None:
    """Put the corrections into a document's output folder, whole or not at all.

    Raises:
        OSError: the file cannot be written.
    """
    beside = folder / f".{FILE_NAME}.part"
    text = json.dumps(corrections.model_dump(mode="json"), ensure_ascii=False, indent=2)
    beside.write_text(f"{text}\n", encoding="utf-8")
    beside.replace(folder / FILE_NAME)
