import pytest

from pipeline.khmer.syllable import is_wellformed, keeps_shifter_high, low_shifter


@pytest.mark.parametrize(
    "cluster",
    ["ក", "ខ្មែ", "ស្ត្រី", "ម្យ៉ា", "ស៊ី", "ម៌", "កុំ", "ចុះ", "ឲ្យ", "ក្នុ", "ទ្ធិ៍", "ព្រះ", "ស៊\u200cី"],
)
def test_syllables_in_canonical_order_are_wellformed(cluster: str) -> None:
    assert is_wellformed(cluster)


@pytest.mark.parametrize(
    ("cluster", "reason"),
    [
        ("ា", "no base"),
        ("ង្", "open subscript"),
        ("ខែ្ម", "vowel before the subscript"),
        ("ស្រ្ត", "RO before another subscript"),
        ("ម៉្យ", "shifter before the subscript"),
        ("កិា", "two vowels"),
        ("សុី", "a low shifter typed as U"),
        ("ន្ទ្ក្យ", "three subscripts"),
        ("ក៉៊", "two shifters"),
        ("ក\u200cា", "a joiner that holds nothing up"),
        ("ម៊\u200cី", "a joiner behind the shifter that stands high anyway"),
        ("កខ", "two syllables"),
        ("", "nothing"),
    ],
)
def test_other_clusters_are_not(cluster: str, reason: str) -> None:
    assert not is_wellformed(cluster), reason


@pytest.mark.parametrize(
    ("letters", "shifter"),
    [
        ("ស", "\u17ca"),
        ("ម", "\u17c9"),
        ("ម្ស", "\u17ca"),
        ("ប", "\u17c9"),
        ("ស្ប", "\u17c9"),
        ("ញ", "\u17c9"),
        ("ក", "\u17ca"),
        ("ឧ", "\u17c9"),
    ],
)
def test_the_low_shifter_follows_the_series_of_the_whole_cluster(letters: str, shifter: str) -> None:
    assert low_shifter(letters) == shifter


def test_samyok_lowers_muusikatoan_only() -> None:
    assert keeps_shifter_high("ប", "\u17c9", "\u17d0")
    assert not keeps_shifter_high("ស", "\u17ca", "\u17d0")
