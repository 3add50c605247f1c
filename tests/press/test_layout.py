from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.press import samples
from tests.press.describe import Booklet, PageBreak, Paragraph, Row, Table, bullet, text
from tests.press.layout import set_booklet
from tests.press.sheet import PlacedLine, Sheet

LONG = " ".join(f"word{number}" for number in range(600))
ALL = (
    samples.two_columns,
    samples.ruled_table_over_pages,
    samples.borderless_two_column_agenda,
    samples.letterhead,
    samples.running_heads,
    samples.board_minutes,
    samples.khmer_minutes,
)


def _line_text(line: PlacedLine) -> str:
    return "".join(run.text for run in line.runs)


def _said(paragraphs: tuple[Paragraph, ...]) -> str:
    return "".join((p.marker.text if p.marker else "") + "".join(run.text for run in p.runs) for p in paragraphs)


def _table_sheets(**how: object) -> list[Sheet]:
    head = Row(((text("Left"),), (text("Right"),)))
    row = Row(((bullet("topic"), text("left " * 300)), (text(LONG),)))
    table = replace(Table((150.0, 300.0), (row, row), head), **how)  # type: ignore[arg-type]
    return set_booklet(Booklet((text("Before"), table, text("After"))))


@pytest.mark.parametrize("make", ALL)
def test_no_line_leaves_the_page_or_lies_on_another_of_its_column(make: Callable[[], Booklet]) -> None:
    for sheet in set_booklet(make()):
        for line in sheet.lines:
            assert line.runs[0].x > 0 and line.runs[-1].x + line.runs[-1].width < sheet.width - 40
        baselines = [(line.runs[0].y, round(line.runs[0].x)) for line in sheet.lines]
        assert len(set(baselines)) == len(baselines)
        assert all(40 < y < sheet.height - 60 for y, _ in baselines)


def test_a_row_cut_by_pages_keeps_the_text_of_each_cell() -> None:
    sheets = _table_sheets()
    rows = [line for sheet in sheets for line in sheet.lines]
    left = "".join(_line_text(line) for line in rows if line.runs[0].x < 200)
    right = "".join(_line_text(line) for line in rows if line.runs[0].x > 200)
    assert left == "Before" + "Left" + ("\uf0b7topic" + "left " * 300) * 2 + "After"
    assert right == "Right" + LONG * 2


def test_a_table_has_its_head_and_a_closed_frame_on_each_page() -> None:
    sheets = _table_sheets()
    assert len(sheets) > 2
    for sheet in sheets[1:]:
        assert [_line_text(line) for line in sheet.furniture] == ["Left", "Right"]
    for sheet in sheets:
        across = [rule for rule in sheet.rules if rule.x1 - rule.x0 > 1]
        down = [rule for rule in sheet.rules if rule.x1 - rule.x0 < 1]
        assert {round(rule.bottom, 3) for rule in down} <= {round((rule.top + rule.bottom) / 2, 3) for rule in across}


def test_a_row_that_may_not_break_goes_whole_to_the_next_page() -> None:
    row = Row(((text("a"),), (text(LONG[:1500]),)))
    sheets = set_booklet(Booklet((Table((150.0, 300.0), (row,) * 4, rows_break=False),)))
    assert all(sheet.lines[-1].ends_paragraph for sheet in sheets)
    assert len(sheets) > 1


def test_a_table_without_rules_draws_none() -> None:
    assert not any(sheet.rules for sheet in _table_sheets(ruled=False))


def test_a_line_higher_than_the_page_is_refused() -> None:
    with pytest.raises(ValueError, match="higher than the page"):
        set_booklet(Booklet((Table((100.0,), (Row(((text("x", leading=99.0),),)),)),)))


def test_columns_are_read_one_after_the_other_and_end_level() -> None:
    (sheet, _) = set_booklet(samples.two_columns())
    xs = [line.runs[0].x for line in sheet.lines[1:]]
    turn = next(index for index, x in enumerate(xs) if x > 300)
    assert max(xs[:turn]) < 300 < min(xs[turn:])
    second = set_booklet(samples.two_columns())[1].lines
    ends = [max(line.runs[0].y for line in second if (line.runs[0].x > 300) == right) for right in (False, True)]
    assert abs(ends[0] - ends[1]) < 60


def test_running_heads_are_furniture_and_count_the_pages() -> None:
    sheets = set_booklet(samples.running_heads())
    assert [[_line_text(line) for line in sheet.furniture][-1:] for sheet in sheets] == [
        [],
        ["Page 2 of 4"],
        ["Page 3 of 4"],
        ["Page 4 of 4"],
    ]


def test_a_heading_stays_with_what_follows() -> None:
    for sheet in set_booklet(samples.running_heads()):
        assert "of the agenda" not in _line_text(sheet.lines[-1])


def test_a_page_break_begins_a_page() -> None:
    sheets = set_booklet(Booklet((text("one"), PageBreak(), text("two"))))
    assert [sheet.text for sheet in sheets] == ["one", "two"]


def test_the_whole_text_of_a_description_is_set_in_order() -> None:
    booklet = samples.board_minutes()
    paragraphs = tuple(block for block in booklet.blocks if isinstance(block, Paragraph))
    in_tables = {
        _said(cell)
        for block in booklet.blocks
        if isinstance(block, Table)
        for row in (block.head, *block.rows)
        if row
        for cell in row.cells
    }
    lines = [_line_text(line) for sheet in set_booklet(booklet) for line in sheet.lines]
    assert "".join(line for line in lines if line not in in_tables) == _said(paragraphs)
