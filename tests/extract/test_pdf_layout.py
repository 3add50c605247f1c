from collections.abc import Callable, Sequence

import pytest

from pipeline.model.document import Document, Line, Table
from tests.extract.tiny_pdf import BOLD, HELVETICA, SYMBOL, grid, rule, text

ReadPages = Callable[[Sequence[str]], Document]
PROSE = "Members asked how the money would be shared between"
LEFT = "The chair opened the meeting and welcomed the"


def body_texts(document: Document, page: int = 0) -> list[str]:
    return [item.text for item in document.pages[page].body if isinstance(item, Line)]


def rows(table: Table) -> list[list[list[str]]]:
    return [[[line.text for line in cell.lines] for cell in row.cells] for row in table.rows]


def only_table(document: Document) -> Table:
    tables = [item for page in document.pages for item in page.body if isinstance(item, Table)]
    assert len(tables) == 1
    return tables[0]


def test_runs_on_one_baseline_make_one_line_with_a_span_for_each_font(read_pages: ReadPages) -> None:
    (line,) = read_pages(
        [text(50, 100, "Chair: ", BOLD) + text(86, 100, "Mr. Chan Dara") + text(400, 100, " ")]
    ).lines()
    assert line.text == "Chair: Mr. Chan Dara"
    assert [(span.text, span.bold) for span in line.spans] == [("Chair: ", True), ("Mr. Chan Dara", False)]
    assert "".join(glyph.text for span in line.spans for glyph in span.glyphs).strip() == line.text


def test_space_that_only_a_gap_shows_is_set_once(read_pages: ReadPages) -> None:
    shown = "BT /F1 10 Tf 50 700 Td [(two) -300 (words) -20 (kerned) -300 ( spaced)] TJ ET"
    assert body_texts(read_pages([shown])) == ["two wordskerned spaced"]


def test_superscript_stays_in_its_line(read_pages: ReadPages) -> None:
    page = text(50, 100, "the 5") + text(72.4, 96, "th", size=6) + text(80.2, 100, "of May")
    assert body_texts(read_pages([page])) == ["the 5th of May"]


def test_mark_of_a_footnote_and_exponent_are_raised_digits(read_pages: ReadPages) -> None:
    page = text(50, 100, "The grant") + text(91.2, 96, "12", size=6) + text(101, 100, "of 10")
    page += text(124.4, 96, "5", size=6) + text(131, 100, "riel")
    (line,) = read_pages([page]).lines()
    assert line.text == "The grant¹² of 10⁵ riel"
    assert [glyph.text for span in line.spans for glyph in span.glyphs if glyph.text.isdecimal()] == list("12105")


def test_small_digits_on_the_line_and_digits_apart_stay_as_they_are(read_pages: ReadPages) -> None:
    page = text(50, 100, "H") + text(57.2, 102, "2", size=6) + text(61, 100, "O") + text(80, 100, "and 3", size=6)
    page += text(50, 120, "Total") + text(76.5, 116, "40", size=6)
    assert body_texts(read_pages([page])) == ["H2O and 3", "Total 40"]


def test_text_drawn_twice_is_bold_and_not_double(read_pages: ReadPages) -> None:
    (line,) = read_pages([text(50, 100, "Agenda") + text(50.3, 100, "Agenda") + text(120, 100, "once")]).lines()
    assert line.text == "Agenda once"
    assert [span.bold for span in line.spans] == [True, False]


def test_symbol_font_bullet_is_the_marker(read_pages: ReadPages) -> None:
    document = read_pages([text(50, 100, "\xb7", SYMBOL) + text(68, 100, "First point")])
    assert [(line.marker is not None, line.text) for line in document.lines()] == [(True, "First point")]


def test_rotated_text_is_kept_apart(read_pages: ReadPages) -> None:
    turned = "BT /F1 10 Tf 0 1 -1 0 30 300 Tm (DRAFT COPY) Tj ET\n"
    assert body_texts(read_pages([turned + text(50, 100, "Upright words stand first")])) == [
        "Upright words stand first",
        "DRAFT COPY",
    ]


def test_two_columns_are_read_one_after_the_other(read_pages: ReadPages) -> None:
    page = [text(50, 80, "A heading over both columns that runs over the whole width of the page as headings do")]
    page += [text(50, 100 + 12 * n, f"{LEFT} {n}") + text(320, 100 + 12 * n, f"{PROSE} {n}") for n in range(8)]
    page += [text(50, 220, "A line over both columns again which ends the columns and goes on over the whole page.")]
    texts = body_texts(read_pages(["\n".join(page)]))
    assert texts[1:9] == [f"{LEFT} {n}" for n in range(8)]
    assert texts[9:17] == [f"{PROSE} {n}" for n in range(8)]
    assert texts[17].startswith("A line over both")


def test_columns_whose_lines_stand_at_different_heights_are_not_mixed(read_pages: ReadPages) -> None:
    page = [text(50, 100 + 12 * n, f"{LEFT} {n}") + text(320, 106 + 12 * n, f"{PROSE} {n}") for n in range(8)]
    assert body_texts(read_pages(["\n".join(page)])) == [f"{LEFT} {n}" for n in range(8)] + [
        f"{PROSE} {n}" for n in range(8)
    ]


def test_labels_and_values_at_a_tab_stop_stay_one_line_each(read_pages: ReadPages) -> None:
    labels = ["Date:", "Place:", "Chair:", "Secretary:", "Guests:"]
    page = [text(50, 100 + 14 * n, label) + text(150, 100 + 14 * n, f"Value {n}") for n, label in enumerate(labels)]
    assert body_texts(read_pages(["\n".join(page)])) == [f"{label} Value {n}" for n, label in enumerate(labels)]


def test_agenda_without_rules_is_a_table_whose_cells_do_not_interleave(read_pages: ReadPages) -> None:
    shown = [
        (100, "Welcome and", "The chair welcomed the members of the council and"),
        (112, "opening", "thanked them for coming in spite of the rain that"),
        (124, "", "had fallen all night."),
        (148, "Lunch", "All"),
        (172, "Closing", "The chair closed the meeting at noon and thanked all."),
    ]
    page = [text(50, top, left) * bool(left) + text(200, top, right) for top, left, right in shown]
    assert rows(only_table(read_pages(["\n".join(page)]))) == [
        [["Welcome and", "opening"], [shown[0][2], shown[1][2], shown[2][2]]],
        [["Lunch"], ["All"]],
        [["Closing"], [shown[4][2]]],
    ]


def test_ruled_table_keeps_each_cell_whole(read_pages: ReadPages) -> None:
    page = grid([50, 150, 500], [90, 130, 160])
    page += text(55, 102, "Session 1:") + text(155, 102, "Mr. Soeung spoke about the goals")
    page += text(55, 114, "Sharing") + text(155, 114, "and how to reach them.")
    page += text(55, 150, "Lunch") + text(155, 150, "All")
    assert rows(only_table(read_pages([page]))) == [
        [["Session 1:", "Sharing"], ["Mr. Soeung spoke about the goals", "and how to reach them."]],
        [["Lunch"], ["All"]],
    ]


def test_text_shown_in_one_go_is_cut_at_the_rule_it_runs_over(read_pages: ReadPages) -> None:
    shown = "BT /F1 10 Tf 120 690 Td [(left) -1200 (right)] TJ ET\n"
    table = only_table(read_pages([grid([50, 145, 500], [90, 130, 160]) + shown + text(55, 150, "Lunch")]))
    assert rows(table)[0] == [["left"], ["right"]]


def test_two_tables_of_one_width_leave_the_words_between_them_alone(read_pages: ReadPages) -> None:
    page = grid([50, 150, 500], [90, 110, 130]) + grid([50, 150, 500], [190, 210, 230])
    tables = [[("Name", "Role"), ("Dara", "Chair")], [("Item", "Budget"), ("Roof", "12,000")]]
    for top, table in zip((104, 204), tables, strict=True):
        page += "".join(
            text(55, top + 20 * n, left) + text(155, top + 20 * n, right) for n, (left, right) in enumerate(table)
        )
    page += text(50, 150, "1. Report of the treasurer") + text(
        50, 170, "The report was read by the chair and accepted."
    )
    first, *prose, second = read_pages([page]).pages[0].body
    assert [item.text for item in prose if isinstance(item, Line)] == [
        "1. Report of the treasurer",
        "The report was read by the chair and accepted.",
    ]
    assert [rows(table) for table in (first, second) if isinstance(table, Table)] == [
        [[[left], [right]] for left, right in table] for table in tables
    ]


def test_merged_cell_stands_once(read_pages: ReadPages) -> None:
    page = grid([50, 150, 500], [90, 130]) + rule(50, 130, 50, 160) + rule(500, 130, 500, 160) + rule(50, 160, 500, 160)
    page += text(55, 102, "Left") + text(155, 102, "Right") + text(55, 150, "Over both columns")
    assert rows(only_table(read_pages([page]))) == [[["Left"], ["Right"]], [["Over both columns"]]]


def test_box_around_text_and_page_frame_are_no_tables(read_pages: ReadPages) -> None:
    page = "20 20 560 760 re S 40 600 520 100 re S\n" + text(50, 120, "Boxed words") + text(50, 300, "Other words")
    assert body_texts(read_pages([page])) == ["Boxed words", "Other words"]


def agenda_page(first: list[tuple[str, str]], top: float = 72, bottom: float = 740, head: bool = True) -> str:
    """A page with an agenda table: its head, then rows of equal height from `top` to `bottom`."""
    lines = [("Topics", "Discussion"), *first] if head else first
    tops = [top + (bottom - top) * n / len(lines) for n in range(len(lines) + 1)]
    cells = [
        text(55, y + 14, left) * bool(left) + text(205, y + 14, right) * bool(right)
        for y, (left, right) in zip(tops, lines, strict=False)
    ]
    return grid([50, 200, 550], tops) + "\n".join(cells)


def test_table_over_pages_is_one_table_and_its_repeated_head_is_furniture(read_pages: ReadPages) -> None:
    document = read_pages(
        [
            agenda_page([("Opening", "The chair spoke."), ("Session 1: Roads", "The roads were discussed.")]),
            agenda_page([("Session 2: Water", "The wells were discussed."), ("Closing", "The chair closed.")]),
        ]
    )
    table = only_table(document)
    assert [row[0] for row in rows(table)] == [
        ["Topics"],
        ["Opening"],
        ["Session 1: Roads"],
        ["Session 2: Water"],
        ["Closing"],
    ]
    assert [row.is_head for row in table.rows] == [True, False, False, False, False]
    assert [line.text for line in document.pages[1].furniture] == ["Topics", "Discussion"]
    assert document.pages[1].body == []
    assert {line.page_no for line in table.rows[3].cells[0].lines} == {2}


@pytest.mark.parametrize(
    ("last", "first"),
    [
        (
            ("Key challenges at", "He asked what the need was."),
            ("the sub-national level", "Since the war there is need."),
        ),
        (("Session 4", "We must act."), ("", "Support the members.")),
        (
            ("Group work", "Want to provide training on all courses, and for provincial networks such as"),
            ("Room B", "Do No Harm and other."),
        ),
    ],
)
def test_row_cut_by_the_page_goes_on_in_the_same_row(
    read_pages: ReadPages, last: tuple[str, str], first: tuple[str, str]
) -> None:
    document = read_pages([agenda_page([("Opening", "Yes."), last]), agenda_page([first, ("Session 9: End", "Done.")])])
    table = rows(only_table(document))
    assert len(table) == 4
    assert table[2] == [[part for part in pair if part] for pair in zip(last, first, strict=True)]


def test_new_row_at_the_top_of_a_page_is_a_new_row(read_pages: ReadPages) -> None:
    document = read_pages(
        [
            agenda_page(
                [
                    ("Opening", "Yes."),
                    ("Session 3", "An open end without a full stop that fills the whole of the cell, and so it goes"),
                ]
            ),
            agenda_page([("Session 4: Water", "The wells were discussed."), ("Closing", "Done.")]),
        ]
    )
    assert len(rows(only_table(document))) == 5


def test_tables_with_other_columns_stay_two(read_pages: ReadPages) -> None:
    second = grid([50, 350, 550], [72, 100, 130]) + text(55, 90, "Name") + text(355, 90, "Role") + text(55, 120, "Dara")
    document = read_pages([agenda_page([("Opening", "Yes."), ("Closing", "Done.")]), second])
    assert [sum(isinstance(item, Table) for item in page.body) for page in document.pages] == [1, 1]


def running_pages(count: int) -> list[str]:
    return [
        text(50, 40, "Provincial Council - Minutes")
        + text(50, 100, f"Body of page {n}, which is not the same as any other {'word ' * n}")
        + text(280, 770, f"Page {n} of {count}")
        for n in range(1, count + 1)
    ]


def test_running_heads_and_page_numbers_are_set_apart(read_pages: ReadPages) -> None:
    document = read_pages(running_pages(4))
    assert [len(page.body) for page in document.pages] == [1, 1, 1, 1]
    assert [line.text for line in document.pages[2].furniture] == ["Provincial Council - Minutes", "Page 3 of 4"]


def test_line_that_is_all_there_is_on_most_pages_is_no_running_head(read_pages: ReadPages) -> None:
    document = read_pages([text(50, 60, "Certificate of attendance") + text(280, 770, str(n)) for n in range(1, 5)])
    assert [line.text for line in document.lines()] == ["Certificate of attendance"] * 4
    assert [line.text for page in document.pages for line in page.furniture] == ["1", "2", "3", "4"]


def test_number_that_is_all_there_is_on_each_page_stays(read_pages: ReadPages) -> None:
    document = read_pages([text(280, 770, str(n)) for n in range(1, 5)])
    assert [line.text for line in document.lines()] == ["1", "2", "3", "4"]


def test_foot_whose_month_changes_is_still_a_running_foot(read_pages: ReadPages) -> None:
    pages = [text(50, 100, f"Body {'x ' * n}") + text(50, 770, f"Minutes of {month} 2021") for n, month in
             enumerate(["January", "February", "March"])]  # fmt: skip
    assert [len(page.furniture) for page in read_pages(pages).pages] == [1, 1, 1]


def test_title_that_stands_once_is_never_furniture(read_pages: ReadPages) -> None:
    pages = running_pages(3)
    pages[0] += text(50, 60, "Minutes of the Annual Meeting")
    assert "Minutes of the Annual Meeting" in body_texts(read_pages(pages))


def test_what_a_file_tags_as_running_head_stays_where_it_stands_once(read_pages: ReadPages) -> None:
    def tagged(content: str) -> str:
        return f"/Artifact << /Type /Pagination /Subtype /Header >> BDC\n{content}EMC\n"

    def page(number: int, head: str) -> str:
        foot = tagged(text(200, 780, "NGO Forum, 2019") + text(500, 780, f"{number}"))
        return tagged(text(200, 30, head)) + text(50, 300, LEFT) + text(50, 312, f"{PROSE} {number}.") + foot

    document = read_pages([page(1, "MINISTRY OF PLANNING"), page(2, "Minutes, draft"), page(3, "Minutes, draft")])
    assert body_texts(document) == ["MINISTRY OF PLANNING", LEFT, f"{PROSE} 1."]
    assert body_texts(document, 1) == [LEFT, f"{PROSE} 2."]
    alone = read_pages(
        [tagged(text(200, 30, "MINISTRY OF PLANNING")) + text(50, 300, LEFT) + tagged(text(300, 780, "1"))]
    )
    assert body_texts(alone) == ["MINISTRY OF PLANNING", LEFT]


def test_heading_repeated_in_the_middle_of_pages_stays(read_pages: ReadPages) -> None:
    pages = [text(50, 300, "Questions and Answers") + text(50, 330, f"Q{n} what") for n in range(3)]
    assert all(not page.furniture for page in read_pages(pages).pages)


def test_numbers_that_do_not_grow_with_the_pages_are_no_page_numbers(read_pages: ReadPages) -> None:
    pages = [text(50, 100, f"Body {'x ' * n}") + text(280, 770, number) for n, number in enumerate(["40", "7", "22"])]
    assert all(not page.furniture for page in read_pages(pages).pages)


def test_invisible_text_is_kept_and_noted(read_pages: ReadPages) -> None:
    document = read_pages([f"BT 3 Tr /{HELVETICA} 10 Tf 50 700 Td (words of a scan) Tj ET"])
    assert body_texts(document) == ["words of a scan"]
    assert document.pages[0].facts.evidence["invisible_share"] == 1.0


def test_blank_after_a_bulleted_first_word_in_another_font_is_kept(read_pages: ReadPages) -> None:
    (line,) = read_pages([text(50, 100, "\xb7 Date: ", BOLD) + text(100, 100, "5 May")]).lines()
    assert (line.marker, line.text) == ("•", "Date: 5 May")


def test_list_of_three_columns_without_rules_keeps_its_columns(read_pages: ReadPages) -> None:
    people = [("Name", "Role", "District"), ("Chan Dara", "Chair of the council", "Kampot"),
              ("Kim Sophea", "Secretary", "Chhouk"), ("Sok Vanna", "Member", "Chum Kiri"),
              ("Ly Chenda", "Head of the health office", "Kampot")]  # fmt: skip
    page = [
        text(x, 100 + 16 * n, words)
        for n, row in enumerate(people)
        for x, words in zip((50, 200, 400), row, strict=True)
    ]
    table = only_table(read_pages(["\n".join(page)]))
    assert rows(table) == [[[cell] for cell in row] for row in people]


def test_letterhead_is_read_block_by_block(read_pages: ReadPages) -> None:
    page = [text(50, 60 + 14 * n, words) for n, words in enumerate(["Kampot Province", "Council Office", "No. 15/21"])]
    page += [text(x, 60 + 14 * n, words) for n, (x, words) in
             enumerate([(380, "Kingdom of Cambodia"), (390, "Nation Religion King"), (410, "5 May 2021")])]  # fmt: skip
    page += [
        text(50, 200, "The meeting was opened by the chair of the council in the presence of its members and guests.")
    ]
    texts = body_texts(read_pages(["\n".join(page)]))
    assert texts[:4] == ["Kampot Province", "Council Office", "No. 15/21", "Kingdom of Cambodia"]


def test_table_with_inner_rules_only_has_its_outer_cells(read_pages: ReadPages) -> None:
    inner = [rule(150, 90, 150, 150), rule(350, 90, 350, 150), rule(50, 110, 500, 110), rule(50, 130, 500, 130)]
    words = [["Name", "Role", "Vote"], ["Dara", "Chair", "Yes"], ["Sophea", "Member", "No"]]
    page = "".join(inner) + "".join(
        text(x, 104 + 20 * n, word) for n, row in enumerate(words) for x, word in zip((55, 155, 355), row, strict=True)
    )
    assert rows(only_table(read_pages([page]))) == [[[word] for word in row] for row in words]


def test_watermark_on_every_page_does_not_part_a_table(read_pages: ReadPages) -> None:
    stamp = "BT /F1 40 Tf 0.7 0.7 -0.7 0.7 200 300 Tm (DRAFT) Tj ET\n"
    document = read_pages(
        [
            stamp + agenda_page([("Opening", "Yes."), ("Lunch", "All")]),
            stamp + agenda_page([("Session 4: Water", "Wells."), ("Closing", "Done.")]),
        ]
    )
    assert len(rows(only_table(document))) == 5
    assert [line.text for line in document.pages[0].furniture] == ["DRAFT"]


def test_code_that_win_ansi_leaves_unused_is_a_bullet(read_pages: ReadPages) -> None:
    page = "BT /F4 10 Tf 50 700 Td (\\177) Tj 18 0 Td (One point) Tj ET"
    (line,) = read_pages([page]).lines()
    assert (line.marker, line.text) == ("•", "One point")


def test_bold_first_row_is_the_head(read_pages: ReadPages) -> None:
    page = grid([50, 150, 500], [90, 110, 130, 150])
    page += text(55, 104, "Topic", BOLD) + text(155, 104, "Discussion", BOLD)
    page += text(55, 124, "Opening", BOLD) + text(155, 124, "The chair spoke.")
    page += text(55, 144, "Lunch", BOLD) + text(155, 144, "All")
    assert [row.is_head for row in only_table(read_pages([page])).rows] == [True, False, False]
