"""Tables of questions and answers: each cell is what the head of its column says."""

import re
from collections.abc import Iterator

from pipeline.khmer.fold import fold
from pipeline.model.document import Cell, Row, Table
from pipeline.model.minutes import Block, BlockKind
from pipeline.segment.blocks import BlockMaker
from pipeline.segment.labels import ascii_number
from pipeline.segment.paragraphs import Paragraph, joined
from pipeline.segment.question_labels import asked_block
from pipeline.segment.vocabulary import tables, words

_BETWEEN_HEADS = re.compile(r"\s*[/&,]\s*|\s+and\s+|\s+or\s+|\s*និង\s*")
_MOST_NUMBER = 6
"""Characters of the number of a question."""


def question_rows(table: Table, maker: BlockMaker) -> list[Block]:
    """Return the heads as notes and the questions and answers of a table, or nothing where its heads name no such."""
    head = table.rows[0]
    columns = {cell.column: _name_of(_text_of(cell)) for cell in head.cells}
    if not {"question", "answer"} <= set(columns.values()):
        return []
    blocks = [_block("note", cell, maker) for cell in head.cells if _text_of(cell)]
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
        if speaker is not None and block.attribution is None:
            block.attribution = _text_of(speaker)
            taken.add(speaker.column)
        taken.add(held[kind].column)
        yield block
    yield from (_block("note", cell, maker) for cell in row.cells if _text_of(cell) and cell.column not in taken)


def _block(kind: BlockKind, cell: Cell, maker: BlockMaker) -> Block:
    """A cell as one block, its paragraphs joined as those of a row are."""
    text, pieces = joined(cell.lines)
    return asked_block(kind, Paragraph(cell.lines, None, text, pieces), maker)


def _name_of(head: str) -> str | None:
    """What a column holds whose head is a known one, or several of them ("Question / comment")."""
    parts = [part.strip(" .:៖*") for part in _BETWEEN_HEADS.split(fold(head))]
    return next((name for name in tables()["question_table"] if words("question_table", name) & {*parts}), None)


def _text_of(cell: Cell) -> str:
    return " ".join(line.text for line in cell.lines).strip()
