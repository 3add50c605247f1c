"""The texts that have all terms of a query: the words by the full text index, Khmer runs by the trigram index."""

import re
from collections.abc import Sequence
from functools import reduce
from typing import Any

import sqlalchemy as sa

from pipeline.khmer.syllable import COENG, MARKS
from pipeline.load.query import Term
from pipeline.load.tables import search_text

Ids = sa.Select[Any] | sa.CompoundSelect[Any]
_JOINED = f"{MARKS}{COENG}"
"""What joins a letter to the one before it: a run that is followed by it ends within a cluster."""


def matching_texts(terms: Sequence[Term], dialect: str) -> sa.CTE:
    """Return the texts that have every term: `id`, and `as_written`: whether the words stand in a row in them."""
    words = tuple(word for term in terms for word in term.words)
    is_one = len(terms) == 1 and (terms[0].in_a_row or len(words) == 1)
    written = None if is_one else Term(words, True, None)
    if dialect == "sqlite":
        return _sqlite_texts(terms, written).cte("matching")
    return _postgresql_texts(terms, written).cte("matching").prefix_with("MATERIALIZED")


def _sqlite_texts(terms: Sequence[Term], written: Term | None) -> sa.Select[Any]:
    found: list[Ids] = []
    plain = [term for term in terms if term.run is None]
    if plain:
        found.append(_sqlite_matches(plain))
    for term in terms:
        if term.run is not None:
            found.append(sa.union(_selected(_sqlite_matches([term])), _selected(_sqlite_run(term.run))))
    ids = (sa.intersect(*map(_selected, found)) if len(found) > 1 else found[0]).subquery()
    as_written = sa.literal(1) if written is None else ids.c.id.in_(_sqlite_matches([written]))
    return sa.select(ids.c.id, as_written.label("as_written"))


def _selected(ids: Ids) -> sa.Select[Any]:
    return sa.select(ids.subquery().c.id)


def _sqlite_matches(terms: Sequence[Term]) -> Ids:
    return _fts5("search_words", " AND ".join(_phrases(term) for term in terms))


def _phrases(term: Term) -> str:
    """A term in FTS5's language; words are letters and digits alone, so that quotation marks are all they need."""
    if not term.in_a_row:
        return " AND ".join(f'"{word}"' for word in term.words)
    rows = " OR ".join(f'"{" ".join(row)}"' for row in (term.words, *term.or_rows))
    return f"({rows})" if term.or_rows else rows


def _sqlite_run(run: str) -> Ids:
    quoted = run.replace('"', '""')
    escaped = re.sub(r"([*?\[])", r"[\1]", run)
    whole = sa.literal(" ").concat(sa.column("folded")).concat(" ")
    between_clusters = whole.op("GLOB")(f"*[^{COENG}]{escaped}[^{_JOINED}]*")
    return _fts5("search_trigram", f'"{quoted}"').where(between_clusters)


def _fts5(table: str, query: str) -> sa.Select[Any]:
    index = sa.table(table, sa.column("rowid"), sa.column("folded"))
    return sa.select(index.c.rowid.label("id")).where(sa.column(table).op("MATCH")(query))


def _postgresql_texts(terms: Sequence[Term], written: Term | None) -> sa.Select[Any]:
    """In one pass over the texts that the indexes name: words first, as they are looked up faster than runs."""
    as_written = sa.literal(1) if written is None else sa.cast(_has(written), sa.Integer)
    columns = (search_text.c.id, as_written.label("as_written"))
    conditions = [_has(term) if term.run is None else sa.or_(_has(term), _postgresql_run(term.run)) for term in terms]
    return sa.select(*columns).where(*conditions)


def _has(term: Term) -> sa.ColumnElement[bool]:
    lexemes: sa.ColumnClause[Any] = sa.column("lexemes")
    return lexemes.op("@@", is_comparison=True)(_tsquery(term))


def _tsquery(term: Term) -> sa.ColumnElement[Any]:
    """A term in PostgreSQL's language."""
    if not term.in_a_row:
        return sa.func.plainto_tsquery("simple", " ".join(term.words))
    first, *others = (sa.func.phraseto_tsquery("simple", " ".join(row)) for row in (term.words, *term.or_rows))
    return reduce(lambda one, other: one.op("||")(other), others, first)


def _postgresql_run(run: str) -> sa.ColumnElement[bool]:
    folded = search_text.c.folded
    between_clusters = sa.func.concat(" ", folded, " ").regexp_match(f"[^{COENG}]{re.escape(run)}[^{_JOINED}]")
    return sa.and_(folded.contains(run, autoescape=True), between_clusters)
