"""Ways to read made-up texts and the sample minutes."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.config import Settings
from pipeline.extract import extract, open_source
from pipeline.model.document import Document
from pipeline.model.minutes import Block, Meeting, Minutes, Section
from pipeline.repair import repair
from pipeline.segment import segment
from pipeline.segment.identify import walk_blocks, walk_sections

INPUTS = Path(__file__).parents[2] / "inputs"


def read_document(path: Path) -> Document:
    return repair(extract(open_source(path, path.parent), Settings()))


def read_minutes(path: Path) -> Minutes:
    return segment(read_document(path), Settings())


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str], Meeting]:
    """Reads a text as a file and returns its meeting."""

    def read_text(text: str) -> Meeting:
        path = tmp_path / "minutes.txt"
        path.write_text(text, encoding="utf-8")
        return read_minutes(path).meetings[0]

    return read_text


def sections(meeting: Meeting, kind: str) -> list[Section]:
    return [section for section in walk_sections(meeting.sections) if section.kind == kind]


def blocks(meeting: Meeting, kind: str) -> list[Block]:
    return [
        block
        for section in walk_sections(meeting.sections)
        for block in (*section.topics, *walk_blocks(section.blocks))
        if block.kind == kind
    ]


def printed(minutes: Minutes) -> Iterator[str]:
    """Every piece of print that the minutes hold: markers, attributions, texts."""
    for meeting in minutes.meetings:
        held = [meeting.title] if meeting.title else []
        for section in walk_sections(meeting.sections):
            held += [*([section.heading] if section.heading else []), *section.topics, *walk_blocks(section.blocks)]
        for block in held:
            yield from (block.marker or "", block.attribution or "", block.text)
