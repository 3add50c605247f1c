from collections.abc import Callable, Sequence
from pathlib import Path

import pikepdf
import pytest

from pipeline.extract.actual_text import decode_text_string
from pipeline.model.document import ActualText, Document, Span
from tests.extract.conftest import read
from tests.extract.tiny_pdf import BOLD, SYMBOL, grid, text
from tests.press.corpus import declaration
from tests.press.describe import Booklet
from tests.press.describe import text as paragraph
from tests.press.producers import Producer
from tests.press.producers import make_pdf as press
from tests.press.producers.canva import Canva
from tests.press.producers.indesign import InDesign
from tests.press.producers.libreoffice import LibreOffice

ReadPages = Callable[[Sequence[str]], Document]


def marked(content: str, actual: str) -> str:
    """Content under an /ActualText."""
    string = f"\ufeff{actual}".encode("utf-16-be").hex()
    return f"/Span << /ActualText <{string}> >> BDC\n{content}EMC\n"


def spans(document: Document) -> list[Span]:
    return [span for line in document.lines() for span in line.spans]


def told(span: Span) -> list[tuple[str, str]]:
    """Each stretch's glyphs as the text layer has them, and what they stand for."""
    return [("".join(glyph.text for glyph in span.glyphs[a.first : a.last + 1]), a.text) for a in span.actual]


def test_actual_text_is_kept_beside_the_text_of_the_glyphs(read_pages: ReadPages) -> None:
    page = text(50, 100, "The ") + marked(text(68, 100, "xy"), "ស្ត្រី") + text(80, 100, "Ltd.")
    (span,) = spans(read_pages([page]))
    assert span.text.replace(" ", "") == "ThexyLtd."
    assert span.actual == (ActualText(4, 5, "ស្ត្រី"),)


def test_one_section_over_several_shows_is_one(read_pages: ReadPages) -> None:
    shows = "BT /F1 10 Tf 50 700 Td (ab) Tj (cd) Tj [(e) 20 (f)] TJ ET\n"
    (span,) = spans(read_pages([marked(shows, "whole") + marked(text(80, 100, "g"), "whole")]))
    assert told(span) == [("abcdef", "whole"), ("g", "whole")]


def test_section_over_spans_and_lines_gives_its_text_once(read_pages: ReadPages) -> None:
    shows = text(50, 100, "ab") + text(61, 100, "cd", BOLD) + text(50, 112, "ef")
    assert [told(span) for span in spans(read_pages([marked(shows, "all six")]))] == [
        [("ab", "all six")],
        [("cd", "")],
        [("ef", "")],
    ]


def test_section_over_two_cells_gives_its_text_to_the_first(read_pages: ReadPages) -> None:
    shown = "BT /F1 10 Tf 120 690 Td [(left) -1200 (right)] TJ ET\n"
    page = grid([50, 145, 500], [90, 130, 160]) + marked(shown, "both") + text(55, 150, "Lunch")
    assert [told(span) for span in spans(read_pages([page]))] == [[("left", "both")], [("right", "")], []]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (text(50, 100, "\xb7 ") + marked(text(60, 100, "First"), "1st"), [("First", "1st")]),
        (marked(text(50, 100, "\xb7 "), "•") + marked(text(60, 100, "First"), "1st"), [("First", "1st")]),
        (marked(text(50, 100, "\xb7 First"), "• 1st"), [("First", "1st")]),
        (marked(text(50, 100, "\xb7", SYMBOL) + text(60, 100, "First"), "• 1st"), [("First", "1st")]),
    ],
)
def test_stretches_stay_at_their_glyphs_when_the_bullet_is_cut_off(
    read_pages: ReadPages, page: str, expected: list[tuple[str, str]]
) -> None:
    (line,) = read_pages([page]).lines()
    assert (line.marker is not None, line.text) == (True, "First")
    assert [told(span) for span in line.spans] == [expected]


def test_of_sections_inside_one_another_the_outermost_counts(read_pages: ReadPages) -> None:
    inner = marked(text(50, 100, "ab"), "inner") + "/P << /MCID 0 >> BDC\n" + text(61, 100, "cd") + "EMC\n"
    (span,) = spans(read_pages([marked(inner, "outer") + "/P << /MCID 1 >> BDC\n" + text(72, 100, "ef") + "EMC\n"]))
    assert told(span) == [("abcd", "outer")]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"\xfe\xff\x17\x80", "ក"),
        (b"\xff\xfe\x80\x17", "ក"),
        ("\ufeffក".encode(), "ក"),
        (b"caf\xe9 \x8dquoted\x8e", "café “quoted”"),
        (b"\xfe\xff\x00\x1b\x00k\x00m\x00\x1b\x17\x80", "ក"),
        (b"\xfe\xff\x17\x80\x17", "ក\ufffd"),
        (b"\xfe\xff", ""),
    ],
)
def test_text_strings_are_decoded_by_their_mark(data: bytes, expected: str) -> None:
    assert decode_text_string(data) == expected


def written(path: Path) -> list[str]:
    """The texts of all sections of a file with one content stream a page, as pikepdf reads them."""
    with pikepdf.open(path) as pdf:
        marks = [
            drawn.operands[1] for page in pdf.pages for drawn in pikepdf.parse_content_stream(page, operators="BDC")
        ]
        return [str(mark["/ActualText"]) for mark in marks if "/ActualText" in mark]


@pytest.mark.parametrize("producer", [LibreOffice, Canva, InDesign])
def test_every_section_that_a_producer_writes_arrives_once_and_in_order(
    producer: Callable[[], Producer], tmp_path: Path
) -> None:
    path = tmp_path / "made.pdf"
    path.write_bytes(press(Booklet((paragraph(" ".join(declaration()[:3])),)), producer()))
    expected = written(path)
    assert len(expected) >= 20
    assert [actual for span in spans(read(path)) for _, actual in told(span)] == expected
