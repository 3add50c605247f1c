import re
from collections import Counter
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from tests.press.battambang import SOURCE, battambang, khmer_lines
from tests.press.describe import DISC
from tests.press.layout import set_booklet
from tests.press.producers import write_sheets
from tests.press.producers.word import Word
from tests.press.sheet import PlacedLine, Sheet

COMMITTED = Path(__file__).parents[2] / "inputs" / "battambang-2019-09-05.pdf"
COLUMN_EDGE = 160.0
"""Between the two cells of the agenda, in points from the left."""
EXTRACTED_HEADS = {161, 235, 353}
"""Lines of the text file on which the agenda's head stands again; 63 is a running head in damaged Khmer."""


@pytest.fixture(scope="module")
def sheets() -> list[Sheet]:
    return set_booklet(battambang())


def _with_plain_streams(pdf: bytes) -> bytes:
    """Return the file with its streams unpacked, so that another zlib makes no difference."""
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as opened:
        opened.save(
            out,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            static_id=True,
        )
    return out.getvalue()


def test_the_committed_pdf_is_what_the_press_makes_now(sheets: list[Sheet]) -> None:
    made = write_sheets(sheets, Word(), battambang().title)
    assert _with_plain_streams(made) == _with_plain_streams(COMMITTED.read_bytes())


def test_every_english_word_of_the_text_file_stands_on_the_pages_as_often(sheets: list[Sheet]) -> None:
    lines = SOURCE.read_text(encoding="utf-8").split("\n")
    english = [line for number, line in enumerate(lines, 1) if number < 406 and number not in EXTRACTED_HEADS | {63}]
    annex = sheets[-1].text.split("\n")[0]
    pages = [*(sheet.text for sheet in sheets[:-1]), annex]
    assert _words(pages) == _words(english)


def _words(texts: list[str]) -> Counter[str]:
    return Counter(re.findall(r"[^\s\uf0b7]+", "\n".join(texts)))


def test_every_khmer_line_of_known_truth_stands_in_the_annex_in_order(sheets: list[Sheet]) -> None:
    drawn = "".join(sheets[-1].text.replace(DISC, "").split("\n")[1:])
    assert drawn.replace(" ", "") == "".join(khmer_lines().values()).replace(" ", "")


def test_every_bullet_of_the_english_part_is_there(sheets: list[Sheet]) -> None:
    english = "\n".join(SOURCE.read_text(encoding="utf-8").split("\n")[:404])
    assert sum(sheet.text.count(DISC) for sheet in sheets[:-1]) == english.count(DISC)


def test_rows_are_cut_by_page_ends_in_both_cells(sheets: list[Sheet]) -> None:
    last = [(_last_of_cell(sheet, left=True), _last_of_cell(sheet, left=False)) for sheet in sheets[1:4]]
    assert [left.ends_paragraph for left, _ in last] == [True, False, False]
    assert [right.ends_paragraph for _, right in last] == [False, True, True]


def _last_of_cell(sheet: Sheet, left: bool) -> PlacedLine:
    return [line for line in sheet.lines if (line.runs[0].x < COLUMN_EDGE) == left][-1]


def test_the_agenda_head_is_set_again_on_each_of_its_pages(sheets: list[Sheet]) -> None:
    heads = ["".join(run.text for line in sheet.furniture[:2] for run in line.runs) for sheet in sheets]
    assert [head == "TopicsDetailed Discussion" for head in heads] == [False, False, True, True, True, False]
