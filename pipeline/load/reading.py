"""A minutes.json as it lies in the outputs: read, and refused where it cannot be believed."""

import codecs
import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from pipeline.errors import Category, DocumentError
from pipeline.load.consistency import contradictions
from pipeline.model.minutes import SCHEMA_NAME, SCHEMA_VERSION, Minutes

_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LONG_NUMBER = re.compile(rb"\d(?<=[\s:,\[-]\d)\d{9,}(?=[\s,\]}])")
"""A whole number by what stands around it in JSON; beginning with a digit, it is searched for several times as fast."""
_MOST = 2**31 - 1
"""The largest number that the databases' integers hold: PostgreSQL's manual, 8.1.1."""


@dataclass(frozen=True, slots=True)
class Found:
    """A minutes.json that was found, not yet read as minutes."""

    path: str
    """POSIX path of its folder below the outputs: the key of its document."""
    content: bytes

    @property
    def sha256(self) -> str:
        """Hex digest of the file's bytes."""
        return hashlib.sha256(self.content).hexdigest()


def open_found(file: Path, folder: Path) -> Found:
    """Return the bytes of a file that was found.

    Raises:
        DocumentError: it cannot be read.
    """
    if not file.is_file():
        reason = "is a link to what is not there" if file.is_symlink() and not file.exists() else "is no file"
        raise DocumentError(Category.UNREADABLE, reason)
    try:
        return Found(file.parent.relative_to(folder).as_posix(), file.read_bytes())
    except OSError as error:
        raise DocumentError(Category.UNREADABLE, f"cannot be read: {error.strerror}") from error


def read_minutes(found: Found) -> Minutes:
    """Return the minutes of a file.

    Raises:
        DocumentError: it is cut off, of another schema or a later version, not what the schema says, contradicts
            itself, or lies in another folder than that of its document.
    """
    if b"\\u0000" in found.content and _NUL.search(found.content):
        raise DocumentError(Category.MALFORMED, "holds the character U+0000, which no database keeps")
    try:
        minutes = Minutes.model_validate_json(found.content, strict=True)
    except ValidationError as error:
        raise DocumentError(Category.MALFORMED, _why_invalid(found.content, error)) from error
    if _LONG_NUMBER.search(found.content):
        _refuse_beyond_all_measure(json.loads(found.content))
    if minutes.document.path != found.path:
        reason = f"is the minutes of {minutes.document.path}, but lies in the folder of {found.path}: run makes it anew"
        raise DocumentError(Category.MALFORMED, reason)
    wrong = contradictions(minutes)
    if wrong:
        more = f" (and {len(wrong) - 1} more)" if len(wrong) > 1 else ""
        raise DocumentError(Category.MALFORMED, f"contradicts itself: {wrong[0]}{more}; edited by hand?")
    return minutes


def _refuse_beyond_all_measure(value: Any) -> None:
    if isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            _refuse_beyond_all_measure(part)
    elif isinstance(value, int) and abs(value) > _MOST:
        shown = str(value) if abs(value) < 10**20 else "of more than 20 digits"
        raise DocumentError(Category.MALFORMED, f"holds the number {shown}, larger than {_MOST}; edited by hand?")


def _why_invalid(content: bytes, error: ValidationError) -> str:
    if content.startswith(_MARKS):
        return "begins with a byte order mark: save it as UTF-8 without one"
    if any("recursion limit" in each["msg"] for each in error.errors()):
        return "is nested too deep"
    try:
        value = json.loads(content.decode("utf-8"))
    except UnicodeDecodeError as broken:
        return f"is not in UTF-8 (from byte {broken.start} on): save it so"
    except json.JSONDecodeError as broken:
        return f"is cut off or no JSON ({broken})"
    except RecursionError:
        return "is nested too deep"
    if not isinstance(value, dict) or value.get("schema_name") != SCHEMA_NAME:
        return f"is not minutes of {SCHEMA_NAME}"
    if value.get("schema_version") != SCHEMA_VERSION:
        return _why_other_version(value.get("schema_version"))
    first = error.errors()[0]
    where = "".join(f"{part}." for part in first["loc"]).removesuffix(".") or "the whole"
    return f"is not what the schema says: {where}: {first['msg']}; edited by hand?"


def _why_other_version(version: Any) -> str:
    if _is_later(version):
        return f"is of schema version {version}, later than {SCHEMA_VERSION}: load it with a newer khmer-minutes"
    return f"is of schema version {version}, not {SCHEMA_VERSION}: run --force makes it anew"


def _is_later(version: Any) -> bool:
    try:
        return [int(part) for part in str(version).split(".")] > [int(part) for part in SCHEMA_VERSION.split(".")]
    except ValueError:
        return False
