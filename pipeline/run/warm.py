"""Loads what children need before any of them is born, so that each starts at once."""

import tempfile
from contextlib import suppress
from pathlib import Path

from pipeline.config import Settings
from pipeline.process import process, write

_MINUTES = """Minutes of the meeting
Date: 5 September 2019
1. Opening
Mr. Sok San (chair) opened the meeting with 12 members.
Q1: Is there a water point?
A1: The commune will ask the district for one.
"""


def warm() -> None:
    """Import the stages and have them do a few lines, so that words, fonts and rules are loaded, too."""
    import pipeline.extract.docx
    import pipeline.extract.pdf
    import pipeline.repair.glyphs  # noqa: F401
    from pipeline.khmer.lexicon import lexicon
    from pipeline.khmer.ngrams import model
    from pipeline.repair.atlas import atlas

    for load in (lexicon, model, atlas):
        load()
    # Where there is no room for it the children begin cold: their own temporary files are with the outputs.
    with suppress(OSError), tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "minutes.txt")
        path.write_text(_MINUTES, encoding="utf-8")
        write(process(path, path.parent, Settings()), Path(folder, "outputs"), Settings())
