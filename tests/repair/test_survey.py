"""What a file is, told at a glance: the same traps as the judge's, and kinds of files."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pikepdf
import pytest
from docx import Document

from pipeline.config import Opening, Settings
from pipeline.errors import Category, DocumentError
from pipeline.repair.survey import Damage, Survey, survey
from tests.extract.conftest import SAMPLES
from tests.press.collage import Item, Picture, Typed, collage, printed
from tests.press.corpus import declaration
from tests.press.describe import Booklet, text
from tests.press.legacy import typed
from tests.press.producers import Producer, make_pdf
from tests.press.producers.fpdf2 import Fpdf2
from tests.press.producers.renumbered import Renumbered
from tests.press.producers.word import Word
from tests.segment.conftest import INPUTS

ENGLISH = ["The board met in the hall of the commune and approved the minutes of its last meeting."] * 20
KHMER = declaration()[:14]


def look(path: Path) -> Survey:
    return survey(path, Settings())


def kinds(path: Path) -> dict[Damage, int]:
    return dict(look(path).damages)


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Path]:
    def made(*pages: Sequence[Item]) -> Path:
        path = tmp_path / "made.pdf"
        path.write_bytes(collage(pages))
        return path

    return made


def codes(family: str) -> list[str]:
    text = typed(" ".join(KHMER[:4]), family).decode("cp1252", "replace")
    return [text[at : at + 70] for at in range(0, len(text), 70)][:40]


@pytest.mark.parametrize(
    ("producer", "damage"), [(Word, Damage.BROKEN_MAP), (Renumbered, Damage.BROKEN_MAP), (Fpdf2, Damage.NATIVE)]
)
def test_text_layers_are_told_by_what_they_say(producer: type[Producer], damage: Damage, tmp_path: Path) -> None:
    path = tmp_path / "made.pdf"
    path.write_bytes(make_pdf(Booklet((text(" ".join(KHMER[:5])),)), producer()))
    assert kinds(path) == {damage: 1}


def test_scans_blank_pages_and_english_are_told_page_by_page(make: Callable[..., Path]) -> None:
    scan = Picture(printed(KHMER))
    number = Typed([typed("១២៣", "limon").decode("cp1252")], 290, 810, "ABCDEF+Limon-S1")
    seen = look(make([Typed(ENGLISH)], [scan], [scan, number], []))
    assert seen.damages == {Damage.NATIVE: 1, Damage.SCAN: 2, Damage.BLANK: 1}
    assert seen.needs == ["tesseract"]


@pytest.mark.parametrize(("font", "family"), [("ABCDEF+Limon-S1", "limon"), ("Arial", "khek")])
def test_8_bit_fonts_are_told_by_name_or_by_their_codes(make: Callable[..., Path], font: str, family: str) -> None:
    seen = look(make([Typed(codes(family), font=font), Typed(ENGLISH[:3], top=700)]))
    assert (seen.damages, seen.families) == ({Damage.LEGACY: 1}, (family,))


def test_font_of_a_legacy_name_that_says_what_it_draws_is_native(make: Callable[..., Path], tmp_path: Path) -> None:
    assert kinds(make([Typed(ENGLISH, font="ABCDEF+Limon-S1")])) == {Damage.NATIVE: 1}
    file = Document()
    for line in KHMER[:6]:
        file.add_paragraph().add_run(line).font.name = "ABC-TEXT-05"
    file.save(str(tmp_path / "unicode.docx"))
    assert kinds(tmp_path / "unicode.docx") == {Damage.NATIVE: 1}


def test_codes_of_an_unknown_name_are_told_among_short_runs_and_english(tmp_path: Path) -> None:
    file = Document()
    for code, english in zip(codes("baidok")[:6], ENGLISH, strict=False):
        paragraph = file.add_paragraph()
        paragraph.add_run(code).font.name = "MyFont"
        paragraph.add_run(english).font.name = "Times New Roman"
    file.save(str(tmp_path / "mixed.docx"))
    assert look(tmp_path / "mixed.docx").families == ("baidok",)


def test_ornaments_beside_english_are_no_legacy_text(make: Callable[..., Path]) -> None:
    ornaments = Typed(["6z6z6z6z6z6z6z6z"] * 4, font="ABCDEF+Tacteing", top=700)
    assert kinds(make([Typed(ENGLISH), ornaments])) == {Damage.NATIVE: 1}


def test_long_file_is_looked_at_here_and_there(make: Callable[..., Path]) -> None:
    seen = look(make(*[[Typed(ENGLISH)]] * 60))
    assert (seen.pages, seen.looked_at, seen.damages) == (60, 24, {Damage.NATIVE: 24})


def test_locked_file_is_encrypted_unless_the_settings_have_its_password(make: Callable[..., Path]) -> None:
    path = make([Typed(ENGLISH)])
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="owner", user="dry season"))
    with pytest.raises(DocumentError) as caught:
        look(path)
    assert caught.value.category is Category.ENCRYPTED
    assert survey(path, Settings(opening=Opening(passwords=("dry season",)))).damages == {Damage.NATIVE: 1}


def test_damaged_pdf_is_malformed(tmp_path: Path) -> None:
    path = tmp_path / "bad.pdf"
    path.write_bytes(b"%PDF-1.4\nnothing of use")
    with pytest.raises(DocumentError) as caught:
        look(path)
    assert caught.value.category is Category.MALFORMED


def test_text_and_word_files_are_told_by_their_text() -> None:
    minutes = INPUTS.parent / "benchmarks/minutes/tune"
    assert kinds(INPUTS / "battambang-2019-09-05.txt") == {Damage.BROKEN_MAP: 1}
    assert kinds(minutes / "km-annual-report.docx") == {Damage.NATIVE: 1}
    assert kinds(SAMPLES / "01_fcr_board_2020_word.pdf") == {Damage.NATIVE: 13}
