from pathlib import Path

import pytest

from pipeline.khmer.cluster import broken_share
from pipeline.model.document import Document
from pipeline.repair.judge import DAMAGED_SHARE, judge, tell_unread
from tests.extract.conftest import read
from tests.press.collage import Typed, collage
from tests.press.corpus import declaration
from tests.press.describe import Booklet, text
from tests.press.legacy import typed
from tests.press.producers import Producer, make_pdf
from tests.press.producers.renumbered import Renumbered
from tests.press.producers.word import Word
from tests.segment.conftest import INPUTS, read_document


def test_damaged_khmer_is_called_damaged_with_its_evidence(tmp_path: Path) -> None:
    lines = (INPUTS / "battambang-2019-09-05.txt").read_text(encoding="utf-8").splitlines()
    path = tmp_path / "short.txt"
    path.write_text("\n".join([*lines[:8], *lines[414:416]]), encoding="utf-8")
    document = read_document(path)
    (page,) = document.pages
    assert page.facts.text_source == "damaged", "so little of it that no map can be learnt"
    assert float(page.facts.evidence["broken_clusters"]) > DAMAGED_SHARE
    assert page.facts.confidence < 0.98
    assert "damaged-khmer" in [issue.code for issue in document.issues]
    assert document.source.languages == ["en", "km"]


def test_good_khmer_stays_native(tmp_path: Path) -> None:
    path = tmp_path / "good.txt"
    path.write_text("កំណត់ហេតុកិច្ចប្រជុំ\nថ្ងៃទី៥ ខែកញ្ញា ឆ្នាំ២០១៩\nស្រ្តី និង លោក សុី សុខា ខ្មែរ បានចូលរួមក្នុងកិច្ចប្រជុំ។\n", encoding="utf-8")
    document = read_document(path)
    assert broken_share(path.read_text(encoding="utf-8")) < DAMAGED_SHARE
    assert (document.pages[0].facts.text_source, document.pages[0].facts.confidence) == ("native", 1.0)
    assert document.issues == []
    assert document.source.languages == ["km"]


def judged(path: Path, data: bytes) -> Document:
    """As if no repair could read its fonts."""
    path.write_bytes(data)
    return judge(read(path))


@pytest.mark.parametrize(("producer", "source"), [(Word, "damaged"), (Renumbered, "none")])
def test_khmer_whose_font_cannot_be_read_is_left_to_be_read_from_its_picture(
    tmp_path: Path, producer: type[Producer], source: str
) -> None:
    pdf = make_pdf(Booklet((text(" ".join(declaration()[2:6])),)), producer())
    (page,) = judged(tmp_path / "made.pdf", pdf).pages
    assert page.facts.text_source == source
    assert page.unread == [(0.0, 0.0, page.facts.width, page.facts.height)]
    assert page.facts.confidence < 0.85


def test_codes_of_an_unknown_font_are_said_to_be_no_language(tmp_path: Path) -> None:
    codes = typed(" ".join(declaration()[2:8]), "limon").decode("cp1252", "replace")
    lines = [codes[at : at + 70] for at in range(0, len(codes), 70)]
    document = judged(tmp_path / "made.pdf", collage([[Typed(lines, font="Unknown")]]))
    assert document.pages[0].facts.text_source == "damaged"
    assert document.pages[0].facts.confidence < 0.1
    assert [issue.code for issue in document.issues] == ["no-language"]


def test_lists_of_khmer_names_in_latin_letters_are_native(tmp_path: Path) -> None:
    names = ["Sok Sophea", "Chan Dara", "Keo Sreymom", "Heng Vannak", "Pich Sopheap", "Ros Samnang", "Meas Sokha"] * 4
    document = tell_unread(judged(tmp_path / "made.pdf", collage([[Typed(names)]])))
    assert (document.pages[0].facts.text_source, document.issues) == ("native", [])
