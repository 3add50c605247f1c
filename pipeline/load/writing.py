"""Documents into the database: their rows in the place of what was there of them, in one transaction."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa

from pipeline.load.bulk import Row, insert_rows, json_text, parts
from pipeline.load.index_words import index_words
from pipeline.load.rows import ROOM, ROW_FORMAT, WRITTEN_IN_ORDER, Rows
from pipeline.load.tables import block, document, search_text
from pipeline.load.tables_found import participation, person
from pipeline.model.minutes import Minutes

_INTO_FTS5 = (
    sa.text("INSERT INTO search_words(rowid, words) SELECT id, words FROM search_text WHERE id >= :first"),
    sa.text("INSERT INTO search_trigram(rowid, folded) SELECT id, folded FROM search_text WHERE id >= :first"),
)


@dataclass(frozen=True, slots=True)
class Prepared:
    """Minutes ready to be written."""

    minutes: Minutes
    sha256: str
    """Of the file that they were read from."""
    texts: Mapping[str, str]
    """What of each block is searched, folded, by the id of the block."""


@dataclass(slots=True)
class Written:
    """What became of some documents: their paths."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)


def known_documents(connection: sa.Connection) -> dict[str, tuple[str, int]]:
    """Return the hash and the row format of every document, by path."""
    found = connection.execute(sa.select(document.c.path, document.c.content_sha256, document.c.row_format))
    return {path: (sha256, row_format) for path, sha256, row_format in found}


def write_documents(connection: sa.Connection, prepared: Sequence[Prepared]) -> Written:
    """Put documents in the place of what was there under their paths, within a transaction of the caller.

    Those that are there as they are (another loader may have been quicker) stay.
    """
    paths = [one.minutes.document.path for one in prepared]
    columns = (document.c.path, document.c.id, document.c.content_sha256, document.c.row_format)
    there = {row.path: row for row in connection.execute(sa.select(*columns).where(document.c.path.in_(paths)))}
    written = Written()
    next_id = _next_id(connection, document)
    numbered: list[tuple[int, Prepared]] = []
    texts_before: set[int] = set()
    for one, path in zip(prepared, paths, strict=True):
        before = there.get(path)
        if before is None:
            written.new.append(path)
            numbered.append((next_id, one))
            next_id += 1
        elif (before.content_sha256, before.row_format) == (one.sha256, ROW_FORMAT):
            written.unchanged.append(path)
        else:
            written.changed.append(path)
            numbered.append((before.id, one))
            texts_before |= _remove(connection, before.id)
    _insert(connection, numbered, texts_before)
    return written


def remove_documents(connection: sa.Connection, paths: Iterable[str]) -> int:
    """Remove the documents of these paths, within a transaction of the caller; return how many there were."""
    removed = 0
    for path in paths:
        document_id = connection.scalar(sa.select(document.c.id).where(document.c.path == path))
        if document_id is not None:
            _drop_texts(connection, _remove(connection, document_id))
            removed += 1
    return removed


def _insert(connection: sa.Connection, numbered: Sequence[tuple[int, Prepared]], texts_before: set[int]) -> None:
    rows: dict[str, list[Row]] = {table.name: [] for table in WRITTEN_IN_ORDER}
    texts: dict[int, str] = {}
    for document_id, one in numbered:
        made = Rows(one.minutes, document_id, one.texts)
        texts |= made.texts
        for name, new in made.by_table.items():
            rows[name].extend(new)
    ids = _write_texts(connection, texts.values())
    for row in rows[block.name]:
        row["search_text_id"] = ids.get(texts[row["id"]])
    insert_rows(connection, document, [_document_row(document_id, one) for document_id, one in numbered])
    for table in WRITTEN_IN_ORDER:
        insert_rows(connection, table, rows[table.name])
    _drop_texts(connection, texts_before - set(ids.values()))


def _document_row(document_id: int, one: Prepared) -> Row:
    source = one.minutes.document
    values = source.model_dump(exclude={"id", "languages"})
    made = {"content_sha256": one.sha256, "row_format": ROW_FORMAT}
    return {"id": document_id, "source_id": source.id, "languages": json_text(source.languages)} | values | made


def _next_id(connection: sa.Connection, table: sa.Table) -> int:
    """The next free id; there is one writer at a time."""
    return int(connection.scalar(sa.select(sa.func.coalesce(sa.func.max(table.c.id), 0))) or 0) + 1


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


def _digest(folded: str) -> bytes:
    """The short hash by which a folded text is known."""
    return hashlib.blake2b(folded.encode(), digest_size=16).digest()


def _write_texts(connection: sa.Connection, folded: Iterable[str]) -> dict[str, int]:
    """Return the id of each text that is not empty; those not there yet are written, their words with them."""
    digests = {_digest(text): text for text in folded if text}
    ids: dict[str, int] = {}
    for part in parts(list(digests)):
        there = sa.select(search_text.c.id, search_text.c.digest).where(search_text.c.digest.in_(part))
        ids |= {digests[bytes(digest)]: text_id for text_id, digest in connection.execute(there)}
    new = [(digest, text) for digest, text in digests.items() if text not in ids]
    rows = [
        {"id": number, "digest": digest, "folded": text, "words": " ".join(index_words(text))}
        for number, (digest, text) in enumerate(new, _next_id(connection, search_text))
    ]
    insert_rows(connection, search_text, rows)
    if rows and connection.dialect.name == "sqlite":
        for statement in _INTO_FTS5:
            connection.execute(statement, {"first": rows[0]["id"]})
    return ids | {str(row["folded"]): int(str(row["id"])) for row in rows}


def _drop_texts(connection: sa.Connection, ids: set[int]) -> None:
    """Delete those of the texts that no block has any more."""
    unused = ~sa.exists().where(block.c.search_text_id == search_text.c.id)
    for part in parts(sorted(ids)):
        connection.execute(search_text.delete().where(search_text.c.id.in_(part), unused))
