"""Documents into the database: their rows in the place of what was there of them, in one transaction."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import sqlalchemy as sa

from pipeline.load.bulk import insert_rows, next_id, parts
from pipeline.load.made import COLUMNS, Made, numbered, with_text_ids
from pipeline.load.rows import ROOM, ROW_FORMAT, WRITTEN_IN_ORDER
from pipeline.load.search_texts import drop_texts, write_texts
from pipeline.load.tables import block, document
from pipeline.load.tables_found import participation, person


@dataclass(slots=True)
class Written:
    """What became of some documents: their paths."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)


class Known(NamedTuple):
    """A document that the database has."""

    id: int
    sha256: str
    row_format: int


def known_documents(connection: sa.Connection) -> dict[str, Known]:
    """Return every document of the database by its path."""
    columns = document.c
    found = connection.execute(sa.select(columns.path, columns.id, columns.content_sha256, columns.row_format))
    return {path: Known(*rest) for path, *rest in found}


def write_documents(connection: sa.Connection, made: Sequence[Made], words: Mapping[bytes, str]) -> Written:
    """Put documents in the place of what was there under their paths, within a transaction of the caller.

    Those that are there as they are (another loader may have been quicker) stay. `words` are those of the texts, by
    digest, as far as they were cut before.
    """
    paths = [one.path for one in made]
    columns = (document.c.path, document.c.id, document.c.content_sha256, document.c.row_format)
    there = {row.path: row for row in connection.execute(sa.select(*columns).where(document.c.path.in_(paths)))}
    written = Written()
    document_id = next_id(connection, document)
    new: list[Made] = []
    texts_before: set[int] = set()
    for one, path in zip(made, paths, strict=True):
        before = there.get(path)
        if before is None:
            written.new.append(path)
            new.append(numbered(one, document_id))
            document_id += 1
        elif (before.content_sha256, before.row_format) == (one.sha256, ROW_FORMAT):
            written.unchanged.append(path)
        else:
            written.changed.append(path)
            new.append(numbered(one, before.id))
            texts_before |= _remove(connection, before.id)
    _insert(connection, new, words, texts_before)
    return written


def remove_documents(connection: sa.Connection, paths: Iterable[str]) -> int:
    """Remove the documents of these paths, within a transaction of the caller; return how many there were."""
    removed = 0
    for path in paths:
        document_id = connection.scalar(sa.select(document.c.id).where(document.c.path == path))
        if document_id is not None:
            drop_texts(connection, _remove(connection, document_id))
            removed += 1
    return removed


def _insert(
    connection: sa.Connection, made: Sequence[Made], words: Mapping[bytes, str], texts_before: set[int]
) -> None:
    texts = {digest: text for one in made for digest, text in one.texts.items()}
    ids = write_texts(connection, texts, words)
    for table in (document, *WRITTEN_IN_ORDER):
        rows = [row for one in made for row in one.rows[table.name]]
        insert_rows(connection, table, COLUMNS[table.name], with_text_ids(rows, ids) if table is block else rows)
    drop_texts(connection, texts_before - set(ids.values()))


def _remove(connection: sa.Connection, document_id: int) -> set[int]:
    """Delete a document and what belongs to it; return the ids of the texts that its blocks had.

    Who else was taken for one of its people has to be settled anew.
    """
    first, last = document_id * ROOM, (document_id + 1) * ROOM - 1
    texts = connection.scalars(sa.select(block.c.search_text_id).where(block.c.id.between(first, last)).distinct())
    texts_before = {text_id for text_id in texts if text_id is not None}
    _unsettle(connection, participation.c.id.between(first, last))
    for table in reversed(WRITTEN_IN_ORDER):
        owner = next(iter(table.primary_key.columns))
        connection.execute(table.delete().where(owner.between(first, last)))
    connection.execute(document.delete().where(document.c.id == document_id))
    return texts_before


def _unsettle(connection: sa.Connection, which: sa.ColumnElement[bool]) -> None:
    people = connection.scalars(sa.select(participation.c.person_id).where(which).distinct())
    for ids in parts([person_id for person_id in people if person_id is not None]):
        nobody = {"person_id": None, "identity_confidence": None, "identity_evidence": None}
        connection.execute(participation.update().where(participation.c.person_id.in_(ids)), nobody)
        connection.execute(person.delete().where(person.c.id.in_(ids)))
