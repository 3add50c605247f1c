import pytest

from pipeline.segment.labels import label_in


@pytest.mark.parametrize(
    ("text", "kind", "marker", "number"),
    [
        ("Session 2: Share Key", "session", "Session 2:", "2"),
        ("Panel II - Land", "session", "Panel II -", "II"),
        ("វគ្គទី១៖ ការពិភាក្សា", "session", "វគ្គទី១៖", "1"),
        ("Q1: This report", "question", "Q1:", "1"),
        ("Question 12. Why", "question", "Question 12.", "12"),
        ("សំណួរទី២៖ តើ", "question", "សំណួរទី២៖", "2"),
        ("A2: The approach", "answer", "A2:", "2"),
        ("ចម្លើយ៖ បាទ", "answer", "ចម្លើយ៖", None),
        ("1- to promote", "number", "1-", "1"),
        ("3-The goods", "number", "3-", "3"),
        ("2.1 Budget", "number", "2.1", "2.1"),
        ("(iv) more", "number", "(iv)", "iv"),
        ("ក. រៀបចំ", "number", "ក.", "ក"),
        ("១) ទីមួយ", "number", "១)", "1"),
        ("- a dash", "dash", "-", None),
        ("2 Policies", "bare", "2", "2"),
    ],
)
def test_labels_are_told_from_words(text: str, kind: str, marker: str, number: str | None) -> None:
    label = label_in(text)
    assert label is not None
    assert (label.kind, label.marker, label.number) == (kind, marker, number)


@pytest.mark.parametrize(
    "text",
    [
        "2015-2030 goals",
        "2019-",
        "2023) with",
        "60-90 years",
        "1.5 million",
        "A. Smith spoke",
        "Session notes",
        "10:30 start",
    ],
)
def test_words_that_look_like_labels_are_words(text: str) -> None:
    assert label_in(text) is None
