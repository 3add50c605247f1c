"""Passages found again: words of a query, in any spelling, in the texts of the minutes."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from pipeline.load.bulk import parts
from pipeline.load.filters import EVERYTHING, Filters
from pipeline.load.marks import Span, find_marks
from pipeline.load.matching import matching_texts
from pipeline.load.query import Term, parse_query
from pipeline.load.search_texts import passage
from pipeline.load.tables import block, document, meeting
from pipeline.load.tables_found import participation, person


@dataclass(frozen=True, slots=True)
class Passage:
    """A block that was found."""

    path: str
    """Of the document."""
    ref: str
    """Of the block in minutes.json."""
    kind: str
    page_no: int | None
    meeting: str | None
    """The title."""
    date: str | None
    province: str | None
    speaker: str | None
    """As the minutes name them here."""
    person: str | None
    """The same person by their fullest name."""
    text: str
    marks: list[Span]
    """What of the text matches."""


@dataclass(frozen=True, slots=True)
class Hits:
    """The first passages of a search and how many there are in all."""

    passages: list[Passage]
    total: int


def search(connection: sa.Connection, query: str, filters: Filters = EVERYTHING, limit: int | None = 20) -> Hits:
    """Return the passages that have all terms of a query, those with the query as it is written first, then by date.

    Among equals the latest meeting is first. `limit` None gives all of them.

    Raises:
        UsageError: there is no word in the query, or a filter makes no sense.
    """
    terms = parse_query(query)
    found = connection.execute(_found(terms, filters, connection.dialect.name).limit(limit)).all()
    ids = [row.id for row in found]
    rows = {row.id: row for part in parts(ids) for row in connection.execute(_details(part))}
    return Hits([_passage(rows[number], terms) for number in ids], found[0].total if found else 0)


def _found(terms: list[Term], filters: Filters, dialect: str) -> sa.Select[tuple[int, int]]:
    """The blocks in order, and how many there are: from the indexes alone, for there may be thousands.

    PostgreSQL, told to look for twenty, would else look at all blocks in order (three times as slow at 100,000).
    """
    matching = matching_texts(terms, dialect)
    joined = matching.join(block, block.c.search_text_id == matching.c.id)
    return (
        sa.select(block.c.id, sa.func.count().over().label("total"))
        .select_from(joined.join(meeting, meeting.c.id == block.c.meeting_id))
        .where(*filters.conditions())
        .order_by(matching.c.as_written.desc(), sa.func.coalesce(meeting.c.start_date, "").desc(), block.c.id)
    )


def _details(ids: Sequence[int]) -> sa.Select[tuple[object, ...]]:
    joined = (
        block.join(meeting, meeting.c.id == block.c.meeting_id)
        .join(document, document.c.id == block.c.document_id)
        .outerjoin(participation, participation.c.id == block.c.said_by_id)
        .outerjoin(person, person.c.id == participation.c.person_id)
    )
    columns = (
        *(block.c.id, document.c.path, block.c.ref, block.c.kind, block.c.page_no, block.c.text, block.c.attribution),
        *(meeting.c.title, meeting.c.start_date, meeting.c.province, participation.c.honorific),
        *(participation.c.name, person.c.name.label("person")),
    )
    return sa.select(*columns).select_from(joined).where(block.c.id.in_(ids))


def _passage(row: sa.Row[tuple[object, ...]], terms: list[Term]) -> Passage:
    text = passage(row.attribution, row.text)
    speaker = " ".join(filter(None, (row.honorific, row.name))) or None
    return Passage(
        path=row.path,
        ref=row.ref,
        kind=row.kind,
        page_no=row.page_no,
        meeting=row.title,
        date=row.start_date,
        province=row.province,
        speaker=speaker,
        person=row.person,
        text=text,
        marks=find_marks(text, terms),
    )
