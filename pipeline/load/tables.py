"""The tables of what is written: the nouns of minutes.json, each row with the id of the document that it came from.

A document keeps its number when it is loaded anew. What belongs to it is numbered from that (`pipeline.load.rows`), so
one range of ids is one document, and the same document has the same ids each time.
"""

import sqlalchemy as sa

from pipeline.load.columns import key, known, metadata, number, one_of, parent, reference, share, sparse_index, text
from pipeline.model.minutes import (
    BlockKind,
    Classification,
    RepairMethod,
    SectionKind,
    TextSource,
)

document = sa.Table(
    "document",
    metadata,
    key(),
    sa.Column("path", sa.Text, nullable=False, unique=True),
    text("source_id", nullable=False),
    text("file_name", nullable=False),
    text("media_type", nullable=False),
    sa.Column("page_count", sa.Integer),
    text("producer"),
    sa.Column("languages", sa.JSON, nullable=False),
    text("content_sha256", nullable=False),
    sa.Column("row_format", sa.Integer, nullable=False),
    sa.Index("ix_document_source_id", "source_id"),
)

page = sa.Table(
    "page",
    metadata,
    key(),
    parent("document"),
    sa.Column("page_no", sa.Integer, nullable=False),
    sa.Column("width", sa.Float),
    sa.Column("height", sa.Float),
    *one_of("text_source", TextSource),
    *share(),
    sa.Column("methods", sa.JSON, nullable=False),
    sa.Column("evidence", sa.JSON, nullable=False),
    sa.UniqueConstraint("document_id", "page_no"),
    sa.Index("ix_page_confidence", "confidence"),
)

meeting = sa.Table(
    "meeting",
    metadata,
    key(),
    parent("document"),
    text("ref", nullable=False),
    text("title"),
    *one_of("classification", Classification),
    text("start_date"),
    text("end_date"),
    text("date_text"),
    text("location"),
    text("venue"),
    text("locality"),
    text("province"),
    text("country"),
    sa.UniqueConstraint("document_id", "ref"),
    sa.Index("ix_meeting_start_date", "start_date"),
    sa.Index("ix_meeting_province", "province"),
)

meeting_area = sa.Table(
    "meeting_area",
    metadata,
    parent("meeting", primary_key=True),
    number(),
    text("name", nullable=False),
    sa.Index("ix_meeting_area_name", "name"),
)

section = sa.Table(
    "section",
    metadata,
    key(),
    parent("document"),
    parent("meeting"),
    reference("parent_id", "section"),
    text("ref", nullable=False),
    *one_of("kind", SectionKind),
    text("number"),
    text("heading"),
    sa.UniqueConstraint("document_id", "ref"),
    sa.Index("ix_section_meeting_id", "meeting_id"),
    sa.Index("ix_section_parent_id", "parent_id"),
)

search_text = sa.Table(
    "search_text",
    metadata,
    key(),
    sa.Column("digest", sa.LargeBinary, nullable=False, unique=True),
    text("folded", nullable=False),
    text("words", nullable=False),
)

block = sa.Table(
    "block",
    metadata,
    key(),
    parent("document"),
    parent("meeting"),
    reference("section_id", "section"),
    reference("parent_id", "block"),
    text("ref", nullable=False),
    text("place", nullable=False),
    known("place", ("title", "heading", "topic", "body")),
    *one_of("kind", BlockKind),
    text("text", nullable=False),
    text("orig"),
    text("language"),
    text("number"),
    text("marker"),
    sa.Column("level", sa.Integer),
    reference("speaker_id", "participation"),
    reference("said_by_id", "participation"),
    text("attribution"),
    sa.Column("cells", sa.JSON, nullable=False),
    *share(nullable=True),
    *one_of("repair_method", RepairMethod, nullable=True),
    *share("repair_confidence", nullable=True),
    sa.Column("page_no", sa.Integer),
    reference("search_text_id", "search_text"),
    sa.UniqueConstraint("document_id", "ref"),
    sa.Index("ix_block_meeting_id", "meeting_id"),
    sa.Index("ix_block_section_id", "section_id"),
    sparse_index("block", "parent_id"),
    sparse_index("block", "speaker_id"),
    sparse_index("block", "said_by_id"),
    sa.Index("ix_block_search_text_id", "search_text_id", "meeting_id", postgresql_include=["id"]),
)

block_prov = sa.Table(
    "block_prov",
    metadata,
    parent("block", primary_key=True),
    number(),
    parent("page"),
    *(sa.Column(name, sa.Float) for name in ("x0", "top", "x1", "bottom")),
    *(sa.Column(name, sa.Integer) for name in ("line", "first", "last")),
    sa.Index("ix_block_prov_page_id", "page_id"),
)

repair_flag = sa.Table(
    "repair_flag",
    metadata,
    parent("block", primary_key=True),
    number(),
    sa.Column("first", sa.Integer, nullable=False),
    sa.Column("last", sa.Integer, nullable=False),
    text("reason", nullable=False),
    sa.Column("margin", sa.Float, nullable=False),
    sa.Column("rivals", sa.JSON, nullable=False),
    sa.CheckConstraint(sa.column("first") <= sa.column("last"), name="span_is_in_order"),
)
