"""What a run needs and what it can use: is it installed, and what installs it."""

import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from pipeline import __version__
from pipeline.config import Settings
from pipeline.extract.office import INSTALL, office_program
from pipeline.scan.tesseract import find_program, install_command

PYTHON = (3, 11)

PACKAGES = {
    "alembic": "the tables of the database",
    "fonttools": "tables of embedded fonts",
    "httpx": "services that translate",
    "khmer-nltk": "Khmer words",
    "lxml": "translators' files",
    "numpy": "shapes of glyphs",
    "pdfplumber": "layout of PDF pages",
    "pikepdf": "locked and damaged PDF files",
    "pillow": "TIFF, JPEG and PNG files, pictures of pages",
    "playa-pdf": "glyphs of PDF pages",
    "pydantic": "settings and minutes.json",
    "pypdfium2": "PDF pages that no other reader opens",
    "python-docx": "Word files",
    "rapidfuzz": "texts alike in the translation memory",
    "rich": "tables and the progress bar",
    "scipy": "print on pictures of pages",
    "snowballstemmer": "English words in searches",
    "spacy": "names, head-counts, dates and places",
    "sqlalchemy": "the database",
    "typer": "the command line",
    "uharfbuzz": "shaping by embedded fonts",
}
"""The distributions this package depends on, and what for."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked for."""

    name: str
    found: str | None
    """Version or place; None if it is missing."""
    purpose: str
    needed: bool
    """False: everything else works without it."""
    install: str
    """The command that installs it."""


def doctor(settings: Settings) -> list[Finding]:
    """Return what is installed and what is missing, the needed things first."""
    return [_python(), *_packages(), *_spacy_model(settings), *_programs(settings), _khmer_typeface()]


def _python() -> Finding:
    found = platform.python_version() if sys.version_info >= PYTHON else None
    return Finding("Python", found, f"khmer-minutes {__version__} itself", True, "apt-get install python3")


def _packages() -> Iterator[Finding]:
    for name, purpose in PACKAGES.items():
        yield Finding(name, installed_version(name), purpose, True, f"{sys.executable} -m pip install {name}")


def installed_version(distribution: str) -> str | None:
    """Return the version of an installed distribution; None where it is not there."""
    try:
        return version(distribution)
    except PackageNotFoundError:
        return None


def _spacy_model(settings: Settings) -> Iterator[Finding]:
    model = settings.segmentation.spacy_model
    if model is None:
        return
    found = "installed" if Path(model).is_dir() or (model.isidentifier() and find_spec(model)) else None
    install = f"{sys.executable} -m spacy download {model}"
    yield Finding(model, found, "segmentation.spacy_model of the configuration", True, install)


def _programs(settings: Settings) -> Iterator[Finding]:
    yield _tesseract(settings)
    yield Finding(
        "LibreOffice",
        office_program(),
        "reading .doc and .rtf, looking at report.docx",
        False,
        INSTALL,
    )


def _tesseract(settings: Settings) -> Finding:
    """Tesseract with the languages that the settings ask for."""
    wanted = settings.ocr.languages
    name, purpose = f"tesseract with {', '.join(wanted)}", "text of scanned pages, TIFF, JPEG and PNG files"
    program = find_program()
    has_all = program is not None and all(language in program.languages for language in wanted)
    found = f"{program.version}: {', '.join(program.languages)}" if program is not None and has_all else None
    return Finding(name, found, purpose, False, install_command(wanted))


def _khmer_typeface() -> Finding:
    program = shutil.which("fc-list")
    families = _printed_by(program, ":lang=km", "family").splitlines() if program else []
    found = sorted(families)[0] if families else None
    return Finding("a Khmer typeface", found, "looking at report.docx", False, "apt-get install fonts-khmeros")


def _printed_by(program: str, *arguments: str) -> str:
    return subprocess.run([program, *arguments], capture_output=True, text=True, check=False).stdout
