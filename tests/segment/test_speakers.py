"""Lines that say who speaks, wrapped in narrow cells; the people are made up."""

import pytest

from pipeline.model.document import Line, Span
from pipeline.segment.paragraphs import Paragraph, paragraphs
from pipeline.segment.speakers import part_speakers, whole_speakers


def cell(*texts: str) -> list[Paragraph]:
    """The paragraphs of a narrow cell of a PDF, each line but the last full to its edge."""
    lines = [
        Line([Span(text, size=10.0)], 1, (0, 12.0 * n, 120.0 if n + 1 < len(texts) else 60.0, 12.0 * n + 10))
        for n, text in enumerate(texts)
    ]
    return paragraphs(lines, measured=True)


def file(*texts: str) -> list[Paragraph]:
    """Each text as a paragraph of a text file that has lost its cells."""
    return [
        paragraph
        for n, text in enumerate(texts, 1)
        for paragraph in paragraphs([Line([Span(text)], 1, (0, 12.0 * n, 99, 12.0 * n + 10), n)], measured=False)
    ]


def test_what_was_said_is_parted_from_the_line_that_names_the_speaker() -> None:
    found = whole_speakers(cell("Ms. Keo Maly, Head of Unit,", "LICADHO", "She closed the", "day."), in_cell=True)
    assert [paragraph.text for paragraph in found] == [
        "Ms. Keo Maly, Head of Unit, LICADHO",
        "She closed the day.",
    ]
    assert [len(paragraph.lines) for paragraph in found] == [2, 2]
    assert [found[1].text[start:end] for start, end, _ in found[1].pieces] == ["She closed the", "day."]


def test_a_sentence_about_a_person_stays_whole() -> None:
    (found,) = whole_speakers(cell("Mr. Sok Dara, Director of", "the network thanked", "all."), in_cell=True)
    assert found.text == "Mr. Sok Dara, Director of the network thanked all."


@pytest.mark.parametrize(
    ("first", "rest"),
    [
        ("Sok Dara, Executive", "Director, STAR"),
        ("Presentation by Ms. Lim", "Sopha, Trainer, ADHOC"),
    ],
)
def test_a_role_or_name_on_the_next_line_goes_with_the_speaker(first: str, rest: str) -> None:
    found = whole_speakers(file(first, rest, "He spoke of land."), in_cell=False)
    assert [paragraph.text for paragraph in found] == [f"{first} {rest}", "He spoke of land."]


def test_two_speakers_below_each_other_stay_two() -> None:
    found = whole_speakers(file("Mr. Sok Dara, Director, STAR", "Ms. Keo Maly, Trainer, ADHOC"), in_cell=False)
    assert len(found) == 2


def test_what_was_said_may_begin_with_the_name_of_the_speaker() -> None:
    found = whole_speakers(
        cell("Presentation by Ms. Touch", "Bopha, Senior Midwife", "Ms. Bopha went through", "three cases."),
        in_cell=True,
    )
    assert [paragraph.text for paragraph in found] == [
        "Presentation by Ms. Touch Bopha, Senior Midwife",
        "Ms. Bopha went through three cases.",
    ]


SPEECHES = ["Ann Reed: One.", "Carl Obi: Two.", "Ann Reed: Three.", "Dora Lund: Four."]


def test_a_speaker_at_the_beginning_of_a_line_parts_a_paragraph() -> None:
    joined = cell("Ann Reed: We have three", "comments from the review.", "Carl Obi: I tried them.")
    found = part_speakers([*file(*SPEECHES), *joined])
    assert [paragraph.text for paragraph in found[4:]] == [
        "Ann Reed: We have three comments from the review.",
        "Carl Obi: I tried them.",
    ]


def test_names_before_colons_are_no_speakers_where_there_are_few() -> None:
    joined = cell("We all have three", "comments from the review.", "Carl Obi: I tried them.")
    assert len(part_speakers([*file(SPEECHES[0]), *joined])) == 1 + len(joined)
