from typing import Any

from pipeline.emit.text_file import text
from pipeline.model.minutes import Block, Minutes, Section
from pipeline.model.walk import meeting_blocks


def _words(minutes: Minutes) -> list[str]:
    blocks = [block for meeting in minutes.meetings for block in meeting_blocks(meeting)]
    pieces = [piece for block in blocks for piece in (block.attribution or "", block.text)]
    return [word for piece in pieces for word in piece.split()]


def _with_blocks(*blocks: Block) -> Minutes:
    minutes = Minutes.model_validate({"document": _SOURCE, "meetings": [{"id": "m1"}]})
    minutes.meetings[0].sections = [Section(kind="other", blocks=list(blocks))]
    return minutes


_SOURCE: dict[str, Any] = {
    "id": "sha256:0", "path": "a.txt", "file_name": "a.txt", "media_type": "text/plain", "page_count": None,
    "producer": None, "languages": [],
}  # fmt: skip


def test_every_word_occurs_once_and_in_reading_order(rich: Minutes) -> None:
    rich.meetings[0].sections[2].sections[1].blocks[8].text = "a paragraph without control characters"
    words = iter(text(rich).split())
    missing = [word for word in _words(rich) if word not in words]
    assert missing == []


def test_nothing_is_added_but_marks_and_numbers(rich: Minutes) -> None:
    blocks = [block for meeting in rich.meetings for block in meeting_blocks(meeting)]
    marks = [word for block in blocks for word in f"{block.marker or ''} {block.number or ''}".split()]
    extra = len(text(rich).split()) - len(_words(rich))
    assert 0 < extra <= len(marks)


def test_marks_are_printed_as_a_reader_saw_them() -> None:
    written = text(
        _with_blocks(
            Block(kind="list_item", text="point", marker="\uf0b7", level=1),
            Block(kind="list_item", text="inner", marker="-", level=2),
            Block(kind="question", text="why?", marker="Q1:", number="1"),
            Block(kind="list_item", text="ទីមួយ", marker="១-", number="1"),
            Block(kind="list_item", text="third", marker="(iii)", number="3"),
            Block(kind="heading", text="Budget", marker="Session", number="2"),
            Block(kind="heading", text="Audit", number="4"),
        )
    )
    assert written.splitlines() == [
        "• point", "  - inner", "Q1: why?", "១- ទីមួយ", "(iii) third", "Session 2 Budget", "4 Audit",
    ]  # fmt: skip


def test_a_block_is_one_line_and_sections_stand_apart() -> None:
    minutes = _with_blocks(Block(kind="paragraph", text="two\nlines\x0b and\u2028more\x00"))
    minutes.meetings[0].sections.append(Section(kind="other", blocks=[Block(kind="note", text="end")]))
    assert text(minutes) == "two lines  and more\ufffd\n\nend\n"


def test_cells_of_a_row_are_set_apart_by_tabs() -> None:
    row = Block(kind="table_row", text="Name Role", cells=["Name", "Role"])
    assert text(_with_blocks(row)) == "Name\tRole\n"


def test_minutes_without_a_meeting_are_an_empty_text() -> None:
    assert text(Minutes.model_validate({"document": _SOURCE})) == ""
