from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.khmer.lexicon import lexicon
from pipeline.khmer.order import normalize
from pipeline.translate.glossary import Glossary, Term, load_glossary

KINDS = {
    "heading", "label", "role", "honorific", "organization", "place", "meeting", "law", "development", "modifier",
    "action", "unit", "province", "month", "weekday",
}  # fmt: skip


def test_it_has_the_terms_of_the_field(glossary: Glossary) -> None:
    assert len(glossary.terms) >= 600
    assert {term.kind for term in glossary.terms} == KINDS


def test_every_wording_is_filled_and_in_its_own_script(glossary: Glossary) -> None:
    for term in glossary.terms:
        for wording in term.wordings["km"]:
            assert any("\u1780" <= letter <= "\u17ff" for letter in wording), term
        for wording in term.wordings["en"]:
            assert wording and not any("\u1780" <= letter <= "\u17ff" for letter in wording), term


def test_khmer_is_in_canonical_order_and_spelt_as_the_lexicon_does(glossary: Glossary) -> None:
    words = lexicon()
    ours = [term for term in glossary.terms if term.kind not in ("month", "weekday", "province")]
    wordings = [wording for term in ours for wording in term.wordings["km"]]
    assert [wording for wording in wordings if normalize(wording) != wording] == []
    unknown = [wording for wording in wordings if words.oov_rate(wording) > 0.2]
    assert set(unknown) == {"ល.រ", "ហិកតា", "កូវីដ-១៩", "កូវីដ", "ឧទ្យានុរក្ស"}, "words that the lexicon does not have"


def test_wordings_are_found_however_they_are_written(glossary: Glossary) -> None:
    assert glossary.find("  executive   DIRECTOR ", "en")[0].wordings["km"][0] == "នាយកប្រតិបត្តិ"
    assert glossary.find("Chair’s report", "en") == glossary.find("chair's report", "en") != []
    assert glossary.find("ជំទប់ទី1", "km") == glossary.find("ជំទប់ទី១", "km") != []
    assert glossary.find("no such term", "en") == []


def test_own_terms_go_before_the_shipped_ones(tmp_path: Path) -> None:
    own = tmp_path / "own.tsv"
    own.write_text("# ours\nkind\ten\tkm\norganization\tCCC|C.C.C.\tស.ស.ក\n", encoding="utf-8")
    found = load_glossary(own).find("ccc", "en")
    assert found[0].wordings["km"] == ["ស.ស.ក"]
    assert len(found) > 1


@pytest.mark.parametrize(
    "content", ["kind\ten\nrole\tchair\n", "kind\ten\tkm\nrole\tchair\n", "en\tkm\nchair\tប្រធាន\n"]
)
def test_a_table_without_its_columns_is_refused(tmp_path: Path, content: str) -> None:
    own = tmp_path / "own.tsv"
    own.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match="kind, en, km"):
        load_glossary(own)


def test_a_missing_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot read the glossary"):
        load_glossary(tmp_path / "none.tsv")


def test_the_version_changes_with_the_terms() -> None:
    one = Term("role", {"en": ["chair"], "km": ["ប្រធាន"]})
    other = Term("role", {"en": ["chair"], "km": ["អធិបតី"]})
    assert Glossary([one]).version == Glossary([one]).version != Glossary([other]).version
