"""Fonts that the user has taught: kept in the user's own data folder, one atlas file each."""

import os
import re
import sys
from pathlib import Path

from pipeline.repair.atlas_file import AtlasFile, FontFacts, shapes_path, write_atlas
from pipeline.repair.font_entry import read_font
from pipeline.repair.specimens import specimens


def add_font(path: Path) -> FontFacts:
    """Teach the atlas a font file with Khmer, for this user and all runs to come; return what was learnt of it.

    A font of the same PostScript name that was taught before is replaced.

    Raises:
        UsageError: the file is no font, or has no Khmer letters.
        MissingProgramError: fontTools or uharfbuzz is not installed.
    """
    entry = read_font(path, specimens())
    file = fonts_folder() / f"{re.sub(r'[^A-Za-z0-9-]+', '-', entry.name) or 'font'}.npz"
    write_atlas([entry], file)
    return AtlasFile(file).fonts[0]


def taught_files() -> list[Path]:
    """The atlas files of the fonts that were taught, sorted by name."""
    found = sorted(fonts_folder().glob("*.npz"))
    return [path for path in found if shapes_path(path) in found]


def fonts_folder() -> Path:
    """Where this user's fonts are kept: the platform's folder for application data; it need not exist."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "khmer-minutes" / "fonts"
