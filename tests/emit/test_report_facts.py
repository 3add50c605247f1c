"""Facts and tables in the report: dates, places, head-counts, rows."""

import pytest
from docx.oxml.ns import qn

from pipeline.emit.report_front import place_text
from pipeline.model.minutes import Attendance, Block, Location, Meeting, Minutes, Section, Source
from tests.emit.opened import open_report, paragraphs_of, text_of


def _rows(*rows: list[str]) -> Minutes:
    """Minutes that hold one table."""
    blocks = [Block(id=f"m1.s1.b{n}", kind="table_row", text=" ".join(row), cells=row) for n, row in enumerate(rows)]
    source = Source(
        id="sha256:0",
        path="a.txt",
        file_name="a.txt",
        media_type="text/plain",
        page_count=None,
        producer=None,
        languages=[],
    )
    section = Section(id="m1.s1", kind="other", blocks=blocks)
    return Minutes(document=source, meetings=[Meeting(id="m1", sections=[section])])


@pytest.mark.parametrize(
    ("rows", "has_head"),
    [
        ([["Item", "Budget"], ["Rent", "200"], ["Travel", "300"]], True),
        ([["Name", "Attendance"], ["Jane Doe", "Present"], ["Ann Poe", "Present"]], True),
        ([["Jane Doe", "Present"], ["Ann Poe", "Present"]], False),
        ([["Rent", "200"], ["Travel", "300"]], False),
        ([["No.", "Action", "Due"], ["1", "Buy a lamp", "5 May"], ["2", "Sell it again", "9 May"]], True),
        ([["Income", "2021-22", "2022-23"], ["Gifts", "200", "310"], ["Fees", "40", "55"]], True),
        ([["Rent is paid until May.", "yes"], ["The car has been sold to a neighbour.", "no"]], False),
    ],
)
def test_the_head_row_of_a_table_of_the_minutes_repeats_on_each_page(rows: list[list[str]], has_head: bool) -> None:
    tables = [
        table for table in open_report(_rows(*rows)).element.iter(qn("w:tbl")) if text_of(table).startswith(rows[0][0])
    ]
    heads = [row for row in tables[0].iter(qn("w:tr")) if row.find(f".//{qn('w:tblHeader')}") is not None]
    assert [text_of(cell) for row in heads for cell in row.iter(qn("w:tc"))] == (rows[0] if has_head else [])


@pytest.mark.parametrize(
    ("printed", "start", "end", "shown"),
    [
        ("March 7, 2021", "2021-03-07", None, "March 7, 2021"),
        ("7th and 8th of March 2021", "2021-03-07", "2021-03-08", "7th and 8th of March 2021"),
        ("7 Mar. 2021", "2021-03-07", None, "7 Mar. 2021"),
        ("March 2021", "2021-03", None, "March 2021"),
        ("7-9/3/2021", "2021-03-07", "2021-03-09", "7-9/3/2021 (7–9 March 2021)"),
        ("ថ្ងៃទី៧ ខែមីនា ឆ្នាំ២០២១", "2021-03-07", None, "ថ្ងៃទី៧ ខែមីនា ឆ្នាំ២០២១ (7 March 2021)"),
        ("07/03/2021", "2021-03-07", None, "07/03/2021 (7 March 2021)"),
    ],
)
def test_a_date_that_is_printed_in_words_is_not_said_twice(
    printed: str, start: str, end: str | None, shown: str
) -> None:
    assert _shown_date("en", printed, start, end) == shown


@pytest.mark.parametrize(
    ("printed", "start", "end", "shown"),
    [
        ("ថ្ងៃទី០៧ ខែមីនា ឆ្នាំ២០២១", "2021-03-07", None, "ថ្ងៃទី០៧ ខែមីនា ឆ្នាំ២០២១"),
        ("ថ្ងៃទី៧ ខែកុម្ភះ ឆ្នាំ២០២១", "2021-02-07", None, "ថ្ងៃទី៧ ខែកុម្ភះ ឆ្នាំ២០២១"),
        ("ថ្ងៃទី៧ ដល់ទី៨ ខែមីនា ឆ្នាំ២០២១", "2021-03-07", "2021-03-08", "ថ្ងៃទី៧ ដល់ទី៨ ខែមីនា ឆ្នាំ២០២១"),
        ("ថ្ងៃទី៧ ខែមីនា ព.ស. ២៥៦៤", "2021-03-07", None, "ថ្ងៃទី៧ ខែមីនា ព.ស. ២៥៦៤ (៧ មីនា ២០២១)"),
        ("០៧/០៣/២០២១", "2021-03-07", None, "០៧/០៣/២០២១ (៧ មីនា ២០២១)"),
        ("7 March 2021", "2021-03-07", None, "7 March 2021 (៧ មីនា ២០២១)"),
    ],
)
def test_a_date_that_is_printed_in_khmer_is_not_said_twice_in_khmer(
    printed: str, start: str, end: str | None, shown: str
) -> None:
    assert _shown_date("km", printed, start, end) == shown


def _shown_date(language: str, printed: str, start: str, end: str | None) -> str:
    """The date in the facts of a report with the labels of a language."""
    minutes = _rows(["a", "b"])
    meeting = minutes.meetings[0]
    meeting.date_text, meeting.start_date, meeting.end_date = printed, start, end
    shown = [text for _, text in paragraphs_of(open_report(minutes, labels=language))]
    return shown[shown.index("Date" if language == "en" else "កាលបរិច្ឆេទ") + 1]


@pytest.mark.parametrize(
    ("location", "shown"),
    [
        (Location(name="Town Hall", province="Pursat"), "Town Hall, Pursat"),
        (Location(name="Town Hall, Pursat", province="Pursat"), "Town Hall, Pursat"),
        (Location(name="សាលាខេត្តពោធិ៍សាត់", province="Pursat"), "សាលាខេត្តពោធិ៍សាត់ (Pursat)"),
    ],
)
def test_a_place_gets_its_province_where_the_print_leaves_it_out(location: Location, shown: str) -> None:
    assert place_text(location) == shown


def test_head_counts_have_labels_in_both_languages_and_other_words_stand_for_themselves() -> None:
    minutes = _rows(["a", "b"])
    minutes.meetings[0].attendance = [
        Attendance(label=label, quantity=quantity, text="", block_id="m1.s1.b0")
        for label, quantity in (("present", 5), ("by proxy", 2), ("visitors", 6))
    ]
    assert "5 present, 2 by proxy, 6 visitors" in [text for _, text in paragraphs_of(open_report(minutes))]
    shown = [text for _, text in paragraphs_of(open_report(minutes, labels="km"))]
    assert "5 វត្តមាន, 2 តាមការប្រគល់សិទ្ធិ, 6 visitors" in shown


def test_rows_with_another_number_of_cells_are_another_table() -> None:
    rows = [["Action", "Due"], ["Buy a lamp for the hall", "5 May"], ["Present", "Role", "Body"], ["Ann", "Chair", "A"]]
    document = open_report(_rows(*rows))
    tables = [table for table in document.element.iter(qn("w:tbl")) if text_of(table).startswith(("Action", "Present"))]
    assert [[text_of(cell) for cell in table.iter(qn("w:tc"))] for table in tables] == [
        [*rows[0], *rows[1]],
        [*rows[2], *rows[3]],
    ]


def test_a_bulleted_heading_stands_without_its_bullet() -> None:
    minutes = _rows(["a", "b"])
    minutes.meetings[0].sections[0].heading = Block(id="m1.s1.h", kind="heading", text="Storm", marker="•")
    assert ("Heading1", "Storm") in paragraphs_of(open_report(minutes))
