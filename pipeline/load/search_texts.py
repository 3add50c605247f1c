"""The texts that are searched: each once however many blocks have it, known by its digest, with the words it has."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any, cast

import sqlalchemy as sa

from pipeline.load.bulk import insert_rows, next_id, parts
from pipeline.load.index_words import index_words
from pipeline.load.rows import ROW_FORMAT
from pipeline.load.tables import block, search_text

_INTO_FTS5 = (
    sa.text("INSERT INTO search_words(rowid, words) SELECT id, words FROM search_text WHERE id >= :first"),
    sa.text("INSERT INTO search_trigram(rowid, folded) SELECT id, folded FROM search_text WHERE id >= :first"),
)


def passage(attribution: str | None, text: str) -> str:
    """Return the words of a block that are searched and shown: who is named before it, and its text."""
    return f"{attribution} {text}".strip() if attribution else text


def digest_of(folded: str) -> bytes:
    """Return the short hash by which a folded text is known, with the words that this version cuts it into."""
    return hashlib.blake2b(folded.encode(), digest_size=16, salt=ROW_FORMAT.to_bytes(8)).digest()


def cut(texts: Iterable[tuple[bytes, str]]) -> dict[bytes, str]:
    """Return the words of folded texts as the database has them, by digest."""
    return {digest: " ".join(index_words(text)) for digest, text in texts}


def unknown_texts(connection: sa.Connection, digests: Iterable[bytes]) -> set[bytes]:
    """Return those of the digests whose texts the database does not have."""
    return set(digests) - _text_ids(connection, digests).keys()


def write_texts(connection: sa.Connection, texts: Mapping[bytes, str], words: Mapping[bytes, str]) -> dict[bytes, int]:
    """Return the id of each text; those not there yet are written with their words."""
    ids = _text_ids(connection, texts)
    new = [digest for digest in texts if digest not in ids]
    uncut = [(digest, texts[digest]) for digest in new if digest not in words]
    words = {**words, **cut(uncut)} if uncut else words
    first = next_id(connection, search_text)
    rows = [(number, digest, texts[digest], words[digest]) for number, digest in enumerate(new, first)]
    insert_rows(connection, search_text, ("id", "digest", "folded", "words"), rows)
    if rows and connection.dialect.name == "sqlite":
        for statement in _INTO_FTS5:
            connection.execute(statement, {"first": first})
    return ids | {digest: number for number, digest, *_ in rows}


def drop_texts(connection: sa.Connection, ids: set[int]) -> None:
    """Delete those of the texts that no block has any more."""
    unused = ~sa.exists().where(block.c.search_text_id == search_text.c.id)
    for part in parts(sorted(ids)):
        connection.execute(search_text.delete().where(search_text.c.id.in_(part), unused))


def sort_in_texts(connection: sa.Connection) -> None:
    """Put the texts that wait beside PostgreSQL's full-text indexes into these, within a transaction of the caller.

    One by one takes far longer; left to wait they would slow down the search until the server's own vacuum. Only the
    owner of the tables may; for others the vacuum has to come.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(
            sa.text(
                "SELECT gin_clean_pending_list(c.oid) FROM pg_class c "
                "WHERE c.oid IN ('ix_search_text_lexemes'::regclass, 'ix_search_text_folded'::regclass) "
                "AND pg_has_role(c.relowner, 'USAGE')"
            )
        )


def _text_ids(connection: sa.Connection, digests: Iterable[bytes]) -> dict[bytes, int]:
    """The ids of the texts that are there; the driver is asked, for SQLAlchemy looks at each value of a list."""
    ids: dict[bytes, int] = {}
    asked = "SELECT digest, id FROM search_text WHERE digest"
    driver = cast(Any, connection.connection.driver_connection)
    for part in parts(list(digests)):
        if connection.dialect.name == "postgresql":
            found = driver.execute(f"{asked} = ANY(%b)", (list(part),), binary=True)
        else:
            found = driver.execute(f"{asked} IN ({', '.join('?' * len(part))})", part)
        ids.update(found)
    return ids
