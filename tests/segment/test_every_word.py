"""Nothing is dropped and nothing invented: over all samples every word of the source stands in exactly one place."""

import re
from collections import Counter
from pathlib import Path

import pytest

from pipeline.config import Settings
from pipeline.extract.page_numbers import is_page_number
from pipeline.model.document import Document, Line
from pipeline.segment import segment
from pipeline.segment.columns import split_heads
from pipeline.segment.set_apart import tell_set_apart
from tests.segment.conftest import INPUTS, printed, read_document

NUMBER = re.compile(r"\d+")
SAMPLES = sorted((Path(__file__).parents[1] / "data" / "samples").glob("*.pdf"))


def repeated_heads(document: Document) -> list[Line]:
    """The lines that repeat the head row of a flattened agenda on its further pages."""
    return [line for line in document.lines() if split_heads(line.text)][1:]


@pytest.mark.parametrize("path", [*sorted(INPUTS.glob("battambang*")), *SAMPLES], ids=lambda path: path.name)
def test_every_character_of_the_source_stands_in_one_place(path: Path) -> None:
    document = read_document(path)
    source = Counter("".join((line.marker or "") + line.text for line in document.lines()))
    source -= Counter("".join(line.text for line in repeated_heads(document)))
    held = Counter("".join(printed(segment(document, Settings()))))
    for blank in " \t\u00a0":
        source.pop(blank, None), held.pop(blank, None)
    assert held == source


@pytest.mark.parametrize("path", [*sorted(INPUTS.glob("battambang*")), *SAMPLES], ids=lambda path: path.name)
def test_what_is_set_apart_is_furniture_and_named(path: Path) -> None:
    document = read_document(path)
    apart = [line.text for page in document.pages for line in page.furniture]
    assert all(len(text) < 120 for text in apart)
    assert len(apart) + len(repeated_heads(document)) <= 4 * len(document.pages)
    named = "".join(issue.message for issue in tell_set_apart(document))
    in_text = {line.text for line in document.lines()}
    assert [
        text for text in apart if text not in in_text and not is_page_number(text) and not is_told(text, named)
    ] == []


def is_told(text: str, named: str) -> bool:
    """Whether each character of a text is named: by itself, or between two that differ from it by their numbers."""
    text = " ".join(text.split())
    return f"“{text}”" in named or any(
        NUMBER.sub("#", first) == NUMBER.sub("#", text) and numbers(first) <= numbers(text) <= numbers(last)
        for first, last in re.findall("“([^”]*)” to “([^”]*)”", named)
    )


def numbers(text: str) -> list[int]:
    return [int(number) for number in NUMBER.findall(text)]
