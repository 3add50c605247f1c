"""Tables told from agendas, and the rows and cells of both, in documents made up for these tests."""

import pytest

from pipeline.model.document import Cell, Line, Row, Span, Table
from pipeline.model.minutes import Flag, Repair
from pipeline.segment.agenda import agenda_columns, read_agenda
from pipeline.segment.blocks import BlockMaker
from pipeline.segment.columns import columns_of
from pipeline.segment.labels import label_of
from pipeline.segment.paragraphs import Paragraph


def cell(column: int, *texts: str, page_no: int = 1) -> Cell:
    return Cell([Line([Span(text)], page_no, (0, 12.0 * n, 80, 12.0 * n + 10)) for n, text in enumerate(texts)], column)


def table(*rows: tuple[str, ...]) -> Table:
    return Table([Row([cell(n, text) for n, text in enumerate(row)]) for row in rows], 1, (0, 0, 100, 100))


@pytest.mark.parametrize(
    "heads",
    [
        ["Activities", "Responsible", "Date"],
        ["Action", "Who", "Deadline"],
        ["Item", "Description", "Remarks"],
        ["Item", "Budget", "Actual"],
        ["សកម្មភាព", "អ្នកទទួលខុសត្រូវ"],
    ],
)
def test_plans_and_budgets_are_no_agendas(heads: list[str]) -> None:
    assert columns_of(heads) is None


@pytest.mark.parametrize(
    ("heads", "columns"),
    [
        (["No", "Agenda", "Discussion", "Responsible"], ["number", "topics", "discussion", "owner"]),
        (["ល.រ", "របៀបវារៈ", "ការពិភាក្សា"], ["number", "topics", "discussion"]),
        (["Time", "Activities", "Person in charge"], ["time", "topics", "owner"]),
        (["Topic", "Speaker"], ["topics", "speaker"]),
        (["Topics", "Discussion", "Decision"], ["topics", "discussion", "discussion"]),
        (["Activities", "Key points"], ["topics", "discussion"]),
    ],
)
def test_columns_of_an_agenda_are_known_by_their_heads(heads: list[str], columns: list[str]) -> None:
    assert columns_of(heads) == columns


def test_vague_heads_make_an_agenda_where_the_rows_do() -> None:
    assert agenda_columns(table(("Item", "Remarks"), ("Session 1: Wells", "Dry"), ("Lunch", "All"))) is not None
    assert agenda_columns(table(("Item", "Remarks"), ("Rent", "paid"), ("Tyres", "two"))) is None


def test_a_number_in_its_own_column_is_the_number_of_its_row() -> None:
    rows = table(("No", "Agenda", "Discussion", "Responsible"), ("1.", "Rent", "It goes up.", "Ms. Chan"))
    columns = agenda_columns(rows)
    assert columns is not None
    (section,) = read_agenda(rows, columns, BlockMaker(measured=True), measured=True).sections
    assert section.heading is not None
    assert (section.number, section.heading.marker, section.heading.text) == ("1", "1.", "Rent")
    assert [(block.kind, block.text) for block in section.blocks] == [
        ("paragraph", "It goes up."),
        ("note", "Ms. Chan"),
    ]


def test_a_merged_cell_leaves_its_other_columns_empty() -> None:
    merged = Table(
        [
            Row([cell(0, "Line"), cell(1, "Budget"), cell(2, "Spent")]),
            Row([cell(0, "Staff"), cell(1, "10"), cell(2, "9")]),
            Row([cell(1, "3"), cell(2, "2")]),
            Row([cell(0, "Total"), cell(2, "11")]),
        ],
        1,
        (0, 0, 100, 100),
    )
    assert [row.cells for row in BlockMaker(measured=True).rows(merged)] == [
        ["Line", "Budget", "Spent"],
        ["Staff", "10", "9"],
        ["", "3", "2"],
        ["Total", "", "11"],
    ]


def test_a_row_over_two_pages_says_what_stands_on_each() -> None:
    row = Row([cell(0, "Pump"), Cell([*cell(1, "It leaks").lines, *cell(1, "since May", page_no=2).lines], 1)])
    block = BlockMaker(measured=True).row(row, 2)
    assert block.text == "Pump It leaks since May"
    assert [(place.page_no, block.text[slice(*(place.charspan or ()))]) for place in block.prov] == [
        (1, "Pump It leaks"),
        (2, "since May"),
    ]


def test_a_row_keeps_what_was_repaired_and_joins_khmer_lines_as_paragraphs_do() -> None:
    repair = Repair(method="glyph", confidence=0.8, flags=[])
    lines = [
        Line([Span("កិច្ច", orig="kic", repair=repair)], 1, (0, 0, 50, 10)),
        Line([Span("ប្រជុំ")], 1, (0, 12, 50, 22)),
    ]
    block = BlockMaker(measured=True).row(Row([Cell(lines, 0)]), 1)
    assert (block.text, block.cells, block.orig) == ("កិច្ចប្រជុំ", ["កិច្ចប្រជុំ"], "kic ប្រជុំ")
    assert block.repair is not None
    assert block.repair.confidence == 0.8


def test_a_doubt_in_the_label_is_none_in_the_text() -> None:
    doubts = [Flag(charspan=span, reason="rival", margin=0.1, rivals=["x"]) for span in ((0, 1), (1, 4), (5, 8))]
    span = Span("1. Pump", orig="l. Pump", repair=Repair(method="glyph", confidence=0.4, flags=doubts))
    line = Line([span], 1, (0, 0, 50, 10))
    paragraph = Paragraph([line], label_of(line), "Pump", [(0, 4, line)])
    block = BlockMaker(measured=True).block("list_item", paragraph)
    assert block.repair is not None
    assert [flag.charspan for flag in block.repair.flags] == [(0, 1), (2, 5)]
    assert block.repair.confidence == 0.4
