"""The tables of what was found in the writing."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _one_of(column: str, words: str) -> str:
    """The check that a column holds one of these words; IN has SQLite make a list anew for every row."""
    return " OR ".join(f"{column} = '{word}'" for word in words.split())


def upgrade() -> None:
    """Make the tables."""
    _issue()
    _exchange()
    _meeting_organizer()
    _summary()
    _attendance()
    _exchange_answer()
    _exchange_question()
    _meeting_source()
    _outcome()
    _participation_mention()
    _section_prompt()
    _summary_sentence()
    _translation()
    _summary_source()


def _issue() -> None:
    op.create_table(
        "issue",
        sa.Column("id", _BIG, autoincrement=False, nullable=False),
        sa.Column("document_id", _BIG, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("severity", sa.Text(), nullable=False),
        sa.Column("page_no", sa.Integer(), nullable=True),
        sa.Column("message", sa.Text(), nullable=False),
        sa.CheckConstraint(_one_of("severity", "info warning error"), name=op.f("ck_issue_severity_is_known")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_issue_document_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issue")),
    )
    op.create_index("ix_issue_code", "issue", ["code"])
    op.create_index("ix_issue_document_id", "issue", ["document_id"])


def _exchange() -> None:
    op.create_table(
        "exchange",
        sa.Column("id", _BIG, autoincrement=False, nullable=False),
        sa.Column("document_id", _BIG, nullable=False),
        sa.Column("meeting_id", _BIG, nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.CheckConstraint("confidence BETWEEN 0.0 AND 1.0", name=op.f("ck_exchange_confidence_is_a_share")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_exchange_document_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_exchange_meeting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exchange")),
        sa.UniqueConstraint("document_id", "ref", name=op.f("uq_exchange_document_id")),
    )
    op.create_index("ix_exchange_meeting_id", "exchange", ["meeting_id"])


def _meeting_organizer() -> None:
    op.create_table(
        "meeting_organizer",
        sa.Column("meeting_id", _BIG, nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("acronym", sa.Text(), nullable=True),
        sa.Column("organisation_id", _BIG, nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_organizer_meeting_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_meeting_organizer_organisation_id")
        ),
        sa.PrimaryKeyConstraint("meeting_id", "n", name=op.f("pk_meeting_organizer")),
    )
    op.create_index("ix_meeting_organizer_organisation_id", "meeting_organizer", ["organisation_id"])


def _summary() -> None:
    op.create_table(
        "summary",
        sa.Column("id", _BIG, autoincrement=False, nullable=False),
        sa.Column("meeting_id", _BIG, nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("section_id", _BIG, nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.CheckConstraint(
            _one_of(
                "state", "new needs-translation needs-adaptation needs-review-translation translated signed-off final"
            ),
            name=op.f("ck_summary_state_is_known"),
        ),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_summary_meeting_id")),
        sa.ForeignKeyConstraint(["section_id"], ["section.id"], name=op.f("fk_summary_section_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_summary")),
    )
    op.create_index("ix_summary_meeting_id", "summary", ["meeting_id"])
    op.create_index("ix_summary_section_id", "summary", ["section_id"])


def _attendance() -> None:
    op.create_table(
        "attendance",
        sa.Column("meeting_id", _BIG, nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("block_id", _BIG, nullable=False),
        sa.ForeignKeyConstraint(["block_id"], ["block.id"], name=op.f("fk_attendance_block_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_attendance_meeting_id")),
        sa.PrimaryKeyConstraint("meeting_id", "n", name=op.f("pk_attendance")),
    )
    op.create_index("ix_attendance_block_id", "attendance", ["block_id"])


def _exchange_answer() -> None:
    op.create_table(
        "exchange_answer",
        sa.Column("exchange_id", _BIG, nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("block_id", _BIG, nullable=False),
        sa.ForeignKeyConstraint(["block_id"], ["block.id"], name=op.f("fk_exchange_answer_block_id")),
        sa.ForeignKeyConstraint(["exchange_id"], ["exchange.id"], name=op.f("fk_exchange_answer_exchange_id")),
        sa.PrimaryKeyConstraint("exchange_id", "n", name=op.f("pk_exchange_answer")),
    )
    op.create_index("ix_exchange_answer_block_id", "exchange_answer", ["block_id"])


def _exchange_question() -> None:
    op.create_table(
        "exchange_question",
        sa.Column("exchange_id", _BIG, nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("block_id", _BIG, nullable=False),
        sa.ForeignKeyConstraint(["block_id"], ["block.id"], name=op.f("fk_exchange_question_block_id")),
        sa.ForeignKeyConstraint(["exchange_id"], ["exchange.id"], name=op.f("fk_exchange_question_exchange_id")),
        sa.PrimaryKeyConstraint("exchange_id", "n", name=op.f("pk_exchange_question")),
    )
    op.create_index("ix_exchange_question_block_id", "exchange_question", ["block_id"])


def _meeting_source() -> None:
    op.create_table(
        "meeting_source",
        sa.Column("meeting_id", _BIG, nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("block_id", _BIG, nullable=False),
        sa.ForeignKeyConstraint(["block_id"], ["block.id"], name=op.f("fk_meeting_source_block_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_source_meeting_id")),
        sa.PrimaryKeyConstraint("meeting_id", "n", name=op.f("pk_meeting_source")),
    )
    op.create_index("ix_meeting_source_block_id", "meeting_source", ["block_id"])


def _outcome() -> None:
    op.create_table(
        "outcome",
        sa.Column("id", _BIG, autoincrement=False, nullable=False),
        sa.Column("document_id", _BIG, nullable=False),
        sa.Column("meeting_id", _BIG, nullable=False),
        sa.Column("section_id", _BIG, nullable=False),
        sa.Column("block_id", _BIG, nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=True),
        sa.Column("last", sa.Integer(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("theme", sa.Text(), nullable=True),
        sa.Column("addressed_to", sa.Text(), nullable=True),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("due_date", sa.Text(), nullable=True),
        sa.Column("moved_by", sa.Text(), nullable=True),
        sa.Column("seconded_by", sa.Text(), nullable=True),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("votes", sa.Text(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.CheckConstraint(
            _one_of("type", "recommendation request decision motion action_item finding"),
            name=op.f("ck_outcome_type_is_known"),
        ),
        sa.CheckConstraint("confidence BETWEEN 0.0 AND 1.0", name=op.f("ck_outcome_confidence_is_a_share")),
        sa.ForeignKeyConstraint(["block_id"], ["block.id"], name=op.f("fk_outcome_block_id")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_outcome_document_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_outcome_meeting_id")),
        sa.ForeignKeyConstraint(["section_id"], ["section.id"], name=op.f("fk_outcome_section_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome")),
        sa.UniqueConstraint("document_id", "ref", name=op.f("uq_outcome_document_id")),
    )
    op.create_index("ix_outcome_block_id", "outcome", ["block_id"])
    op.create_index("ix_outcome_meeting_id", "outcome", ["meeting_id"])
    op.create_index("ix_outcome_section_id", "outcome", ["section_id"])
    op.create_index("ix_outcome_type", "outcome", ["type", "theme"])


def _participation_mention() -> None:
    op.create_table(
        "participation_mention",
        sa.Column("participation_id", _BIG, nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("block_id", _BIG, nullable=False),
        sa.ForeignKeyConstraint(["block_id"], ["block.id"], name=op.f("fk_participation_mention_block_id")),
        sa.ForeignKeyConstraint(
            ["participation_id"], ["participation.id"], name=op.f("fk_participation_mention_participation_id")
        ),
        sa.PrimaryKeyConstraint("participation_id", "n", name=op.f("pk_participation_mention")),
    )
    op.create_index("ix_participation_mention_block_id", "participation_mention", ["block_id"])


def _section_prompt() -> None:
    op.create_table(
        "section_prompt",
        sa.Column("section_id", _BIG, nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("block_id", _BIG, nullable=False),
        sa.ForeignKeyConstraint(["block_id"], ["block.id"], name=op.f("fk_section_prompt_block_id")),
        sa.ForeignKeyConstraint(["section_id"], ["section.id"], name=op.f("fk_section_prompt_section_id")),
        sa.PrimaryKeyConstraint("section_id", "n", name=op.f("pk_section_prompt")),
    )
    op.create_index("ix_section_prompt_block_id", "section_prompt", ["block_id"])


def _summary_sentence() -> None:
    op.create_table(
        "summary_sentence",
        sa.Column("id", _BIG, autoincrement=False, nullable=False),
        sa.Column("summary_id", _BIG, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["summary_id"], ["summary.id"], name=op.f("fk_summary_sentence_summary_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_summary_sentence")),
    )
    op.create_index("ix_summary_sentence_summary_id", "summary_sentence", ["summary_id"])


def _translation() -> None:
    op.create_table(
        "translation",
        sa.Column("id", _BIG, autoincrement=False, nullable=False),
        sa.Column("document_id", _BIG, nullable=False),
        sa.Column("block_id", _BIG, nullable=False),
        sa.Column("source_language", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("engine", sa.Text(), nullable=True),
        sa.Column("checks", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            _one_of(
                "state", "new needs-translation needs-adaptation needs-review-translation translated signed-off final"
            ),
            name=op.f("ck_translation_state_is_known"),
        ),
        sa.ForeignKeyConstraint(["block_id"], ["block.id"], name=op.f("fk_translation_block_id")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_translation_document_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_translation")),
    )
    op.create_index("ix_translation_block_id", "translation", ["block_id"])
    op.create_index("ix_translation_document_id", "translation", ["document_id"])


def _summary_source() -> None:
    op.create_table(
        "summary_source",
        sa.Column("summary_sentence_id", _BIG, nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("block_id", _BIG, nullable=False),
        sa.ForeignKeyConstraint(["block_id"], ["block.id"], name=op.f("fk_summary_source_block_id")),
        sa.ForeignKeyConstraint(
            ["summary_sentence_id"], ["summary_sentence.id"], name=op.f("fk_summary_source_summary_sentence_id")
        ),
        sa.PrimaryKeyConstraint("summary_sentence_id", "n", name=op.f("pk_summary_source")),
    )
    op.create_index("ix_summary_source_block_id", "summary_source", ["block_id"])
