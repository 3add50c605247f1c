from pathlib import Path

import pikepdf
import pytest

from pipeline.model.document import Document
from pipeline.repair import repair
from tests.extract.conftest import read
from tests.extract.font_pdf import shown, simple_font, write_line

LETTERS: dict[int, str | bytes] = {code: chr(code) for code in (32, *range(ord("a"), ord("z") + 1))}


def read_line(folder: Path, codes: bytes, **targets: str) -> Document:
    """The line of codes in a font where each code named c and its number stands for the given bytes."""
    entries = LETTERS | {int(name[1:]): bytes.fromhex(target) for name, target in targets.items()}
    pdf = pikepdf.new()
    return repair(read(write_line(folder / "line.pdf", simple_font(pdf, {}, entries), pdf, shown(codes))))


def test_swapped_ligatures_are_put_right_and_the_text_as_extracted_is_kept(tmp_path: Path) -> None:
    document = read_line(tmp_path, b"ma\x01er of o\x02ce", c1="74007400", c2="6600cf00")
    ((span,),) = [line.spans for line in document.lines()]
    assert (span.text, span.orig) == ("matter of office", "ma琀琀er of o昀케ce")
    assert span.repair is not None
    assert (span.repair.method, span.repair.confidence) == ("decipher", pytest.approx(0.99))
    assert document.pages[0].facts.text_source == "repaired"


def test_ligatures_that_read_alike_are_told_by_their_glyphs(tmp_path: Path) -> None:
    (line,) = read_line(tmp_path, b"ge\x01ng a ha\x02ul", c1="7400dd00", c2="7400da00").lines()
    assert (line.text, line.orig) == ("getting a hattful", "ge琀ng a ha琀ul")


def test_chinese_in_the_same_font_stays_and_so_does_what_stands_beside_it(tmp_path: Path) -> None:
    (line,) = read_line(tmp_path, b"\x01 means one \x02", c1="4e00", c2="66006900").lines()
    assert (line.text, line.orig) == ("一 means one 昀椀", None)
