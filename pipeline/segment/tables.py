"""Tables kept as rows: where they begin, and what their columns hold by their heads."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise, takewhile

from pipeline.khmer.fold import fold
from pipeline.khmer.syllable import ZWSP
from pipeline.model.minutes import Block
from pipeline.segment.vocabulary import tables, words

_LABELLED = re.compile(r"^(?P<label>[^:៖\n]{2,40}?)\s*[:៖]\s*(?P<rest>\S.*)$", re.S)


def runs(blocks: Sequence[Block]) -> Iterator[tuple[bool, list[Block]]]:
    """Yield neighbouring blocks together, the rows of each table apart from all else; True says they are rows.

    All rows of a table have as many cells as it has columns: where that changes another table begins.
    """
    for width, group in groupby(blocks, key=lambda block: len(block.cells) if block.kind == "table_row" else None):
        yield width is not None, list(group)


def table_at(blocks: Sequence[Block], n: int) -> list[Block]:
    """Return the rows of the table that begins with the n-th of some blocks; empty where none begins there."""
    if not _is_row_of(blocks[n], len(blocks[n].cells)) or (n > 0 and _is_row_of(blocks[n - 1], len(blocks[n].cells))):
        return []
    return list(takewhile(lambda row: _is_row_of(row, len(blocks[n].cells)), blocks[n:]))


def _is_row_of(block: Block, width: int) -> bool:
    return block.kind == "table_row" and len(block.cells) == width


def columns_by_heads(cells: Sequence[str], group: str) -> dict[str, int]:
    """Return which column holds what, read from a head row's cells by a group of the vocabulary; first match wins."""
    columns: dict[str, int] = {}
    for n, cell in enumerate(cells):
        head = fold(cell).strip(" .:៖*")
        name = next((name for name in tables()[group] if name not in columns and head in words(group, name)), None)
        if name is not None:
            columns[name] = n
    return columns


def cell(row: Block, column: int | None) -> str:
    """Return the text of a row's cell; empty where the row has no such column."""
    return row.cells[column].replace(ZWSP, "").strip() if column is not None and column < len(row.cells) else ""


def labelled_cells(row: Block) -> Iterator[tuple[str, str]]:
    """Yield the labels of a row with what they stand before: the next cell, or the rest of their own line.

    Which of the cells are labels is for the caller to know.
    """
    texts = [text for n in range(len(row.cells)) if (text := cell(row, n))]
    yield from ((head.rstrip(" :៖"), text) for head, text in pairwise(texts))
    for n in range(len(row.cells)):
        for line in row.cell_lines(n):
            match = _LABELLED.match(line.replace(ZWSP, "").strip())
            if match:
                yield match["label"], match["rest"]
