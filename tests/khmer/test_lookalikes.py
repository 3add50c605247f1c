import pytest

from pipeline.khmer.lookalikes import alternatives
from pipeline.khmer.order import normalize
from pipeline.khmer.syllable import is_wellformed


@pytest.mark.parametrize(
    ("cluster", "others"),
    [
        ("ក", []),
        ("ក្តា", ["ក្ដា"]),
        ("ក្ដា", ["ក្តា"]),
        ("ស្ត្រី", ["ស្ដ្រី"]),
        ("ដ្ឋា", ["ដ្ធា"]),
        ("ញ្ច", ["ព្ចា"]),
        ("ញ្ចេ", ["ព្ចោ"]),
        ("ព្ហា", ["ញ្ហ"]),
        ("ព្ហ", []),
        ("ញុ", ["ញ៉"]),
        ("ញ៉ា", []),
        ("ឫ", ["ប្ញ"]),
        ("ព្ញុ៍", ["ឭុ៍", "ឮ៍"]),
        ("ពៀ", ["ព្យេ"]),
        ("ភ្យើ", ["ភឿ"]),
        ("ឧ៊", ["ឨ"]),
        ("ទ្បា", ["ឡា"]),
    ],
)
def test_clusters_drawn_alike_are_found(cluster: str, others: list[str]) -> None:
    assert alternatives(cluster) == others


@pytest.mark.parametrize("cluster", ["ឱ", "ព្ធុ", "ញ្ញ", "ល្យេ", "ឫ្ត"])
def test_being_alike_is_mutual_and_every_form_is_canonical(cluster: str) -> None:
    found = alternatives(cluster)
    assert found
    for other in found:
        assert is_wellformed(other)
        assert normalize(other) == other
        assert set(alternatives(other)) == {cluster, *found} - {other}


def test_the_alternative_of_fewest_changes_comes_first() -> None:
    assert alternatives("ឫ្ត")[:2] == ["ឫ្ដ", "ប្ញ្ត"]
