"""Word files from before 2007 and RTF: turned into DOCX by LibreOffice where it is installed, and read as that."""

import os
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.errors import Category, DocumentError
from pipeline.extract.bare_word import missing_from, read_bare
from pipeline.extract.source import DOC, DOCX, SourceFile
from pipeline.guard import guard
from pipeline.model.document import Document
from pipeline.pace import UNHURRIED, Pace

TIME_LIMIT = 180.0
"""Seconds for one file; a hundred pages take about ten, the first start on a machine several more."""
INSTALL = "apt-get install libreoffice-writer"
_LOOK = 1.0
"""Seconds between two signs of life while it works."""
_MOST_COMPLAINTS = 10_000
_SHORT_OF_MEMORY = ("bad_alloc", "Unspecified Application Error", "Cannot allocate")
"""What it says when memory is refused to it; tried under `ulimit -v`."""
_PROGRAMS = ("soffice", "libreoffice")
_FILTER = "docx:MS Word 2007 XML"


def office_program() -> str | None:
    """Return the path of LibreOffice, None where it is not installed."""
    return next((found for name in _PROGRAMS if (found := shutil.which(name))), None)


def read_office(source: SourceFile, pace: Pace = UNHURRIED, time_limit: float = TIME_LIMIT) -> Document:
    """Return an old Word file or an RTF file as `read_docx` returns it once LibreOffice has made a DOCX of it.

    Args:
        source: a file of media type DOC or RTF.
        pace: gets signs of life, so that LibreOffice is ended by its own limit and not for its silence.
        time_limit: seconds that LibreOffice may take.

    Raises:
        DocumentError: LibreOffice is not there; or it cannot read the file or takes too long, and the file's bare
            text cannot be had without it; or there is no text in it.
    """
    if office_program() is None:
        raise DocumentError(
            Category.UNREADABLE,
            f"{source.path.name}: needs LibreOffice, which is not installed: {INSTALL}; or save it as .docx in Word",
        )
    try:
        return _through_docx(source, pace, time_limit)
    except DocumentError as error:
        bare = read_bare(source, error, pace)
        if bare is None:
            raise
        return bare


def _through_docx(source: SourceFile, pace: Pace, time_limit: float) -> Document:
    from pipeline.extract.docx import read_docx  # doctor must tell of LibreOffice where even python-docx is missing

    with TemporaryDirectory(prefix="khmer-minutes-") as folder:
        made = _converted(source, Path(folder), pace, time_limit)
        try:
            document = read_docx(replace(source, path=made, media_type=DOCX), pace)
        except DocumentError as error:
            reason = error.reason.removeprefix(f"{made.name}: ")
            raise DocumentError(error.category, f"{source.path.name}: {reason}") from error
        document.issues += missing_from(source, made)
    document.source = source.described()
    for page in document.pages:
        page.facts.evidence["converted_by"] = "LibreOffice"
    return document


def _converted(source: SourceFile, folder: Path, pace: Pace, time_limit: float) -> Path:
    """The DOCX made of a copy of the file, since LibreOffice leaves lock files beside what it opens."""
    name = source.path.name
    copy = folder / ("minutes.doc" if source.media_type == DOC else "minutes.rtf")
    shutil.copyfile(source.path, copy)
    made = folder / "made" / "minutes.docx"
    options = ("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        office_program() or "",
        *options,
        profile,
        "--convert-to",
        _FILTER,
        "--outdir",
        str(made.parent),
        str(copy),
    ]
    try:
        complaints = _run(command, folder, pace, time_limit)
    except subprocess.TimeoutExpired as error:
        reason = f"{name}: LibreOffice took longer than {time_limit:.0f} s; save it as .docx in Word"
        raise DocumentError(Category.TIMED_OUT, reason) from error
    if made.is_file():
        return made
    if any(word in complaints for word in _SHORT_OF_MEMORY):
        reason = f"{name}: LibreOffice gave up, as it does when it may not have more memory (limits.memory_mb)"
        raise DocumentError(Category.OUT_OF_MEMORY, reason)
    raise DocumentError(Category.MALFORMED, f"{name}: LibreOffice cannot read it; save it as .docx in Word")


def _run(command: list[str], folder: Path, pace: Pace, time_limit: float) -> str:
    """Run a command to its end and return what it has complained of; none of its processes outlives it.

    Raises:
        subprocess.TimeoutExpired: it took too long.
    """
    null = subprocess.DEVNULL
    complaints = folder / "complaints"
    with (
        complaints.open("wb") as told,
        guard() as watching,
        subprocess.Popen(command, cwd=folder, stdin=null, stdout=null, stderr=told, start_new_session=True) as child,
    ):
        watching.watch(child.pid)
        try:
            _wait(child, pace, time_limit)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            watching.let_go()
    return complaints.read_bytes()[:_MOST_COMPLAINTS].decode("utf-8", "replace")


def _wait(child: subprocess.Popen[bytes], pace: Pace, time_limit: float) -> None:
    """Wait for a process, with signs of life; subprocess.TimeoutExpired once it has taken too long."""
    until = time.monotonic() + time_limit
    while True:
        pace.beat("extract")
        left = until - time.monotonic()
        try:
            child.wait(max(0.0, min(_LOOK, left)))
            return
        except subprocess.TimeoutExpired:
            if left <= _LOOK:
                raise
