"""Tables of questions and answers: each cell is what the head of its column says."""

from collections.abc import Iterator

from pipeline.model.document import Cell, Row, Table
from pipeline.model.minutes import Block, BlockKind
from pipeline.segment.blocks import BlockMaker
from pipeline.segment.labels import ascii_number
from pipeline.segment.tables import columns_by_heads

_MOST_NUMBER = 6
"""Characters of the number of a question."""


def question_rows(table: Table, maker: BlockMaker) -> list[Block]:
    """Return the head row and the questions and answers of a table, or nothing where its heads name no such columns."""
    head = table.rows[0]
    names = {n: name for name, n in columns_by_heads([_text_of(cell) for cell in head.cells], "question_table").items()}
    columns = {cell.column: names.get(n) for n, cell in enumerate(head.cells)}
    if not {"question", "answer"} <= set(names.values()):
        return []
    width = 1 + max(cell.column for row in table.rows for cell in row.cells)
    blocks = [maker.row(head, width)]
    for row in table.rows[1:]:
        blocks += _of_row(row, columns, maker)
    return blocks


def _of_row(row: Row, columns: dict[int, str | None], maker: BlockMaker) -> Iterator[Block]:
    """The question of a row with its number and who asks it, the answer with who gives it, and what else it says."""
    held = {columns.get(cell.column): cell for cell in row.cells if _text_of(cell)}
    kinds: tuple[tuple[BlockKind, str], ...] = (("question", "asked_by"), ("answer", "answered_by"))
    taken: set[int] = set()
    for kind, by in kinds:
        if kind not in held:
            continue
        block = _block(kind, held[kind], maker)
        number, speaker = held.get("number") if kind == "question" else None, held.get(by)
        if number is not None and len(_text_of(number)) <= _MOST_NUMBER:
            block.marker = _text_of(number)
            block.number = ascii_number(block.marker.strip(" .)"))
            taken.add(number.column)
        if speaker is not None:
            block.attribution = _text_of(speaker)
            taken.add(speaker.column)
        taken.add(held[kind].column)
        yield block
    yield from (_block("note", cell, maker) for cell in row.cells if _text_of(cell) and cell.column not in taken)


def _block(kind: BlockKind, cell: Cell, maker: BlockMaker) -> Block:
    """A cell as one block, its paragraphs joined as those of a row are."""
    block = maker.row(Row([cell]), cell.column + 1)
    block.kind, block.cells = kind, []
    return block


def _text_of(cell: Cell) -> str:
    return " ".join(line.text for line in cell.lines).strip()
