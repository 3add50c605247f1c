from pathlib import Path

import pytest

from pipeline.errors import Category, DocumentError
from pipeline.extract import RTF, open_source
from pipeline.extract.decoding import decode
from pipeline.extract.text import split_lines
from tests.extract.conftest import read

KHMER = "កំណត់ហេតុ ថ្ងៃទី៥\nMinutes of 5 May\n"


def test_lines_keep_the_number_they_have_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Title\r\n\r\n \u00a0 \r\nSecond\rThird\nFourth".encode())
    document = read(path)
    assert [(line.number, line.text) for line in document.lines()] == [
        (1, "Title"),
        (4, "Second"),
        (5, "Third"),
        (6, "Fourth"),
    ]
    assert document.measured is False
    assert document.source.page_count is None


def test_form_feed_and_unicode_line_separators_end_no_line() -> None:
    assert split_lines("one\ftwo\u2028three\nfour\n") == ["one two\u2028three", "four"]


def test_bullet_becomes_the_marker_and_words_stay_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("\uf0b7 CSDGs\n• \u200bDate: 5 May\n- a dash is no bullet here\n\uf0b7\n", encoding="utf-8")
    assert [(line.marker, line.text) for line in read(path).lines()] == [
        ("\uf0b7", "CSDGs"),
        ("•", "Date: 5 May"),
        (None, "- a dash is no bullet here"),
        ("\uf0b7", ""),
    ]


PROSE = [f"The members spoke about village {chr(0x1780 + n)} of the commune." for n in range(28)]


def body_and_furniture(path: Path, text: str) -> tuple[list[str], list[str]]:
    path.write_text(text, encoding="utf-8")
    (page,) = read(path).pages
    return [line.text for line in page.lines()], [line.text for line in page.furniture]


def test_heads_and_feet_of_pages_that_form_feeds_mark_are_set_apart(tmp_path: Path) -> None:
    pages = [f"Youth workshop 2021\n{PROSE[n]}\n{PROSE[n + 3]}\nReport | Page {n}\n" for n in (1, 2, 3)]
    body, furniture = body_and_furniture(tmp_path / "a.txt", "\f".join(pages))
    assert body == [PROSE[n] for n in (1, 4, 2, 5, 3, 6)]
    assert furniture == ["Youth workshop 2021", "Report | Page 1", "Youth workshop 2021", "Report | Page 2",
                         "Youth workshop 2021", "Report | Page 3"]  # fmt: skip


def test_foot_that_an_extractor_put_inside_the_page_is_set_apart(tmp_path: Path) -> None:
    pages = [[*PROSE[:3], "Report | Page 1", *PROSE[3:6]], [*PROSE[6:10], "Report | Page 2"]]
    body, furniture = body_and_furniture(tmp_path / "a.txt", "\n\f".join("\n".join(page) for page in pages))
    assert body == PROSE[:10]
    assert furniture == ["Report | Page 1", "Report | Page 2"]


def test_page_number_of_a_short_last_page_is_set_apart(tmp_path: Path) -> None:
    pages = ["\n".join([*PROSE[:14], "១"]), "\n".join([*PROSE[14:], "២"]), "Signed\n៣\n"]
    body, furniture = body_and_furniture(tmp_path / "a.txt", "\n\f".join(pages))
    assert body == [*PROSE, "Signed"]
    assert furniture == ["១", "២", "៣"]


def test_page_numbers_tell_the_pages_where_form_feeds_are_lost(tmp_path: Path) -> None:
    pages = ["\n".join(["River Union", *PROSE[14 * n - 14 : 14 * n], f"Minutes - page {n}"]) for n in (1, 2)]
    body, furniture = body_and_furniture(tmp_path / "a.txt", "\n".join(pages))
    assert body == PROSE
    assert furniture == ["River Union", "Minutes - page 1", "River Union", "Minutes - page 2"]


def test_sessions_that_begin_pages_and_sums_that_end_them_stay(tmp_path: Path) -> None:
    pages = [["Session 1: Roads", *PROSE[:4], "40"], ["Session 2: Water", *PROSE[4:8], "7"], ["Session 3", "22"]]
    body, furniture = body_and_furniture(tmp_path / "a.txt", "\n\f".join("\n".join(page) for page in pages))
    assert body == [line for page in pages for line in page]
    assert furniture == []


@pytest.mark.parametrize("number", ["2 | P a g e", "Page 2 of 6"])
def test_number_that_says_it_is_a_pages_is_set_apart_even_alone(tmp_path: Path, number: str) -> None:
    assert body_and_furniture(tmp_path / "a.txt", f"One\n{number}\nTwo") == (["One", "Two"], [number])


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"])
def test_unicode_encodings_are_told_apart(encoding: str) -> None:
    text, issues = decode(KHMER.encode(encoding), "a.txt")
    assert text == KHMER
    assert [issue.code for issue in issues] == ([] if encoding == "utf-8-sig" else ["decoded-as"])


def test_windows_1252_is_a_guess_and_says_so() -> None:
    text, issues = decode("Café – “quoted”\n".encode("cp1252"), "a.txt")
    assert text == "Café – “quoted”\n"
    assert [(issue.severity, "WINDOWS-1252" in issue.message) for issue in issues] == [("warning", True)]


@pytest.mark.parametrize("data", [bytes(range(256)) * 4, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(200)])
def test_binary_data_is_no_text(data: bytes) -> None:
    with pytest.raises(DocumentError) as caught:
        decode(data, "a.txt")
    assert caught.value.category is Category.UNREADABLE


def test_file_of_blanks_has_no_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(" \n\u200b\n")
    with pytest.raises(DocumentError) as caught:
        read(path)
    assert caught.value.category is Category.NO_TEXT


def test_estimated_width_grows_with_the_letters_and_not_with_khmer_marks(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("iiii\nmmmm\nក\nក្កិ\n", encoding="utf-8")
    widths = [line.box[2] - line.box[0] for line in read(path).lines()]
    assert widths[0] < widths[1]
    assert widths[2] == pytest.approx(widths[3])


def test_ligatures_of_a_text_are_spelt_out(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The eﬃcient oﬀer was eﬀective at ﬁrst\n", encoding="utf-8")
    (line,) = read(path).lines()
    assert line.text == "The efficient offer was effective at first"


def test_soft_hyphen_is_printed_at_the_end_of_a_line_only() -> None:
    assert split_lines("The com\u00admit\u00ad\ntee met\n") == ["The commit-", "tee met"]


MEETINGS = "កិច្ចប្រជុំក្រុមប្រឹក្សាឃុំ\n" * 20


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (MEETINGS.encode() + b"\xff one bad byte\n" + MEETINGS.encode(), "undecodable-bytes"),
        (MEETINGS.encode()[:-3], "undecodable-bytes"),
        (MEETINGS.encode("utf-16") + b"A", "undecodable-bytes"),
        (MEETINGS.encode() + bytes(4096), "zero-bytes"),
        (MEETINGS.encode().replace(b"\n", b"\0\n", 1), "zero-bytes"),
    ],
)
def test_khmer_with_some_wrong_bytes_stays_khmer_and_is_told(data: bytes, code: str) -> None:
    text, issues = decode(data, "a.txt")
    assert text.startswith(MEETINGS[:400])
    assert (issues[-1].code, issues[-1].severity) == (code, "warning")


def test_colours_of_a_terminal_are_no_part_of_the_text() -> None:
    text, _ = decode(b"\x1b[1mMinutes\x1b[0m of the \x1b[31;40mmeeting\x1b[0m\n", "a.txt")
    assert split_lines(text) == ["Minutes of the meeting"]


def test_what_is_too_full_of_control_characters_is_said_to_be_so() -> None:
    with pytest.raises(DocumentError, match="too many control characters"):
        decode(b"abc\x01\x02\x03def\n" * 100, "a.txt")


def test_another_kind_of_file_under_the_name_of_a_text_is_known_by_its_first_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(rb"{\rtf1\ansi Minutes\par}")
    assert open_source(path, tmp_path).media_type == RTF
