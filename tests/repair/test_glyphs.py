"""Khmer read from the glyphs of PDFs that the press sets as real producers do."""

import copy
from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.config import Settings
from pipeline.extract import extract, open_source
from pipeline.khmer.lexicon import folded
from pipeline.khmer.order import normalize
from pipeline.model.document import Document
from pipeline.repair import repair
from pipeline.repair.atlas import atlas
from pipeline.repair.glyphs import read_glyphs
from tests.press.corpus import minutes
from tests.press.fonts import BATTAMBANG, MOUL, Family
from tests.press.producers import Producer
from tests.press.producers.canva import Canva
from tests.press.producers.cff import Cff
from tests.press.producers.chrome import Chrome
from tests.press.producers.fpdf2 import Fpdf2
from tests.press.producers.indesign import InDesign
from tests.press.producers.libreoffice import LibreOffice
from tests.press.producers.pdflib import PdfLib
from tests.press.producers.photoshop import Photoshop
from tests.press.producers.renumbered import Renumbered
from tests.press.producers.type3 import Type3
from tests.press.producers.weasyprint import WeasyPrint
from tests.press.producers.word import Word
from tests.press.producers.xetex import XeTeX
from tests.press.specimens import specimen

LINES = [line for line in minutes() if not any(letter.isascii() and letter.isalpha() for letter in line)][:14]


def set_and_read(
    tmp_path: Path, family: Family, producer: Producer, lines: Sequence[str]
) -> tuple[list[str], Document]:
    """What the printed lines say, and the document as extracted."""
    made = specimen(family, producer, lines)
    path = tmp_path / "specimen.pdf"
    path.write_bytes(made.pdf)
    return made.lines, extract(open_source(path, tmp_path), Settings())


def canonical(text: str) -> str:
    return folded("".join(normalize(text).split()))


def wrong_lines(truth: Sequence[str], document: Document) -> list[tuple[str, str]]:
    read = [line.text for line in document.lines()]
    assert len(read) == len(truth)
    return [(a, b) for a, b in zip(truth, read, strict=True) if canonical(a) != canonical(b)]


@pytest.mark.parametrize(
    "producer", [Word, InDesign, XeTeX, LibreOffice, Fpdf2, PdfLib, Photoshop, Chrome, Canva, WeasyPrint]
)
def test_every_line_of_a_known_font_is_read_true(tmp_path: Path, producer: type[Producer]) -> None:
    truth, document = set_and_read(tmp_path, BATTAMBANG, producer(), LINES)
    damaged = [line.text for line in document.lines()]
    assert wrong_lines(truth, read_glyphs(document)) == []
    changed = [line for line, before in zip(document.lines(), damaged, strict=True) if line.text != before]
    assert all(line.orig is not None for line in changed)


@pytest.mark.parametrize("producer", [Renumbered, Cff, Type3])
def test_outlines_alone_tell_a_known_font(tmp_path: Path, producer: type[Producer]) -> None:
    truth, document = set_and_read(tmp_path, BATTAMBANG, producer(), LINES)
    assert len(wrong_lines(truth, read_glyphs(document))) <= len(truth) // 10


def test_a_display_face_is_read_as_well(tmp_path: Path) -> None:
    truth, document = set_and_read(tmp_path, MOUL, Word(), LINES)
    assert wrong_lines(truth, read_glyphs(document)) == []


def test_a_font_that_no_atlas_knows_is_read_by_shape_and_language(tmp_path: Path) -> None:
    truth, document = set_and_read(tmp_path, BATTAMBANG, Word(), LINES)
    read = read_glyphs(document, atlas().leave_out("Battambang"))
    assert len(wrong_lines(truth, read)) <= len(truth) // 5
    sure = [span.repair.confidence for line in read.lines() for span in line.spans if span.repair]
    assert max(sure) < 0.999


def test_a_font_read_by_shape_is_named_with_what_to_do(tmp_path: Path) -> None:
    _, document = set_and_read(tmp_path, MOUL, Renumbered(), LINES)
    read = read_glyphs(document, atlas().leave_out("Moul"))
    assert [issue.code for issue in read.issues] == ["font-unknown"]
    assert "fonts add" in read.issues[0].message


def test_a_files_own_actual_text_is_believed_where_glyphs_are_unknown(tmp_path: Path) -> None:
    truth, document = set_and_read(tmp_path, MOUL, LibreOffice(), LINES)
    assert wrong_lines(truth, read_glyphs(document, atlas().leave_out("Moul"))) == []


def test_latin_words_among_khmer_stay_as_the_reader_gave_them(tmp_path: Path) -> None:
    line = "គម្រោង Green City, Ltd.  (UNDP) ទទួលបាន $25,000 និង ADHOC"
    _, document = set_and_read(tmp_path, BATTAMBANG, Word(), [line])
    (read,) = read_glyphs(document).lines()
    assert read.text == line


def test_english_documents_are_not_touched() -> None:
    path = Path(__file__).parents[1] / "data" / "samples" / "01_fcr_board_2020_word.pdf"
    document = extract(open_source(path, path.parent), Settings())
    before = copy.deepcopy([line.spans for line in document.lines()])
    assert [line.spans for line in repair(document).lines()] == before


def test_pages_say_what_was_repaired_and_how_sure(tmp_path: Path) -> None:
    _, document = set_and_read(tmp_path, BATTAMBANG, Word(), LINES)
    facts = repair(document).pages[0].facts
    assert facts.text_source == "repaired"
    assert facts.confidence > 0.99
    assert facts.methods["glyph"] > 0
    assert document.issues == []


def test_a_damaged_font_program_is_named_and_its_text_left(tmp_path: Path) -> None:
    _, document = set_and_read(tmp_path, BATTAMBANG, Word(), LINES[:3])
    before = [line.text for line in document.lines()]
    for font in document.fonts.values():
        if font.program is not None:
            font.program.data = font.program.data[:40]
    read = read_glyphs(document)
    assert [line.text for line in read.lines()] == before
    assert [issue.code for issue in read.issues] == ["font-unread"]
    assert "Battambang" in read.issues[0].message


def test_a_few_signs_of_an_unknown_font_are_no_khmer(tmp_path: Path) -> None:
    _, document = set_and_read(tmp_path, MOUL, Renumbered(), ["ក គ ម"])
    read = read_glyphs(document, atlas().leave_out("Moul", "Moulpali", "Khmer OS Muol", "Khmer OS Muol Light"))
    assert not any("\u1780" <= letter <= "\u17ff" for line in read.lines() for letter in line.text)


def test_latin_without_a_text_layer_is_read_by_shape(tmp_path: Path) -> None:
    line = "The members moved to approve the budget of $4,200 in 2021; carried 5-0."
    _, document = set_and_read(tmp_path, BATTAMBANG, Renumbered(), [line])
    (read,) = read_glyphs(document).lines()
    assert read.text == line
    assert all(span.repair is not None and span.repair.confidence < 0.95 for span in read.spans)


@pytest.mark.parametrize("producer", [PdfLib, Photoshop, Chrome])
def test_an_unknown_font_that_keeps_its_rules_is_read_by_them(tmp_path: Path, producer: type[Producer]) -> None:
    truth, document = set_and_read(tmp_path, MOUL, producer(), LINES)
    read = read_glyphs(document, atlas().leave_out("Moul", "Moulpali", "Khmer OS Muol", "Khmer OS Muol Light"))
    assert wrong_lines(truth, read) == []
