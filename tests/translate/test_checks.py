import pytest

from pipeline.translate.checks import failed_checks
from pipeline.translate.glossary import Glossary


@pytest.mark.parametrize(
    ("source", "draft"),
    [
        ("63 participants on 5 September 2019", "អ្នកចូលរួម ៦៣ នាក់ ថ្ងៃទី៥ ខែកញ្ញា ឆ្នាំ២០១៩"),
        ("It costs 2,500 USD (58%)", "វាមានតម្លៃ ២.៥០០ USD (៥៨%)"),
        ("Mr. Sok Dara of HAC spoke", "លោក Sok Dara នៃ HAC បានថ្លែង"),
        ("CCC met", "គណៈកម្មាធិការសហប្រតិបត្តិការដើម្បីកម្ពុជាបានប្រជុំ"),
        ("អង្គប្រជុំបានឯកភាព", "The meeting agreed"),
    ],
)
def test_a_draft_that_keeps_everything_passes(glossary: Glossary, source: str, draft: str) -> None:
    language = "en" if source[0] > "\u1780" else "km"
    assert failed_checks(source, draft, language, glossary) == []


@pytest.mark.parametrize(
    ("source", "draft", "reason"),
    [
        ("63 participants", "អ្នកចូលរួម ៣៦ នាក់", "number missing: 63"),
        ("participants", "អ្នកចូលរួម ៣៦ នាក់", "number added: 36"),
        ("RMD reported", "បានរាយការណ៍", "acronym missing: RMD"),
        ("Mr. Sok Dara spoke", "លោក Sok Sara បានថ្លែង", "name missing: Sok Dara"),
        ("The board agreed on the plan of the year", "បាទ", "length: 3 characters for 40"),
        ("The board agreed", "The board agreed", "script: not in Khmer"),
        ("The board agreed on it", "  ", "empty"),
    ],
)
def test_what_a_draft_lost_or_added_is_told(glossary: Glossary, source: str, draft: str, reason: str) -> None:
    assert reason in failed_checks(source, draft, "km", glossary)
