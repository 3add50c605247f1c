"""The rows of one document on their way to the writer, maybe to another process: tuples in the order of the columns.

They are numbered for the id that the document is likely to get; `numbered` gives them another.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from pipeline.errors import Category, DocumentError
from pipeline.load.bulk import json_text
from pipeline.load.fold_text import fold_text
from pipeline.load.rows import ROOM, ROW_FORMAT, WRITTEN_IN_ORDER, Rows
from pipeline.load.rows_found import add_found
from pipeline.load.search_texts import digest_of, passage
from pipeline.load.tables import block, document
from pipeline.model.minutes import Minutes
from pipeline.model.walk import meeting_blocks

Values = tuple[Any, ...]
COLUMNS = {table.name: tuple(column.name for column in table.columns) for table in (document, *WRITTEN_IN_ORDER)}
"""Of each table, as the values of a row stand."""
_DIGEST = COLUMNS[block.name].index("search_text_id")


@dataclass(frozen=True, slots=True)
class Made:
    """A document as rows."""

    path: str
    sha256: str
    """Of the minutes.json that it was read from."""
    document_id: int
    rows: Mapping[str, list[Values]]
    """By table; a block has the digest of its text where it will have the text's id."""
    texts: Mapping[bytes, str]
    """What of its blocks is searched, folded, by digest."""


def make(minutes: Minutes, sha256: str, document_id: int) -> Made:
    """Return the rows of minutes that hang together.

    Raises:
        DocumentError: they are more than a document has room for.
    """
    blocks = (each for meeting in minutes.meetings for each in meeting_blocks(meeting))
    folded = {each.id: fold_text(passage(each.attribution, each.text)) for each in blocks}
    digests = {name: digest_of(text) for name, text in folded.items()}
    source = minutes.document
    own = source.model_dump(exclude={"id", "languages"}) | {"id": document_id, "source_id": source.id}
    found = Rows(minutes, document_id, digests)
    add_found(found, minutes)
    most = max(map(len, found.by_table.values()))
    if most >= ROOM:
        raise DocumentError(Category.TOO_LARGE, f"has {most} pieces of one kind; the database takes {ROOM - 1}")
    own |= {"languages": json_text(source.languages), "content_sha256": sha256, "row_format": ROW_FORMAT}
    by_table = {document.name: [own], **found.by_table}
    rows = {name: [tuple(map(row.get, COLUMNS[name])) for row in each] for name, each in by_table.items()}
    texts = {digests[name]: text for name, text in folded.items() if text}
    return Made(source.path, sha256, document_id, rows, texts)


def with_text_ids(blocks: list[Values], ids: Mapping[bytes, int]) -> list[Values]:
    """Return rows of blocks with the ids of their texts in the place of the digests."""
    return [(*row[:_DIGEST], ids.get(row[_DIGEST]), *row[_DIGEST + 1 :]) for row in blocks]


def numbered(made: Made, document_id: int) -> Made:
    """Return the rows with the numbers that a document of this id has."""
    away = document_id - made.document_id
    if not away:
        return made
    rows = {name: _moved(values, _steps(name, away)) for name, values in made.rows.items()}
    return replace(made, document_id=document_id, rows=rows)


def _steps(table: str, away: int) -> list[tuple[int, int]]:
    """The places of a row that hold numbers made of the document's, and by how much these grow."""
    own = {each.name for each in WRITTEN_IN_ORDER}
    steps = []
    for at, column in enumerate(document.metadata.tables[table].columns):
        target = next((key.column.table.name for key in column.foreign_keys), table if column.name == "id" else None)
        if target == document.name:
            steps.append((at, away))
        elif target in own:
            steps.append((at, away * ROOM))
    return steps


def _moved(rows: list[Values], steps: list[tuple[int, int]]) -> list[Values]:
    moved = []
    for row in rows:
        values = list(row)
        for at, away in steps:
            if values[at] is not None:
                values[at] += away
        moved.append(tuple(values))
    return moved
