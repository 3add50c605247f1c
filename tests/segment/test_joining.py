"""Which lines go on in the next, in texts made up for these tests."""

from collections.abc import Callable

import pytest

from pipeline.model.document import Line, Span
from pipeline.model.minutes import Meeting
from pipeline.segment.paragraphs import Paragraph, paragraphs
from pipeline.segment.regions import Regions
from tests.segment.conftest import blocks


def printed(*texts: str, x0: float = 0.0, y0: float = 0.0, width: float = 200.0, number: int = 1) -> list[Line]:
    """Measured lines below each other; all but the last fill their column."""
    return [
        Line(
            [Span(text, size=10.0)],
            1,
            (x0, y0 + 12.0 * n, x0 + (width if n + 1 < len(texts) else width / 2), y0 + 12.0 * n + 10),
        )
        for n, text in enumerate(texts)
    ]


def typed(text: str) -> list[Line]:
    """The lines of a text file; a bullet at a line's beginning is kept apart."""
    lines = []
    for number, raw in enumerate(text.split("\n"), 1):
        marker = raw[0] if raw[:1] == "•" else None
        words = raw[len(marker or "") :].strip()
        if words or marker:
            lines.append(
                Line([Span(words)], 1, (0, 12.0 * number, 5.0 * len(words), 12.0 * number + 10), number, marker=marker)
            )
    return lines


def shapes(found: list[Paragraph]) -> list[tuple[str | None, str]]:
    return [(paragraph.label.marker if paragraph.label else None, paragraph.text) for paragraph in found]


def test_a_wrapped_sentence_is_not_cut_where_its_line_begins_like_a_list(read: Callable[[str], Meeting]) -> None:
    meeting = read(
        "Minutes of the meeting\n\nIntroduction\n"
        "The clerk of the office read aloud the letters that had come in since May, and after this he took up\n"
        "a. and b. of the second list, which were left open in April because nobody from the office was there,\n"
        "V. Sokha said that the list of the year before was longer, and that the office had answered to article\n"
        "12. The others agreed with this.\n"
    )
    (paragraph,) = blocks(meeting, "paragraph")
    assert paragraph.text.endswith("answered to article 12. The others agreed with this.")


def test_an_initial_before_a_name_is_no_roman_number_unless_the_list_says_so() -> None:
    assert shapes(paragraphs(typed("V. Sokha asked for a longer break."), measured=False)) == [
        (None, "V. Sokha asked for a longer break.")
    ]
    romans = "IV. Repairs were paid.\nV. Salaries were paid late."
    assert [marker for marker, _ in shapes(paragraphs(typed(romans), measured=False))] == ["IV.", "V."]


def test_a_lone_count_before_bullets_keeps_its_figure() -> None:
    assert shapes(paragraphs(typed("5 Teams were formed:\n• Water\n• Roads"), measured=False))[0] == (
        None,
        "5 Teams were formed:",
    )


@pytest.mark.parametrize("lead", ["•", "-", "3."])
def test_a_mark_alone_on_its_line_belongs_to_the_words_below_it(lead: str) -> None:
    assert shapes(paragraphs(typed(f"{lead}\n\nPlant trees\n\n\n{lead}\n\nClean the well"), measured=False)) == [
        (lead, "Plant trees"),
        (lead, "Clean the well"),
    ]


def test_a_label_of_the_vocabulary_opens_a_paragraph_behind_a_full_line() -> None:
    text = (
        "Present: Mr. Lim Sokha, Ms. Keo Dany, Mr. Chan Rith, Ms. Ung Maly, Mr. Tep Vanna\nAbsent: Mr. Oum Rith\n"
        "Decision 1: The committee pays for the well in the school yard and for the new pump.\nAction: Mr. Lim to pay"
    )
    assert [words for _, words in shapes(paragraphs(typed(text), measured=False))] == text.split("\n")


def test_a_soft_break_before_a_dash_or_behind_a_sentence_ends_the_paragraph() -> None:
    def broken(*texts: str) -> list[str]:
        lines = [
            Line([Span(text)], 1, (0, 0, 100, 10), number=1, ends_paragraph=n == len(texts) - 1)
            for n, text in enumerate(texts)
        ]
        return [paragraph.text for paragraph in paragraphs(lines, measured=False)]

    assert broken("What are rights?", "- Water", "- Land") == ["What are rights?", "Water", "Land"]
    assert broken("Report of the", "Workshop on Land") == ["Report of the Workshop on Land"]
    assert broken("Sok Dara, Clerk", "Decision: none") == ["Sok Dara, Clerk", "Decision: none"]


def test_each_column_of_a_page_has_its_own_right_edge() -> None:
    left = printed("The members of the union met in", "June and spoke of", y0=0, width=180)
    left += printed("Another part of the left column is", "here and ends so.", y0=40, width=180)
    right = printed("The right column is wider than the left one", "and goes on.", x0=220, y0=0, width=240)
    right += printed("Its second part goes on as well in the", "same way.", x0=220, y0=40, width=240)
    found = paragraphs([*left, *right], measured=True)
    assert [paragraph.text for paragraph in found] == [
        "The members of the union met in June and spoke of",
        "Another part of the left column is here and ends so.",
        "The right column is wider than the left one and goes on.",
        "Its second part goes on as well in the same way.",
    ]
    assert {paragraph.indent for paragraph in found} == {0.0}


def test_lines_over_both_columns_are_a_region_of_their_own() -> None:
    wide = printed("A line that runs over the whole width of the page", "and a second one", "short", width=460)
    left = printed("one", "two", "three", "four", y0=60, width=180)
    right = printed("one", "two", "three", x0=220, y0=60, width=240)
    regions = Regions([*wide, *left, *right], measured=True)
    assert [regions.right_edge(line) for line in (wide[0], left[0], right[0])] == [460.0, 180.0, 460.0]


def set_apart(*steps: float, block: int | None = None) -> list[Line]:
    """Full lines that end a sentence, the baselines of neighbours so many points apart; the last line is short."""
    lines, baseline = [], 100.0
    for n, step in enumerate((0.0, *steps)):
        baseline += step
        right = 200.0 if n < len(steps) else 90.0
        box = (0.0, baseline - 9, right, baseline + 2)
        lines.append(Line([Span("These words end here.", size=10.0)], 1, box, baseline=baseline, block=block))
    return lines


def test_paragraphs_end_where_baselines_are_further_apart_than_inside_them() -> None:
    found = paragraphs(set_apart(12, 12, 14.5, 12, 12, 14.5, 12), measured=True)
    assert [len(paragraph.lines) for paragraph in found] == [3, 3, 2]


def test_lines_go_on_in_the_block_that_a_tagged_file_puts_them_in() -> None:
    wide = [Line([Span("Wide lines show the edge.", size=10.0)], 1, (0.0, y, 200.0, y + 11)) for y in (0.0, 40.0, 80.0)]
    half = [
        Line([Span("so it goes on with more words here", size=10.0)], 1, (0.0, y, 160.0, y + 11))
        for y in (120.0, 132.0)
    ]
    half[1].spans[0].text = "As it goes on with more words here"
    apart = len(paragraphs([*wide, *half], measured=True))
    for line in half:
        line.block = 7
    assert len(paragraphs([*wide, *half], measured=True)) == apart - 1


def test_lines_that_each_begin_with_a_label_are_paragraphs_of_their_own() -> None:
    found = paragraphs(
        printed("Delegates: 118 of the locals came", "Scrutineers: Tith and Kea", "Recorder: Long"), True
    )
    assert len(found) == 3
