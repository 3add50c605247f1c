"""Khmer of fonts that nothing can read, deciphered from the codes of their glyphs."""

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
from pipeline.repair.code_order import read_by_order
from pipeline.repair.code_text import Code
from pipeline.repair.codes import Loss, find_unread_fonts, read_codes
from tests.press.corpus import declaration
from tests.press.fonts import BATTAMBANG, PRESS_SANS
from tests.press.producers.plain import Plain
from tests.press.producers.renumbered import Renumbered
from tests.press.producers.type3 import Type3
from tests.press.producers.word import Word
from tests.press.specimens import Specimen, specimen
from tests.press.text_maps import Rule

ENGLISH = ["The council met at nine and heard the report of the water committee on wells and pumps."] * 12


def _document(made: Specimen, folder: Path, *keys: str) -> Document:
    """The pages of a specimen without some entries of its fonts."""
    path = folder / "a.pdf"
    with pikepdf.open(BytesIO(made.pdf)) as pdf:
        for value in pdf.objects:
            for key in keys:
                if isinstance(value, pikepdf.Dictionary) and key in value:
                    del value[key]
        pdf.save(path, deterministic_id=True)
    return extract(open_source(path, folder), Settings())


def _texts(document: Document) -> list[str]:
    return [line.text for line in document.lines()]


def test_a_font_without_program_is_read_from_codes_and_what_a_wrong_map_says(tmp_path: Path) -> None:
    made = specimen(BATTAMBANG, Word(Rule.FIRST), declaration()[2:16])
    document = _document(made, tmp_path, "/FontFile2")
    said = _texts(document)
    assert error_rate(made.lines, said) > 0.2
    read_codes(document, atlas().leave_out("Battambang"))
    assert error_rate(made.lines, _texts(document)) < 0.03
    repairs = [span.repair for line in document.lines() for span in line.spans if span.repair is not None]
    assert {repair.method for repair in repairs} == {"decipher"}
    assert all(0 < repair.confidence < 1 for repair in repairs)
    assert [line.orig or line.text for line in document.lines()] == said
    assert [issue.code for issue in document.issues] == ["codes-deciphered"]


def test_pictures_for_glyphs_and_no_text_layer_are_read_from_codes_alone(tmp_path: Path) -> None:
    made = specimen(BATTAMBANG, Type3(), declaration()[2:17])
    with pikepdf.open(BytesIO(made.pdf)) as pdf:
        for value in pdf.objects:
            if isinstance(value, pikepdf.Dictionary) and value.get("/Subtype") == "/Type3":
                del value["/ToUnicode"]
                for name in value.CharProcs:
                    width = value.CharProcs[name].read_bytes().split(b"d1")[0]
                    value.CharProcs[name] = pdf.make_stream(width + b"d1 BI /W 1 /H 1 /IM true /BPC 1 ID \0 EI")
        saved = BytesIO()
        pdf.save(saved, deterministic_id=True)
    document = repair(_document(Specimen(saved.getvalue(), made.lines), tmp_path))
    assert error_rate(made.lines, _texts(document)) < 0.08
    assert document.pages[0].facts.text_source == "repaired"
    assert "decipher" in document.pages[0].facts.methods


@pytest.mark.parametrize("face", [PRESS_SANS, BATTAMBANG])
def test_a_font_without_signs_above_or_below_is_no_khmer_and_not_deciphered(face: object, tmp_path: Path) -> None:
    family = PRESS_SANS if face is PRESS_SANS else BATTAMBANG
    document = _document(specimen(family, Renumbered(), ENGLISH), tmp_path, "/FontFile2", "/ToUnicode")
    said = _texts(document)
    assert find_unread_fonts(document) == {}
    assert _texts(read_codes(document)) == said


def test_good_text_and_short_runs_stay_as_they_are(tmp_path: Path) -> None:
    good = _document(specimen(PRESS_SANS, Plain(), ENGLISH), tmp_path, "/FontFile2")
    assert find_unread_fonts(good) == {}
    short = _document(specimen(BATTAMBANG, Renumbered(), declaration()[3:4]), tmp_path, "/FontFile2")
    assert set(find_unread_fonts(short).values()) == {Loss.SILENT}
    assert all(span.repair is None for line in read_codes(short).lines() for span in line.spans)


def test_what_makes_no_khmer_is_refused(tmp_path: Path) -> None:
    letters = "".join("".join(declaration()[2:7]).split())
    shuffled = [letters[start::5] for start in range(5)]
    document = _document(specimen(BATTAMBANG, Renumbered(), shuffled), tmp_path, "/FontFile2")
    said = _texts(document)
    assert _texts(read_codes(document)) == said


def _font(first: int, text: str, digits: str, digits_at: int) -> list[tuple[Code, str]]:
    block = [(Code("f", first + ord(letter) - 0x1780, "f", "", 1, 0.7), letter) for letter in text]
    return block + [(Code("f", digits_at + int(digit), "f", "", 1, 0.6), "0") for digit in digits]


LETTERS = "កខគឃងចឆជឈញដតថទធនបផពភមយរល"


def test_digits_in_a_row_are_told_by_their_order_where_first_and_last_are_seen() -> None:
    read = read_by_order(_font(500, LETTERS, "012579", 594))
    assert [read[594 + digit] for digit in (0, 1, 2, 5, 7, 9)] == ["០", "១", "២", "៥", "៧", "៩"]
    assert not set(range(594, 604)) & set(read_by_order(_font(500, LETTERS, "12579", 594)))


def test_a_letter_that_was_guessed_wrong_is_put_right_by_the_order_of_the_others() -> None:
    font = [(code, "ឬ" if text == "ឃ" else text) for code, text in _font(500, LETTERS, "", 0)]
    assert read_by_order(font)[503] == "ឃ"
    strewn = [(Code("f", 7 * code.number % 101, "f", "", 1, 0.7), text) for code, text in font]
    assert read_by_order(strewn) == {}
