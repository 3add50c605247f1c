from typing import get_args

import pytest

from pipeline.emit.labels import Language, load_labels
from pipeline.model import minutes as model


@pytest.mark.parametrize("language", get_args(Language))
@pytest.mark.parametrize(
    ("kind", "vocabulary"),
    [
        ("classification", model.Classification),
        ("kind", model.SectionKind),
        ("speaker_type", model.SpeakerType),
        ("outcome_type", model.OutcomeType),
        ("page_text", model.TextSource),
        ("weight", model.Severity),
    ],
)
def test_every_word_of_the_model_has_a_label(language: Language, kind: str, vocabulary: object) -> None:
    assert set(load_labels(language).kinds[kind]) == set(get_args(vocabulary))


def test_both_languages_have_the_same_labels() -> None:
    english, khmer = load_labels("en"), load_labels("km")
    assert english.words.keys() == khmer.words.keys()
    assert {kind: set(words) for kind, words in english.kinds.items()} == {
        kind: set(words) for kind, words in khmer.kinds.items()
    }


@pytest.mark.parametrize(
    ("iso", "english", "khmer"),
    [
        ("2019-09-05", "5 September 2019", "៥ កញ្ញា ២០១៩"),
        ("2019-12", "December 2019", "ធ្នូ ២០១៩"),
        ("2019", "2019", "២០១៩"),
        ("2019-13-01", "2019-13-01", "២០១៩-១៣-០១"),
    ],
)
def test_dates_are_named_as_far_as_they_are_known(iso: str, english: str, khmer: str) -> None:
    assert load_labels("en").date(iso) == english
    assert load_labels("km").date(iso) == khmer


def test_a_word_without_a_label_stands_for_itself() -> None:
    assert load_labels("km").of("count", "young_people") == "young people"
