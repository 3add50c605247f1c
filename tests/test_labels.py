from typing import get_args

import pytest

from pipeline.khmer.visual import Doubt
from pipeline.labels import Language, load_labels
from pipeline.model import minutes as model
from pipeline.repair.bare_text import STRANGE_LINE
from pipeline.repair.decipher import UNREAD


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


@pytest.mark.parametrize(
    ("start", "end", "english", "khmer"),
    [
        ("2019-09-05", None, "5 September 2019", "៥ កញ្ញា ២០១៩"),
        ("2019-09-05", "2019-09-05", "5 September 2019", "៥ កញ្ញា ២០១៩"),
        ("2019-09-05", "2019-09-06", "5–6 September 2019", "៥–៦ កញ្ញា ២០១៩"),
        ("2019-09-30", "2019-10-01", "30 September – 1 October 2019", "៣០ កញ្ញា – ១ តុលា ២០១៩"),
        ("2019-12-31", "2020-01-02", "31 December 2019 – 2 January 2020", "៣១ ធ្នូ ២០១៩ – ២ មករា ២០២០"),
        ("2019-09", "2019-10", "September – October 2019", "កញ្ញា – តុលា ២០១៩"),
    ],
)
def test_what_the_days_of_a_range_share_is_said_once(start: str, end: str | None, english: str, khmer: str) -> None:
    assert load_labels("en").dates(start, end) == english
    assert load_labels("km").dates(start, end) == khmer


def test_every_flag_of_the_repair_has_a_label() -> None:
    deciphered = {"rival", "unknown-word", "improbable", "ill-attested", "beside-unknown-word", UNREAD, STRANGE_LINE}
    assert {*Doubt, *deciphered, "print"} == set(load_labels("km").kinds["flag"])


def test_a_word_without_a_label_stands_for_itself() -> None:
    assert load_labels("km").of("count", "young_people") == "young people"
