from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.press.describe import Align, Paragraph, Run, bullet, text
from tests.press.lines import SetLine, break_lines, set_paragraphs
from tests.press.shape import shape_runs


def _broken(words: str, width: float) -> list[str]:
    return ["".join(cluster.text for cluster in line) for line in break_lines(shape_runs((Run(words),)), width, width)]


def _set(paragraph: Paragraph, width: float) -> list[SetLine]:
    return set_paragraphs((paragraph,), width, count())


def _right_edge(line: SetLine) -> float:
    x, clusters = line.parts[-1]
    while clusters[-1].is_space:
        clusters = clusters[:-1]
    return x + sum(cluster.width for cluster in clusters)


def test_latin_breaks_after_spaces_and_after_hyphens_inside_words() -> None:
    assert _broken("the multi-stakeholder dialogue", 62) == ["the multi-", "stakeholder ", "dialogue"]


def test_khmer_breaks_at_zero_width_spaces_where_there_are_any() -> None:
    assert _broken("អង្គការ\u200bសង្គម\u200bស៊ីវិល", 40) == ["អង្គការ\u200b", "សង្គម\u200b", "ស៊ីវិល"]


def test_khmer_without_zero_width_spaces_breaks_between_syllables() -> None:
    assert _broken("អង្គការសង្គម", 25) == ["អង្គកា", "រសង្គ", "ម"]


@given(st.text(st.sampled_from("ab -កខ្តា។\u200b")), st.floats(5, 200))
def test_breaking_loses_nothing_and_makes_no_line_too_wide(words: str, width: float) -> None:
    clusters = shape_runs((Run(words.strip()),))
    lines = break_lines(clusters, width, width)
    assert [cluster for line in lines for cluster in line] == clusters
    for line in lines:
        while line and line[-1].is_space:
            line.pop()
        assert sum(cluster.width for cluster in line) <= width + 0.02 or len(line) == 1


@pytest.mark.parametrize("align", [Align.JUSTIFY, Align.RIGHT])
def test_justified_and_right_aligned_lines_end_at_the_edge(align: Align) -> None:
    lines = _set(text("some words that take more than a line " * 3, align=align), 150)
    assert len(lines) > 2
    assert {round(_right_edge(line), 6) for line in lines[:-1]} == {150.0}


def test_the_last_line_of_a_justified_paragraph_is_ragged() -> None:
    assert _right_edge(_set(text("one two three four five six", align=Align.JUSTIFY), 100)[-1]) < 99


def test_a_bullet_hangs_left_of_its_text_and_only_once() -> None:
    first, second = _set(bullet("words that run over into a second line", indent=36, hanging=18), 160)
    assert [x for x, _ in first.parts] == [18, 36]
    assert [x for x, _ in second.parts] == [36]


def test_an_empty_paragraph_is_an_empty_line() -> None:
    (line,) = _set(text(""), 100)
    assert line.height > 10
