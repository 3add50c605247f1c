"""Real files: nothing is lost, nothing is doubled, and what stands on the pages comes out in order."""

from collections import Counter
from pathlib import Path

import pikepdf
import pytest

from pipeline.extract.readers import read_ink
from pipeline.model.document import Document, Line
from tests.extract.conftest import SAMPLES, read

FILES = sorted(SAMPLES.glob("*.pdf"))


def all_lines(document: Document) -> list[Line]:
    return [*document.lines(), *(line for page in document.pages for line in page.furniture)]


def signs(texts: list[str]) -> Counter[str]:
    return Counter(character for text in texts for character in text if character.isprintable() and character != " ")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_character_of_the_text_layer_stands_once(path: Path) -> None:
    ink, _ = read_ink(path)
    drawn = signs([glyph.text for page in ink.pages for show in page.shows for glyph in show.glyphs])
    kept = signs([(line.marker or "") + line.text for line in all_lines(read(path))])
    kept["\ufffd"] = drawn["\ufffd"] = 0
    assert kept == drawn


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_spans_hold_the_glyphs_of_their_text(path: Path) -> None:
    document = read(path)
    for line in all_lines(document):
        for span in line.spans:
            assert span.font in document.fonts
            assert span.text.replace(" ", "").startswith("\ufffd") or signs([span.text]) == signs(
                [glyph.text for glyph in span.glyphs]
            ) | Counter({"\ufffd": span.text.count("\ufffd")})


def test_board_minutes_of_word_read_as_printed() -> None:
    document = read(SAMPLES / "01_fcr_board_2020_word.pdf")
    texts = [line.text for line in document.pages[0].body if isinstance(line, Line)]
    assert texts[:2] == ["FALLS CREEK RANCH ASSOCIATION, INC.", "BOARD OF DIRECTORS MEETING"]
    assert "Board Members Present:  Paulette Church, Susan Morton, Terry Greiner, Joan Heil (via phone)" in texts
    assert document.source.producer == "Microsoft® Word for Office 365"


def test_page_numbers_of_a_ghostscript_file_are_furniture() -> None:
    document = read(SAMPLES / "05_fcr_board_2022_gs.pdf")
    assert [[line.text for line in page.furniture] for page in document.pages] == [["1"], ["2"], ["3"], ["4"], ["5"]]


def test_google_docs_bullets_are_markers_without_zero_width_spaces() -> None:
    lines = list(read(SAMPLES / "03_fcr_annual_2025_gdocs.pdf").lines())
    assert [(line.marker, line.text) for line in lines[1:3]] == [
        ("●", "Date: July 12, 2025"),
        ("●", "Attendance: 76, 21 by proxy and 55 actual in attendance"),
    ]


def test_glyph_ids_by_code_are_those_of_the_files_own_map() -> None:
    path = SAMPLES / "kreier_Battambang-Regular.ttf.pdf"
    with pikepdf.open(path) as pdf:
        maps = [
            each.CIDToGIDMap.read_bytes()
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and isinstance(each.get("/CIDToGIDMap"), pikepdf.Stream)
        ]
    expected = [[int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data), 2)] for data in maps]
    programs = [font.program for font in read(path).fonts.values() if font.program is not None]
    assert [list((program.glyph_ids or {}).values()) for program in programs] == expected
