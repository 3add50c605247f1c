from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.config import Settings, Translation
from pipeline.errors import UsageError
from pipeline.model.minutes import Minutes
from pipeline.model.walk import meeting_blocks
from pipeline.summarise import summarise
from pipeline.translate import translate
from pipeline.translate.corrections import FILE_NAME, Corrections
from pipeline.translate.drafts import Drafts
from pipeline.translate.engines import Draft, EngineError, Text
from pipeline.translate.glossary import Glossary
from pipeline.translate.segments import language_of, segments
from pipeline.translate.translate import PORTION, Translator


class _Shouting:
    """An engine that answers with Khmer, and keeps what it was asked."""

    name, version = "shouting", "1"

    def __init__(self) -> None:
        self.asked: list[Text] = []

    def translate(self, texts: Sequence[Text], source: str, target: str) -> list[Draft]:
        self.asked += texts
        return [Draft("បានឯកភាព", "needs-review-translation", self.name) for _ in texts]


class _Broken:
    name, version = "broken", "1"

    def translate(self, texts: Sequence[Text], source: str, target: str) -> list[Draft]:
        raise EngineError("the service is away")


def test_every_text_has_one_entry_for_each_other_language(example: Minutes, glossary: Glossary) -> None:
    translated = Translator(_Shouting(), glossary, ["en", "km"], None).translate(example, Corrections())
    wanted = [(segment.id, "km" if segment.language == "en" else "en") for segment in segments(example)]
    assert sorted((one.target_id, one.language) for one in translated.translations) == sorted(wanted)
    assert len({(one.target_id, one.language) for one in translated.translations}) == len(wanted)


class _Tiring(_Shouting):
    """Away after one portion."""

    def translate(self, texts: Sequence[Text], source: str, target: str) -> list[Draft]:
        if self.asked:
            raise EngineError("the service is away")
        return super().translate(texts, source, target)


def test_what_was_drafted_before_an_engine_gave_up_is_kept(
    example: Minutes, glossary: Glossary, tmp_path: Path
) -> None:
    tiring = _Tiring()
    with Drafts.open(tmp_path / "drafts.sqlite") as drafts:
        Translator(tiring, glossary, ["en", "km"], drafts).translate(example, Corrections())
        kept = [drafts.get("shouting", "1", "en-km", text) for text in tiring.asked]
    assert len(kept) == PORTION and all(draft is not None for draft in kept)


def test_every_block_with_words_is_a_text_to_translate(example: Minutes) -> None:
    ids = {segment.id for segment in segments(example)}
    for block in meeting_blocks(example.meetings[0]):
        if language_of(block.text) is not None and not block.cells:
            assert block.id in ids


def test_a_document_is_not_lost_because_its_translation_was(example: Minutes, glossary: Glossary) -> None:
    translated = Translator(_Broken(), glossary, ["en", "km"], None).translate(example, Corrections())
    assert {one.state for one in translated.translations} == {"needs-translation"}
    told = [issue.message for issue in translated.issues if issue.code == "translation-failed"]
    assert told and "the service is away" in told[0]


def test_a_draft_says_what_is_wrong_with_it(example: Minutes, glossary: Glossary) -> None:
    translated = Translator(_Shouting(), glossary, ["km"], None).translate(example, Corrections())
    assert any("number missing" in check for one in translated.translations for check in one.checks)


def test_an_engine_is_asked_once_for_each_text(example: Minutes, glossary: Glossary, tmp_path: Path) -> None:
    engine = _Shouting()
    with Drafts.open(tmp_path / "drafts.sqlite") as drafts:
        translator = Translator(engine, glossary, ["km"], drafts)
        first = translator.translate(example.model_copy(deep=True), Corrections())
        count = len(engine.asked)
        second = translator.translate(example.model_copy(deep=True), Corrections())
    assert count == len(set(engine.asked)) and len(engine.asked) == count > 0
    assert first == second


def test_no_engine_means_no_translations(example: Minutes, tmp_path: Path) -> None:
    settings = Settings(translation=Translation(engine="none", memory=tmp_path / "m.sqlite"))
    assert translate(example, settings, tmp_path).translations == []


def test_the_summary_comes_in_both_languages(example: Minutes, tmp_path: Path) -> None:
    settings = Settings(translation=Translation(memory=tmp_path / "m.sqlite"))
    minutes = translate(summarise(example, settings), settings, tmp_path)
    whole = {one.language: one for one in minutes.meetings[0].summary if one.section_id is None}
    assert whole.keys() == {"en", "km"}
    assert len(whole["en"].sentences) == len(whole["km"].sentences)
    assert [one.block_ids for one in whole["en"].sentences] == [one.block_ids for one in whole["km"].sentences]
    assert any("៦៣" in one.text for one in whole["km"].sentences)


@pytest.mark.parametrize("content", ["{", "[]", '{"translations": [{"target_id": 1}]}', "\xff"])
def test_a_persons_work_that_cannot_be_read_stops_the_document(example: Minutes, tmp_path: Path, content: str) -> None:
    (tmp_path / FILE_NAME).write_bytes(content.encode("latin-1"))
    with pytest.raises(UsageError, match="cannot be understood"):
        translate(example, Settings(translation=Translation(memory=tmp_path / "m.sqlite")), tmp_path)
