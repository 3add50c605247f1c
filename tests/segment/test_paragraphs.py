from collections.abc import Callable
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.config import Settings
from pipeline.extract import extract, open_source
from pipeline.model.document import Line, Span
from pipeline.model.minutes import Meeting
from pipeline.segment.paragraphs import paragraphs
from pipeline.segment.sentences import dangles, ends_sentence
from tests.segment.conftest import blocks


def texts(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    document = extract(open_source(path, tmp_path), Settings())
    return [paragraph.text for paragraph in paragraphs(list(document.lines()), measured=False)]


def test_soft_line_breaks_are_joined_and_short_lines_end_paragraphs(tmp_path: Path) -> None:
    assert texts(
        tmp_path,
        "The members of the network met in the provincial town to speak about the budget of the next\n"
        "year and about the members who left.\n"
        "A second paragraph begins here although no blank line stands before it, as often in minutes, and\n"
        "ends here.\n",
    ) == [
        "The members of the network met in the provincial town to speak about the budget of the next year and about "
        "the members who left.",
        "A second paragraph begins here although no blank line stands before it, as often in minutes, and ends here.",
    ]


def test_a_hyphen_at_a_line_end_goes_only_where_a_known_word_comes_out(tmp_path: Path) -> None:
    joined = texts(
        tmp_path,
        "The network organises dialogues and other dialogues of many kinds between the NGOs and govern-\n"
        "ment offices; government offices said that they want more of the same, and that a multi-stake-\n"
        "holder meeting is planned for the years 2019-\n"
        "2023 by all of them.\n",
    )
    assert joined == [
        "The network organises dialogues and other dialogues of many kinds between the NGOs and government offices; "
        "government offices said that they want more of the same, and that a multi-stake-holder meeting is planned "
        "for the years 2019-2023 by all of them."
    ]


def test_khmer_lines_join_without_a_blank(tmp_path: Path) -> None:
    (joined,) = texts(tmp_path, "ការលើកកម្ពស់ភាពជាដៃគូរវាងសង្គមស៊ីវិល និង\nភាគីពាក់ព័ន្ធ\n")
    assert joined == "ការលើកកម្ពស់ភាពជាដៃគូរវាងសង្គមស៊ីវិល និងភាគីពាក់ព័ន្ធ"


def test_a_wrapped_line_that_begins_with_a_figure_is_no_heading(read: Callable[[str], Meeting]) -> None:
    meeting = read(
        "Minutes of the meeting\n\nIntroduction\n"
        "The sampling was made from the eight provinces among the four zones of the country, where only\n"
        "67 responded of the 150 organizations that were asked.\n"
    )
    (paragraph,) = blocks(meeting, "paragraph")
    assert paragraph.text.endswith("where only 67 responded of the 150 organizations that were asked.")


def test_sentences_end_at_their_marks_but_not_at_abbreviations() -> None:
    assert ends_sentence("It is done.")
    assert ends_sentence("ចប់ហើយ។")
    assert not ends_sentence("as Mr.")
    assert not ends_sentence("the goals, i.e.")
    assert dangles("Minutes of the Workshop on")
    assert not dangles("in mid-May")


@given(st.lists(st.text(alphabet="aB1 .-,ក្ខា។•", min_size=1, max_size=20), min_size=1, max_size=12))
@settings(max_examples=200, deadline=None)
def test_joining_keeps_every_character_but_undone_hyphens(pieces: list[str]) -> None:
    lines = [
        Line([Span(piece)], 1, (0.0, 12.0 * n, 5.0 * len(piece), 12.0 * n + 10), number=n)
        for n, piece in enumerate(pieces, 1)
    ]
    found = paragraphs(lines, measured=False)
    held = "".join((paragraph.label.marker if paragraph.label else "") + paragraph.text for paragraph in found)
    source = "".join(pieces)
    assert "".join(held.split()).replace("-", "") == "".join(source.split()).replace("-", "")
