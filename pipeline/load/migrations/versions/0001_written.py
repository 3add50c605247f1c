"""The tables of what is written, and of people: everything that other tables point at."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _one_of(column: str, words: str) -> str:
    """The check that a column holds one of these words; IN has SQLite make a list anew for every row."""
    return " OR ".join(f"{column} = '{word}'" for word in words.split())


def upgrade() -> None:
    """Make the tables."""
    _document()
    _organisation()
    _person()
    _search_text()
    _meeting()
    _page()
    _meeting_area()
    _participation()
    _section()
    _block()
    _block_prov()
    _repair_flag()


def _document() -> None:
    op.create_table(
        "document",
        sa.Column("id", _BIG, autoincrement=False, nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("page_count", sa.Integer(), nullable=True),
        sa.Column("producer", sa.Text(), nullable=True),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("content_sha256", sa.Text(), nullable=False),
        sa.Column("row_format", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.UniqueConstraint("path", name=op.f("uq_document_path")),
    )
    op.create_index("ix_document_source_id", "document", ["source_id"])


def _organisation() -> None:
    op.create_table(
        "organisation",
        sa.Column("id", _BIG, autoincrement=False, nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("acronym", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("folded", name=op.f("uq_organisation_folded")),
    )


def _person() -> None:
    op.create_table(
        "person",
        sa.Column("id", _BIG, autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_km", sa.Text(), nullable=True),
        sa.Column("honorific", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("organization", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    op.create_index("ix_person_name", "person", ["name"])


def _search_text() -> None:
    op.create_table(
        "search_text",
        sa.Column("id", _BIG, autoincrement=False, nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_text")),
        sa.UniqueConstraint("digest", name=op.f("uq_search_text_digest")),
    )


def _meeting() -> None:
    op.create_table(
        "meeting",
        sa.Column("id", _BIG, autoincrement=False, nullable=False),
        sa.Column("document_id", _BIG, nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("classification", sa.Text(), nullable=False),
        sa.Column("start_date", sa.Text(), nullable=True),
        sa.Column("end_date", sa.Text(), nullable=True),
        sa.Column("date_text", sa.Text(), nullable=True),
        sa.Column("location", sa.Text(), nullable=True),
        sa.Column("venue", sa.Text(), nullable=True),
        sa.Column("locality", sa.Text(), nullable=True),
        sa.Column("province", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.CheckConstraint(
            _one_of("classification", "meeting workshop training conference report other"),
            name=op.f("ck_meeting_classification_is_known"),
        ),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_meeting_document_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
        sa.UniqueConstraint("document_id", "ref", name=op.f("uq_meeting_document_id")),
    )
    op.create_index("ix_meeting_province", "meeting", ["province"])
    op.create_index("ix_meeting_start_date", "meeting", ["start_date"])


def _page() -> None:
    op.create_table(
        "page",
        sa.Column("id", _BIG, autoincrement=False, nullable=False),
        sa.Column("document_id", _BIG, nullable=False),
        sa.Column("page_no", sa.Integer(), nullable=False),
        sa.Column("width", sa.Float(), nullable=True),
        sa.Column("height", sa.Float(), nullable=True),
        sa.Column("text_source", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("methods", sa.JSON(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            _one_of("text_source", "native repaired ocr damaged none"), name=op.f("ck_page_text_source_is_known")
        ),
        sa.CheckConstraint("confidence BETWEEN 0.0 AND 1.0", name=op.f("ck_page_confidence_is_a_share")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_page_document_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_page")),
        sa.UniqueConstraint("document_id", "page_no", name=op.f("uq_page_document_id")),
    )
    op.create_index("ix_page_confidence", "page", ["confidence"])


def _meeting_area() -> None:
    op.create_table(
        "meeting_area",
        sa.Column("meeting_id", _BIG, nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_area_meeting_id")),
        sa.PrimaryKeyConstraint("meeting_id", "n", name=op.f("pk_meeting_area")),
    )
    op.create_index("ix_meeting_area_name", "meeting_area", ["name"])


def _participation() -> None:
    op.create_table(
        "participation",
        sa.Column("id", _BIG, autoincrement=False, nullable=False),
        sa.Column("document_id", _BIG, nullable=False),
        sa.Column("meeting_id", _BIG, nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("honorific", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("organization", sa.Text(), nullable=True),
        sa.Column("organisation_id", _BIG, nullable=True),
        sa.Column("speaker_type", sa.Text(), nullable=False),
        sa.Column("attendance", sa.Text(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=True),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("person_id", _BIG, nullable=True),
        sa.Column("identity_confidence", sa.Float(), nullable=True),
        sa.Column("identity_evidence", sa.Text(), nullable=True),
        sa.CheckConstraint(_one_of("attendance", "present absent"), name=op.f("ck_participation_attendance_is_known")),
        sa.CheckConstraint(
            _one_of("speaker_type", "chair speaker participant secretary"),
            name=op.f("ck_participation_speaker_type_is_known"),
        ),
        sa.CheckConstraint("confidence BETWEEN 0.0 AND 1.0", name=op.f("ck_participation_confidence_is_a_share")),
        sa.CheckConstraint(
            "identity_confidence BETWEEN 0.0 AND 1.0", name=op.f("ck_participation_identity_confidence_is_a_share")
        ),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_participation_document_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_participation_meeting_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_participation_organisation_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_participation_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participation")),
        sa.UniqueConstraint("document_id", "ref", name=op.f("uq_participation_document_id")),
    )
    op.create_index("ix_participation_meeting_id", "participation", ["meeting_id"])
    op.create_index("ix_participation_name_key", "participation", ["name_key"])
    op.create_index("ix_participation_organisation_id", "participation", ["organisation_id"])
    op.create_index("ix_participation_person_id", "participation", ["person_id"])


def _section() -> None:
    op.create_table(
        "section",
        sa.Column("id", _BIG, autoincrement=False, nullable=False),
        sa.Column("document_id", _BIG, nullable=False),
        sa.Column("meeting_id", _BIG, nullable=False),
        sa.Column("parent_id", _BIG, nullable=True),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("heading", sa.Text(), nullable=True),
        sa.CheckConstraint(
            _one_of(
                "kind",
                "front introduction objectives expected_results agenda item opening session break closing group annex other",
            ),
            name=op.f("ck_section_kind_is_known"),
        ),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_section_document_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_section_meeting_id")),
        sa.ForeignKeyConstraint(["parent_id"], ["section.id"], name=op.f("fk_section_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_section")),
        sa.UniqueConstraint("document_id", "ref", name=op.f("uq_section_document_id")),
    )
    op.create_index("ix_section_meeting_id", "section", ["meeting_id"])
    op.create_index("ix_section_parent_id", "section", ["parent_id"])


def _block() -> None:
    op.create_table(
        "block",
        sa.Column("id", _BIG, autoincrement=False, nullable=False),
        sa.Column("document_id", _BIG, nullable=False),
        sa.Column("meeting_id", _BIG, nullable=False),
        sa.Column("section_id", _BIG, nullable=True),
        sa.Column("parent_id", _BIG, nullable=True),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("orig", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("marker", sa.Text(), nullable=True),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("speaker_id", _BIG, nullable=True),
        sa.Column("said_by_id", _BIG, nullable=True),
        sa.Column("attribution", sa.Text(), nullable=True),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=True),
        sa.Column("repair_method", sa.Text(), nullable=True),
        sa.Column("repair_confidence", sa.Float(), nullable=True),
        sa.Column("page_no", sa.Integer(), nullable=True),
        sa.Column("search_text_id", _BIG, nullable=True),
        sa.CheckConstraint(
            _one_of("kind", "title heading topic paragraph list_item speech prompt question answer note table_row"),
            name=op.f("ck_block_kind_is_known"),
        ),
        sa.CheckConstraint(_one_of("place", "title heading topic body"), name=op.f("ck_block_place_is_known")),
        sa.CheckConstraint(
            _one_of("repair_method", "glyph legacy decipher ocr person"),
            name=op.f("ck_block_repair_method_is_known"),
        ),
        sa.CheckConstraint("confidence BETWEEN 0.0 AND 1.0", name=op.f("ck_block_confidence_is_a_share")),
        sa.CheckConstraint("repair_confidence BETWEEN 0.0 AND 1.0", name=op.f("ck_block_repair_confidence_is_a_share")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_block_document_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_block_meeting_id")),
        sa.ForeignKeyConstraint(["parent_id"], ["block.id"], name=op.f("fk_block_parent_id")),
        sa.ForeignKeyConstraint(["said_by_id"], ["participation.id"], name=op.f("fk_block_said_by_id")),
        sa.ForeignKeyConstraint(["search_text_id"], ["search_text.id"], name=op.f("fk_block_search_text_id")),
        sa.ForeignKeyConstraint(["section_id"], ["section.id"], name=op.f("fk_block_section_id")),
        sa.ForeignKeyConstraint(["speaker_id"], ["participation.id"], name=op.f("fk_block_speaker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_block")),
        sa.UniqueConstraint("document_id", "ref", name=op.f("uq_block_document_id")),
    )
    op.create_index("ix_block_meeting_id", "block", ["meeting_id"])
    _sparse_index("parent_id")
    _sparse_index("said_by_id")
    op.create_index("ix_block_search_text_id", "block", ["search_text_id", "meeting_id"])
    op.create_index("ix_block_section_id", "block", ["section_id"])
    _sparse_index("speaker_id")


def _sparse_index(column: str) -> None:
    given = sa.column(column).is_not(None)
    op.create_index(f"ix_block_{column}", "block", [column], sqlite_where=given, postgresql_where=given)


def _block_prov() -> None:
    op.create_table(
        "block_prov",
        sa.Column("block_id", _BIG, nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("page_id", _BIG, nullable=False),
        sa.Column("x0", sa.Float(), nullable=True),
        sa.Column("top", sa.Float(), nullable=True),
        sa.Column("x1", sa.Float(), nullable=True),
        sa.Column("bottom", sa.Float(), nullable=True),
        sa.Column("line", sa.Integer(), nullable=True),
        sa.Column("first", sa.Integer(), nullable=True),
        sa.Column("last", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["block_id"], ["block.id"], name=op.f("fk_block_prov_block_id")),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"], name=op.f("fk_block_prov_page_id")),
        sa.PrimaryKeyConstraint("block_id", "n", name=op.f("pk_block_prov")),
    )
    op.create_index("ix_block_prov_page_id", "block_prov", ["page_id"])


def _repair_flag() -> None:
    op.create_table(
        "repair_flag",
        sa.Column("block_id", _BIG, nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("margin", sa.Float(), nullable=False),
        sa.Column("rivals", sa.JSON(), nullable=False),
        sa.CheckConstraint("first <= last", name=op.f("ck_repair_flag_span_is_in_order")),
        sa.ForeignKeyConstraint(["block_id"], ["block.id"], name=op.f("fk_repair_flag_block_id")),
        sa.PrimaryKeyConstraint("block_id", "n", name=op.f("pk_repair_flag")),
    )
