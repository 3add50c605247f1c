"""Out to a translator and back: the XLIFF files of an output folder, and what becomes of those that are returned."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from pipeline.config import Settings
from pipeline.emit import write_outputs
from pipeline.emit.printed import legal
from pipeline.errors import UsageError
from pipeline.finished import find_minutes
from pipeline.model.minutes import Minutes
from pipeline.translate import translate
from pipeline.translate.corrections import FinishedTranslation, read_corrections, write_corrections
from pipeline.translate.memory import Memory, Unit
from pipeline.translate.segments import segments
from pipeline.translate.xliff import Returned, ReturnedFile, file_name, read_xliff, write_xliff


@dataclass(slots=True)
class Exported:
    """One XLIFF file."""

    path: Path
    texts: int
    untranslated: int
    """Texts that have no draft."""


@dataclass(slots=True)
class Imported:
    """What came of one document in a returned file."""

    document: str
    """Its path below the inputs."""
    finished: int = 0
    left: list[str] = field(default_factory=list)
    """Ids of texts that nobody has translated, or whose draft came back as it was sent out."""
    changed: list[str] = field(default_factory=list)
    """Ids of texts that read otherwise now than when they were sent out: their translations are kept all the same."""


def export(outputs: Path, languages: list[tuple[str, str]]) -> Iterator[Exported]:
    """Write an XLIFF file for each document and pair of languages into the document's folder and yield them.

    Raises:
        UsageError: there are no minutes in the folder, or some cannot be read.
    """
    for folder in _documents(outputs):
        minutes = _read(folder / "minutes.json")
        for source, target in languages:
            written = write_xliff(minutes, source, target)
            if written is None:
                continue
            path = folder / file_name(source, target)
            path.write_bytes(written)
            ids = {segment.id for segment in segments(minutes) if segment.language == source}
            drafted = {one.target_id for one in minutes.translations if one.language == target and one.text}
            yield Exported(path, len(ids), len(ids - drafted))


def take_back(path: Path, outputs: Path, settings: Settings, *, drafts_too: bool) -> Iterator[Imported]:
    """Take the finished texts of a returned XLIFF file into corrections.json, the memory and the outputs.

    Finished is what the translator has approved or changed; a draft that comes back as it was sent out counts as
    finished only with `drafts_too`.

    Raises:
        UsageError: the file is no XLIFF of ours, or its document is not in the output folder.
    """
    for returned in read_xliff(path):
        folder = _folder_of(returned, outputs, path)
        yield _take(returned, folder, settings, drafts_too)


def _take(returned: ReturnedFile, folder: Path, settings: Settings, drafts_too: bool) -> Imported:
    minutes = _read(folder / "minutes.json")
    texts = {segment.id: segment.text for segment in segments(minutes)}
    printed = {target_id: legal(text) for target_id, text in texts.items()}
    drafts = {one.target_id: one.text for one in minutes.translations if one.language == returned.target_language}
    imported = Imported(minutes.document.path)
    taken = []
    for one in returned.texts:
        if not _is_finished(one, drafts.get(one.target_id, ""), drafts_too):
            imported.left.append(one.target_id)
            continue
        if printed.get(one.target_id) == one.source:
            one = one._replace(source=texts[one.target_id])
        else:
            imported.changed.append(one.target_id)
        taken.append(_finished(one, returned))
    imported.finished = len(taken)
    _keep(taken, folder, minutes.document.path, settings)
    write_outputs(translate(minutes, settings, folder), folder, settings)
    return imported


def _is_finished(one: Returned, draft: str, drafts_too: bool) -> bool:
    if not one.text.strip() or one.text == one.source:
        return False
    return one.finished or drafts_too or not (one.as_sent or one.text == draft)


def _finished(one: Returned, returned: ReturnedFile) -> FinishedTranslation:
    return FinishedTranslation(
        target_id=one.target_id,
        source_language=returned.source_language,
        language=returned.target_language,
        source=one.source,
        text=one.text,
    )


def _keep(taken: list[FinishedTranslation], folder: Path, document: str, settings: Settings) -> None:
    """Put finished texts into corrections.json, each in the place of an older one, and into the memory."""
    corrections = read_corrections(folder)
    kept = {(one.target_id, one.language): one for one in corrections.translations}
    kept.update({(one.target_id, one.language): one for one in taken})
    corrections.translations = list(kept.values())
    write_corrections(folder, corrections)
    with Memory.open(settings.translation.memory) as memory:
        memory.add(Unit(one.source_language, one.language, one.source, one.text, document) for one in taken)


def _documents(outputs: Path) -> list[Path]:
    found = [path.parent for path in find_minutes(outputs)]
    if not found:
        raise UsageError(f"there are no minutes in {outputs}; khmer-minutes run -o {outputs} makes them")
    return found


def _folder_of(returned: ReturnedFile, outputs: Path, path: Path) -> Path:
    """The folder of the document that a returned file translates: by its name, else by its content."""
    named = outputs / returned.path
    if named.resolve().is_relative_to(outputs.resolve()) and (named / "minutes.json").is_file():
        return named
    for folder in _documents(outputs):
        if _document_id(folder / "minutes.json") == returned.document:
            return folder
    raise UsageError(f"{path}: its document {returned.path} is not in {outputs}; say with -o where it is")


def _document_id(path: Path) -> str | None:
    """What a minutes.json says that it was made of; None where it says nothing that can be read."""
    try:
        return str(json.loads(path.read_bytes())["document"]["id"])
    except (OSError, ValueError, RecursionError, KeyError, TypeError):
        return None  # another document's, which is not asked for


def _read(path: Path) -> Minutes:
    try:
        return Minutes.model_validate_json(path.read_bytes())
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror}") from error
    except ValidationError as error:
        raise UsageError(f"{path} is not what this version writes; khmer-minutes run --force writes it anew") from error
