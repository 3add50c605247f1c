from pathlib import Path

from pipeline.khmer.cluster import broken_share
from pipeline.repair.judge import DAMAGED_SHARE
from tests.segment.conftest import INPUTS, read_document


def test_damaged_khmer_is_called_damaged_with_its_evidence() -> None:
    document = read_document(INPUTS / "battambang-2019-09-05.txt")
    (page,) = document.pages
    assert page.facts.text_source == "damaged"
    assert float(page.facts.evidence["broken_clusters"]) > DAMAGED_SHARE
    assert 0.85 < page.facts.confidence < 0.95
    assert [issue.code for issue in document.issues] == ["damaged-khmer"]
    assert document.source.languages == ["en", "km"]


def test_good_khmer_stays_native(tmp_path: Path) -> None:
    path = tmp_path / "good.txt"
    path.write_text("កំណត់ហេតុកិច្ចប្រជុំ\nថ្ងៃទី៥ ខែកញ្ញា ឆ្នាំ២០១៩\nស្រ្តី និង លោក សុី សុខា ខ្មែរ បានចូលរួមក្នុងកិច្ចប្រជុំ។\n", encoding="utf-8")
    document = read_document(path)
    assert broken_share(path.read_text(encoding="utf-8")) < DAMAGED_SHARE
    assert (document.pages[0].facts.text_source, document.pages[0].facts.confidence) == ("native", 1.0)
    assert document.issues == []
    assert document.source.languages == ["km"]
