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
from pipeline.extract.source import DOC, DOCX, SourceFile
from pipeline.guard import guard
from pipeline.model.document import Document
from pipeline.pace import UNHURRIED, Pace

TIME_LIMIT = 180.0
"""Seconds for one file; a hundred pages take about ten, the first start on a machine several more."""
INSTALL = "apt-get install libreoffice-writer"
_LOOK = 1.0
"""Seconds between two signs of life while it works."""
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
        DocumentError: LibreOffice is not there, cannot read the file or takes too long, or there is no text in it.
    """
    from pipeline.extract.docx import read_docx  # doctor must tell of LibreOffice where even python-docx is missing

    with TemporaryDirectory(prefix="khmer-minutes-") as folder:
        made = _converted(source, Path(folder), pace, time_limit)
        try:
            document = read_docx(replace(source, path=made, media_type=DOCX), pace)
        except DocumentError as error:
            reason = error.reason.removeprefix(f"{made.name}: ")
            raise DocumentError(error.category, f"{source.path.name}: {reason}") from error
    document.source = source.described()
    for page in document.pages:
        page.facts.evidence["converted_by"] = "LibreOffice"
    return document


def _converted(source: SourceFile, folder: Path, pace: Pace, time_limit: float) -> Path:
    """The DOCX made of a copy of the file, since LibreOffice leaves lock files beside what it opens."""
    program, name = office_program(), source.path.name
    if program is None:
        raise DocumentError(
            Category.UNREADABLE,
            f"{name}: needs LibreOffice, which is not installed: {INSTALL}; or save it as .docx in Word",
        )
    copy = folder / ("minutes.doc" if source.media_type == DOC else "minutes.rtf")
    shutil.copyfile(source.path, copy)
    made = folder / "made" / "minutes.docx"
    options = ("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, *options, profile, "--convert-to", _FILTER, "--outdir", str(made.parent), str(copy)]
    try:
        _run(command, folder, pace, time_limit)
    except subprocess.TimeoutExpired as error:
        reason = f"{name}: LibreOffice took longer than {time_limit:.0f} s; save it as .docx in Word"
        raise DocumentError(Category.UNREADABLE, reason) from error
    if not made.is_file():
        raise DocumentError(Category.MALFORMED, f"{name}: LibreOffice cannot read it; save it as .docx in Word")
    return made


def _run(command: list[str], folder: Path, pace: Pace, time_limit: float) -> None:
    """Run a command to its end; none of its processes outlives it.

    Raises:
        subprocess.TimeoutExpired: it took too long.
    """
    null = subprocess.DEVNULL
    with (
        guard() as watching,
        subprocess.Popen(command, cwd=folder, stdin=null, stdout=null, stderr=null, start_new_session=True) as child,
    ):
        watching.watch(child.pid)
        try:
            _wait(child, pace, time_limit)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            watching.let_go()


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
