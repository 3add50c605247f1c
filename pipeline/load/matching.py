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


def matching_texts(terms: Sequence[Term], dialect: str) -> Ids:
    """Return a query for the ids of the texts that have every term."""
    matches = _sqlite_matches if dialect == "sqlite" else _postgresql_matches
    found: list[Ids] = []
    plain = [term for term in terms if term.run is None]
    if plain:
        found.append(matches(plain))
    for term in terms:
        if term.run is not None:
            run = (_sqlite_run if dialect == "sqlite" else _postgresql_run)(term.run)
            found.append(sa.union(_selected(matches([term])), _selected(run)))
    return sa.intersect(*(_selected(each) for each in found)) if len(found) > 1 else found[0]


def as_written_texts(terms: Sequence[Term], dialect: str) -> Ids | None:
    """Return a query for the ids of the texts that have the words in a row as written; None where all of them have."""
    words = tuple(word for term in terms for word in term.words)
    if len(terms) == 1 and (terms[0].in_a_row or len(words) == 1):
        return None
    return (_sqlite_matches if dialect == "sqlite" else _postgresql_matches)([Term(words, True, None)])


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


def _postgresql_matches(terms: Sequence[Term]) -> Ids:
    lexemes: sa.ColumnClause[Any] = sa.column("lexemes")
    return sa.select(search_text.c.id).where(*(lexemes.op("@@")(_tsquery(term)) for term in terms))


def _tsquery(term: Term) -> sa.ColumnElement[Any]:
    """A term in PostgreSQL's language."""
    if not term.in_a_row:
        return sa.func.plainto_tsquery("simple", " ".join(term.words))
    first, *others = (sa.func.phraseto_tsquery("simple", " ".join(row)) for row in (term.words, *term.or_rows))
    return reduce(lambda one, other: one.op("||")(other), others, first)


def _postgresql_run(run: str) -> Ids:
    folded = search_text.c.folded
    between_clusters = sa.func.concat(" ", folded, " ").regexp_match(f"[^{COENG}]{re.escape(run)}[^{_JOINED}]")
    return sa.select(search_text.c.id).where(folded.contains(run, autoescape=True), between_clusters)
