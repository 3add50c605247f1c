"""Khmer of fonts that a PDF does not embed, by the order of the glyphs in known fonts."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from benchmarks.khmer_errors import error_rate
from pipeline.config import Settings
from pipeline.extract import extract, open_source
from pipeline.model.document import Document
from pipeline.repair import repair
from pipeline.repair.atlas import atlas
from pipeline.repair.known_layouts import read_known_layouts
from tests.press.corpus import declaration
from tests.press.fonts import BATTAMBANG
from tests.press.producers.plain import Plain
from tests.press.producers.renumbered import Renumbered
from tests.press.producers.word import Word
from tests.press.specimens import Specimen, specimen
from tests.press.text_maps import Rule


def _without(made: Specimen, *keys: str) -> bytes:
    with pikepdf.open(BytesIO(made.pdf)) as pdf:
        for value in pdf.objects:
            for key in keys:
                if isinstance(value, pikepdf.Dictionary) and key in value:
                    del value[key]
        saved = BytesIO()
        pdf.save(saved, deterministic_id=True)
    return saved.getvalue()


def _document(pdf: bytes, folder: Path) -> Document:
    path = folder / "a.pdf"
    path.write_bytes(pdf)
    return extract(open_source(path, folder), Settings())


@pytest.fixture(scope="module")
def made() -> Specimen:
    return specimen(BATTAMBANG, Word(Rule.FIRST), declaration()[2:14])


@pytest.mark.parametrize("keys", [("/FontFile2",), ("/FontFile2", "/ToUnicode")])
def test_a_font_that_is_not_embedded_is_read_to_the_letter(made: Specimen, tmp_path: Path, keys: tuple[str]) -> None:
    document = repair(_document(_without(made, *keys), tmp_path))
    assert error_rate(made.lines, [line.text for line in document.lines()]) == 0
    assert document.pages[0].facts.text_source == "repaired"
    assert {span.repair.method for line in document.lines() for span in line.spans if span.repair} == {"glyph"}


def test_where_no_layout_makes_khmer_the_text_stays(made: Specimen, tmp_path: Path) -> None:
    renumbered = specimen(BATTAMBANG, Renumbered(), declaration()[2:14])
    document = read_known_layouts(_document(_without(renumbered, "/FontFile2"), tmp_path))
    assert all(span.repair is None for line in document.lines() for span in line.spans)
    nothing_known = atlas().leave_out(*(facts.family for facts in atlas().list_fonts()))
    document = read_known_layouts(_document(_without(made, "/FontFile2"), tmp_path), nothing_known)
    assert all(span.repair is None for line in document.lines() for span in line.spans)


def test_good_text_of_a_font_that_is_not_embedded_stays_as_it_is(tmp_path: Path) -> None:
    made = specimen(BATTAMBANG, Plain(), ["NGO forum 2019 — minutes"])
    document = read_known_layouts(_document(_without(made, "/FontFile2"), tmp_path))
    assert all(span.repair is None for line in document.lines() for span in line.spans)
