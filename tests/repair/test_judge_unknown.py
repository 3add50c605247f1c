"""Pages of which the file does not say what all glyphs are."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from pipeline.model.document import Document
from pipeline.repair.judge import judge
from tests.extract.conftest import read
from tests.extract.conftest import read_pages as read_pages
from tests.extract.tiny_pdf import NO_ENCODING, text
from tests.press.corpus import declaration
from tests.press.describe import Booklet
from tests.press.describe import text as paragraph
from tests.press.producers import Producer
from tests.press.producers import make_pdf as press
from tests.press.producers.fpdf2 import Fpdf2
from tests.press.producers.libreoffice import LibreOffice

ReadPages = Callable[[Sequence[str]], Document]


def shown(string: str) -> str:
    return f"BT /F1 10 Tf 50 700 Td ({string}) Tj ET"


def test_page_of_glyphs_that_nobody_knows_has_no_text(read_pages: ReadPages) -> None:
    codes = "".join(f"\\{code:03o}" for code in range(10, 40) if code != 13)
    subset = f"BT /{NO_ENCODING} 10 Tf 50 700 Td ({codes}) Tj ET"
    document = judge(read_pages([text(50, 100, "A cover that is known"), subset]))
    first, second = (page.facts for page in document.pages)
    assert (first.text_source, first.confidence) == ("native", 1.0)
    assert (second.text_source, second.confidence, second.methods) == ("none", 0.0, {})
    assert [(issue.code, issue.page_no) for issue in document.issues] == [("text-layer-incomplete", 2)]


def test_glyphs_missing_inside_words_cost_the_page_its_good_name(read_pages: ReadPages) -> None:
    document = judge(read_pages([shown("institu\\001on of the na\\001on")]))
    facts = document.pages[0].facts
    assert facts.text_source == "damaged"
    assert facts.evidence["unknown_share"] == 0.1
    assert facts.confidence == 0.9
    assert [issue.code for issue in document.issues] == ["text-layer-incomplete"]


def test_one_unknown_sign_on_a_page_is_not_worth_a_word(read_pages: ReadPages) -> None:
    lines = [text(50, 100 + 12 * n, "The members discussed the roads and the wells.") for n in range(8)]
    document = judge(read_pages(["".join(lines) + shown("\\001 a mark")]))
    assert (document.pages[0].facts.text_source, document.pages[0].facts.confidence) == ("native", 1.0)
    assert document.issues == []


@pytest.mark.parametrize(("producer", "misses"), [(Fpdf2, False), (LibreOffice, True)])
def test_syllables_that_stand_on_their_first_glyph_miss_nothing(
    producer: Callable[[], Producer], misses: bool, tmp_path: Path
) -> None:
    path = tmp_path / "made.pdf"
    path.write_bytes(press(Booklet((paragraph(" ".join(declaration()[:5])),)), producer()))
    document = judge(read(path))
    assert float(document.pages[0].facts.evidence["textless_share"]) > 0.05
    assert any(issue.code == "text-layer-incomplete" for issue in document.issues) == misses
