"""Where a Word file says that a paragraph stands between the margins."""

from pathlib import Path

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH

from pipeline.config import Settings
from pipeline.extract import extract, open_source


def test_a_centred_paragraph_is_told_from_others(tmp_path: Path) -> None:
    file = docx.Document()
    file.add_paragraph("Minutes").alignment = WD_ALIGN_PARAGRAPH.CENTER
    file.add_paragraph("The chair opened the meeting.")
    path = tmp_path / "minutes.docx"
    file.save(str(path))
    lines = extract(open_source(path, tmp_path), Settings()).lines()
    assert [(line.text, line.centred) for line in lines] == [
        ("Minutes", True),
        ("The chair opened the meeting.", False),
    ]
