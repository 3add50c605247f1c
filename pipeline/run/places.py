"""Where outputs lie: each document's folder, never outside the output folder, and how finished outputs get there."""

import fcntl
import hashlib
import json
import os
import shutil
import socket
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from pipeline.emit import OUTPUTS
from pipeline.errors import Category, DocumentError, UsageError
from pipeline.finished import SCRATCH
from pipeline.run.entry import Entry

LOCK = "ledger.lock"
CLOCK_STEP = 3.0
"""Seconds; file systems keep times to 2 s at worst (FAT)."""
CORRECTIONS = "corrections.json"
"""A person's work on a document, in the folder of its outputs."""


@contextmanager
def locked(output: Path) -> Iterator[None]:
    """Hold the output folder for one run; it is free again when the process ends, however it ends.

    Raises:
        UsageError: another run holds it, or the folder cannot be made or written to.
    """
    try:
        output.mkdir(parents=True, exist_ok=True)
        file = (output / LOCK).open("a+")
    except OSError as error:
        raise UsageError(f"cannot write to the output folder {output}: {error.strerror}") from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            file.seek(0)
            holder = file.read(200).strip() or "another process"
            raise UsageError(
                f"another run is writing to {output} ({holder}); wait until it ends, or choose another folder (-o)"
            ) from error
        file.truncate(0)
        file.write(f"process {os.getpid()} on {socket.gethostname()}")
        file.flush()
        _remove_scratch(output)
        try:
            yield
        finally:
            _remove_scratch(output)


def _remove_scratch(output: Path) -> None:
    """Remove what is in work, renamed first: who is still at it on another machine makes nothing anew in there."""
    scratch, gone = output / SCRATCH, output / f"{SCRATCH}.gone"
    shutil.rmtree(gone, ignore_errors=True)
    with suppress(OSError):  # there is none, or it has to go under its own name
        scratch.rename(gone)
    shutil.rmtree(gone, ignore_errors=True)
    shutil.rmtree(scratch, ignore_errors=True)


def is_held(output: Path) -> bool:
    """Return whether a run is at work on the output folder now."""
    try:
        with (output / LOCK).open() as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:  # no run was ever there, or nobody may look
        return False
    return False


def folder_of(key: str, output: Path) -> Path:
    """Return the folder of a document's outputs.

    Raises:
        DocumentError: it would lie outside the output folder.
    """
    parts = PurePosixPath(key).parts
    folder = output.joinpath(*parts)
    is_plain = bool(parts) and not PurePosixPath(key).is_absolute() and ".." not in parts and "\0" not in key
    try:
        is_taken = folder.exists() and not folder.is_dir()  # raises where the path is too long
        is_inside = is_plain and folder.resolve().is_relative_to(output.resolve())
    except (OSError, RuntimeError) as error:  # a name or path too long, links in a circle
        reason = f"its outputs cannot be written: {getattr(error, 'strerror', None) or error}"
        raise DocumentError(Category.UNWRITABLE, reason) from error
    if not is_inside:
        raise DocumentError(Category.UNWRITABLE, "its outputs would lie outside the output folder")
    if is_taken:
        reason = f"a file is where the folder of its outputs would be, {folder}; choose another output folder (-o)"
        raise DocumentError(Category.UNWRITABLE, reason)
    return folder


def publish(made: Path, folder: Path) -> None:
    """Put the outputs that were made in one folder into another on the same disk, each in one step.

    Raises:
        DocumentError: the folder cannot be made or written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path in sorted(made.iterdir()):
            path.replace(folder / path.name)
    except OSError as error:
        raise DocumentError(Category.UNWRITABLE, f"its outputs cannot be written: {error.strerror}") from error


def content_hash(path: Path) -> str | None:
    """Return the SHA-256 of a file's bytes in hex; None if it is no regular file or cannot be read."""
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def stamp(path: Path) -> str | None:
    """Return what is not the same any more once a file has changed: where it is, its size and its times.

    The time of the last change to the inode is among them, which no program can set back. None where it is no regular
    file, or has changed just now: another change within the clock's step would not show.
    """
    try:
        seen = path.stat()
    except OSError:
        return None
    if not stat.S_ISREG(seen.st_mode) or time.time() - max(seen.st_mtime, seen.st_ctime) < CLOCK_STEP:
        return None
    return f"{seen.st_dev}:{seen.st_ino}:{seen.st_size}:{seen.st_mtime_ns}:{seen.st_ctime_ns}"


def known_hash(path: Path, earlier: Entry | None) -> tuple[str | None, str | None]:
    """Return the hash of a file's bytes and its stamp; while the stamp is that of an earlier entry, so is the hash."""
    now = stamp(path)
    if now is not None and earlier is not None and earlier.stamp == now and earlier.sha256 is not None:
        return earlier.sha256, now
    return content_hash(path), now


def without_stale_outputs(entry: Entry, folder: Path) -> Entry:
    """Return the entry of a document that failed, after removing outputs that were made from other bytes.

    They would pass for its own. None is removed while the bytes cannot be read, nor where they are the same, nor those
    of another document.
    """
    written = folder / "minutes.json"
    try:
        is_stale = entry.sha256 is not None and written.is_file() and _content_of(written) != entry.sha256
        if is_stale and outputs_of_another(folder, entry.key) is None:
            for name in OUTPUTS:
                (folder / name).unlink(missing_ok=True)
    except OSError as error:
        left = f"{entry.reason}; outputs of what the file was before are still there ({error.strerror})"
        return replace(entry, reason=left)
    return entry


def outputs_of_another(folder: Path, key: str) -> str | None:
    """Return the key of the document whose outputs are in the folder of another one; None if they are not.

    A file system that does not tell `A.txt` from `a.txt`, or one accent from the other spelling of it, has one folder
    for both.
    """
    told = _document_of(folder / "minutes.json").get("path", key)
    return None if told == key else str(told)


def _content_of(minutes_json: Path) -> str | None:
    """The content hash of the file that a minutes.json was made from; None if it does not say."""
    told = _document_of(minutes_json).get("id")
    return None if told is None else str(told).removeprefix("sha256:")


def _document_of(minutes_json: Path) -> dict[str, Any]:
    """What a minutes.json says of its document; nothing if it is not there or none."""
    try:
        return dict(json.loads(minutes_json.read_bytes())["document"])
    except (OSError, ValueError, LookupError, TypeError):
        return {}
